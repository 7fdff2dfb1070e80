import { startOdoo, type OdooImage, type OdooOptions, type SandboxOdoo } from '../../sandbox/index.ts';
import { installApp } from './app-in-odoo.ts';

/** What Odoos of each kind hold when they are ready: made once by each worker. */
const images = new Map<string, OdooImage>();

/**
 * Starts an Odoo, with the project's app installed where asked; `denied`: without giving the connector's user its group.
 * What takes long, the seed and the import of the app, is done for the first one of a kind only.
 */
export async function startPreparedOdoo(
  options: OdooOptions = {},
  app: boolean | 'denied' = false,
): Promise<SandboxOdoo> {
  const { series, database, without, chart, countries } = options;
  const kind = JSON.stringify([series, database, without, chart, countries, app]);
  const image = images.get(kind);
  if (image !== undefined) return startOdoo({ ...options, image });
  const odoo = await startOdoo(options);
  if (app !== false) installApp(odoo, app === 'denied' ? null : 'connector');
  images.set(kind, odoo.image());
  return odoo;
}
