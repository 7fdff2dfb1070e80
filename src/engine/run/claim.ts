import { acquireLease, endLease, type AppLease } from '../odoo-app/lease.ts';
import type { EngineServices } from '../ports.ts';
import type { Sessions } from '../sessions.ts';
import type { RunJournal } from './run-journal.ts';

/**
 * Leases the backend's row in the app to a run; null without the app. A request of a user decides itself what kind of
 * run it is, and any sync answers it; a preview that nobody in Odoo asked for does not. `answered`: the run is for a
 * request, and none waits any more.
 *
 * A database restored from a backup draws numbers that runs in Odoo have: the run gets one above them, so that its report
 * does not replace theirs.
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
  const acquire = () =>
    acquireLease(app, backend, services, {
      runId: journal.runId,
      startedAt: journal.startedAt,
      takeRequest,
    });
  let acquired = await acquire();
  if (acquired !== null && acquired.lastRun >= journal.runId) {
    // The lease names the run, so it is claimed under the new number.
    await endLease(acquired);
    await journal.renumbered(acquired.lastRun);
    acquired = await acquire();
  }
  if (acquired === null) return 'answered';
  const kind = takeRequest ? (acquired.requestKind ?? request.kind) : request.kind;
  const answersRequest = takeRequest || kind === 'sync';
  const lease = answersRequest ? acquired : { ...acquired, requestNumber: 0 };
  await journal.claimed(lease, kind);
  return lease;
}
