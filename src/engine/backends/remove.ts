import type { ConnectorError } from '../../core/errors.ts';
import type { Backend } from '../../database/port.ts';
import { attempt } from '../attempt.ts';
import { appBackend } from '../odoo-app/app-backend.ts';
import { withOdoo } from '../sessions.ts';
import type { EngineServices } from '../ports.ts';
import type { ProgressSink } from '../run/progress.ts';

/** A backend taken out of use, and what became of its row in Odoo. */
export interface RemovedBackend {
  readonly backend: Backend;
  /**
   * `none`: it never had one, or the app is gone; `taken`: another installation serves it by now, and it stays. A failure
   * reports why the row could not be archived.
   */
  readonly row: 'archived' | 'none' | 'taken' | ConnectorError;
}

/**
 * Takes a backend out of use and archives its row in the Odoo app. Its runs and bindings stay readable, the lists of the page
 * go, and what it
 * made in Odoo stays. That Odoo is away does not keep a backend from being removed: it is reported.
 */
export async function removeBackend(
  nameOrId: string,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<RemovedBackend> {
  const backend = await services.database.backends.get(nameOrId);
  const removedAt = services.now().toISOString();
  await services.database.backends.change(backend.id, { removedAt });
  await services.database.savedRows.clear(backend.id);
  return { backend, row: await archiveRow({ ...backend, removedAt }, services, onProgress) };
}

async function archiveRow(
  backend: Backend,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<RemovedBackend['row']> {
  if (backend.odooRowId === null) return 'none';
  return attempt(() =>
    withOdoo(backend, services, onProgress, async (odoo) => {
      const access = await odoo.app();
      if (access.state !== 'ready') return 'none';
      // A row that a user deleted is not recreated only to be archived.
      const row = await access.app.findBackend(appBackend(backend));
      if (row === null) return 'none';
      if (row.installation !== '' && row.installation !== services.database.installationId) return 'taken';
      await access.app.saveBackend(appBackend(backend));
      return 'archived';
    }),
  );
}
