import { acquireLease, type AppLease } from '../odoo-app/lease.ts';
import type { EngineServices } from '../ports.ts';
import type { Sessions } from '../sessions.ts';
import type { RunJournal } from './run-journal.ts';

/**
 * Leases the backend's row in the app to a run; null without the app. A request of a user decides itself what kind of
 * run it is, and any sync answers it; a preview that nobody in Odoo asked for does not. `answered`: the run is for a
 * request, and none waits any more.
 *
 * @throws ConnectorError `app.other_installation`, `app.busy`
 */
export async function claimBackend(
  journal: RunJournal,
  { app }: Sessions,
  services: EngineServices,
): Promise<AppLease | null | 'answered'> {
  if (app === null) return null;
  const { backend, request } = journal;
  const takeRequest = request.origin === 'odoo';
  const acquired = await acquireLease(app, backend, services, {
    runId: journal.runId,
    startedAt: journal.startedAt,
    takeRequest,
  });
  if (acquired === null) return 'answered';
  const kind = takeRequest ? (acquired.requestKind ?? request.kind) : request.kind;
  const answersRequest = takeRequest || kind === 'sync';
  const lease = answersRequest ? acquired : { ...acquired, requestNumber: 0 };
  await journal.claimed(lease, kind);
  return lease;
}
