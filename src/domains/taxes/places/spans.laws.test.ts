import fc from 'fast-check';
import { expect, test } from 'vitest';
import { odooBounds } from './bounds.ts';
import { shapeOf } from './postcode-shapes.ts';
import { readPostcode } from './spans.ts';

/** What people, imports and plugins leave in a rate: Odoo refuses bounds out of order, and one refused place would be missing. */
const piece = fc.constantFrom(
  ...['0', '1', '9', '99', 'A', 'Z', 'z', '-', ' ', '*', '...', 'é', '🏠', '~', "'", '"', '%', '_', '\\'],
  ...['\u0001', '\u0000', '\uFFFF', '\uD83C', 'SW1', '902', '90210', 'K1A 0B1', '00-001', '104 31', '902-'],
);
const postcode = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''));
const country = fc.constantFrom('US', 'DE', 'GB', 'CA', 'PL', 'FR', 'IN', 'XX');

test('whatever a postcode is, its bounds are in order, and none is empty', () => {
  fc.assert(
    fc.property(postcode, country, (text, code) => {
      for (const span of readPostcode(text, code).spans) {
        const { zipFrom, zipTo } = odooBounds(span, shapeOf(code).digits);
        expect(zipFrom <= zipTo && zipFrom !== '', JSON.stringify([text, zipFrom, zipTo])).toBe(true);
        expect(zipFrom.isWellFormed() && zipTo.isWellFormed()).toBe(true);
      }
    }),
    { numRuns: 20_000 },
  );
});

test.each(['🏠', '902\u00011', '\uFFFF*', '90210\uD83C', '902-...90210'])(
  '%j is no postcode of an address, and its rate says so',
  (text) => {
    expect(readPostcode(text, 'PL').spans).toEqual([]);
  },
);
