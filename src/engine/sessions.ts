import { ConnectorError } from '../core/errors.ts';
import type { Warning } from '../core/log.ts';
import type { Backend } from '../database/port.ts';
import type { OdooApp, OdooAppAccess } from '../odoo/port.ts';
import { appBackend } from './odoo-app/app-backend.ts';
import type { EngineServices, OdooSession, StoreSession } from './ports.ts';
import type { ProgressSink } from './run/progress.ts';

/** Both sides of a backend, ready to be read. */
export interface Sessions {
  readonly backend: Backend;
  readonly store: StoreSession;
  readonly odoo: OdooSession;
  /** The app inside Odoo; null when it is not there for the connector's user: `appState` reports why. */
  readonly app: AppSession | null;
  readonly appState: OdooAppAccess['state'];
}

export interface AppSession {
  readonly app: OdooApp;
  /** The backend's row; null while it has none. */
  readonly rowId: number | null;
  /** Whether the row shows what it should. */
  readonly current: boolean;
  /** Whether anything may lie under the row: not before its first run. */
  readonly used: boolean;
}

/**
 * Opens both sides with the backend's credentials, does the work and closes them. Refuses an Odoo database that is not
 * the one the backend was paired with: a restored copy must not be written by mistake.
 */
export async function withSessions<T>(
  backend: Backend,
  services: EngineServices,
  onProgress: ProgressSink,
  work: (sessions: Sessions) => Promise<T>,
): Promise<T> {
  onProgress({ step: 'connecting' });
  const secrets = await services.database.backends.secrets(backend.id);
  const onWarning = (warning: Warning) => onProgress({ step: 'warning', message: warning.message });
  const store = services.openStore(
    {
      url: backend.storeUrl,
      signIn: backend.storeSignIn,
      keys: { consumerKey: secrets.consumerKey, consumerSecret: secrets.consumerSecret },
      caFile: backend.storeCaFile ?? undefined,
      concurrency: backend.storeConcurrency,
    },
    { onWarning },
  );
  try {
    return await withOdoo(backend, services, onProgress, async (odoo) => {
      const access = await odoo.app();
      const app = access.state === 'ready' ? await openApp(access.app, backend) : null;
      return work({ backend, store, odoo, app, appState: access.state });
    });
  } finally {
    await store.close();
  }
}

/** Who signs in to an Odoo: a login, and its API key or password. */
export interface OdooSignIn {
  readonly login: string;
  readonly secret: string;
}

/**
 * Signs in to the backend's Odoo and does the work; refuses another database than the one it was paired with.
 * `as` is somebody else than the connector's own user: an administrator, for what only they may write.
 */
export async function withOdoo<T>(
  backend: Backend,
  services: EngineServices,
  onProgress: ProgressSink,
  work: (odoo: OdooSession) => Promise<T>,
  as?: OdooSignIn,
): Promise<T> {
  const { login, secret } = as ?? (await connectorSignIn(backend, services));
  const onWarning = (warning: Warning) => onProgress({ step: 'warning', message: warning.message });
  const odoo = await services.openOdoo(
    {
      url: backend.odooUrl,
      database: backend.odooDatabase,
      login,
      secret,
      companyId: backend.odooCompanyId,
      caFile: backend.odooCaFile ?? undefined,
    },
    { onWarning },
  );
  refuseOtherDatabase(backend, odoo.identity.databaseUuid);
  return work(odoo);
}

async function connectorSignIn(backend: Backend, services: EngineServices): Promise<OdooSignIn> {
  const { odooSecret } = await services.database.backends.secrets(backend.id);
  return { login: backend.odooLogin, secret: odooSecret };
}

/** @throws ConnectorError `app.too_old` for an app of an earlier version: its rows could neither be read nor written */
async function openApp(app: OdooApp, backend: Backend): Promise<AppSession> {
  if (!app.current) {
    throw new ConnectorError({
      code: 'app.too_old',
      message: `The WooCommerce app in Odoo (${app.version}) is older than this connector and lacks actions that it needs. Nothing was read or written.`,
      hint: 'Ask an Odoo administrator to upgrade it: woo-odoo odoo-app upgrade. All rows are kept.',
    });
  }
  const row = await app.findBackend(appBackend(backend));
  return { app, rowId: row?.id ?? null, current: row?.same ?? false, used: row?.used ?? false };
}

function refuseOtherDatabase(backend: Backend, found: string | null): void {
  if (backend.odooDatabaseUuid === null || found === null || found === backend.odooDatabaseUuid) return;
  throw new ConnectorError({
    code: 'odoo.other_database',
    message:
      `The database "${backend.odooDatabase}" at ${backend.odooUrl} is not the one that backend "${backend.name}" was ` +
      `paired with: its uuid is ${found}, not ${backend.odooDatabaseUuid}. It may be a restored copy. Nothing was written.`,
    hint: `If this is the right database now, confirm it: woo-odoo backend edit "${backend.name}" --accept-database`,
  });
}

/** Names the Odoo database whose records are remembered: by uuid where it is known, else by address and name. */
export function odooKey(backend: Pick<Backend, 'odooDatabaseUuid' | 'odooUrl' | 'odooDatabase'>): string {
  return backend.odooDatabaseUuid ?? `${backend.odooUrl}|${backend.odooDatabase}`;
}
