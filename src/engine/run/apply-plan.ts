import { ConnectorError } from '../../core/errors.ts';
import { isChange, subjectName } from '../../core/operation.ts';
import type { DomainPlan } from '../../core/plan.ts';
import { NOT_DONE, STOPPED } from '../../core/cancellation.ts';
import type { RunOutcome } from '../../database/port.ts';
import { LEASE_LOST, renewLease } from '../odoo-app/lease.ts';
import { rememberLearnt, writeAppRows } from '../odoo-app/rows.ts';
import type { AppliedDomain } from '../odoo-app/written-rows.ts';
import type { PlanResult } from '../plan/plan-result.ts';
import { leftOutcomes, type SelectedDomain, type Selection } from '../plan/select-changes.ts';
import { applyOperations } from './apply-operations.ts';
import { outcomeOf } from './outcome.ts';
import type { RunContext } from './run-context.ts';

/**
 * Applies the selected changes, domain by domain, and then brings the rows of the app of all of them up to date. A domain
 * that fails leaves the others; the journal has what became of each. A run that is killed before the rows leaves them to
 * the next one, which computes them from what it finds. Once another run has taken the backend over, nothing more is
 * written: neither records of other domains nor rows.
 */
export async function applyPlan(run: RunContext, { facts }: PlanResult, selection: Selection): Promise<void> {
  const applied: AppliedDomain[] = [];
  let isClaimChecked = false;
  let claimLost: ConnectorError | undefined;
  for (const domain of readable(selection, facts)) {
    if (claimLost !== undefined) {
      await breakOff(run, domain, claimLost);
      continue;
    }
    try {
      if (!isClaimChecked && writesRecords(domain.selected)) {
        await checkClaim(run, domain);
        isClaimChecked = true;
      }
      await applyDomain(run, domain);
      applied.push(domain);
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      await breakOff(run, domain, error);
      if (error.code === LEASE_LOST) claimLost = error;
    }
  }
  if (claimLost === undefined) await writeRows(run, applied);
  else for (const domain of applied) await settleUnreached(run, domain, claimLost);
}

/** The domains that could be read, which are those with facts. */
function readable({ domains }: Selection, facts: PlanResult['facts']): AppliedDomain[] {
  return domains.flatMap((domain) => {
    const snapshot = facts.get(domain.planned.domain);
    return snapshot === undefined ? [] : [{ ...domain, facts: snapshot }];
  });
}

const writesRecords = ({ operations }: DomainPlan) => operations.some(({ write }) => write !== undefined);

/**
 * Before the first native record is written. From then on the claim is checked and extended every 15 seconds before a
 * load, and with rows of the app; a run that writes no native record needs the claim, the end and the rows alone.
 *
 * @throws ConnectorError `app.claim_lost`
 */
async function checkClaim({ backend, lease }: RunContext, { selected }: SelectedDomain): Promise<void> {
  if (lease !== null) await renewLease(lease, `writing ${selected.domain}`, backend);
}

async function applyDomain(run: RunContext, domain: AppliedDomain): Promise<void> {
  const { journal, services, sessions } = run;
  await rememberLearnt(domain.facts, sessions, services);
  if (domain.left.length > 0) await journal.leftOut(leftOutcomes(domain));
  await applyOperations(run, domain.selected, domain.facts.domain);
}

async function breakOff(run: RunContext, domain: SelectedDomain, error: ConnectorError): Promise<void> {
  run.journal.domainFailed({ domain: domain.selected.domain, error });
  await settleUnreached(run, domain, error);
}

async function settleUnreached(
  { journal }: RunContext,
  { selected }: SelectedDomain,
  error: ConnectorError,
): Promise<void> {
  await journal.settled(unreached(selected, journal.outcomes, error));
}

async function writeRows(run: RunContext, applied: readonly AppliedDomain[]): Promise<void> {
  const { backend, journal, lease, onProgress, services, sessions } = run;
  const written =
    lease === null
      ? []
      : await writeAppRows(applied, journal.outcomes, sessions, lease, services, onProgress);
  for (const [index, domain] of applied.entries()) {
    const { facts, planned } = domain;
    const rows = written[index];
    if (rows !== undefined) {
      await journal.settled(rows.outcomes);
      journal.rowsWritten(planned.domain, rows);
    }
    if (rows?.error !== undefined) await breakOff(run, domain, rows.error);
    // A suspiciously small read must not become the measure for the next one.
    else if (planned.removals !== 'withheld')
      await services.database.memory.saveCounts(backend.id, planned.domain, {
        ...facts.counts,
        ...facts.remembered,
      });
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
