import { describe, expect, it } from 'vitest';
import { RETIRED_TYPE, TAX_MODEL } from '../../../src/domains/taxes/models.ts';
import { EACH_SERIES } from '../../testing/series.ts';
import {
  charged,
  conflictsOf,
  expectNotRewritten,
  expectSettled,
  identities,
  taxesOf,
  taxOf,
  useShops,
  type Shop,
} from './small-shop.ts';

/** Settings of the store whose change gives every price another tax. */
const open = useShops();

const noteOf = (report: Parameters<typeof taxesOf>[0], code: string) =>
  taxesOf(report).notes.find((note) => note.code === code);

const includeTax = ({ woo }: Shop, value: 'yes' | 'no') =>
  woo.control.setSetting('tax', 'woocommerce_prices_include_tax', value);

describe.each(EACH_SERIES)('changed settings of the store, Odoo %i', (series) => {
  it('prices with tax instead of without: announced once, nobody is blamed, products keep their tax', async () => {
    const shop = await open(series);
    const { odoo } = shop;
    const first = await shop.sync();
    expect(noteOf(first, 'prices_include_tax_changed')).toBeUndefined();
    const product = taxOf(odoo, 'class-standard-7.25-excl').id;
    const template = odoo.control.records('product.template')[0]?.id;
    odoo.control.write('product.template', [Number(template)], { taxes_id: [[6, 0, [product]]] });
    const before = identities(odoo);

    includeTax(shop, 'yes');
    const plan = await shop.engine.plan(shop.backend, {}, () => undefined);
    expect(plan.domains.flatMap(({ notes }) => notes).map(({ code }) => code)).toContain(
      'prices_include_tax_changed',
    );
    const report = await shop.sync();
    expect(conflictsOf(report)).toEqual([]);
    expect(noteOf(report, 'prices_include_tax_changed')).toMatchObject({ level: 'review' });
    expect(report.message).toContain('Prices of the store are with tax now');
    expectNotRewritten(odoo, before);
    // A price without tax in it bears the tax on top, wherever it is sold.
    expect(charged(odoo, product, { country: 'DE' })).toBe('19.00');
    expect(charged(odoo, product, { country: 'JP' })).toBe('0.00');
    expect(charged(odoo, taxOf(odoo, 'class-standard-7.25-incl').id, { country: 'JP' })).toBe('0.00');
    const settled = await expectSettled(shop);
    expect(noteOf(settled, 'prices_include_tax_changed')).toBeUndefined();
    // The tax that a class had before is no object of the store: nothing is bound to it, not even closed.
    const retired = ({ type }: { type: string }) => type === RETIRED_TYPE;
    expect(
      taxesOf(report)
        .operations.map(({ subject }) => subject)
        .filter(retired),
    ).not.toEqual([]);
    const { backend, database } = shop;
    const { bindings } = await database.memory.read(backend.id, backend.odooDatabaseUuid ?? '', 'taxes');
    expect(bindings.filter(retired)).toEqual([]);

    includeTax(shop, 'no');
    const back = await shop.sync();
    expect(conflictsOf(back)).toEqual([]);
    expectNotRewritten(odoo, before);
    expect(charged(odoo, product, { country: 'DE' })).toBe('19.00');
    await expectSettled(shop);
  });

  it('prices with tax after a first run that was cut off behind its positions: nobody is blamed for them', async () => {
    const shop = await open(series);
    const { odoo } = shop;
    // The positions are made, and from then on Odoo is not there: that they were made is never confirmed.
    odoo.control.fault({
      action: { kind: 'lostAnswer' },
      only: { model: 'account.fiscal.position', call: 'load' },
    });
    const cut = odoo.control.struck(1).then(() => {
      odoo.control.fault({ action: { kind: 'cut' }, always: true });
    });
    await shop.sync();
    await cut;
    odoo.control.clearFaults();
    expect(odoo.control.records('account.fiscal.position').length).toBeGreaterThan(0);

    includeTax(shop, 'yes');
    expect(conflictsOf(await shop.sync())).toEqual([]);
    const product = taxOf(odoo, 'class-standard-7.25-incl').id;
    // 19 % of 100.00 without the 7.25 % in it.
    expect(charged(odoo, product, { country: 'DE' })).toBe('17.72');
    expect(charged(odoo, product, { country: 'JP' })).toBe('0.00');
  });

  it('another base country is announced in plan and run, once', async () => {
    const shop = await open(series);
    await shop.sync();
    shop.woo.control.setSetting('general', 'woocommerce_default_country', 'DE:DE-BE');
    const report = await shop.sync();
    const note = noteOf(report, 'base_country_changed');
    expect(note?.message).toMatch(/changed from US to DE.*is taxed in US/u);
    expect(report.message).toContain("The store's base country changed from US to DE");
    expect(shop.odoo.control.records(TAX_MODEL, [['name', '=', 'Standard rate 19%']])).toHaveLength(1);
    expect(noteOf(await expectSettled(shop), 'base_country_changed')).toBeUndefined();
  });
});
