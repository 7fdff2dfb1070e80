import { expect, it } from 'vitest';
import { ALL_SERIES } from '../../testing/series.ts';
import { charged, expectSettled, STANDARD_TAX, taxesOf, taxOf, useShops } from './small-shop.ts';

/** Companies whose settings are not as those of a fresh database. */
const open = useShops();

it.each(ALL_SERIES)('a company without a rounding method is synced, with a note, Odoo %i', async (series) => {
  const shop = await open(series);
  shop.odoo.control.write('res.company', [1], { tax_calculation_rounding_method: false });
  const report = await shop.sync();
  expect(report.status, report.message).toBe('done');
  const [note, ...more] = taxesOf(report).notes;
  expect(more).toEqual([]);
  expect(note).toMatchObject({ level: 'info', code: 'rounding_method' });
  expect(note?.hint).toContain('check --align tax_rounding');
  expect(charged(shop.odoo, taxOf(shop.odoo, STANDARD_TAX).id, { country: 'DE' })).toBe('19.00');
  await expectSettled(shop);
});
