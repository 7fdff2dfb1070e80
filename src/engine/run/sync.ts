import { ConnectorError } from '../../core/errors.ts';
import type { Plan } from '../../core/plan.ts';
import type { Backend } from '../../database/port.ts';
import type { RunResult } from './summary.ts';
import { chooseDomains, type PlanOptions } from '../plan/make-plan.ts';
import type { EngineServices } from '../ports.ts';
import type { ProgressSink } from './progress.ts';
import { MANUAL_SYNC, type RunRequest } from './run-request.ts';
import { RunWork, type RunReport } from './run-work.ts';
import type { ChangeFilter } from '../plan/saved-plan.ts';

/**
 * SYNC METADATA: reads both sides, plans, applies, records, and tells it in the Odoo app where that is installed.
 * Failures of the servers end in the report, never in an exception; only a fault of the program is thrown, after the
 * run was recorded as failed.
 * @throws ConnectorError `domain.unknown`, before anything is recorded.
 */
export async function syncBackend(
  given: Backend,
  options: PlanOptions,
  services: EngineServices,
  onProgress: ProgressSink,
  choose?: (plan: Plan) => ChangeFilter,
  request: RunRequest = MANUAL_SYNC,
): Promise<RunReport> {
  // Before the run begins: a name that no domain has must not get into the record of runs.
  const domains = chooseDomains(services.domains, options.domains).map((domain) => domain.name);
  // What the caller read may be old by now: an earlier run may have made its row in Odoo, a person may have renamed it.
  const backend = (await services.database.backends.find(given.id)) ?? given;
  const startedAt = services.now().toISOString();
  const { kind, origin } = request;
  const runId = await services.database.runs.start({
    backendId: backend.id,
    domains,
    startedAt,
    kind,
    origin,
  });
  const work = new RunWork({ runId, startedAt, backend, choose, request }, services);
  let result: RunResult;
  try {
    result = work.interrupted(await work.run(options, onProgress));
  } catch (error) {
    const status = work.appliedSomething() ? 'partial' : 'failed';
    if (!(error instanceof ConnectorError)) {
      await work.end({ status, message: 'The program failed; nothing more was written.' });
      throw error;
    }
    result = work.interrupted({ status, message: error.message, error });
  }
  const told = await work.tell(result);
  await work.end(told);
  return work.report(told);
}
