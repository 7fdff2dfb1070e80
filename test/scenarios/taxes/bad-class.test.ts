import { describe, expect, it } from 'vitest';
import {
  boundTax,
  changesOf,
  charged,
  contents,
  expectSettled,
  GERMANY,
  GERMANY_REDUCED,
  operationOf,
  rate,
  REDUCED_TAX,
  reviewsOf,
  STANDARD_TAX,
  taxOf,
  useShops,
  type Shop,
} from './small-shop.ts';
import { EACH_SERIES } from '../../testing/series.ts';

/** A tax class whose row a plugin spoiled: it alone is left out, and what was created for it stays. */
const open = useShops();

const inGermany = ({ odoo }: Shop) =>
  [STANDARD_TAX, REDUCED_TAX].map((key) => charged(odoo, taxOf(odoo, key).id, { country: 'DE' }));

describe.each(EACH_SERIES)('a tax class that cannot be understood, Odoo %i', (series) => {
  it('changes nothing that stands, neither with its slug nor without', async () => {
    const shop = await open(series, { app: series === 18 });
    expect((await shop.sync()).status).toBe('done');
    expect(inGermany(shop)).toEqual(['19.00', '7.00']);
    const before = contents(shop.odoo);

    for (const row of [{ slug: 'reduced-rate', name: ['odd'] }, { slug: null, name: 'Reduced' }, 'text']) {
      shop.woo.control.spoilTaxClass(row, 'reduced-rate');
      const report = await expectSettled(shop);
      expect(reviewsOf(report).map(({ code }) => code)).toContain('class_unreadable');
      expect(operationOf(report, 'tax_class', 'reduced-rate').kind).toBe('keep');
      expect(operationOf(report, 'tax_rate', String(GERMANY_REDUCED.id)).kind).toBe('keep');
      shop.woo.control.spoilTaxClass();
    }
    expect(contents(shop.odoo)).toEqual(before);
    expect(inGermany(shop)).toEqual(['19.00', '7.00']);
    const mended = await expectSettled(shop);
    expect(reviewsOf(mended).map(({ code }) => code)).not.toContain('class_unreadable');
  });

  it('that was never understood is left out with its rates; the others are planned', async () => {
    const shop = await open(series);
    shop.woo.control.putClass({ slug: 'odd', name: 'Odd' });
    shop.woo.control.putRate(rate(30, 'DE', '5.0000', { class: 'odd' }));
    shop.woo.control.spoilTaxClass({ slug: 'odd' }, 'odd');
    const report = await shop.sync();
    expect(inGermany(shop)).toEqual(['19.00', '7.00']);
    expect(await boundTax(shop, GERMANY.id)).toBeDefined();
    expect(changesOf(report).filter((line) => line.startsWith('conflict'))).toEqual([
      'conflict tax_rate 30: class',
    ]);
    expect(operationOf(report, 'tax_rate', '30').reason).toContain('could not be understood');
    // Corrected in the store, the next sync takes it.
    shop.woo.control.spoilTaxClass();
    expect((await shop.sync()).status).toBe('done');
    expect(await boundTax(shop, 30)).toBeDefined();
  });
});
