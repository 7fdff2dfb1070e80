import { randomUUID } from 'node:crypto';
import { openDatabase } from '../../../src/database/open.ts';
import { composeServices } from '../../../src/compose.ts';
import { createEngine } from '../../../src/engine/engine.ts';
import { startOdoo, startStore, type SandboxOdoo, type SandboxStore } from '../../../sandbox/index.ts';
import { installApp, PEOPLE } from '../../testing/app-in-odoo.ts';
import { pair } from '../../testing/rig.ts';
import { SHOP_COUNTRIES, stockOdoo, stockShop } from '../shops.ts';

/** How often each backend is synced by its schedule, in minutes. */
const SCHEDULE_MINUTES = 30;

/** A store, an Odoo with many companies, and a data folder with a backend for each, on a schedule. */
export interface Fleet {
  readonly woo: SandboxStore;
  readonly odoo: SandboxOdoo;
  close(): Promise<void>;
}

export async function startFleet(folder: string, backends: number): Promise<Fleet> {
  const [woo, odoo] = await Promise.all([
    startStore(),
    startOdoo({ countries: [...SHOP_COUNTRIES], chart: 'us' }),
  ]);
  installApp(odoo);
  stockShop(woo, 'us');
  stockOdoo(odoo);
  const database = await openDatabase(folder);
  const engine = createEngine(composeServices(database, {}));
  const first = await pair(engine, woo, odoo, {}, 'company 1');
  const secrets = await database.backends.secrets(first.id);
  const logins = [odoo.users.connector.login, PEOPLE.seller.login];
  const ids = [first.id];
  for (let index = 2; index <= backends; index += 1) {
    const name = `company ${index}`;
    const odooCompanyId = odoo.control.addCompany(name, 'US', logins);
    const backend = { ...first, id: randomUUID(), name, odooCompanyId, odooCompanyName: name };
    await database.backends.add(backend, secrets);
    ids.push(backend.id);
  }
  // Spread over the time between two runs, as they come to be where backends are added one after the other.
  for (const [index, backendId] of ids.entries()) {
    const timing = { cron: null, everyMinutes: SCHEDULE_MINUTES, timeZone: 'UTC', servedAt: null };
    const agoMs = (index / backends) * SCHEDULE_MINUTES * 60_000;
    const createdAt = new Date(Date.now() - agoMs).toISOString();
    await database.schedules.put({ backendId, kind: 'sync', ...timing, createdAt });
  }
  await engine.close();
  for (const { control } of [woo, odoo]) control.reset();
  return {
    woo,
    odoo,
    close: async () => {
      await Promise.all([woo.close(), odoo.close()]);
    },
  };
}
