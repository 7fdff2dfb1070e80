import { describe, expect, it } from 'vitest';
import { rowOf } from '../../testing/app-in-odoo.ts';
import {
  CALIFORNIA,
  charged,
  conflictsOf,
  expectSettled,
  GERMANY,
  operationOf,
  reviewsOf,
  STANDARD_TAX,
  taxOf,
  useShops,
} from './small-shop.ts';
import { makeTax, included, setDefault, recordOf, wholeRecord } from './taxes-by-hand.ts';
import { EACH_SERIES } from '../../testing/series.ts';

/** The company's default sale tax: taken where it fits, and never written. */
const open = useShops();

describe.each(EACH_SERIES)("the company's default sale tax, Odoo %i", (series) => {
  it('represents the standard class where percentage and inclusion fit, and is never written', async () => {
    const shop = await open(series, { app: true });
    const { odoo, woo } = shop;
    const own = makeTax(shop, 'Sales tax 7.25', 7.25);
    setDefault(shop, own);
    const before = wholeRecord(shop, own);
    const report = await shop.sync();
    expect(report.status, report.message).toBe('done');
    expect(operationOf(report, 'tax_class', 'standard')).toMatchObject({
      ...{ kind: 'link', rule: 'default sale tax', record: { id: own } },
    });
    const row = () => rowOf(odoo, 'x_woo_tax_class', { x_slug: 'standard' });
    expect(row()).toMatchObject({ x_tax_id: own, x_created: false, x_rule: 'default sale tax' });
    expect(charged(odoo, own, { country: 'DE' })).toBe('19.00');
    expect(charged(odoo, own, { country: 'US', state: 'CA', zip: '90210' })).toBe('10.25');
    expect(charged(odoo, own, { country: 'US', state: 'NV' })).toBe('0.00');
    expect(odoo.control.resolve('__woo_sync__.tax_c1_class-standard-7.25-excl')).toBeNull();
    expect((await expectSettled(shop)).status).toBe('nothing');
    // By what it was found stands there as long as it is bound.
    expect(row()).toMatchObject({ x_tax_id: own, x_created: false, x_rule: 'default sale tax' });

    woo.control.putRate({ ...GERMANY, rate: '21.0000' });
    expect((await shop.sync()).status).toBe('done');
    expect(charged(odoo, own, { country: 'DE' })).toBe('21.00');
    expect(wholeRecord(shop, own)).toEqual(before);

    // The class bears another percentage at home now: the default tax fits no more, and is left as it is.
    woo.control.putRate({ ...CALIFORNIA, rate: '7.5000' });
    await shop.sync();
    expect(row()).toMatchObject({ x_tax_id: taxOf(odoo, 'class-standard-7.5-excl').id, x_created: true });
    expect(wholeRecord(shop, own)).toEqual(before);
    expect(conflictsOf(await expectSettled(shop))).toEqual([]);
    woo.control.putRate(CALIFORNIA);
    await shop.sync();
    expect(row()).toMatchObject({ x_tax_id: own, x_created: false });
    expect(charged(odoo, own, { country: 'DE' })).toBe('21.00');
    expect(wholeRecord(shop, own)).toEqual(before);
    await expectSettled(shop);
  });

  it('of a store whose prices include tax must be included, too', async () => {
    const shop = await open(series);
    const { odoo, woo } = shop;
    woo.control.setSetting('tax', 'woocommerce_prices_include_tax', 'yes');
    const without = makeTax(shop, 'Added', 7.25);
    setDefault(shop, without);
    const report = await shop.sync();
    expect(operationOf(report, 'tax_class', 'standard')).toMatchObject({ kind: 'create' });
    const made = taxOf(odoo, 'class-standard-7.25-incl').id;
    expect(recordOf(shop, made)).toMatchObject(included(series));

    const other = await open(series);
    other.woo.control.setSetting('tax', 'woocommerce_prices_include_tax', 'yes');
    const within = makeTax(other, 'Contained', 7.25, included(series));
    setDefault(other, within);
    const fits = await other.sync();
    expect(operationOf(fits, 'tax_class', 'standard')).toMatchObject({
      kind: 'link',
      record: { id: within },
    });
    // The price of 100 is 93.24 without tax, to which Germany's 19% is added, whichever of the two products carry.
    expect(charged(odoo, made, { country: 'DE' })).toBe('17.72');
    expect(charged(other.odoo, within, { country: 'DE' })).toBe(charged(odoo, made, { country: 'DE' }));
    await expectSettled(other);
  });

  it.each([
    ['of another percentage', 7.5, {}],
    ['of a fixed amount', 7.25, { amount_type: 'fixed' }],
    ['that prices contain', 7.25, included(series)],
    ['that is archived', 7.25, { active: false }],
  ] as const)('%s is none for the standard class: one is made', async (_what, amount, values) => {
    const shop = await open(series);
    const { odoo } = shop;
    const own = makeTax(shop, 'By hand', amount, values);
    setDefault(shop, own);
    const [book = 0] = odoo.control.create('product.template', [{ name: 'Book', taxes_id: [[6, 0, [own]]] }]);
    const before = wholeRecord(shop, own);
    const report = await shop.sync();
    expect(report.status, report.message).toBe('partial');
    expect(operationOf(report, 'tax_class', 'standard')).toMatchObject({ kind: 'create', rule: 'new' });
    expect(taxOf(odoo, STANDARD_TAX).id).not.toBe(own);
    // Positions do not map it, so the products that carry it are reported.
    const [note, ...more] = reviewsOf(report);
    expect(more).toEqual([]);
    expect(note).toMatchObject({ code: 'products_default_tax' });
    expect(note?.message).toContain('"By hand"');
    expect(wholeRecord(shop, own)).toEqual(before);
    await expectSettled(shop);

    odoo.control.write('product.template', [book], { taxes_id: [[6, 0, [taxOf(odoo, STANDARD_TAX).id]]] });
    expect((await expectSettled(shop)).status).toBe('nothing');
  });

  it('fits the reduced class by its figures, but is for the standard class alone', async () => {
    const shop = await open(series);
    const own = makeTax(shop, 'Zero', 0);
    setDefault(shop, own);
    const report = await shop.sync();
    for (const column of ['standard', 'reduced-rate'])
      expect(operationOf(report, 'tax_class', column), column).toMatchObject({ kind: 'create' });
    await expectSettled(shop);
  });

  it('that fits, but is not the default one, is not taken for a class', async () => {
    const shop = await open(series);
    const own = makeTax(shop, 'Sales tax 7.25', 7.25);
    const before = wholeRecord(shop, own);
    const report = await shop.sync();
    expect(operationOf(report, 'tax_class', 'standard')).toMatchObject({ kind: 'create' });
    expect(wholeRecord(shop, own)).toEqual(before);
    await expectSettled(shop);
  });

  it('stays that of the class when another tax becomes the default: products carry it', async () => {
    const shop = await open(series);
    const { odoo, woo } = shop;
    const own = makeTax(shop, 'Sales tax 7.25', 7.25);
    setDefault(shop, own);
    await shop.sync();
    const [book = 0] = odoo.control.create('product.template', [{ name: 'Book', taxes_id: [[6, 0, [own]]] }]);
    expect(book).toBeGreaterThan(0);
    setDefault(shop, makeTax(shop, 'New default', 5.5));
    await shop.sync();
    woo.control.putRate({ ...GERMANY, rate: '21.0000' });
    await shop.sync();
    expect(charged(odoo, own, { country: 'DE' })).toBe('21.00');
    expect(charged(odoo, own, { country: 'FR' })).toBe('20.00');
    await expectSettled(shop);
  });
});
