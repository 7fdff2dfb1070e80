import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import { plainPercent, splitUsable } from './usable-rates.ts';

const TEXTS = [
  ...[
    '0',
    '0.0000',
    '19',
    '19.0000',
    '9.9750',
    '0.0001',
    '10',
    '10.10',
    '100',
    '100.0001',
    '99.9999',
    '1000.5',
  ],
  ...['007', '00.5', '-0', '-0.0000', '-1.5', '1e2', '5e-3', '.5'],
];

const rate = (id: number, percent: string): StoreTaxRate => ({
  ...{ id, rate: percent, name: '', priority: 1, order: 0, compound: false, shipping: true },
  ...{ taxClass: 'standard', country: '', state: '', postcodes: [], cities: [] },
});

describe('a percentage', () => {
  it.each(TEXTS)('%s reads as the decimal that it is', (text) => {
    expect(plainPercent(text)).toBe(new Decimal(text).toFixed());
  });

  it('is usable from zero to a hundred', () => {
    const { unusable, usable } = splitUsable(TEXTS.map((text, id) => rate(id, text)));
    const isUsable = (text: string) => {
      const percent = new Decimal(text);
      return percent.greaterThanOrEqualTo(0) && percent.lessThanOrEqualTo(100);
    };
    expect(usable.map((each) => each.rate)).toEqual(TEXTS.filter(isUsable));
    expect(unusable.map((each) => [each.rate.rate, each.rule])).toEqual([
      ['100.0001', 'unlikely'],
      ['1000.5', 'unlikely'],
      ['-1.5', 'negative'],
    ]);
  });
});
