import type { Database } from '../../src/database/port.ts';
import type { RunReport } from '../../src/engine/run/run-report.ts';
import type { SandboxOdoo, SandboxStore } from '../../sandbox/index.ts';
import { rememberRows, writesOf } from './memory-database.ts';

interface World {
  readonly woo: SandboxStore;
  readonly odoo: SandboxOdoo;
  readonly database: Database;
}

/** A state of both servers and the database, to go back to. */
interface Remembered {
  goBack(): void;
}

/**
 * A store and an Odoo with their backend that one test after the other uses: each begins as the first one did, and where
 * nothing was touched before the first sync its result is the one that the first sync had.
 */
export class KeptWorld {
  readonly #world: World;
  readonly #fresh: Remembered;
  #untouched: string;
  #synced: { readonly state: Remembered; readonly report: RunReport } | undefined;

  private constructor(world: World, fresh: Remembered) {
    this.#world = world;
    this.#fresh = fresh;
    this.#untouched = stateOf(world);
  }

  /** Undefined where the database cannot go back. */
  static of(world: World): KeptWorld | undefined {
    const fresh = remember(world, 'fresh');
    return fresh && new KeptWorld(world, fresh);
  }

  /** As it was at first. */
  startOver(): void {
    if (stateOf(this.#world) !== this.#untouched) this.#fresh.goBack();
    this.#world.woo.control.reset();
    this.#world.odoo.control.reset();
    this.#untouched = stateOf(this.#world);
  }

  /** The first sync of this world; any other is not looked at. */
  async sync(syncing: () => Promise<RunReport>): Promise<RunReport> {
    if (stateOf(this.#world) !== this.#untouched) return syncing();
    if (this.#synced === undefined) {
      const report = await syncing();
      const state = remember(this.#world, 'synced');
      if (state !== undefined) this.#synced = { state, report };
      return report;
    }
    this.#synced.state.goBack();
    return this.#synced.report;
  }
}

function remember({ database, odoo, woo }: World, name: string): Remembered | undefined {
  const putRowsBack = rememberRows(database);
  if (putRowsBack === undefined) return undefined;
  const [atStore, atOdoo] = [woo.control.log(), odoo.control.log()];
  woo.control.snapshot(name);
  odoo.control.snapshot(name);
  return {
    goBack: () => {
      putRowsBack();
      woo.control.restore(name);
      odoo.control.restore(name);
      woo.control.replay(atStore);
      odoo.control.replay(atOdoo);
    },
  };
}

const shops = new WeakMap<object, number>();
let lastShop = 0;

/** The same text means that neither server nor the database was touched, no fault is set and nothing was asked. */
function stateOf({ database, odoo, woo }: World): string {
  const shop = woo.control.data();
  const number = shops.get(shop) ?? (lastShop += 1);
  shops.set(shop, number);
  const traffic = [woo, odoo].map(({ control }) => `${control.counts().total} ${control.hasFaults()}`);
  return JSON.stringify([number, odoo.control.state(), writesOf(database), traffic]);
}
