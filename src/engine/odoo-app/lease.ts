import { ConnectorError } from '../../core/errors.ts';
import type { Backend } from '../../database/port.ts';
import type { AppRows, AppRowsResult, OdooApp } from '../../odoo/port.ts';
import { appBackend } from './app-backend.ts';
import type { AppSession } from '../sessions.ts';
import type { EngineServices } from '../ports.ts';

/** A run may take this long between two signs of life before another may take the backend over. */
export const LEASE_SECONDS = 300;

/** The code of the error that reports that another run has taken the backend over. */
export const LEASE_LOST = 'app.claim_lost';

/** The backend's row in the app, claimed for one run. */
export interface AppLease {
  readonly app: OdooApp;
  readonly rowId: number;
  readonly token: string;
  /** The newest request of a user, which this run answers when it began after it. */
  readonly requestNumber: number;
  readonly requestKind: 'sync' | 'preview' | null;
  /** The highest number among the runs that Odoo has of the backend; 0 where there is none. */
  readonly lastRun: number;
  /** The row had been deleted in Odoo, and was made again. */
  readonly recreated: boolean;
}

/**
 * Brings the backend's row up to date (made when missing, renamed when renamed here) and claims it, so that two copies
 * of a data folder cannot both serve it. A lease that a run of the connector left behind when it was killed is given back first:
 * its token is made from our record of that run, so only who has that record can know it. Null, and nothing claimed, when
 * `takeRequest` asks for a request and none waits.
 *
 * @throws ConnectorError `app.other_installation`, `app.busy`
 */
export async function acquireLease(
  { app, rowId: foundRow, current }: AppSession,
  backend: Backend,
  services: EngineServices,
  run: RunIdentity & { readonly takeRequest?: boolean },
): Promise<AppLease | null> {
  const rowId = foundRow ?? (await app.saveBackend(appBackend(backend)));
  // The service may have made it again before this run.
  const recreated = backend.odooRowId !== null && (foundRow === null || rowId !== backend.odooRowId);
  if (rowId !== backend.odooRowId) await services.database.backends.change(backend.id, { odooRowId: rowId });
  const installation = services.database.installationId;
  const token = leaseToken(installation, run);
  const takeRequest = run.takeRequest ?? false;
  const claim = { rowId, installation, token, leaseSeconds: LEASE_SECONDS, takeRequest };
  let answer = await app.claim(claim);
  if (
    !answer.claimed &&
    answer.why === 'lease' &&
    (await releaseOwnLease(app, rowId, backend, run, services))
  ) {
    answer = await app.claim(claim);
  }
  if (answer.claimed) {
    // Only now is the row known to be ours: a name of the connector must not be written on another installation's.
    if (foundRow !== null && !current) await app.saveBackend(appBackend(backend));
    const { lastRun, requestNumber, requestKind } = answer;
    return { app, rowId, token, requestNumber, requestKind, lastRun, recreated };
  }
  if (answer.why === 'nothing') return null;
  throw answer.why === 'owner'
    ? new ConnectorError({
        code: 'app.other_installation',
        message: `The backend "${backend.name}" in Odoo belongs to another installation of the connector.`,
        hint: `Two installations must not serve one backend. Nothing was written. Use the other installation; if it is gone for good, run "woo-odoo backend remove ${backend.name}" here and then "woo-odoo backend add --take-over".`,
      })
    : new ConnectorError({
        code: 'app.busy',
        message: `Another run of the backend "${backend.name}" is in progress.`,
        hint: 'Wait until it has finished. If its process was killed, the backend is released after five minutes.',
        retryable: true,
      });
}

interface RunIdentity {
  readonly runId: number;
  readonly startedAt: string;
}

function leaseToken(installation: string, { runId, startedAt }: RunIdentity): string {
  return `${installation} ${runId} ${startedAt}`;
}

/** How many of our latest runs may have left the lease behind: the killed one, and those that met its lease since. */
const MAX_RUNS_TO_TRY = 5;

/** Ends the lease of a run of the connector that is known to have ended. False when the lease is somebody else's. */
async function releaseOwnLease(
  app: OdooApp,
  rowId: number,
  backend: Backend,
  current: RunIdentity,
  services: EngineServices,
): Promise<boolean> {
  const { runs, installationId } = services.database;
  const latest = await runs.list({ backendId: backend.id, limit: MAX_RUNS_TO_TRY + 1 });
  for (const { id, startedAt, status } of latest) {
    if (id === current.runId || status === 'running') continue;
    const token = leaseToken(installationId, { runId: id, startedAt });
    if (await endLease({ app, rowId, token })) return true;
  }
  return false;
}

/** Gives the row back without a report. False when the lease is somebody else's. */
export function endLease({ app, rowId, token }: Pick<AppLease, 'app' | 'rowId' | 'token'>): Promise<boolean> {
  return app.renew({ rowId, token, leaseSeconds: -1, progress: '' });
}

/**
 * Tells progress on the row and prolongs the lease. To be asked before writes: a run that was so slow that another one
 * took the backend over must not write beside it.
 *
 * @throws ConnectorError `app.claim_lost`
 */
export async function renewLease(
  { app, rowId, token }: AppLease,
  progress: string,
  backend: Backend,
): Promise<void> {
  const renewed = await app.renew({ rowId, token, leaseSeconds: LEASE_SECONDS, progress });
  if (!renewed) throw leaseLost(backend);
}

/** Another run has taken the backend over. */
export function leaseLost(backend: Backend): ConnectorError {
  return new ConnectorError({
    code: LEASE_LOST,
    message: `The run took so long that another run has taken over the backend "${backend.name}".`,
    hint: 'Nothing more was written. The other run continues from the current state.',
  });
}

/**
 * Writes rows of the app in the name of the run, which prolongs its lease too.
 *
 * @throws ConnectorError `app.claim_lost`
 */
export async function writeLeasedRows(
  { app, rowId, token }: AppLease,
  parts: readonly AppRows[],
  progress: string,
  backend: Backend,
): Promise<readonly AppRowsResult[]> {
  const results = await app.writeRows({ rowId, token, leaseSeconds: LEASE_SECONDS, progress, parts });
  if (results === null) throw leaseLost(backend);
  return results;
}
