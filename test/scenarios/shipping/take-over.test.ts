import { afterEach, describe, expect, it } from 'vitest';
import { markOf } from '../../../src/core/external-id.ts';
import { createEngine, type Engine } from '../../../src/engine/engine.ts';
import type { RunReport } from '../../../src/engine/run/run-report.ts';
import { composeServices } from '../../../src/compose.ts';
import { openTestDatabase } from '../../testing/memory-database.ts';
import { EACH_SERIES, once } from '../../testing/series.ts';
import { rowOf, rowsOf } from '../../testing/app-in-odoo.ts';
import { only, pair } from '../../testing/rig.ts';
import { useShops, ZONES, type Shop } from './small-shop.ts';

const openShop = useShops();
const quiet = () => undefined;
const others: Engine[] = [];
afterEach(async () => {
  await Promise.all(others.splice(0).map((engine) => engine.close()));
});

/** Another installation: a database of its own that knows nothing. */
async function anotherInstallation(): Promise<Engine> {
  const services = composeServices(await openTestDatabase(), {});
  const engine = createEngine(only(services, ['geography', 'taxes', 'shipping']));
  others.push(engine);
  return engine;
}

const NATIVES = [
  ...['delivery.carrier', 'delivery.price.rule', 'delivery.zip.prefix', 'product.product'],
  ...['res.country.state', 'account.tax', 'account.fiscal.position'],
];
const ROWS = [
  'x_woo_backend',
  'x_woo_state',
  'x_woo_shipping_zone',
  'x_woo_shipping_method',
  'x_woo_tax_rate',
];

/** How many records there are, and how many of them are in use. */
function countsOf({ odoo }: Pick<Shop, 'odoo'>, models: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    models.map((model) => {
      const rows = rowsOf(odoo, model);
      const used = rows.filter(
        ({ active = true, x_active: shown = true }) => active === true && shown === true,
      );
      return [model, `${used.length} of ${rows.length}`];
    }),
  );
}

const createdBy = ({ plan }: RunReport) =>
  (plan?.domains ?? []).flatMap(({ operations }) => operations).filter(({ kind }) => kind === 'create');

/** The second sync of all: whatever was there is found, and nothing else is made. */
async function expectFound(shop: Shop, engine: Engine, name: string, models: readonly string[]) {
  const before = countsOf(shop, models);
  const backend = await engine.getBackend(name);
  const report = await engine.sync(backend, {}, quiet);
  expect(report.status, report.message).toMatch(/^(?:done|nothing|partial)$/u);
  expect(createdBy(report)).toEqual([]);
  expect(countsOf(shop, models)).toEqual(before);
  return report;
}

describe.each(EACH_SERIES)('after the data folder was lost, Odoo %s', (series) => {
  it('a new installation asks, then goes on with everything; the old one writes nothing more', async () => {
    const shop = await openShop(series, { app: true });
    const { backend, engine: old, odoo, woo } = shop;
    const first = await shop.sync();
    const before = countsOf(shop, [...NATIVES, ...ROWS]);
    const engine = await anotherInstallation();
    await expect(pair(engine, woo, odoo, {}, 'again')).rejects.toMatchObject({
      code: 'backend.take_over',
      message: expect.stringContaining('another installation') as string,
      hint: expect.stringContaining('--take-over') as string,
    });
    expect(await engine.listBackends()).toEqual([]);

    const taken = await pair(engine, woo, odoo, { takeOver: true }, 'again');
    expect(taken).toMatchObject({ id: backend.id, odooRowId: rowOf(odoo, 'x_woo_backend').id });
    expect(rowOf(odoo, 'x_woo_backend')).toMatchObject({ x_name: 'again', x_active: true });
    const report = await expectFound(shop, engine, 'again', [...NATIVES, ...ROWS]);
    expect(countsOf(shop, [...NATIVES, ...ROWS])).toEqual(before);
    // Its runs stand beside the old ones, under numbers of their own.
    expect(report.runId).toBeGreaterThan(first.runId);
    const numbers = rowsOf(odoo, 'x_woo_run').map(({ x_number: number }) => number);
    expect(new Set(numbers).size).toBe(numbers.length);

    odoo.control.reset();
    const late = await old.sync(backend, {}, quiet);
    expect(late).toMatchObject({ status: 'failed', error: { code: 'app.other_installation' } });
    expect((await old.removeBackend(backend.id, quiet)).row).toBe('taken');
    expect(odoo.control.counts().writes).toBe(0);
    expect(rowOf(odoo, 'x_woo_backend')).toMatchObject({ x_name: 'again', x_active: true });
  });

  it('an installation that takes its backend back trusts Odoo, not what it remembers itself', async () => {
    const shop = await openShop(series, { app: true });
    const { backend, engine: first, odoo, woo } = shop;
    await shop.sync();
    const second = await anotherInstallation();
    await pair(second, woo, odoo, { takeOver: true }, 'second');
    const [berlin] = ZONES;
    if (!berlin) throw new Error('the small shop has no zones');
    const setPrice = (cost: string) => {
      const methods = berlin.methods.map((method) =>
        method.instanceId === 101 ? { ...method, settings: { ...method.settings, cost } } : method,
      );
      woo.control.putZone({ ...berlin, methods });
    };
    setPrice('7.25');
    const changed = await second.sync(await second.getBackend('second'), {}, quiet);
    expect(changed.outcomes.filter(({ status }) => status === 'applied')).not.toEqual([]);

    await first.removeBackend(backend.id, quiet);
    const back = await pair(first, woo, odoo, { takeOver: true }, `back-${series}`);
    expect(back.id).toBe(backend.id);
    // To what this installation wrote last, 7.25 would look like a user's change.
    setPrice('8.50');
    const report = await first.sync(back, {}, quiet);
    const operations = report.plan?.domains.flatMap((domain) => domain.operations) ?? [];
    expect(operations.filter(({ kind }) => kind === 'conflict' || kind === 'create')).toEqual([]);
    expect(operations).toContainEqual(
      expect.objectContaining({
        kind: 'update',
        subject: expect.objectContaining({ key: '101' }) as unknown,
      }),
    );
    expect(report.outcomes.filter(({ status }) => status === 'failed')).toEqual([]);
  });

  it('is the same without the app, where a user may also report that it is another store', async () => {
    const shop = await openShop(series);
    const { backend, odoo, woo } = shop;
    await shop.sync();
    const before = countsOf(shop, NATIVES);
    const engine = await anotherInstallation();
    await expect(pair(engine, woo, odoo, {}, 'again')).rejects.toMatchObject({
      code: 'backend.take_over_or_new',
      message: expect.stringContaining('Courier') as string,
      hint: expect.stringContaining('--no-take-over') as string,
    });
    const taken = await pair(engine, woo, odoo, { takeOver: true }, 'again');
    expect(markOf(taken.id)).toBe(markOf(backend.id));
    expect(taken.id).not.toBe(backend.id);
    await expectFound(shop, engine, 'again', NATIVES);
    expect(countsOf(shop, NATIVES)).toEqual(before);

    const third = await anotherInstallation();
    const fresh = await pair(third, woo, odoo, { takeOver: false }, 'third');
    expect(markOf(fresh.id)).not.toBe(markOf(backend.id));
  });
});

