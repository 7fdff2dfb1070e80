import { describe, expect, it } from 'vitest';
import { EACH_SERIES } from '../../testing/series.ts';
import {
  boundTax,
  charged,
  conflictsOf,
  expectSettled,
  GERMANY,
  rate,
  REDUCED_TAX,
  STANDARD_TAX,
  taxesOf,
  taxOf,
  useShops,
  type Place,
  type Shop,
} from './small-shop.ts';

/** Stores that tax by another address than that of the delivery. */
const open = useShops();

const PLACES: readonly Place[] = [
  ...['DE', 'FR', 'GB', 'CA', 'JP'].map((country) => ({ country })),
  { country: 'CA', state: 'QC' },
  { country: 'US', state: 'CA', zip: '90210' },
  { country: 'US', state: 'NY', zip: '10001' },
];

const inPlaces = ({ odoo }: Shop, tax = STANDARD_TAX) =>
  PLACES.map((place) => charged(odoo, taxOf(odoo, tax).id, place));
const noteOf = (report: Parameters<typeof taxesOf>[0], code: string) =>
  taxesOf(report).notes.find((note) => note.code === code);

describe.each(EACH_SERIES)('tax based on another address, Odoo %i', (series) => {
  it("of the store: everybody is charged the tax of the store's own place, from the first sync and after a change", async () => {
    const shop = await open(series);
    const { woo } = shop;
    await shop.sync();
    expect(inPlaces(shop).slice(0, 2)).toEqual(['19.00', '20.00']);
    woo.control.setSetting('tax', 'woocommerce_tax_based_on', 'base');
    const report = await shop.sync();
    expect(conflictsOf(report)).toEqual([]);
    expect(inPlaces(shop)).toEqual(PLACES.map(() => '7.25'));
    expect(inPlaces(shop, REDUCED_TAX)).toEqual(PLACES.map(() => '0.00'));
    expect(noteOf(report, 'taxed_at_base')?.message).toContain('(US CA');
    // Old orders name the others, which stay bound.
    expect(await boundTax(shop, GERMANY.id)).toMatchObject({ archivedAt: null });
    await expectSettled(shop);

    woo.control.setSetting('tax', 'woocommerce_tax_based_on', 'shipping');
    const back = await shop.sync();
    expect(inPlaces(shop).slice(0, 2)).toEqual(['19.00', '20.00']);
    expect(noteOf(back, 'taxed_at_base')).toBeUndefined();
    await expectSettled(shop);
  });

  it('of the store: rates of its city and equal rates count', async () => {
    const shop = await open(series);
    const { woo } = shop;
    woo.control.setSetting('general', 'woocommerce_store_city', 'Townsville');
    woo.control.putRate(rate(50, 'US', '7.2500', { state: 'CA', cities: ['TOWNSVILLE'], priority: 5 }));
    woo.control.setSetting('tax', 'woocommerce_tax_based_on', 'base');
    await shop.sync();
    const product = taxOf(shop.odoo, 'class-standard-14.5-excl').id;
    expect(charged(shop.odoo, product, { country: 'DE' })).toBe('14.50');
    await expectSettled(shop);
  });

  it('of the bill: the plan names the places between which a sale may be taxed differently', async () => {
    const shop = await open(series);
    shop.woo.control.setSetting('tax', 'woocommerce_tax_based_on', 'billing');
    const note = noteOf(await shop.sync(), 'taxed_by_billing');
    expect(note).toMatchObject({ level: 'info' });
    expect(note?.message).toMatch(/different ones of these \d+ places is taxed differently: US CA/u);
  });

  it('"tax explain" asks Odoo for the address of the delivery', async () => {
    const shop = await open(series);
    shop.woo.control.setSetting('tax', 'woocommerce_tax_based_on', 'base');
    await shop.sync();
    const values = { country: 'DE', amount: '100' };
    const explained = await shop.engine.explain(shop.backend, { domain: 'taxes', values }, () => undefined);
    expect(explained.asked[0]?.value).toMatch(/^DE \(the store taxes by its own address: US CA/u);
    expect(explained).toMatchObject({ verdict: 'agree' });
  });
});
