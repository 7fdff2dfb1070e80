import { describe, expect, it } from 'vitest';
import { POSITION_MODEL, TAX_MODEL } from '../../../src/domains/taxes/models.ts';
import { pair } from '../../testing/rig.ts';
import { ALL_SERIES, carrierOf, expectSettled, useShops, type Shop } from '../shipping/small-shop.ts';
import { inUse } from './in-use.ts';

const openShop = useShops();
const quiet = () => undefined;

const preview = ({ backend, engine }: Shop) => engine.previewTakeBack(backend.id, quiet);

describe.each(ALL_SERIES)('taking back a trial, Odoo %i', (series) => {
  it('leaves Odoo as it was, also when an answer is lost in the middle, and finds nothing again', async () => {
    const shop = await openShop(series);
    const { backend, database, engine, odoo } = shop;
    const before = inUse(odoo);
    await shop.sync();
    expect(inUse(odoo)).not.toEqual(before);
    const countOf = (model: string) => odoo.control.records(model).length;
    const models = ['delivery.carrier', 'product.template', TAX_MODEL, POSITION_MODEL, 'delivery.zip.prefix'];
    const counts = models.map(countOf);

    odoo.control.reset();
    const { plan } = await preview(shop);
    expect(odoo.control.log().filter(({ changes }) => changes > 0)).toEqual([]);
    expect(plan.left).toEqual([]);
    expect(plan.archived.length).toBeGreaterThan(15);
    expect(plan.staying.map(({ type }) => type)).toContain('zip_prefix');

    odoo.control.fault({ only: { model: 'product.product', call: 'write' }, action: { kind: 'lostAnswer' } });
    await expect(engine.takeBack(backend.name, quiet)).rejects.toMatchObject({ code: 'odoo.answer_lost' });
    // It is in use until all is done.
    expect(await database.backends.find(backend.id)).toMatchObject({ removedAt: null });
    const done = await engine.takeBack(backend.name, quiet);
    expect(done.removed).toMatchObject({ row: 'none' });
    expect(inUse(odoo)).toEqual(before);
    // Nothing was deleted.
    expect(models.map(countOf)).toEqual(counts);
    const [run] = await database.runs.list({ backendId: backend.id, limit: 1 });
    expect(run).toMatchObject({ status: 'done', review: 0, failures: 0, id: done.runId });

    odoo.control.reset();
    const again = await engine.takeBack(backend.id, quiet);
    expect(again).toMatchObject({ runId: null, removed: null, plan: { archived: [], undone: [], left: [] } });
    expect(odoo.control.log().filter(({ changes }) => changes > 0)).toEqual([]);
  });

  it('is undone by adding the store again: the same records are in use as before', async () => {
    const shop = await openShop(series);
    const { backend, engine, odoo, woo } = shop;
    await shop.sync();
    const synced = inUse(odoo);
    await engine.takeBack(backend.name, quiet);
    const again = await pair(engine, woo, odoo, {}, backend.name);
    expect(again.id).toBe(backend.id);
    const report = await engine.sync(again, {}, quiet);
    expect(report.outcomes.filter(({ status }) => status !== 'applied')).toEqual([]);
    expect(inUse(odoo)).toEqual(synced);
    await expectSettled({ ...shop, backend: again });
  });

  it('names what a user changed or uses, and what another backend uses, and leaves that with what it needs', async () => {
    const shop = await openShop(series);
    const { backend, engine, odoo } = shop;
    await shop.sync();
    const [renamed, quoted, priced] = [carrierOf(shop, 101), carrierOf(shop, 103), carrierOf(shop, 107)];
    odoo.control.writeAs('admin', 'delivery.carrier', renamed.id, { name: 'Our courier' });
    const [rule] = odoo.control.records('delivery.price.rule', [['carrier_id', '=', priced.id]]);
    odoo.control.writeAs('admin', 'delivery.price.rule', Number(rule?.['id']), { list_base_price: 99 });
    const [partner] = odoo.control.create('res.partner', [{ name: 'A customer' }]);
    odoo.control.create('sale.order', [
      {
        name: 'S1',
        partner_id: partner ?? 0,
        partner_shipping_id: partner ?? 0,
        carrier_id: quoted.id,
        state: 'draft',
      },
    ]);
    const tax = odoo.control
      .records(TAX_MODEL)
      .find(({ id }) => odoo.control.externalIds(TAX_MODEL)[Number(id)]?.startsWith('__woo_sync__.tax_'));
    odoo.control.create('product.template', [
      { name: 'Chair', taxes_id: [[6, 0, [Number(tax?.['id'])]]], sale_ok: true },
    ]);
    const { plan } = await preview(shop);
    const left = plan.left.map(({ id, model, reason, why }) => [model, id, why, reason].join(' | '));
    expect(left).toEqual(
      expect.arrayContaining([
        `delivery.carrier | ${renamed.id} | changed | a user changed it in Odoo (name)`,
        `delivery.carrier | ${priced.id} | changed | a user changed it in Odoo (lines)`,
        `delivery.carrier | ${quoted.id} | used | used by 1 open quotation`,
        `product.product | ${String(renamed['product_id'])} | used | used by 1 delivery method`,
      ]) as unknown,
    );
    expect(left.find((line) => line.startsWith(`${TAX_MODEL} | ${Number(tax?.['id'])} |`))).toMatch(
      /used by \d products?$/u,
    );
    await engine.takeBack(backend.name, quiet);
    const states = [renamed, quoted, priced].map(
      ({ id }) => odoo.control.records('delivery.carrier', [['id', '=', id]])[0]?.['active'],
    );
    expect(states).toEqual([true, true, true]);
    expect(carrierOf(shop, 109)['active']).toBe(false);
  });

  it('keeps what another backend of the Odoo uses, until that one goes, too', async () => {
    const shop = await openShop(series);
    const before = inUse(shop.odoo);
    await shop.sync();
    const other = await shop.second();
    await other.sync();
    const otherOnly = inUse(shop.odoo).length;
    const { plan } = await shop.engine.takeBack(shop.backend.name, quiet);
    expect(new Set(plan.left.map(({ why }) => why))).toEqual(new Set(['shared']));
    expect(plan.left.map(({ model }) => model)).toContain(TAX_MODEL);
    expect(inUse(shop.odoo).length).toBeLessThan(otherOnly);
    await expectSettled(other);
    await other.engine.takeBack(other.backend.name, quiet);
    expect(inUse(shop.odoo)).toEqual(before);
  });
});
