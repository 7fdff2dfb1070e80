import { ConnectorError } from '../../core/errors.ts';
import type { Plan } from '../../core/plan.ts';
import type { Backend } from '../../database/port.ts';
import { makePlan } from '../plan/make-plan.ts';
import type { PlanOptions, PlanResult } from '../plan/plan-result.ts';
import { selectChanges, type ChangeFilter } from '../plan/select-changes.ts';
import type { EngineServices } from '../ports.ts';
import { saveRows } from '../rows/save-rows.ts';
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
import { summarizeInterrupted, summarizePreview, summarizeRun, type RunResult } from './summary.ts';
import { wasInterrupted } from './interruption.ts';

/** What is run. */
export interface RunInput {
  readonly backend: Backend;
  readonly request: RunRequest;
  readonly options: PlanOptions;
  /** Looks at the plan before anything is written, and selects the changes to apply; all of them when absent. */
  readonly select?: (plan: Plan) => ChangeFilter;
}

/**
 * SYNC METADATA, from the outside in: what is put around a run, and its steps.
 *
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
  const { backend, options, request } = input;
  return withBackendLock(backend, abortable(request.stop, services), async (locked) => {
    const journal = await RunJournal.begin(backend, request, options.domains, locked);
    const result = await resultOf(journal, () =>
      withSessions(journal.backend, locked, onProgress, async (sessions) => {
        journal.opened(sessions);
        const lease = await claimBackend(journal, sessions, locked);
        if (lease === 'answered') return ALREADY_ANSWERED;
        const run = { backend: journal.backend, sessions, lease, services: locked, onProgress, journal };
        return planAndApply(input, reportingProgress(run));
      }),
    );
    const published = await publishResult(journal, result, locked);
    await journal.ended(published);
    return reportOf(journal, published);
  });
}

const ALREADY_ANSWERED: RunResult = { status: 'nothing', message: 'The request had already been answered' };

async function planAndApply({ options, select }: RunInput, run: RunContext): Promise<RunResult> {
  const { journal } = run;
  // The rows of the app are computed once: where they are written, after the operations.
  const appRows = journal.kind === 'preview' ? 'counted' : 'left out';
  // A saved plan is compared with all operations.
  const kept = options.kept ?? (select === undefined ? 'counted' : 'listed');
  const planned = await makePlan(run.sessions, { ...options, kept }, run.services, run.onProgress, appRows);
  journal.planned(planned);
  const selection = selectChanges(planned.plan, select?.(planned.plan));
  await journal.selected(planned, selection);
  if (journal.kind === 'preview') {
    await journal.previewed(options);
    await saveRowsOf(run, planned);
    return summarizePreview(planned.plan);
  }
  await applyPlan(run, planned, selection);
  await saveRowsOf(run, planned);
  return summarizeRun(journal.withRows(selection.plan), journal, {
    left: selection.leftCount,
    rowRecreated: run.lease?.recreated ?? false,
  });
}

/** For the lists of the page. What was applied stays applied where they cannot be saved: the next run does. */
async function saveRowsOf(
  { backend, journal, onProgress, services }: RunContext,
  planned: PlanResult,
): Promise<void> {
  if (journal.request.stop?.aborted === true) return;
  try {
    const { outcomes, runId } = journal;
    await saveRows({ runId, backendId: backend.id, planned, outcomes }, services);
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    onProgress({ step: 'warning', message: `The lists of the page could not be saved: ${error.message}` });
  }
}

/** The result of the work, or of the failure or the stop that ended it early. */
async function resultOf(journal: RunJournal, work: () => Promise<RunResult>): Promise<RunResult> {
  const result = await foreseenAsResult(journal, work);
  if (!wasInterrupted(journal, result)) return result;
  return summarizeInterrupted(journal.planResult?.plan, journal.outcomes, result);
}

async function foreseenAsResult(journal: RunJournal, work: () => Promise<RunResult>): Promise<RunResult> {
  try {
    return await work();
  } catch (error) {
    const applied = journal.outcomes.some((outcome) => outcome.status === 'applied');
    const status = applied ? 'partial' : 'failed';
    if (error instanceof ConnectorError) return { status, message: error.message, error };
    const message = 'An internal error ended the run; nothing more was written.';
    // Whatever becomes of the record, the error itself is what must be seen; the next run closes one that stayed open.
    await journal.ended({ status, message }).catch(() => undefined);
    throw error;
  }
}
