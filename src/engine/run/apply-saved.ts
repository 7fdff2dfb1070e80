import { ConnectorError } from '../../core/errors.ts';
import type { Plan } from '../../core/plan.ts';
import type { Backend } from '../../database/port.ts';
import { matchSavedPlan, readSavedPlan, refuseForeignPlan } from '../plan/saved-plan.ts';
import type { EngineServices } from '../ports.ts';
import type { ProgressSink } from './progress.ts';
import type { RunReport } from './run-report.ts';
import { MANUAL_SYNC } from './run-request.ts';
import { runBackend } from './run.ts';

/**
 * Applies a plan that was written to a file. Both sides are read again; unless every change of the file would be
 * planned in the same way now, nothing is written. Recorded as a run either way.
 *
 * @throws ConnectorError `plan.…` for a file that is invalid, edited or of another backend, before any server is asked
 */
export async function applySavedPlan(
  text: string,
  services: EngineServices,
  onProgress: ProgressSink,
  stop?: AbortSignal,
): Promise<RunReport> {
  const saved = readSavedPlan(text);
  const backend = await services.database.backends.find(saved.backend.id);
  if (backend === null || backend.removedAt !== null)
    throw new ConnectorError({
      code: 'plan.foreign',
      message: `The plan was made for the backend "${saved.backend.name}" (${saved.backend.id}), which does not exist here.`,
      hint: 'woo-odoo backend list shows all backends.',
    });
  refuseForeignPlan(saved, backend);
  const request = { ...MANUAL_SYNC, stop };
  const select = (fresh: Plan, current: Backend) => {
    refuseForeignPlan(saved, current);
    return matchSavedPlan(saved, fresh);
  };
  return runBackend({ backend, request, options: saved.options, select }, services, onProgress);
}
