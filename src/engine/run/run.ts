import { ConnectorError } from '../../core/errors.ts';
import { throwIfAborted } from '../../core/cancellation.ts';
import { faultId, faultMessage } from '../../core/fault-id.ts';
import type { Plan } from '../../core/plan.ts';
import type { Backend } from '../../database/port.ts';
import { askAfterSync } from '../proof/due-proofs.ts';
import { makePlan } from '../plan/make-plan.ts';
import type { PlanOptions, PlanResult } from '../plan/plan-result.ts';
import { selectChanges, type ChangeFilter } from '../plan/select-changes.ts';
import type { EngineServices } from '../ports.ts';
import { countRowChanges } from '../odoo-app/rows.ts';
import { SavedLists } from '../rows/saved-lists.ts';
import { withSessions } from '../sessions.ts';
import { applyPlan } from './apply-plan.ts';
import { abortable } from './cancellation.ts';
import { claimBackend } from './claim.ts';
import { withBackendLock } from './lock.ts';
import type { ProgressSink } from './progress.ts';
import { publishResult } from './publish.ts';
import { reportingProgress } from './report-progress.ts';
import type { RunContext } from './run-context.ts';
import { RunJournal } from './run-journal.ts';
import { reportOf, type RunReport } from './run-report.ts';
import type { RunRequest } from './run-request.ts';
import { StopRequest } from './stop-request.ts';
import { summarizeInterrupted, summarizePreview, summarizeRun, type RunResult } from './summary.ts';
import { interruptedBy } from './interruption.ts';

/** What is run. */
export interface RunInput {
  readonly backend: Backend;
  readonly request: RunRequest;
  readonly options: PlanOptions;
  /**
   * Looks at the plan before anything is written, and selects the changes to apply; all of them when absent. The backend is
   * as it is since the run has its lock: before that another database may have been accepted for it.
   */
  readonly select?: (plan: Plan, backend: Backend) => ChangeFilter;
}

/**
 * SYNC METADATA, from the outside in: what is put around a run, and its steps.
 *
 * - `StopRequest`: a user may stop a run of any process
 * - `abortable`: after a stop nothing new is sent to either server, but the run is still reported in the app
 * - `withBackendLock`: nobody else works on the backend meanwhile, in this process or another
 * - `withSessions`: both servers are signed in to; the clients count and measure requests
 * - `claimBackend`: the same lock in Odoo, for other installations
 * - `reportingProgress`: a long run shows in the app where it is, which also extends its lease
 *
 * Failures of the servers end in the report, never in an exception; only a fault of the program is thrown, after the run
 * was recorded as failed.
 *
 * @throws ConnectorError `domain.unknown`, `backend.busy`, before anything is recorded
 */
