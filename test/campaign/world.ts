import { randomUUID } from 'node:crypto';
import type { Backend, Database } from '../../src/database/port.ts';
import type { EngineServices } from '../../src/engine/ports.ts';
import type { RunReport } from '../../src/engine/run/run-report.ts';
import { startStore, type SandboxOdoo, type SandboxStore } from '../../sandbox/index.ts';
import { KeptWorld } from '../testing/kept-world.ts';
import { driverOf, openTestDatabase } from '../testing/memory-database.ts';
import { startPreparedOdoo } from '../testing/prepared-odoo.ts';
import { pair } from '../testing/rig.ts';
import { withoutSockets } from '../testing/wires.ts';
import type { Series } from '../testing/series.ts';
import { ConnectorProcess, emptyDisk, watchRequests } from './connector-process.ts';
import type { Side } from './faults.ts';
import { SHOP_COUNTRIES, stockOdoo, stockShop, type ShopName } from './shops.ts';

/** What a world is made of. */
export interface WorldKind {
  readonly series: Series;
  readonly shop: ShopName;
  /** Whether the connector's app is installed in Odoo. */
  readonly app: boolean;
}

/** `fresh`: the backend was added and never synced; `synced`: it was synced once, undisturbed. */
export type Beginning = 'fresh' | 'synced';

const sides = new Map<string, Side>();

/** A store, an Odoo and a database of the connector, kept for all runs of a kind; each begins as the first one did. */
export class World {
  readonly kind: WorldKind;
  readonly woo: SandboxStore;
  readonly odoo: SandboxOdoo;
  readonly database: Database;
  readonly backend: Backend;
  readonly #kept: KeptWorld;

  private constructor(
    kind: WorldKind,
    parts: {
      readonly woo: SandboxStore;
      readonly odoo: SandboxOdoo;
      readonly database: Database;
      readonly backend: Backend;
    },
  ) {
    this.kind = kind;
    ({ woo: this.woo, odoo: this.odoo, database: this.database, backend: this.backend } = parts);
    const kept = KeptWorld.of(parts);
    if (kept === undefined) throw new Error('the campaign needs the embedded database');
    this.#kept = kept;
  }

  static async make(kind: WorldKind): Promise<World> {
    watchRequests((origin) => sides.get(origin));
    const { app, series, shop } = kind;
    const countries = [...SHOP_COUNTRIES];
    const odooOptions = { series, chart: shop, countries, uuid: randomUUID() };
    const [woo, odoo, database] = await Promise.all([
      startStore().then(withoutSockets),
      startPreparedOdoo(odooOptions, app).then(withoutSockets),
      openTestDatabase(),
    ]);
    sides.set(woo.url, 'store');
    sides.set(odoo.url, 'odoo');
    stockShop(woo, shop);
    stockOdoo(odoo);
    const { engine } = await ConnectorProcess.start(database);
    const backend = await pair(engine, woo, odoo, {}, 'shop');
    for (const { control } of [woo, odoo]) control.reset();
    return new World(kind, { woo, odoo, database, backend });
  }

  /** Everything as it was at the beginning, whatever happened since. */
  async begin(beginning: Beginning): Promise<void> {
    this.heal();
    this.#kept.startOver();
    if (beginning === 'synced') await this.#kept.sync(async () => sync(await this.process(), this.backend));
    for (const { control } of [this.woo, this.odoo]) control.reset();
  }

  /** Both servers and the disk are well again; what was changed stays. */
  heal(): void {
    for (const { control } of [this.woo, this.odoo]) control.clearFaults();
    this.woo.control.behave({ totals: 'all' });
    emptyDisk(driverOf(this.database));
  }

  process(change?: (services: EngineServices) => EngineServices): Promise<ConnectorProcess> {
    return ConnectorProcess.start(this.database, change);
  }

  async close(): Promise<void> {
    await Promise.all([this.woo.close(), this.odoo.close(), this.database.close()]);
  }
}

/** One sync that nothing disturbs and nobody listens to. */
function sync(process: ConnectorProcess, backend: Backend): Promise<RunReport> {
  return process.do(() => process.engine.sync(backend, {}, () => undefined));
}
