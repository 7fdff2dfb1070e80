import { describe, expect, it } from 'vitest';
import { rowOf } from '../../testing/app-in-odoo.ts';
import {
  boundTax,
  BRITAIN,
  changesOf,
  charged,
  contents,
  destination,
  expectNotRewritten,
  expectSettled,
  GERMANY,
  GERMANY_REDUCED,
  identities,
  NEW_YORK,
  operationOf,
  positionOf,
  REDUCED_TAX,
  reviewsOf,
  STANDARD_TAX,
  taxOf,
  TEXAS,
  useShops,
} from './small-shop.ts';
import { EACH_SERIES } from '../../testing/series.ts';

const open = useShops();

describe.each(EACH_SERIES)('the rates of a store change, Odoo %i', (series) => {
  it('a new percentage is a new tax; the position follows, and the old tax is archived as it was', async () => {
    const shop = await open(series);
    const { odoo, woo } = shop;
    const first = await shop.sync();
    expect(first.status, first.message).toBe('done');
    const standard = taxOf(odoo, STANDARD_TAX).id;
    const old = taxOf(odoo, destination(series, '19-excl-1')).id;
    expect((await boundTax(shop, GERMANY.id))?.odooId).toBe(old);
    expect(charged(odoo, standard, { country: 'DE' })).toBe('19.00');
    const before = identities(odoo);

    woo.control.putRate({ ...GERMANY, rate: '21.0000' });
    const report = await shop.sync();
    expect(report.status, report.message).toBe('done');
    expect(changesOf(report)).toEqual([
      `archive tax ${destination(series, '19-excl-1')}: vanished`,
      `create tax ${destination(series, '21-excl-1')}: new`,
      'update fiscal_position DE: external id',
      'link tax_rate 4: made',
    ]);
    const made = taxOf(odoo, destination(series, '21-excl-1'));
    expect(made['amount']).toBe(21);
    expect(charged(odoo, standard, { country: 'DE' })).toBe('21.00');
    expect((await boundTax(shop, GERMANY.id))?.odooId).toBe(made.id);
    expect(taxOf(odoo, destination(series, '19-excl-1'))['active']).toBe(false);
    expectNotRewritten(odoo, before);
    await expectSettled(shop);

    // And back again: the old tax is used once more, and the new one is archived in its turn.
    woo.control.putRate(GERMANY);
    expect((await shop.sync()).status).toBe('done');
    expect((await boundTax(shop, GERMANY.id))?.odooId).toBe(old);
    expect(taxOf(odoo, destination(series, '19-excl-1'))['active']).toBe(true);
    expect(taxOf(odoo, destination(series, '21-excl-1'))['active']).toBe(false);
    expect(charged(odoo, standard, { country: 'DE' })).toBe('19.00');
    await expectSettled(shop);
  });

  it('a rate that vanishes closes its binding and takes along what nothing else needs; it may come back', async () => {
    const shop = await open(series, { app: true });
    const { odoo, woo } = shop;
    await shop.sync();
    const fresh = contents(odoo);
    const tax = taxOf(odoo, destination(series, '6.25-excl-1')).id;
    const texas = { country: 'US', state: 'TX' };
    const standard = taxOf(odoo, STANDARD_TAX).id;
    expect(charged(odoo, standard, texas)).toBe('6.25');

    woo.control.removeRate(TEXAS.id);
    const report = await shop.sync();
    expect(report.status, report.message).toBe('done');
    expect(changesOf(report)).toEqual([
      `archive tax ${destination(series, '6.25-excl-1')}: vanished`,
      'archive fiscal_position US-TX: vanished',
      'archive tax_rate 9: vanished',
    ]);
    expect(charged(odoo, standard, texas)).toBe('0.00');
    expect(taxOf(odoo, destination(series, '6.25-excl-1'))['active']).toBe(false);
    expect(positionOf(odoo, 'US-TX')['active']).toBe(false);
    // Old orders name the rate, so what it represented is not forgotten.
    const bound = await boundTax(shop, TEXAS.id);
    expect(bound?.odooId).toBe(tax);
    expect(bound?.archivedAt).not.toBeNull();
    const row = () => rowOf(odoo, 'x_woo_tax_rate', { x_rate_id: 9 });
    expect(row()).toMatchObject({ x_active: false, x_tax_id: tax });
    expect(row()['x_vanished_on']).toMatch(/^\d{4}-\d\d-\d\d/u);
    await expectSettled(shop);

    woo.control.putRate(TEXAS);
    const back = await shop.sync();
    expect(back.status, back.message).toBe('done');
    expect(contents(odoo)).toEqual(fresh);
    expect(charged(odoo, standard, texas)).toBe('6.25');
    expect(await boundTax(shop, TEXAS.id)).toMatchObject({ odooId: tax, archivedAt: null });
    expect(row()).toMatchObject({ x_active: true, x_tax_id: tax, x_vanished_on: false });
    await expectSettled(shop);
  });

  it('a tax that another rate represents, too, stays', async () => {
    const shop = await open(series);
    const { odoo, woo } = shop;
    await shop.sync();
    woo.control.removeRate(BRITAIN.id);
    const report = await shop.sync();
    expect(changesOf(report)).toEqual([
      'archive fiscal_position GB: vanished',
      'archive tax_rate 11: vanished',
    ]);
    expect(taxOf(odoo, destination(series, '20-excl-1'))['active']).toBe(true);
    await expectSettled(shop);
  });

  it('a class that vanishes takes its tax along, as soon as no product carries it', async () => {
    const shop = await open(series);
    const { odoo, woo } = shop;
    await shop.sync();
    const reduced = taxOf(odoo, REDUCED_TAX).id;
    const [book = 0] = odoo.control.create('product.template', [
      { name: 'Book', taxes_id: [[6, 0, [reduced]]] },
    ]);
    expect(charged(odoo, reduced, { country: 'DE' })).toBe('7.00');

    woo.control.removeClass('reduced-rate');
    const report = await shop.sync();
    expect(operationOf(report, 'tax_rate', String(GERMANY_REDUCED.id)).kind).toBe('archive');
    expect(operationOf(report, 'tax_class', 'reduced-rate').kind).toBe('archive');
    // WooCommerce takes products of a class that is gone for ones of the standard class.
    expect(charged(odoo, reduced, { country: 'DE' })).toBe('19.00');
    expect(charged(odoo, reduced, { country: 'US', state: 'CA', zip: '90210' })).toBe('10.25');
    expect(taxOf(odoo, REDUCED_TAX)['active']).toBe(true);
    const [note, ...others] = reviewsOf(report);
    expect(others).toEqual([]);
    expect(note).toMatchObject({ code: 'products_former_tax' });
    expect(note?.message).toContain('of a class that is gone (it is taxed as Standard rate)');
    await expectSettled(shop);

    odoo.control.write('product.template', [book], { taxes_id: [[6, 0, [taxOf(odoo, STANDARD_TAX).id]]] });
    const moved = await shop.sync();
    expect(moved.status, moved.message).toBe('done');
    expect(taxOf(odoo, REDUCED_TAX)['active']).toBe(false);
    await expectSettled(shop);
  });

  it('a list that is much shorter than before changes nothing until a user allows it', async () => {
    const shop = await open(series, { app: true });
    const { odoo, woo } = shop;
    await shop.sync();
    const fresh = contents(odoo);
    const standard = taxOf(odoo, STANDARD_TAX).id;
    woo.control.setRates([NEW_YORK, GERMANY]);
    for (const times of ['first', 'second']) {
      const report = await shop.sync();
      expect(report.status, times).toBe('partial');
      expect(reviewsOf(report).map(({ code }) => code)).toEqual(['removals_blocked']);
      expect(contents(odoo), times).toEqual(fresh);
      // What is charged hangs on the rates together: the missing ones must not make others charge less.
      expect(charged(odoo, standard, { country: 'US', state: 'CA', zip: '90210' }), times).toBe('10.25');
      expect(rowOf(odoo, 'x_woo_tax_rate', { x_rate_id: 9 })).toMatchObject({ x_active: true });
      expect(rowOf(odoo, 'x_woo_tax_rate', { x_rate_id: 4 })).toMatchObject({ x_status: 'bound' });
    }
    const allowed = await shop.sync({ allowRemovals: true });
    expect(allowed.status, allowed.message).toBe('done');
    const now = taxOf(odoo, 'class-standard-0-excl').id;
    expect(charged(odoo, now, { country: 'US', state: 'TX' })).toBe('0.00');
    expect(charged(odoo, now, { country: 'DE' })).toBe('19.00');
    await expectSettled(shop);
  });
});

