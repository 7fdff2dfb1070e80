import { ConnectorError } from '../../core/errors.ts';
import type { Backend, Proof } from '../../database/port.ts';
import type { OdooApp } from '../../odoo/port.ts';
import { appBackend } from '../odoo-app/app-backend.ts';
import type { EngineServices } from '../ports.ts';
import type { ProgressSink } from '../run/progress.ts';
import { withOdoo } from '../sessions.ts';
import { shownProofs, type ShownProofs } from './proof-items.ts';

/**
 * Shows the last check of each kind in the app inside Odoo, where it is there for the connector's user: a summary on the
 * backend's row, and what waits for a user in To Review. It writes what the database knows, so a report that was lost is
 * made up for by the next check. That it fails is a warning: the result is in the database.
 */
export async function publishProofs(
  backend: Backend,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<void> {
  const latest = (await services.database.proofs.latest()).filter(
    ({ backendId }) => backendId === backend.id,
  );
  const shown = shownProofs(latest);
  // One that failed for Odoo itself: it is not asked once more.
  if (shown === null || latest.some(isOdooFailure(shown.date))) return;
  const warn = (message: string) => onProgress({ step: 'warning', message });
  try {
    const left = await withOdoo(backend, services, onProgress, async (odoo) => {
      const access = await odoo.app();
      return access.state === 'ready' ? report(access.app, backend, shown, services) : null;
    });
    if (left !== null) warn(`Odoo does not show the check: ${left}`);
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    warn(`Odoo does not show the check: ${error.message}`);
  }
}

const isOdooFailure =
  (date: string) =>
  ({ endedAt, problem }: Proof) =>
    endedAt === date && (problem?.code.startsWith('odoo.') ?? false);

/** Answers why it was left; null where it was written, or there is no row yet. */
async function report(
  app: OdooApp,
  backend: Backend,
  shown: ShownProofs,
  { database }: EngineServices,
): Promise<string | null> {
  const row = await app.findBackend(appBackend(backend));
  if (row === null) return null;
  if (row.installation !== '' && row.installation !== database.installationId)
    return 'the backend in Odoo belongs to another installation of the connector.';
  const { id: backendId } = backend;
  if (await app.reportProofs({ ...shown, rowId: row.id, backendId })) return null;
  return 'the WooCommerce app there is of an earlier version. An administrator brings it up to date: woo-odoo odoo-app upgrade';
}
