import { ConnectorError } from '../core/errors.ts';
import { faultId, faultMessage } from '../core/fault-id.ts';
import type { Engine } from '../engine/engine.ts';
import type { RunReport } from '../engine/run/run-report.ts';
import type { JobOutcome, SyncJob } from '../queue/port.ts';
import type { NoticeState, Database } from '../database/port.ts';
import type { ServiceClock } from './clock.ts';
import type { EmitEvent } from './events.ts';

export interface WorkerParts {
  readonly engine: Pick<Engine, 'runJob'>;
  readonly database: Pick<Database, 'askedRuns' | 'backends' | 'notices' | 'runs'>;
  readonly clock: ServiceClock;
  readonly emit: EmitEvent;
  /** Whether somebody is notified of the states of backends. */
  readonly notifies: boolean;
  /** Runs in hand end early, in order, when it is aborted. */
  readonly stop: AbortSignal;
}

/** Does one job: runs the backend and records its state. */
export async function doJob(job: SyncJob, parts: WorkerParts): Promise<JobOutcome> {
  const { engine, database, clock, emit, stop } = parts;
  const backend = await database.backends.find(job.backendId);
  // Removed while the job waited.
  if (backend === null || backend.removedAt !== null) return 'done';
  if (stop.aborted) return 'again';
  emit({ event: 'run_began', backend, job });
  const [begun, startedAt] = [clock.ticks(), clock.now().toISOString()];
  try {
    const report = await engine.runJob(backend.id, { ...job, stop }, (progress) => {
      if (progress.step === 'warning') emit({ event: 'run_warning', backend, message: progress.message });
      else emit({ event: 'run_progress', backend, progress });
    });
    emit({ event: 'run_ended', backend, job, report, seconds: (clock.ticks() - begun) / 1000 });
    // One to apply that nothing was written of yet is still asked for, and is pushed again.
    if (report.stopped === 'process') return job.kind === 'apply' ? 'done' : 'again';
    await answered(job, startedAt, parts);
    // Who stopped it knows how the backend is.
    if (report.stopped === undefined) await recordState(job, report, parts);
    return 'done';
  } catch (error) {
    // Somebody runs it by hand; nothing was begun, and what was asked for is not lost.
    if (error instanceof ConnectorError && error.code === 'backend.busy') return 'later';
    emit({ event: 'run_refused', backend, job, error });
    await answered(job, startedAt, parts);
    await recordFailure(job, { startedAt, error }, parts);
    return 'done';
  }
}

/** A preview that was applied, or refused, knows so itself. */
async function answered(
  { backendId, kind }: SyncJob,
  startedAt: string,
  { database }: WorkerParts,
): Promise<void> {
  if (kind !== 'apply') await database.askedRuns.answered({ backendId, kind }, startedAt);
}

async function recordState(job: SyncJob, report: RunReport, parts: WorkerParts): Promise<void> {
  const state = stateOf(job, report);
  if (state === null) return;
  const notify = parts.notifies && state !== 'ok';
  const at = parts.clock.now().toISOString();
  await parts.database.notices.report(
    { backendId: job.backendId, state, runId: report.runId },
    { notify, at },
  );
}

/** There was nothing to run by then: no failure of the backend. */
const NOTHING_TO_RUN: ReadonlySet<string> = new Set(['plan.not_asked', 'backend.unknown']);

/**
 * The state of a backend whose run was refused before its record began, or ended by an unforeseen error, which is in the
 * record already.
 */
async function recordFailure(
  { backendId, kind, origin }: SyncJob,
  { startedAt, error }: { readonly startedAt: string; readonly error: unknown },
  { clock, database, notifies }: WorkerParts,
): Promise<void> {
  if (error instanceof ConnectorError && NOTHING_TO_RUN.has(error.code)) return;
  const { runs } = database;
  const at = clock.now().toISOString();
  const [last] = await runs.list({ backendId, limit: 1 });
  const own = last !== undefined && last.startedAt >= startedAt ? last : null;
  let runId = own?.id;
  if (runId === undefined) {
    const began = {
      backendId,
      domains: [],
      startedAt,
      kind: kind === 'apply' ? 'sync' : kind,
      origin,
    } as const;
    runId = await runs.start(began);
    await runs.end(runId, { status: 'failed', endedAt: at, storeRequests: 0, odooCalls: 0, ...endOf(error) });
  }
  await database.notices.report({ backendId, state: 'failed', runId }, { notify: notifies, at });
}

function endOf(error: unknown): { message: string; code?: string | undefined; hint?: string | undefined } {
  if (error instanceof ConnectorError) return { message: error.message, code: error.code, hint: error.hint };
  return { message: faultMessage('An internal error kept the run from beginning.', faultId(error)) };
}

/** The state of the backend after a run; null when the run reports nothing of it: a preview is for the person who asked. */
export function stateOf(
  { origin }: Pick<SyncJob, 'origin'>,
  { kind, status }: RunReport,
): NoticeState | null {
  if (status === 'failed') return 'failed';
  if (kind === 'sync') return status === 'partial' ? 'review' : 'ok';
  if (origin !== 'schedule') return null;
  if (status === 'nothing') return 'ok';
  return status === 'done' ? 'drift' : 'review';
}
