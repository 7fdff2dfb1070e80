import { ConnectorError } from '../../core/errors.ts';
import { isChange, subjectName, type Operation } from '../../core/operation.ts';
import type { DomainPlan } from '../../core/plan.ts';
import { NOT_DONE, STOPPED } from '../../core/cancellation.ts';
import type { RunOutcome } from '../../database/port.ts';
import { renewLease } from '../odoo-app/lease.ts';
import { rememberLearnt, writeAppRows } from '../odoo-app/rows.ts';
import type { DomainSnapshot, PlanResult } from '../plan/plan-result.ts';
import { leftOutcomes, type SelectedDomain, type Selection } from '../plan/select-changes.ts';
import { applyOperations } from './apply-operations.ts';
import { outcomeOf } from './outcome.ts';
import type { RunContext } from './run-context.ts';

/**
 * Applies the selected changes, domain by domain, and then brings the rows of the app of all of them up to date. A domain
 * that fails leaves the others; the journal has what became of each. A run that is killed before the rows leaves them to
 * the next one, which computes them from what it finds.
 */
export async function applyPlan(run: RunContext, { facts }: PlanResult, selection: Selection): Promise<void> {
  const readable = selection.domains.filter(({ planned }) => planned.failure === undefined);
  const firstWriting = readable.find(({ planned }) => writesRecords(planned));
  const applied: AppliedDomain[] = [];
  for (const domain of readable) {
    const snapshot = facts.get(domain.planned.domain);
    if (snapshot === undefined) continue;
    if (await applyDomain(run, domain, snapshot, domain === firstWriting)) applied.push({ domain, snapshot });
  }
  await writeRows(run, applied);
}

const writesRecords = ({ operations }: DomainPlan) => operations.some(({ write }) => write !== undefined);

interface AppliedDomain {
  readonly domain: SelectedDomain;
  readonly snapshot: DomainSnapshot;
}

/** False where it broke off. */
async function applyDomain(
  run: RunContext,
  domain: SelectedDomain,
  snapshot: DomainSnapshot,
  isFirstWriting: boolean,
): Promise<boolean> {
  const { backend, journal, lease, services, sessions } = run;
  const { planned, selected } = domain;
  try {
    // Before the first native record is written. From then on the lease is extended with rows of the app, and every 15
    // seconds before a load; a run that writes no native record needs the claim, the end and the rows alone.
    if (lease !== null && isFirstWriting) await renewLease(lease, `writing ${planned.domain}`, backend);
    await rememberLearnt(snapshot, sessions, services);
    if (domain.left.length > 0) await journal.leftOut(leftOutcomes(domain));
    await applyOperations(run, selected, snapshot.domain);
    return true;
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    await breakOff(run, domain, error);
    return false;
  }
}

async function breakOff({ journal }: RunContext, { selected }: SelectedDomain, error: ConnectorError) {
  journal.domainFailed({ domain: selected.domain, error });
  await journal.settled(unreached(selected, journal.outcomes, error));
}

async function writeRows(run: RunContext, applied: readonly AppliedDomain[]): Promise<void> {
  const { backend, journal, lease, onProgress, services, sessions } = run;
  const sets = applied.map(({ domain, snapshot }) => {
    const left = new Set(domain.left);
    return {
      plan: domain.planned,
      facts: snapshot,
      isChosen: (operation: Operation) => !left.has(operation),
    };
  });
  const written =
    lease === null ? [] : await writeAppRows(sets, journal.outcomes, sessions, lease, services, onProgress);
  for (const [index, { domain, snapshot }] of applied.entries()) {
    const { planned } = domain;
    const rows = written[index];
    if (rows !== undefined) {
      await journal.settled(rows.outcomes);
      journal.rowsWritten(planned.domain, rows);
    }
    if (rows?.error !== undefined) await breakOff(run, domain, rows.error);
    // A suspiciously small read must not become the measure for the next one.
    else if (planned.removals !== 'withheld')
      await services.database.memory.saveCounts(backend.id, planned.domain, snapshot.counts);
  }
}

/**
 * The changes without an outcome when a domain failed. Some may have been applied, since the answer may be what was lost:
 * the next run reads reality and finishes them.
 */
function unreached(
  { domain, operations }: DomainPlan,
  outcomes: readonly RunOutcome[],
  error: ConnectorError,
): RunOutcome[] {
  const settled = new Set(outcomes.filter((each) => each.domain === domain).map(subjectName));
  return operations
    .filter((operation) => isChange(operation) && !settled.has(subjectName(operation.subject)))
    .map((operation) =>
      // After a stop nothing more was sent.
      error.code === STOPPED
        ? outcomeOf(domain, operation, 'skipped', NOT_DONE)
        : outcomeOf(
            domain,
            operation,
            'failed',
            `It is unknown whether this was applied; the next run checks. ${error.message}`,
          ),
    );
}
