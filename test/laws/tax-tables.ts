import fc from 'fast-check';
import type { StoreTaxes, StoreTaxPolicy, TaxAddress } from '../../src/domains/taxes/facts.ts';
import type { StoreTaxRate } from '../../src/woocommerce/port.ts';
import { PLACES } from './simulate-taxes.ts';

/*
 * Generated rate tables: few places, close to each other, so that rates meet, nest and touch. Percentages are such that
 * taxes on a million come out without a fraction of a cent, however they are compounded: then rounding proves nothing
 * and excuses nothing.
 */

const CLASSES = [
  { slug: 'standard', name: 'Standard' },
  { slug: 'reduced-rate', name: 'Reduced rate' },
  { slug: 'books', name: 'Books' },
];
const POSTCODES: Readonly<Record<string, readonly string[]>> = {
  US: ['09021', '90199', '90200', '90201', '90210', '90211', '90299', '90300'],
  DE: ['01067', '10115', '10117', '27498', '78266', '99999'],
  CA: ['K1A 0B1', 'K1A 0B2', 'K1B 1A1', 'H2X 1Y4'],
};
/** Postcodes of which no rate knows. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  US: ['00001', '90209', '90212', '90298', '90301'],
  DE: ['10116', '50667'],
  CA: ['K1C 1A1', 'J0A 1A0'],
  FR: ['75001'],
};

const TAXED = Object.keys(POSTCODES);

const ratePostcode = (country: string) => {
  const known = fc.constantFrom(...(POSTCODES[country] ?? []));
  const wildcard = fc
    .tuple(known, fc.integer({ min: 1, max: 4 }))
    .map(([postcode, length]) => `${postcode.slice(0, length)}*`);
  if (country === 'CA') return fc.oneof(known, wildcard);
  const range = fc.tuple(known, known).map((bounds) => bounds.toSorted().join('...'));
  return fc.oneof(known, wildcard, range);
};

const rate = fc.constantFrom(...TAXED, 'US', 'CA').chain((country) =>
  fc.record({
    country: fc.constant(country),
    state: fc.constantFrom('', ...(PLACES[country] ?? [])),
    postcodes: fc.oneof(fc.constant([]), fc.array(ratePostcode(country), { maxLength: 2 })),
    rate: fc.constantFrom('4.0000', '4', '10.0000', '20.0000', '0.0000'),
    priority: fc.integer({ min: 1, max: 3 }),
    compound: fc.boolean(),
    shipping: fc.boolean(),
    taxClass: fc.constantFrom(...CLASSES.map(({ slug }) => slug), 'standard'),
  }),
);

export const rateTable: fc.Arbitrary<StoreTaxRate[]> = fc
  .array(rate, { maxLength: 16 })
  .map((rates) =>
    rates.map((one, at): StoreTaxRate => ({ ...one, id: at + 1, order: 0, cities: [], name: 'Tax' })),
  );

const address = (country: string, state: string, postcode: string): TaxAddress => ({
  ...{ country, state, postcode, city: '' },
});

/** Every postcode of the pool and its neighbours in every state, and none. */
const ADDRESSES = Object.entries(PLACES).flatMap(([country, states]) =>
  ['', ...states].flatMap((state) =>
    ['', ...(POSTCODES[country] ?? []), ...(BESIDE[country] ?? [])].map((postcode) =>
      address(country, state, postcode),
    ),
  ),
);

export const addresses = fc.uniqueArray(fc.constantFrom(...ADDRESSES), { minLength: 10, maxLength: 20 });

export const taxPolicy: fc.Arbitrary<StoreTaxPolicy> = fc.record({
  enabled: fc.constant(true),
  pricesIncludeTax: fc.boolean(),
  roundAtSubtotal: fc.boolean(),
  basedOn: fc.constantFrom('shipping' as const, 'shipping' as const, 'base' as const),
  shippingClass: fc.constantFrom('inherit', 'standard', 'books'),
  base: fc.constantFrom(
    address('US', 'CA', '90210'),
    address('US', 'NY', '00001'),
    address('DE', '', '10115'),
    address('CA', 'QC', 'H2X 1Y4'),
  ),
  currency: fc.constant('EUR'),
  decimals: fc.constant(2),
  weightUnit: fc.constant('kg'),
  dimensionUnit: fc.constant('cm'),
});

export function storeOf(rates: readonly StoreTaxRate[], policy: StoreTaxPolicy): StoreTaxes {
  return { classes: CLASSES, rates, faults: [], policy, unavailable: [] };
}
