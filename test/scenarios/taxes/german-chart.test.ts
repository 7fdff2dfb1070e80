import { describe, expect, it } from 'vitest';
import { EACH_SERIES } from '../../testing/series.ts';
import { charged, conflictsOf, expectSettled, rate, useShops, type Place, type Shop } from './small-shop.ts';

/** A German store and a company with the chart of accounts of Germany, as it is on the first day. */
const open = useShops();

const RATES = [
  rate(1, 'DE', '19.0000'),
  rate(2, 'DE', '7.0000', { class: 'reduced-rate' }),
  rate(3, 'FR', '20.0000'),
  rate(4, 'FR', '5.5000', { class: 'reduced-rate' }),
  rate(5, '', '0.0000'),
  rate(6, '', '0.0000', { class: 'reduced-rate' }),
];

const PLACES: readonly Place[] = ['DE', 'FR', 'GB', 'US', 'CA', 'JP'].map((country) => ({ country }));

async function germanShop(series: Parameters<typeof open>[0]): Promise<Shop> {
  const shop = await open(series, { odoo: { chart: 'de' } });
  const { control } = shop.woo;
  control.setRates(RATES);
  control.setSetting('general', 'woocommerce_default_country', 'DE:DE-BE');
  control.setSetting('general', 'woocommerce_store_postcode', '10115');
  return shop;
}

/** The tax of a class that Odoo has after the sync: the default sale tax of the company, or one of the connector. */
function classTax({ odoo }: Shop, key: string): number {
  const own = odoo.control.resolve(`__woo_sync__.tax_c1_${key}`);
  const [company] = odoo.control.records('res.company', [['id', '=', 1]]);
  return own ?? Number(company?.['account_sale_tax_id']);
}

const taxesIn = (shop: Shop, key: string) => {
  const product = classTax(shop, key);
  return PLACES.map((place) => charged(shop.odoo, product, place));
};

describe.each(EACH_SERIES)('a fresh German chart, Odoo %i', (series) => {
  it('leaves no position unmade: nobody has to choose among taxes of 0%', async () => {
    const shop = await germanShop(series);
    const report = await shop.sync({ allowRemovals: true });
    expect(conflictsOf(report).filter((line) => line.includes('fiscal_position'))).toEqual([]);
    expect(taxesIn(shop, 'class-standard-19-excl')).toEqual([
      '19.00',
      '20.00',
      '0.00',
      '0.00',
      '0.00',
      '0.00',
    ]);
    expect(taxesIn(shop, 'class-reduced-rate-7-excl')).toEqual([
      '7.00',
      '5.50',
      '0.00',
      '0.00',
      '0.00',
      '0.00',
    ]);
    await expectSettled(shop);
  });

  it("taxed by the store's own address, everybody is charged its tax", async () => {
    const shop = await germanShop(series);
    shop.woo.control.setSetting('tax', 'woocommerce_tax_based_on', 'base');
    const report = await shop.sync({ allowRemovals: true });
    expect(conflictsOf(report)).toEqual([]);
    expect(taxesIn(shop, 'class-standard-19-excl')).toEqual(PLACES.map(() => '19.00'));
    await expectSettled(shop);
  });
});
