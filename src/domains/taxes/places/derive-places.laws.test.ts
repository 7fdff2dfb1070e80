import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import { buildPositionChooser } from '../odoo-rules/choose-position.ts';
import type { PositionRule } from '../odoo-rules/types.ts';
import { RateTable } from '../woocommerce-rules/rate-table.ts';
import { derivePlaces } from './derive-places.ts';
import type { Column, Place } from './types.ts';

/*
 * The law of this folder: whatever the rates, the position that Odoo takes at an address, made from a derived place,
 * has the taxes that WooCommerce charges there.
 */

const COLUMNS: readonly Column[] = ['standard', 'reduced-rate'].flatMap((taxClass) => [
  { key: taxClass, taxClass, shipping: false },
  { key: `ship:${taxClass}`, taxClass, shipping: true },
]);
const COUNTRIES = ['US', 'DE', 'AU', 'CA', 'FR'];
const STATES: Readonly<Record<string, readonly string[]>> = { US: ['CA', 'NY', 'TX'], CA: ['QC', 'ON'] };

/** Few postcodes close to each other, so that rates meet, nest and touch. */
const NUMBERS = ['90199', '90200', '90201', '90210', '90211', '90299', '90300', '09021', '10115', '99999'];
const POSTCODES: Readonly<Record<string, readonly string[]>> = {
  AU: ['0800', '0801', '0899', '2000', '2001', '9021'],
  CA: ['K1A 0B1', 'K1A 0B2', 'K1B 1A1', 'H2X 1Y4'],
};
const postcodesOf = (country: string) => POSTCODES[country] ?? NUMBERS;

const ratePostcode = (country: string) => {
  const known = fc.constantFrom(...postcodesOf(country));
  const wildcard = fc
    .tuple(known, fc.integer({ min: 1, max: 5 }))
    .map(([postcode, length]) => `${postcode.slice(0, length)}*`);
  if (country === 'CA') return fc.oneof(known, wildcard);
  const range = fc.tuple(known, known).map((bounds) => bounds.toSorted().join('...'));
  // Excel takes leading zeros away; WooCommerce does not mind.
  const bare = range.map((text) => text.replaceAll(/(?<![0-9])0+/gu, ''));
  return fc.oneof(known, wildcard, range, bare);
};

const rate: fc.Arbitrary<Omit<StoreTaxRate, 'id'>> = fc
  .constantFrom(...COUNTRIES.slice(0, 4), 'US', 'US', '')
  .chain((country) =>
    fc.record({
      country: fc.constant(country),
      state: fc.constantFrom('', ...(STATES[country] ?? [])),
      postcodes: country === '' ? fc.constant([]) : fc.array(ratePostcode(country), { maxLength: 3 }),
      cities: fc.constant([]),
      rate: fc.constantFrom('4.0000', '4', '5.5000', '0.0000'),
      name: fc.constant('Tax'),
      priority: fc.integer({ min: 1, max: 2 }),
      compound: fc.boolean(),
      shipping: fc.boolean(),
      order: fc.constant(0),
      taxClass: fc.constantFrom('standard', 'reduced-rate'),
    }),
  );

const table = fc
  .array(rate, { maxLength: 14 })
  .map((rates) => rates.map((one, at): StoreTaxRate => ({ ...one, id: at + 1 })));

/** Every place of the pool, its neighbours, and places of which no rate knows. */
function addressesOf(country: string) {
  const states = ['', ...(STATES[country] ?? []), ...(country === 'US' ? ['WA'] : [])];
  const near =
    country === 'CA' ? ['K1C 1A1', 'J0A 1A0'] : ['00001', '90209', '90212', '90250', '90298', '90301'];
  const shape = country === 'AU' ? near.map((postcode) => postcode.slice(1)) : near;
  const postcodes = ['', ...postcodesOf(country), ...shape];
  return states.flatMap((state) => postcodes.map((postcode) => ({ country, state, postcode, city: '' })));
}