describe.each(EACH_SERIES)('the store moves, Odoo %i', (series) => {
  const OLD = STANDARD_TAX;
  const NEW = 'class-standard-4-excl';

  it('products keep the former class tax as long as they like, and are taxed as before', async () => {
    const shop = await open(series);
    const { odoo, woo } = shop;
    await shop.sync();
    const old = taxOf(odoo, OLD).id;
    const carry = (tax: number) => ({ taxes_id: [[6, 0, [tax]]] });
    const products = odoo.control.records('product.template', [['sale_ok', '=', true]]);
    const ids = products.map(({ id }) => Number(id));
    odoo.control.write('product.template', ids, carry(old));
    const before = identities(odoo);

    woo.control.setSetting('general', 'woocommerce_default_country', 'US:NY');
    woo.control.setSetting('general', 'woocommerce_store_postcode', '10001');
    const report = await shop.sync();
    expect(operationOf(report, 'tax_class', 'standard')).toMatchObject({ kind: 'create' });
    const now = taxOf(odoo, NEW).id;
    const [note, ...others] = reviewsOf(report);
    expect(others).toEqual([]);
    expect(note).toMatchObject({ code: 'products_former_tax' });
    expect(note?.message).toContain(`${ids.length} products carry`);
    for (const tax of [old, now]) {
      expect(charged(odoo, tax, { country: 'DE' })).toBe('19.00');
      expect(charged(odoo, tax, { country: 'US', state: 'CA', zip: '94104' })).toBe('7.25');
      expect(charged(odoo, tax, { country: 'US', state: 'NY' })).toBe('4.00');
      expect(charged(odoo, tax, { country: 'US', state: 'NV' })).toBe('0.00');
    }
    expectNotRewritten(odoo, before);
    await expectSettled(shop);

    // A rate changes while both are in use: both follow.
    woo.control.putRate({ ...GERMANY, rate: '18.5000' });
    await shop.sync();
    for (const tax of [old, now]) expect(charged(odoo, tax, { country: 'DE' })).toBe('18.50');
    await expectSettled(shop);

    odoo.control.write('product.template', ids, carry(now));
    const moved = await shop.sync();
    expect(moved.status, moved.message).toBe('done');
    expect(taxOf(odoo, OLD)['active']).toBe(false);
    expect(charged(odoo, now, { country: 'DE' })).toBe('18.50');
    await expectSettled(shop);
  });

  it('a former class tax that nothing carries is archived at once, and used again when the store moves back', async () => {
    const shop = await open(series);
    const { odoo, woo } = shop;
    await shop.sync();
    const taxes = () =>
      contents(odoo).filter((line) => line.startsWith('account.tax |') && line.endsWith('in use'));
    const fresh = taxes();
    woo.control.setSetting('general', 'woocommerce_default_country', 'US:NY');
    const report = await shop.sync();
    expect(report.status, report.message).toBe('done');
    expect(taxOf(odoo, OLD)['active']).toBe(false);
    await expectSettled(shop);

    woo.control.setSetting('general', 'woocommerce_default_country', 'US:CA');
    const back = await shop.sync();
    expect(back.status, back.message).toBe('done');
    expect(taxOf(odoo, OLD)['active']).toBe(true);
    expect(charged(odoo, taxOf(odoo, OLD).id, { country: 'FR' })).toBe('20.00');
    expect(taxes()).toEqual(fresh);
    await expectSettled(shop);
  });
});
