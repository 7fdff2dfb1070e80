import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import type { TaxAddress } from '../facts.ts';
import { RateTable } from './rate-table.ts';
import { sampleRate } from '../../../../test/fixtures/carts/sample-rate.ts';

/** Few values, so that rates meet each other and the addresses. */
const country = fc.constantFrom('', 'US', 'DE');
const state = fc.constantFrom('', 'CA', 'NY');
const city = fc.constantFrom('OAKLAND', 'ALBANY', 'BONN');
const digits = fc.integer({ min: 90_200, max: 90_219 }).map(String);
const postcode = fc.oneof(
  digits,
  digits.map((code) => `${code}-1234`),
  digits.map((code) => `${code}-*`),
  fc.constantFrom('9*', '902*', '9020*', '9021*', '90210*'),
  fc.tuple(digits, digits).map(([from, to]) => `${from}...${to}`),
);
const taxClass = fc.constantFrom('standard', 'reduced-rate');

const rates = fc
  .array(
    fc.record({
      country,
      state,
      taxClass,
      postcodes: fc.array(postcode, { maxLength: 3 }),
      cities: fc.array(city, { maxLength: 2 }),
      priority: fc.integer({ min: 1, max: 3 }),
      shipping: fc.boolean(),
    }),
    { maxLength: 40 },
  )
  .map((list) => list.map((rate, at) => sampleRate(at + 1, rate)));

const address: fc.Arbitrary<TaxAddress> = fc.record({
  country: fc.constantFrom('US', 'DE', 'FR'),
  state: fc.constantFrom('', 'CA', 'NY', 'TX'),
  postcode: fc.oneof(
    digits,
    digits.map((code) => `${code}-1234`),
    fc.constant(''),
  ),
  city: fc.constantFrom('Oakland', 'Albany', 'Köln', ''),
});

/** A row of the database's table of places. */
interface Place {
  readonly kind: 'postcode' | 'city';
  readonly code: string;
}

/** What WooCommerce asks the database, row by row: each rate's places joined with themselves, then filtered. */
function rankByQuery(all: readonly StoreTaxRate[], at: TaxAddress, ofClass: string): StoreTaxRate[] {
  const rows = all
    .filter((rate) => rate.taxClass === ofClass)
    .filter((rate) => rate.country === '' || rate.country === at.country)
    .filter((rate) => rate.state === '' || rate.state === at.state)
    .map((rate) => ({ rate, joined: join(rate).filter(([one, other]) => fits(rate, at, one, other)) }))
    .filter(({ joined }) => joined.length > 0)
    .map(({ rate, joined }) => ({ rate, count: joined.filter(([one]) => one !== null).length }));
  return rows
    .toSorted(
      (a, b) =>
        a.rate.priority - b.rate.priority ||
        b.rate.country.length - a.rate.country.length ||
        b.rate.state.length - a.rate.state.length ||
        b.count - a.count ||
        a.rate.id - b.rate.id,
    )
    .map(({ rate }) => rate);
}

function join({ postcodes, cities }: StoreTaxRate): [Place | null, Place | null][] {
  const places: Place[] = [
    ...postcodes.map((code) => ({ kind: 'postcode' as const, code })),
    ...cities.map((code) => ({ kind: 'city' as const, code })),
  ];
  if (places.length === 0) return [[null, null]];
  return places.flatMap((one) => places.map((other): [Place, Place] => [one, other]));
}

function fits(rate: StoreTaxRate, at: TaxAddress, one: Place | null, other: Place | null): boolean {
  if (one === null) return true;
  const isCity = (place: Place | null) => place?.kind === 'city' && place.code === at.city.toUpperCase();
  if (one.kind === 'city') return isCity(one) && rate.postcodes.length === 0;
  return coversUsPostcode(one.code, at) && (isCity(other) || rate.cities.length === 0);
}

/** For five digits, or nine as the United States write them and others do not. */
function coversUsPostcode(code: string, at: TaxAddress): boolean {
  const bare = at.postcode.replace('-', '');
  const written = at.country === 'US' ? at.postcode : bare;
  const [from, to] = code.split('...').map(Number);
  if (to !== undefined) return bare !== '' && Number(bare) >= (from ?? NaN) && Number(bare) <= to;
  return code.endsWith('*') ? written.startsWith(code.slice(0, -1)) : [bare, written].includes(code);
}

function onePerPriority(ranked: readonly StoreTaxRate[]): StoreTaxRate[] {
  return ranked.filter((rate) => ranked.find(({ priority }) => priority === rate.priority) === rate);
}

const ids = (list: readonly StoreTaxRate[]) => list.map(({ id }) => id);

describe('laws of the rate table', () => {
  it('finds what a row by row search finds, in its order', () => {
    fc.assert(
      fc.property(rates, address, taxClass, (all, at, ofClass) => {
        const expected = onePerPriority(rankByQuery(all, at, ofClass));
        expect(ids(new RateTable(all).select(at, ofClass))).toEqual(ids(expected));
      }),
      { numRuns: 2_000 },
    );
  });

  it('does not depend on the order in which the rates come', () => {
    const shuffled = rates.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, address, taxClass, ([all, other], at, ofClass) => {
        const [table, again] = [new RateTable(all), new RateTable(other)];
        expect(ids(again.select(at, ofClass))).toEqual(ids(table.select(at, ofClass)));
        expect(again.explain(at, ofClass)).toEqual(table.explain(at, ofClass));
      }),
    );
  });

  it('explains each rate of the country, and what applies is what is selected', () => {
    fc.assert(
      fc.property(rates, address, taxClass, (all, at, ofClass) => {
        const table = new RateTable(all);
        const decisions = table.explain(at, ofClass);
        const selected = table.select(at, ofClass);
        const candidates = all.filter(
          (rate) => rate.taxClass === ofClass && ['', at.country].includes(rate.country),
        );
        expect(new Set(ids(decisions.map(({ rate }) => rate)))).toEqual(new Set(ids(candidates)));
        expect(decisions).toHaveLength(candidates.length);
        const applying = decisions.filter(({ verdict }) => verdict === 'applies');
        expect(ids(applying.map(({ rate }) => rate))).toEqual(ids(selected));
        const lost = decisions.filter(({ verdict }) => verdict === 'lost_priority');
        expect(lost.every(({ winnerId }) => selected.some(({ id }) => id === winnerId))).toBe(true);
      }),
    );
  });
});