export function runBackend(
  input: RunInput,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<RunReport> {
  const { backend, options } = input;
  const stop = new StopRequest(input.request.stop);
  const request = { ...input.request, stop: stop.signal };
  const stoppable = abortable(stop.signal, services, request.origin);
  return withBackendLock(backend, stoppable, async (locked) => {
    const journal = await RunJournal.begin(backend, request, options.domains, locked);
    const reported = journal.clock.listenTo(onProgress);
    const endWatch = stop.watch(() => locked.database.runs.isStopRequested(journal.runId), reported);
    const result = await resultOf(journal, () =>
      withSessions(journal.backend, locked, reported, async (sessions) => {
        journal.opened(sessions);
        const lease = await claimBackend(journal, sessions, locked);
        if (lease === 'answered') return ALREADY_ANSWERED;
        throwIfAborted(stop.signal);
        const run = { backend: journal.backend, sessions, lease, services: locked, journal };
        return planAndApply(input, reportingProgress({ ...run, onProgress: reported }));
      }),
    ).finally(endWatch);
    if (result.fault !== undefined) return endByFault(journal, result, result.fault.error, locked);
    const published = await publishResult(journal, result, locked);
    await journal.ended(published);
    if (journal.kind === 'sync' && !published.stopped)
      await askAfterSync(journal.backend, journal.outcomes, locked);
    return reportOf(journal, published);
  });
}

/** Shows and records the run as failed; whatever becomes of that, the fault itself is what must be seen. */
async function endByFault(
  journal: RunJournal,
  result: RunResult,
  fault: unknown,
  services: EngineServices,
): Promise<never> {
  const published = await publishResult(journal, result, services).catch(() => result);
  // The next run closes a record that stays open.
  await journal.ended(published).catch(() => undefined);
  throw fault;
}

const ALREADY_ANSWERED: RunResult = { status: 'nothing', message: 'The request had already been answered' };

async function planAndApply({ options, select }: RunInput, run: RunContext): Promise<RunResult> {
  const { backend, journal, services } = run;
  // A saved plan is compared with all operations.
  const kept = options.kept ?? (select === undefined ? 'counted' : 'listed');
  const planned = await makePlan(
    run.sessions,
    { ...options, kept },
    services,
    run.onProgress,
    // The rows of the app are computed once, after the operations: for Odoo, and for the lists of the page.
    'left out',
  );
  journal.planned(planned);
  const selection = selectChanges(planned.plan, select?.(planned.plan, run.backend));
  await journal.selected(planned, selection);
  const lists = new SavedLists({ runId: journal.runId, backendId: backend.id, planned }, services);
  if (journal.kind === 'preview') {
    await journal.previewed(options);
    await countRows(run, planned, lists);
    await finishLists(run, lists);
    return summarizePreview(journal.withRows(planned.plan));
  }
  await applyPlan(run, planned, selection, lists);
  await finishLists(run, lists);
  return summarizeRun(journal.withRows(selection.plan), journal, {
    left: selection.leftCount,
    rowRecreated: run.lease?.recreated ?? false,
  });
}

/** Counts the rows of the app that a preview would write. */
async function countRows(
  { backend, journal }: RunContext,
  { facts, plan }: PlanResult,
  lists: SavedLists,
): Promise<void> {
  for (const each of plan.domains) {
    const snapshot = facts.get(each.domain);
    if (snapshot === undefined || snapshot.mirror === null) continue;
    const counts = await countRowChanges(each, snapshot, backend.id, await lists.taking(each, []));
    if (counts !== null) journal.rowsCounted(each.domain, counts);
  }
}

/** What was applied stays applied where the lists of the page cannot be saved: the next run saves them. */
async function finishLists({ journal, onProgress }: RunContext, lists: SavedLists): Promise<void> {
  if (journal.request.stop?.aborted === true) return;
  const failure = await lists.finish(journal.outcomes);
  if (failure === undefined) return;
  onProgress({ step: 'warning', message: `The lists of the page could not be saved: ${failure.message}` });
}

/** A result; `fault` is an unforeseen error, which is thrown once the run was shown and recorded. */
type EndedWork = RunResult & { readonly fault?: { readonly error: unknown } };

/** The result of the work, or of the failure or the stop that ended it early. */
async function resultOf(journal: RunJournal, work: () => Promise<RunResult>): Promise<EndedWork> {
  const result = await failureAsResult(journal, work);
  if (result.fault !== undefined) return result;
  const cause = interruptedBy(journal, result);
  return cause === null ? result : summarizeInterrupted(cause, journal, result);
}

async function failureAsResult(journal: RunJournal, work: () => Promise<RunResult>): Promise<EndedWork> {
  try {
    return await work();
  } catch (error) {
    const applied = journal.outcomes.some((outcome) => outcome.status === 'applied');
    const status = applied ? 'partial' : 'failed';
    if (error instanceof ConnectorError) return { status, message: error.message, error };
    const what = 'An internal error ended the run; nothing more was written.';
    return { status, message: faultMessage(what, faultId(error)), fault: { error } };
  }
}
