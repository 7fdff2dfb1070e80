import { ConnectorError } from '../../core/errors.ts';
import { isChange, subjectName } from '../../core/operation.ts';
import type { DomainPlan } from '../../core/plan.ts';
import { STOPPED } from '../../core/cancellation.ts';
import type { RunOutcome } from '../../database/port.ts';
import { LEASE_LOST, renewLease } from '../odoo-app/lease.ts';
import { rememberLearnt, writeAppRows } from '../odoo-app/rows.ts';
import type { AppliedDomain } from '../odoo-app/written-rows.ts';
import type { PlanResult } from '../plan/plan-result.ts';
import { leftOutcomes, type SelectedDomain, type Selection } from '../plan/select-changes.ts';
import type { SavedLists } from '../rows/saved-lists.ts';
import { applyOperations, applyReleased, hasReleased } from './apply-operations.ts';
import { hideEarlier } from './hide-earlier.ts';
import { notDone, outcomeOf } from './outcome.ts';
import { rememberArchived } from './remember-archived.ts';
import type { RunContext } from './run-context.ts';

/**
 * Applies the selected changes, domain by domain, and then brings the rows of the app of all of them up to date. A domain
 * that fails leaves the others; the journal has what became of each. A run that is killed before the rows leaves them to
 * the next one, which computes them from what it finds. Once another run has taken the backend over, nothing more is
 * written: neither records of other domains nor rows.
 *
 * @param lists the lists of the page, which take the rows that are computed for Odoo
 */
export async function applyPlan(
  run: RunContext,
  { facts }: PlanResult,
  selection: Selection,
  lists?: SavedLists,
): Promise<void> {
  const applied: AppliedDomain[] = [];
  let isClaimChecked = false;
  let claimLost: ConnectorError | undefined;
  const unlessLost = async (domain: AppliedDomain, work: () => Promise<void>): Promise<boolean> => {
    try {
      if (claimLost !== undefined) throw claimLost;
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      await breakOff(run, domain, error);
      if (error.code === LEASE_LOST) claimLost = error;
      return false;
    }
  };
  for (const domain of readable(selection, facts)) {
    const isDone = await unlessLost(domain, async () => {
      if (!isClaimChecked && writesRecords(domain.selected)) {
        await checkClaim(run, domain);
        isClaimChecked = true;
      }
      await applyDomain(run, domain);
    });
    if (isDone) applied.push(domain);
  }
  const finished: AppliedDomain[] = [];
  for (const domain of applied) {
    const { facts: read, selected } = domain;
    const finish = () => applyReleased(run, selected, read.domain);
    if (!hasReleased(selected) || (await unlessLost(domain, finish))) finished.push(domain);
  }
  if (claimLost === undefined) await writeRows(run, finished, lists);
  else for (const domain of finished) await settleUnreached(run, domain, claimLost);
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
  await hideEarlier(run, domain.planned);
  await rememberArchived(run, domain.selected.domain, domain.facts.memory);
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

async function writeRows(
  run: RunContext,
  applied: readonly AppliedDomain[],
  lists?: SavedLists,
): Promise<void> {
  const { backend, journal, lease, onProgress, services, sessions } = run;
  const written =
    lease === null
      ? []
      : await writeAppRows(applied, journal.outcomes, sessions, lease, services, onProgress, lists);
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
        ? notDone(domain, operation)
        : outcomeOf(
            domain,
            operation,
            'failed',
            `It is unknown whether this was applied; the next run checks. ${error.message}`,
          ),
    );
}
