import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPlainTaxRate } from './plain-tax-rate.ts';
import { readAnyTaxRate } from './tax-schemas.ts';

const row = {
  id: 7,
  country: 'US',
  state: 'CA',
  postcode: '90210',
  city: '',
  postcodes: ['90210'],
  cities: ['BEVERLY HILLS'],
  rate: '7.2500',
  name: 'CA Tax',
  priority: 1,
  compound: false,
  shipping: true,
  order: 3,
  class: 'reduced-rate',
  _links: { self: [{ href: 'https://shop.example/wp-json/wc/v3/taxes/7' }] },
};

describe('a rate in its usual form', () => {
  test('is read without the schema', () => {
    expect(readPlainTaxRate(row)).toEqual(readAnyTaxRate(row, String));
    expect(readPlainTaxRate({ ...row, name: '', state: '', cities: [], rate: '-0.0' })).not.toBeNull();
  });

  test.each([
    { id: 0 },
    { id: -1 },
    { id: 1.5 },
    { id: 2 ** 31 },
    { name: 'CA &amp; Co' },
    { name: ' CA' },
    { name: 'CA ' },
    { name: 'x'.repeat(501) },
    { name: 'Köln' },
    { name: 'a\u0007' },
    { state: 'a\n' },
    { country: 'x'.repeat(101) },
    { rate: '7.25000' },
    { rate: '100000.0001' },
    { rate: '7.25\n' },
    { rate: 7 },
    { class: '' },
    { class: undefined },
    { postcodes: null },
    { postcodes: ['1', 2] },
    { postcodes: ['half \ud83e'] },
    { cities: undefined },
    { order: Number.NaN },
    { priority: '1' },
    { compound: 'no' },
  ])('any other is left to the schema: %o', (change) => {
    expect(readPlainTaxRate({ ...row, ...change })).toBeNull();
  });

  test('what it reads is what the schema reads', () => {
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom<unknown>(...Object.values(row)),
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.integer(),
      fc.array(fc.string({ maxLength: 3 }), { maxLength: 3 }),
      fc.stringMatching(/^-?\d{1,6}(\.\d{1,5})?$/),
    );
    const changed = fc.dictionary(fc.constantFrom(...Object.keys(row)), odd, { maxKeys: 2 });
    fc.assert(
      fc.property(changed, (change) => {
        const plain = readPlainTaxRate({ ...row, ...change });
        if (plain !== null) expect(plain).toEqual(readAnyTaxRate({ ...row, ...change }, String));
      }),
      { numRuns: 300 },
    );
  });
});
