import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeServices } from '../../src/compose.ts';
import { openDatabase } from '../../src/database/open.ts';
import type { Database } from '../../src/database/port.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import { startStore, type SandboxOdoo, type SandboxStore } from '../../sandbox/index.ts';
import { startPreparedOdoo } from '../testing/prepared-odoo.ts';
import { shrinkToSmallWorld, SMALL_COUNTRIES } from '../testing/small-world.ts';
import { appContents, rowsOf } from '../testing/app-in-odoo.ts';
import { odooContents, only, pair } from '../testing/rig.ts';

/**
 * A first sync dies at a request: at every one, before it was handled and after. The request is never answered, the
 * connection to our database is cut, and nothing of the engine is used again; another engine on a copy of nothing but the
 * data folder must end where an undisturbed one ends. Real processes under SIGKILL: `kill.process.test.ts`.
 */
const folder = mkdtempSync(join(tmpdir(), 'woo-odoo-killed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const quiet = () => undefined;
/** What dies waits for its answer for ever; what comes after it does not wait between tries. */
const FOREVER_MS = 3_600_000;
const clock = { now: () => Date.now(), random: () => 0, sleep: () => Promise.resolve() };

const CASES = [
  { name: 'without the app', app: false },
  { name: 'with the app', app: true },
] as const;

describe.each(CASES)('killed at any request, $name', ({ name: world, app }) => {
  const template = join(folder, world);
  let woo: SandboxStore;
  let odoo: SandboxOdoo;
  let natives: string[];
  let rows: string[];
  let requests: { readonly woo: number; readonly odoo: number };

  beforeAll(async () => {
    [woo, odoo] = await Promise.all([startStore(), startPreparedOdoo({ countries: SMALL_COUNTRIES }, app)]);
    shrinkToSmallWorld(woo);
    await opened(template, async (engine) => {
      await pair(engine, woo, odoo, {}, 'shop');
    });
    odoo.control.snapshot('fresh');
    await opened(copyOfTemplate('undisturbed'), async (engine) => {
      woo.control.reset();
      odoo.control.reset();
      const report = await engine.sync(await engine.getBackend('shop'), {}, quiet);
      expect(report.status, report.message).toBe('done');
    });
    requests = { woo: woo.control.counts().total, odoo: odoo.control.counts().total };
    [natives, rows] = [odooContents(odoo), app ? appContents(odoo) : []];
  });
  afterAll(() => Promise.all([woo.close(), odoo.close()]));

  function copyOfTemplate(name: string): string {
    const copy = join(folder, `${world}, ${name}`);
    cpSync(template, copy, { recursive: true });
    return copy;
  }

  async function killAt(side: 'woo' | 'odoo', at: number, kind: 'hang' | 'hangAfter'): Promise<void> {
    const server = side === 'woo' ? woo : odoo;
    const name = `${side} request ${at}, ${kind}`;
    odoo.control.restore('fresh');
    woo.control.reset();
    odoo.control.reset();
    server.control.fault({ action: { kind }, at });
    const data = copyOfTemplate(name);
    const [dying, database] = await engineOn(data, FOREVER_MS);
    const ended = dying
      .getBackend('shop')
      .then((backend) => dying.sync(backend, {}, quiet))
      .catch((error: unknown) => error);
    const first = await Promise.race([server.control.struck(1).then(() => null), ended]);
    expect(first, `${name}: the sync ended before it was killed`).toBeNull();
    await database.close();
    server.control.clearFaults();

    await opened(data, async (engine, database) => {
      const backend = await engine.getBackend('shop');
      const second = await engine.sync(backend, {}, quiet);
      expect(['done', 'nothing'], `${name}: ${second.message}`).toContain(second.status);
      expect(odooContents(odoo), name).toEqual(natives);
      if (app) expect(appContents(odoo), name).toEqual(rows);
      odoo.control.reset();
      const third = await engine.sync(backend, {}, quiet);
      expect(third, name).toMatchObject({ status: 'nothing', outcomes: [] });
      // With the app a run is claimed and ended in any case, and no claim is left.
      expect(odoo.control.counts().writes, name).toBe(app ? 2 : 0);
      if (app) expect(rowsOf(odoo, 'x_woo_backend')).toMatchObject([{ x_lease_token: false }]);
      // The killed run does not stay open for ever.
      const runs = await database.runs.list({ limit: 10 });
      expect(runs.map(({ status }) => status).at(-1), name).toBe('failed');
    });
    rmSync(data, { recursive: true, force: true });
  }

  it('of the store', { timeout: 300_000 }, async () => {
    expect(requests.woo).toBeGreaterThan(3);
    for (let at = 1; at <= requests.woo; at += 1) await killAt('woo', at, 'hang');
  });

  it.each(['hang', 'hangAfter'] as const)('of Odoo, %s', { timeout: 600_000 }, async (kind) => {
    expect(requests.odoo).toBeGreaterThan(8);
    for (let at = 1; at <= requests.odoo; at += 1) await killAt('odoo', at, kind);
  });
});

async function engineOn(data: string, timeoutMs: number): Promise<[Engine, Database]> {
  const database = await openDatabase(data);
  const remotes = {
    store: { timeoutMs, clock },
    odoo: { timeoutMs, sleep: clock.sleep, random: clock.random },
  };
  return [await createEngine(only(composeServices(database, remotes))), database];
}

async function opened(
  data: string,
  work: (engine: Engine, database: Database) => Promise<void>,
): Promise<void> {
  const [engine, database] = await engineOn(data, 5_000);
  try {
    await work(engine, database);
  } finally {
    await engine.close();
  }
}
