import type { ConnectorError } from '../../core/errors.ts';
import { withoutTrailingSlash } from '../../core/address.ts';
import type { Backend } from '../../database/port.ts';
import type { OdooApp } from '../../odoo/port.ts';
import { attempt } from '../attempt.ts';
import { appBackend } from './app-backend.ts';
import { withOdoo } from '../sessions.ts';
import type { EngineServices } from '../ports.ts';
import type { ProgressSink } from '../run/progress.ts';

/** Where an Odoo is, as a user or a backend names it. */
export interface OdooAddress {
  readonly url: string;
  readonly database: string;
}

/** A backend, and what became of its row in the app. */
export interface BackendRowMade {
  readonly backend: Backend;
  /** `there`: it had one; `no_app`: the app is not there for the connector's user; a failure reports why it has none. */
  readonly row: 'made' | 'there' | 'no_app' | ConnectorError;
}

/**
 * Makes the row on which people press SYNC METADATA; by external id, so that two at once make one. Where the backend had
 * a row before, its number is kept here: the next sync reports that it was made again.
 */
export async function makeRow(
  app: OdooApp,
  backend: Backend,
  { database }: Pick<EngineServices, 'database'>,
): Promise<number> {
  const odooRowId = await app.saveBackend(appBackend(backend));
  if (backend.odooRowId === null) await database.backends.change(backend.id, { odooRowId });
  return odooRowId;
}

/** Gives every backend on one Odoo database its row in the app, where it has none. One that fails leaves the others. */
export async function makeRows(
  address: OdooAddress,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<BackendRowMade[]> {
  const url = withoutTrailingSlash(address.url);
  const made: BackendRowMade[] = [];
  for (const backend of await services.database.backends.list()) {
    if (backend.odooUrl !== url || backend.odooDatabase !== address.database) continue;
    made.push({ backend, row: await rowOf(backend, services, onProgress) });
  }
  return made;
}

async function rowOf(
  backend: Backend,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<BackendRowMade['row']> {
  return attempt(() =>
    withOdoo(backend, services, onProgress, async (odoo) => {
      const access = await odoo.app();
      if (access.state !== 'ready') return 'no_app';
      if ((await access.app.findBackend(appBackend(backend))) !== null) return 'there';
      await makeRow(access.app, backend, services);
      return 'made';
    }),
  );
}
