import { ConnectorError } from '../../core/errors.ts';
import { isChange, subjectName } from '../../core/operation.ts';
import type { DomainPlan } from '../../core/plan.ts';
import { NOT_DONE, STOPPED } from '../../core/cancellation.ts';
import type { RunOutcome } from '../../database/port.ts';
import { renewLease } from '../odoo-app/lease.ts';
import { rememberLearnt, writeDomainRows } from '../odoo-app/rows.ts';
import type { DomainSnapshot, PlanResult } from '../plan/make-plan.ts';
import { leftOutcomes, type SelectedDomain, type Selection } from '../plan/select-changes.ts';
import { applyOperations } from './apply-operations.ts';
import { outcomeOf } from './outcome.ts';
import type { RunContext } from './run-context.ts';

/** Applies the selected changes, domain by domain. One that fails leaves the others; the journal has what became of each. */
export async function applyPlan(run: RunContext, { facts }: PlanResult, selection: Selection): Promise<void> {
  const readable = selection.domains.filter(({ planned }) => planned.failure === undefined);
  const firstWriting = readable.find(({ planned }) => writesRecords(planned));
  for (const domain of readable) {
    const snapshot = facts.get(domain.planned.domain);
    if (snapshot !== undefined) await applyDomain(run, domain, snapshot, domain === firstWriting);
  }
}

const writesRecords = ({ operations }: DomainPlan) => operations.some(({ write }) => write !== undefined);

async function applyDomain(
  run: RunContext,
  domain: SelectedDomain,
  snapshot: DomainSnapshot,
  isFirstWriting: boolean,
): Promise<void> {
  const { backend, journal, lease, services, sessions } = run;
  const { planned, selected } = domain;
  try {
    // Before the first native record is written. From then on the lease is extended with rows of the app, and every 15
    // seconds before a load; a run that writes no native record needs the claim, the end and the rows alone.
    if (lease !== null && isFirstWriting) await renewLease(lease, `writing ${planned.domain}`, backend);
    await rememberLearnt(snapshot, sessions, services);
    if (domain.left.length > 0) await journal.leftOut(leftOutcomes(domain));
    await applyOperations(run, selected, snapshot.domain);
    await writeRows(run, domain, snapshot);
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    journal.domainFailed({ domain: planned.domain, error });
    await journal.settled(unreached(selected, journal.outcomes, error));
    return;
  }
  // A suspiciously small read must not become the measure for the next one.
  if (planned.removals !== 'withheld')
    await services.database.memory.saveCounts(backend.id, planned.domain, snapshot.counts);
}

async function writeRows(run: RunContext, domain: SelectedDomain, snapshot: DomainSnapshot): Promise<void> {
  const { journal, lease, onProgress, services, sessions } = run;
  if (lease === null) return;
  const left = new Set(domain.left);
  const rows = await writeDomainRows(
    domain.planned,
    snapshot,
    journal.outcomes,
    sessions,
    lease,
    services,
    onProgress,
    (operation) => !left.has(operation),
  );
  await journal.settled(rows.outcomes);
  journal.rowsWritten(rows);
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
            `Not known to be applied; the next run finds out. ${error.message}`,
          ),
    );
}
