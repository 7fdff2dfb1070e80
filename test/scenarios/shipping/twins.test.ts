import { afterEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../../src/engine/engine.ts';
import { composeServices } from '../../../src/compose.ts';
import type { Backend } from '../../../src/database/port.ts';
import { openTestDatabase } from '../../testing/memory-database.ts';
import { EACH_SERIES } from '../../testing/series.ts';
import { rowOf, rowsOf } from '../../testing/app-in-odoo.ts';
import { only, pair } from '../../testing/rig.ts';
import { carrierOf, useShops, type Shop } from './small-shop.ts';

const openShop = useShops();
const quiet = () => undefined;
const others: Engine[] = [];
afterEach(async () => {
  await Promise.all(others.splice(0).map((engine) => engine.close()));
});

/** What an earlier version made of a lost data folder: a second backend of the same store, and everything twice. */
async function addTwice(shop: Shop): Promise<{ engine: Engine; backend: Backend }> {
  const { odoo, woo } = shop;
  await shop.sync();
  const old = rowOf(odoo, 'x_woo_backend');
  // Unseen as another store's, the row of before is no reason to continue it.
  odoo.control.write('x_woo_backend', [old.id], { x_store_url: 'https://elsewhere.example' });
  const services = composeServices(await openTestDatabase(), {});
  const engine = createEngine(only(services, ['geography', 'taxes', 'shipping']));
  others.push(engine);
  const backend = await pair(engine, woo, odoo, {}, 'again');
  await engine.sync(backend, {}, quiet);
  odoo.control.write('x_woo_backend', [old.id], { x_store_url: woo.url });
  return { engine, backend };
}

const usedCarriers = ({ odoo }: Shop) =>
  rowsOf(odoo, 'delivery.carrier', { active: true }).filter(({ name }) => name !== 'Standard delivery');
const question = { country: 'DE', postcode: '10117', qty: '1', total: '10' };

describe.each(EACH_SERIES)('what an earlier version made twice, Odoo %s', (series) => {
  it('is found by doctor and explain, and archived by one command; what orders use stays', async () => {
    const shop = await openShop(series, { app: true });
    const { odoo } = shop;
    const { engine, backend } = await addTwice(shop);
    const all = usedCarriers(shop);
    const found = await engine.findTwins(backend, quiet);
    expect(found.records.length).toBeGreaterThan(5);
    expect(all).toHaveLength(2 * found.records.length);
    expect(found.rows).toMatchObject([{ uuid: shop.backend.id, active: true }]);

    const checks = await engine.doctor('again', quiet);
    const warned = checks.filter(({ todo = '' }) => todo.includes('merge-twins'));
    expect(warned.map(({ name }) => name)).toEqual(['delivery methods', 'backends in Odoo']);
    const explained = await engine.explain(backend, { domain: 'shipping', values: question }, quiet);
    expect(explained.verdict).toBe('differ');
    expect(explained.reason).toContain('merge-twins');
    expect(explained.tables.at(-1)?.rows.map(([key]) => key)).toContain('101');

    const used = carrierOf(shop, 102).id;
    const [partner = 0] = odoo.control.create('res.partner', [{ name: 'A customer' }]);
    odoo.control.create('sale.order', [
      {
        partner_id: partner,
        partner_shipping_id: partner,
        company_id: 1,
        carrier_id: used,
      },
    ]);
    const states = rowsOf(odoo, 'x_woo_state', { x_active: true }).length;
    const products = rowsOf(odoo, 'product.product', { active: true }).length;
    const merged = await engine.mergeTwins(backend, quiet);
    expect(merged.left).toMatchObject([{ id: used, orders: 1 }]);
    expect(merged.rows).toMatchObject([{ uuid: shop.backend.id }]);
    expect(usedCarriers(shop)).toHaveLength(found.records.length + 1);
    expect(rowsOf(odoo, 'product.product', { active: true })).toHaveLength(
      products - found.records.length + 1,
    );
    expect(rowsOf(odoo, 'x_woo_backend', { x_active: true })).toMatchObject([{ x_uuid: backend.id }]);
    expect(rowsOf(odoo, 'x_woo_state', { x_active: true })).toHaveLength(states / 2);
    expect(merged.appRows).toBeGreaterThan(states / 2);

    // Nothing is left to do, the backend is settled, and the installation of before writes nothing.
    expect(await engine.findTwins(backend, quiet)).toMatchObject({ rows: [], records: [{ id: used }] });
    const report = await engine.sync(backend, {}, quiet);
    expect(report.outcomes).toEqual([]);
    odoo.control.reset();
    const late = await shop.engine.sync(shop.backend, {}, quiet);
    expect(late).toMatchObject({ error: { code: 'app.other_installation' } });
    expect(odoo.control.counts().writes).toBe(0);
  });

  it('stays where names are the only evidence, until a user asks for it', async () => {
    const shop = await openShop(series, { app: true });
    const { odoo } = shop;
    const { engine, backend } = await addTwice(shop);
    const old = rowOf(odoo, 'x_woo_backend', { x_uuid: shop.backend.id });
    // Whose records they are is known to nobody any more.
    odoo.control.write('x_woo_backend', [old.id], {
      x_uuid: '00000000-0000-4000-8000-000000000000',
      x_store_url: 'https://elsewhere.example',
    });
    const { records, rows } = await engine.findTwins(backend, quiet);
    expect(rows).toEqual([]);
    expect(new Set(records.map(({ certain }) => certain))).toEqual(new Set([false]));
    const before = usedCarriers(shop).length;
    expect(await engine.mergeTwins(backend, quiet)).toMatchObject({
      archived: [],
      uncertain: records.length,
    });
    expect(usedCarriers(shop)).toHaveLength(before);
    const merged = await engine.mergeTwins(backend, quiet, { uncertain: true });
    expect(merged.uncertain).toBe(0);
    expect(usedCarriers(shop)).toHaveLength(before - records.length);
  });

  it('is not touched where another run is at work, and there is nothing to find in a sound database', async () => {
    const shop = await openShop(series, { app: true });
    await shop.sync();
    expect(await shop.engine.findTwins(shop.backend, quiet)).toEqual({ rows: [], records: [] });
    const { engine, backend } = await addTwice(shop);
    const row = rowOf(shop.odoo, 'x_woo_backend', { x_uuid: shop.backend.id });
    const soon = new Date(Date.now() + 200_000).toISOString().slice(0, 19).replace('T', ' ');
    shop.odoo.control.write('x_woo_backend', [row.id], { x_lease_token: 'theirs', x_lease_until: soon });
    const merged = await engine.mergeTwins(backend, quiet);
    expect(merged).toMatchObject({ rows: [], busyRows: [{ uuid: shop.backend.id }], appRows: 0 });
    // What it goes on with stays in use.
    expect(merged.archived).toEqual([]);
    expect(rowOf(shop.odoo, 'x_woo_backend', { x_uuid: shop.backend.id })).toMatchObject({ x_active: true });

    // Later it is not at work; and a user's carrier uses the product of one that is there twice.
    shop.odoo.control.write('x_woo_backend', [row.id], { x_lease_token: false, x_lease_until: false });
    const twin = carrierOf(shop, 101);
    const product = (twin as unknown as { product_id: number }).product_id;
    shop.odoo.control.create('delivery.carrier', [
      { name: 'By hand', product_id: product, delivery_type: 'fixed', active: true },
    ]);
    const later = await engine.mergeTwins(backend, quiet);
    expect(later.archived.map(({ id, model }) => `${model} ${id}`)).toContain(`delivery.carrier ${twin.id}`);
    expect(rowOf(shop.odoo, 'product.product', { id: product })).toMatchObject({ active: true });
  });
});
