import { ConnectorError } from '../../core/errors.ts';
import { isChange } from '../../core/operation.ts';
import type { PreviewState } from '../../core/preview-state.ts';
import type { Backend, PreviewProblem } from '../../database/port.ts';
import { isPlannedFor, matchChanges } from '../plan/saved-plan.ts';
import type { EngineServices } from '../ports.ts';
import { foreign } from './asked-previews.ts';
import type { ProgressSink } from './progress.ts';
import type { RunReport } from './run-report.ts';
import type { RunRequest } from './run-request.ts';
import { runBackend } from './run.ts';

/**
 * Applies the preview of a backend that somebody asked to apply. Both sides are read again; unless every change would be
 * planned in the same way now, nothing is written. Recorded as a run either way.
 *
 * @throws ConnectorError `plan.not_asked` where there is none any more, `backend.busy`
 */
export async function applyPreview(
  backend: Backend,
  request: Omit<RunRequest, 'kind'>,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<RunReport> {
  const { previews, runs } = services.database;
  const asked = (await previews.asked()).find(({ backendId }) => backendId === backend.id);
  const preview = asked === undefined ? null : await previews.get(asked.runId);
  if (preview === null)
    throw new ConnectorError({
      code: 'plan.not_asked',
      message: `No preview of the backend "${backend.name}" waits to be applied.`,
      hint: 'Make a preview and apply it.',
    });
  const { runId, options } = preview;
  const changes = (await runs.operations(runId)).filter(({ operation }) => isChange(operation));
  const report = await runBackend(
    {
      backend,
      request: { ...request, kind: 'sync' },
      options,
      select: (fresh, current) => {
        if (!isPlannedFor(preview, current)) throw foreign(runId);
        return matchChanges(changes, fresh);
      },
    },
    services,
    onProgress,
  );
  const end = endOf(report);
  if (end !== null) await previews.settle(runId, { ...end, appliedRun: report.runId });
  return report;
}

/** What became of a preview; null: the process was stopped first, and the next run applies it. */
function endOf(report: RunReport): { state: PreviewState; problem: PreviewProblem | null } | null {
  const isWritten = report.outcomes.some(({ status }) => status === 'applied');
  if (report.stopped === 'process' && !isWritten) return null;
  if (report.status !== 'failed') return { state: 'applied', problem: null };
  const { code = 'run.failed', hint = null } = report.error ?? {};
  // What only the servers prevented may be tried again.
  const state = code.startsWith('plan.') ? 'refused' : 'open';
  return { state, problem: { code, message: report.error?.message ?? report.message, hint } };
}