describe.each(EACH_SERIES)('after a purge, Odoo %s', (series) => {
  it.each([true, false])('a new pairing goes on without a question (with the app: %s)', async (app) => {
    const shop = await openShop(series, { app });
    const { backend, engine, odoo, woo } = shop;
    await shop.sync();
    const models = app ? [...NATIVES, ...ROWS] : NATIVES;
    const before = countsOf(shop, models);
    await engine.purgeBackend(backend.id);
    if (app) expect(rowOf(odoo, 'x_woo_backend')).toMatchObject({ x_active: false });
    const again = await pair(engine, woo, odoo, {}, `${backend.name} again`);
    expect(again.id).toBe(backend.id);
    await expectFound(shop, engine, again.name, NATIVES);
    expect(countsOf(shop, models)).toEqual(before);
    const settled = await engine.sync(again, {}, quiet);
    expect(createdBy(settled)).toEqual([]);
    await engine.removeBackend(again.id, quiet);
    // Removed without a purge it is the same, and what was remembered is there again.
    const third = await pair(engine, woo, odoo, {}, `${backend.name} third`);
    expect(third).toMatchObject({ id: backend.id, removedAt: null });
    await expectFound(shop, engine, third.name, models);
  });

  it('another installation may take an archived row without a question', async () => {
    const shop = await openShop(series, { app: true });
    await shop.sync();
    await shop.engine.purgeBackend(shop.backend.id);
    const engine = await anotherInstallation();
    const taken = await pair(engine, shop.woo, shop.odoo, {}, 'again');
    expect(taken.id).toBe(shop.backend.id);
    await expectFound(shop, engine, 'again', NATIVES);
  });
});

once.describe('a backend that another installation serves', () => {
  it('is not taken while a run of it is under way, nor where another store or company is meant', async () => {
    const shop = await openShop(18, { app: true });
    await shop.sync();
    const row = rowOf(shop.odoo, 'x_woo_backend');
    const soon = new Date(Date.now() + 200_000).toISOString().slice(0, 19).replace('T', ' ');
    shop.odoo.control.write('x_woo_backend', [row.id], { x_lease_token: 'theirs', x_lease_until: soon });
    const engine = await anotherInstallation();
    await expect(pair(engine, shop.woo, shop.odoo, { takeOver: true }, 'again')).rejects.toMatchObject({
      code: 'app.busy',
      retryable: true,
    });
    expect(await engine.listBackends()).toEqual([]);
    expect(rowOf(shop.odoo, 'x_woo_backend')).toMatchObject({
      x_lease_token: 'theirs',
      x_installation_id: shop.database.installationId,
    });
    // A row of another company is none of this pair.
    const company = shop.odoo.control.addCompany('Second', 'DE');
    shop.odoo.control.write('x_woo_backend', [row.id], { x_lease_token: false, x_company_id: company });
    const other = await pair(engine, shop.woo, shop.odoo, {}, 'beside');
    expect(other.id).not.toBe(shop.backend.id);
    expect(rowsOf(shop.odoo, 'x_woo_backend')).toHaveLength(2);
  });

  it('was removed here for another company is not continued, where its archived row does not name the company', async () => {
    const shop = await openShop(18, { app: true });
    await shop.engine.removeBackend(shop.backend.id, quiet);
    // As an app of an earlier version left it.
    const row = rowOf(shop.odoo, 'x_woo_backend');
    shop.odoo.control.write('x_woo_backend', [row.id], {
      x_company_id: false,
      x_installation_id: shop.database.installationId,
    });
    await shop.database.backends.change(shop.backend.id, { odooCompanyId: 77, odooCompanyName: 'Second' });
    const other = await pair(shop.engine, shop.woo, shop.odoo, {}, `${shop.backend.name} of 1`);
    expect(other.id).not.toBe(shop.backend.id);
    expect(rowOf(shop.odoo, 'x_woo_backend', { x_uuid: shop.backend.id })).toMatchObject({ x_active: false });
  });
});
