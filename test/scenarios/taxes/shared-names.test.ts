import { describe, expect, it } from 'vitest';
import { TAX_MODEL } from '../../../src/domains/taxes/models.ts';
import { ALL_SERIES } from '../../testing/series.ts';
import {
  CALIFORNIA,
  destination,
  expectSettled,
  rate,
  taxOf,
  useShops,
  type Series,
  type Shop,
} from './small-shop.ts';

/** A tax that rates of several countries share must not be called after one of them. */
const open = useShops();

const SHARED = (series: Series) => destination(series, '17-excl-1');

async function german(series: Series): Promise<Shop> {
  const shop = await open(series);
  shop.woo.control.setRates([CALIFORNIA, rate(2, 'DE', '17.0000', { name: 'MwSt.' })]);
  await shop.sync();
  return shop;
}

describe.each(ALL_SERIES)('a tax of one country that another one joins, Odoo %i', (series) => {
  it('gets a neutral name', async () => {
    const shop = await german(series);
    expect(taxOf(shop.odoo, SHARED(series))['name']).toMatch(/^DE MwSt. 17%/u);
    shop.woo.control.putRate(rate(3, 'FR', '17.0000', { name: 'TVA' }));
    const report = await shop.sync();
    expect(report.status, report.message).toBe('done');
    expect(taxOf(shop.odoo, SHARED(series))['name']).toMatch(/^Tax 17%/u);
    await expectSettled(shop);
  });

  it('keeps the name that a user gave it', async () => {
    const shop = await german(series);
    const { id } = taxOf(shop.odoo, SHARED(series));
    shop.odoo.control.write(TAX_MODEL, [id], { name: 'DE Umsatzsteuer 17%' });
    shop.woo.control.putRate(rate(3, 'FR', '17.0000', { name: 'TVA' }));
    await shop.sync();
    expect(taxOf(shop.odoo, SHARED(series))['name']).toBe('DE Umsatzsteuer 17%');
    await expectSettled(shop);
  });
});