/** Postcodes that lie outside of numeric ranges in the store. */
const LONGER = ['90200-1234', '90210-0001', '90299-9999', '90300-0000'].map((postcode) => ({
  ...{ country: 'US', state: 'CA', postcode, city: '' },
}));

const stateId = (country: string, state: string) =>
  state === ''
    ? null
    : Array.from(`${country} ${state}`).reduce((sum, sign) => sum * 128 + sign.charCodeAt(0), 0);
const countryId = (country: string) => COUNTRIES.indexOf(country) + 1;

/** The positions as the plan makes them: on 19 those of states in the company's own country go without it. */
function positionsOf(places: readonly Place[], series: number): PositionRule[] {
  return places.map((place, at) => {
    const domestic = series >= 19 && place.country === 'US' && place.states.length > 0;
    return {
      id: at + 1,
      active: true,
      autoApply: true,
      sequence: place.rank,
      countryId: place.country === '' || domestic ? null : countryId(place.country),
      countryGroupId: null,
      groupCountryIds: [],
      stateIds: place.states.map((state) => stateId(place.country, state) ?? 0),
      ...padded(place.zipFrom, place.zipTo),
      vatRequired: false,
    };
  });
}

/** What Odoo makes of zip bounds when it stores them. */
function padded(zipFrom: string, zipTo: string) {
  const length = Math.max(zipFrom.length, zipTo.length);
  const pad = (bound: string) => (/^\d+$/u.test(bound) ? bound.padStart(length, '0') : bound);
  return { zipFrom: pad(zipFrom), zipTo: pad(zipTo) };
}

const kinds = (rates: readonly StoreTaxRate[]) =>
  rates.map((one) => `${Number(one.rate)}${one.compound ? ' compound' : ''}`).toSorted();

test('Odoo 17, 18 and 19 take the place whose rates WooCommerce charges', () => {
  fc.assert(
    fc.property(table, (rates) => {
      const { places, limitations } = derivePlaces(rates, COLUMNS, { limit: 5000 });
      const byId = new Map(rates.map((one) => [one.id, one]));
      const store = new RateTable(rates);
      const choices = [17, 18, 19].map((series) => buildPositionChooser(series, positionsOf(places, series)));
      const isExact = !limitations.some(({ code }) => code === 'zip_plus_4');
      const wrong = [...COUNTRIES.flatMap(addressesOf), ...(isExact ? LONGER : [])].flatMap((address) => {
        const { country, state, postcode } = address;
        const expected = COLUMNS.map(({ taxClass, shipping }) =>
          shipping ? store.selectForShipping(address, taxClass) : store.select(address, taxClass),
        );
        return choices.flatMap((choose, at) => {
          const chosen = choose({
            countryId: countryId(country),
            stateId: stateId(country, state),
            zip: postcode,
          });
          const place = places[(chosen ?? 0) - 1];
          const found = COLUMNS.map(({ key }) =>
            (place?.rates.get(key) ?? []).flatMap((id) => byId.get(id) ?? []),
          );
          const agree = JSON.stringify(found.map(kinds)) === JSON.stringify(expected.map(kinds));
          return agree ? [] : [{ series: 17 + at, address, place, expected }];
        });
      });
      expect(wrong).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('the order of the rates does not matter, and places have keys of their own', () => {
  fc.assert(
    fc.property(table, fc.infiniteStream(fc.nat()), (rates, weights) => {
      const shuffled = rates
        .map((one) => ({ one, weight: Number(weights.next().value) }))
        .toSorted((a, b) => a.weight - b.weight)
        .map(({ one }) => one);
      const derived = derivePlaces(rates, COLUMNS, { limit: 5000 });
      expect(derivePlaces(shuffled, COLUMNS, { limit: 5000 })).toEqual(derived);
      for (const { rates: charged, rateIds } of derived.places) {
        expect([...charged.values()].flat().filter((id) => !rateIds.includes(id))).toEqual([]);
      }
      expect(new Set(derived.places.map(({ key }) => key)).size).toBe(derived.places.length);
    }),
    { numRuns: 100 },
  );
});
