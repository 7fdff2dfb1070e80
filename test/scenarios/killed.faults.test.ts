import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeServices } from '../../src/compose.ts';
import { DOMAIN_NAMES, type DomainName } from '../../src/core/operation.ts';
import { openDatabase } from '../../src/database/open.ts';
import type { Database } from '../../src/database/port.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import { startStore, type SandboxOdoo, type SandboxStore } from '../../sandbox/index.ts';
import { startPreparedOdoo } from '../testing/prepared-odoo.ts';
import { shrinkToSmallWorld, SMALL_COUNTRIES } from '../testing/small-world.ts';
import { appContents, rowsOf } from '../testing/app-in-odoo.ts';
import { giveUpDefaultTax } from '../testing/products.ts';
import { odooContents } from '../testing/odoo-contents.ts';
import { GROUND, only, pair } from '../testing/rig.ts';

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

/** The countries that the recorded rates and zones name. */
const MONEY_COUNTRIES = ['US', 'CA', 'DE', 'ES', 'FR', 'IT', 'AT', 'GB', 'BR', 'NL', 'BE'];
const CASES: readonly KilledCase[] = [
  { name: 'without the app', app: false, domains: GROUND, countries: SMALL_COUNTRIES },
  { name: 'with the app', app: true, domains: GROUND, countries: SMALL_COUNTRIES },
  { name: 'all domains, without the app', app: false, domains: DOMAIN_NAMES, countries: MONEY_COUNTRIES },
  { name: 'all domains, with the app', app: true, domains: DOMAIN_NAMES, countries: MONEY_COUNTRIES },
];

interface KilledCase {
  readonly name: string;
  readonly app: boolean;
  readonly domains: readonly DomainName[];
  readonly countries: readonly string[];
}
/** What all domains write at least. */
const MONEY_MODELS = ['account.tax', 'account.fiscal.position', 'delivery.carrier'];

describe.each(CASES)('killed at any request, $name', ({ name: world, app, domains, countries }) => {
  const template = join(folder, world);
  let woo: SandboxStore;
  let odoo: SandboxOdoo;
  let natives: string[];
  let rows: string[];
  /** Which requests of Odoo wrote, by their numbers. */
  let writes: number[];
  let requests: { readonly woo: number; readonly odoo: number };

  beforeAll(async () => {
    [woo, odoo] = await Promise.all([startStore(), startPreparedOdoo({ countries }, app)]);
    if (domains === GROUND) shrinkToSmallWorld(woo);
    else shrinkToMoney(woo, odoo);
    await opened(template, domains, async (engine) => {
      await pair(engine, woo, odoo, {}, 'shop');
    });
    odoo.control.snapshot('fresh');
    await opened(copyOfTemplate('undisturbed'), domains, async (engine) => {
      woo.control.reset();
      odoo.control.reset();
      const report = await engine.sync(await engine.getBackend('shop'), {}, quiet);
      expect(report.status, report.message).toBe('done');
    });
    requests = { woo: woo.control.counts().total, odoo: odoo.control.counts().total };
    const written = odoo.control.log().filter(({ changes }) => changes > 0);
    writes = written.map(({ number }) => number);
    if (domains !== GROUND)
      expect(written.map(({ model }) => model)).toEqual(expect.arrayContaining(MONEY_MODELS));
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
    const [dying, database] = await engineOn(data, FOREVER_MS, domains);
    const ended = dying
      .getBackend('shop')
      .then((backend) => dying.sync(backend, {}, quiet))
      .catch((error: unknown) => error);
    const first = await Promise.race([server.control.struck(1).then(() => null), ended]);
    expect(first, `${name}: the sync ended before it was killed`).toBeNull();
    await database.close();
    server.control.clearFaults();

    await opened(data, domains, async (engine, database) => {
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

  /** Reads of the further domains are like those of the first two: with all domains few of them are killed. */
  const numbers = (total: number, few: readonly number[]) =>
    domains === GROUND ? Array.from({ length: total }, (_, index) => index + 1) : few;

  it('of the store', { timeout: 300_000 }, async () => {
    expect(requests.woo).toBeGreaterThan(3);
    for (const at of numbers(requests.woo, [1, requests.woo])) await killAt('woo', at, 'hang');
    await killAt('woo', 1, 'hangAfter');
  });

  it.each(['hang', 'hangAfter'] as const)('of Odoo, %s', { timeout: 600_000 }, async (kind) => {
    const [firstWrite = 0] = writes;
    // With the app the first one is the claim.
    expect(firstWrite).toBeGreaterThan(app ? 6 : 8);
    const reads = kind === 'hang' ? [1, firstWrite - 1] : [];
    for (const at of numbers(requests.odoo, [...reads, ...writes])) await killAt('odoo', at, kind);
  });
});

/** Leaves what the recorded rates and zones need, and nothing that would wait for a user. */
function shrinkToMoney(woo: SandboxStore, odoo: SandboxOdoo): void {
  const { countries, gateways } = woo.control.data();
  for (const { code } of countries) if (!MONEY_COUNTRIES.includes(code)) woo.control.removeCountry(code);
  for (const { id } of gateways) woo.control.changeGateway(id, { enabled: false });
  giveUpDefaultTax(odoo);
}

async function engineOn(
  data: string,
  timeoutMs: number,
  domains: readonly DomainName[],
): Promise<[Engine, Database]> {
  const database = await openDatabase(data);
  const remotes = {
    store: { timeoutMs, clock },
    odoo: { timeoutMs, sleep: clock.sleep, random: clock.random },
  };
  return [createEngine(only(composeServices(database, remotes), domains)), database];
}

async function opened(
  data: string,
  domains: readonly DomainName[],
  work: (engine: Engine, database: Database) => Promise<void>,
): Promise<void> {
  const [engine, database] = await engineOn(data, 5_000, domains);
  try {
    await work(engine, database);
  } finally {
    await engine.close();
  }
}
