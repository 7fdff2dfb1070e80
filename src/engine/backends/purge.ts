import { ConnectorError } from '../../core/errors.ts';
import type { Backend, BackendTraces } from '../../database/port.ts';
import { odooKey } from '../sessions.ts';
import { withBackendLock } from '../run/lock.ts';
import type { EngineServices } from '../ports.ts';
import { findBackend } from './find-backend.ts';
import { removeBackend } from './remove.ts';

/** What `backend remove --purge` would drop, and what stays. */
export interface PurgeEffects {
  readonly backend: Backend;
  readonly traces: BackendTraces;
}

/** Finds a backend to purge, one that was removed before too (by its whole id), and counts what is kept of it. */
export async function purgeEffects(nameOrId: string, services: EngineServices): Promise<PurgeEffects> {
  const backend = await findBackend(nameOrId, services);
  return { backend, traces: await services.database.backends.traces(backend.id, odooKey(backend)) };
}

/**
 * Takes a backend out of use (see `removeBackend`) and drops its credentials and memory from our database. Its runs stay
 * readable; what it made in Odoo stays.
 *
 * @throws ConnectorError `backend.unknown`, `backend.busy` while a run is under way
 */
export async function purgeBackend(id: string, services: EngineServices): Promise<void> {
  const backend = await services.database.backends.find(id);
  if (backend === null)
    throw new ConnectorError({
      code: 'backend.unknown',
      message: `There is no backend ${id}.`,
      hint: 'woo-odoo backend list shows all backends.',
    });
  await withBackendLock(backend, services, async (locked) => {
    // While its credentials are still there: one in use is removed first, which archives its row in Odoo.
    if (backend.removedAt === null) await removeBackend(backend.id, locked, () => undefined);
    await locked.database.backends.purge(backend.id, odooKey(backend), locked.now().toISOString());
  });
}
