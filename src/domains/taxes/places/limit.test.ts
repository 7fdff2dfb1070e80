import { describe, expect, it } from 'vitest';
import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import { buildPositionChooser } from '../odoo-rules/choose-position.ts';
import { derivePlaces } from './derive-places.ts';
import type { DerivedPlaces, Place } from './types.ts';

/** A table with one rate for each ZIP and none for states, as services sell them: more places than positions. */
const STANDARD = { key: 'standard', taxClass: 'standard', shipping: false };
const STATES = 51;

/** The same every time. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

interface Zip {
  readonly state: string;
  readonly zip: string;
  readonly percent: string;
}

/** Runs of ZIPs with one percentage out of some of their state, of which one is the most frequent, and gaps between. */
function zipTable(count: number): Zip[] {
  const next = randomNumbers(7);
  const zips: Zip[] = [];
  let number = 501;
  const perState = Math.ceil(count / STATES);
  for (let at = 0; at < STATES; at += 1) {
    const own = 4 + (at % 6);
    for (let left = perState; left > 0 && zips.length < count;) {
      const isFrequent = next(3) === 0;
      const percent = (own + (isFrequent ? 0 : (1 + next(18)) / 8)).toFixed(4);
      for (let run = 1 + next(6); run > 0 && left > 0 && zips.length < count; run -= 1, left -= 1) {
        zips.push({
          state: `S${String(at).padStart(2, '0')}`,
          zip: String(number).padStart(5, '0'),
          percent,
        });
        number += 1 + (next(8) === 0 ? 2 : 0);
      }
    }
  }
  return zips;
}

const ratesOf = (zips: readonly Zip[], more: Partial<StoreTaxRate> = {}) =>
  zips.map(({ percent, state, zip }, at): StoreTaxRate => ({
    ...{ id: at + 1, country: 'US', state, postcodes: [zip], cities: [], rate: percent, name: 'Tax' },
    ...{ priority: 1, compound: false, shipping: true, order: 0, taxClass: 'standard' },
    ...more,
  }));

/** What is charged at each ZIP, as Odoo chooses among the places. */
function chargedAt(
  { places }: DerivedPlaces,
  rates: readonly StoreTaxRate[],
  zips: readonly Zip[],
): string[] {
  const states = new Map([...new Set(zips.map(({ state }) => state))].map((code, at) => [code, at + 1]));
  const choose = buildPositionChooser(
    18,
    places.map((place, at) => asPosition(place, at + 1, states)),
  );
  const byId = new Map(rates.map((rate) => [rate.id, rate.rate]));
  return zips.map(({ state, zip }) => {
    const chosen = choose({ countryId: 1, stateId: states.get(state) ?? null, zip });
    const [id] = places[(chosen ?? 0) - 1]?.rates.get('standard') ?? [];
    return byId.get(id ?? 0) ?? 'nothing';
  });
}

function asPosition(place: Place, id: number, states: ReadonlyMap<string, number>) {
  const { country, rank, states: codes, zipFrom, zipTo } = place;
  return {
    ...{ id, name: place.label, externalId: undefined, active: true, autoApply: true, sequence: rank },
    ...{ countryId: country === '' ? null : 1, countryGroupId: null, groupCountryIds: [], zipFrom, zipTo },
    stateIds: codes.flatMap((code) => states.get(code) ?? []),
    ...{ vatRequired: false, foreignVat: false, lines: [], taxIds: [] },
  };
}

describe.each([
  ['with their states', {}],
  ['without states', { state: '' }],
] as const)('39,632 ZIP rates %s within 500 positions', (_how, more) => {
  const zips = zipTable(39_632);
  const rates = ratesOf(zips, more);
  const derived = derivePlaces(rates, [STANDARD], { limit: 500 });
  const charged = chargedAt(derived, rates, zips);

  it('no place is charged nothing, and the most frequent percentage covers most of the rest', () => {
    expect(derived.places.length).toBeLessThanOrEqual(500);
    expect(charged.filter((percent) => percent === 'nothing')).toEqual([]);
    const right = zips.filter(({ percent }, at) => charged[at] === percent).length;
    expect(right).toBeGreaterThan(zips.length * ('state' in more ? 0.08 : 0.35));
  });

  it('reports which rates are left out, and how many places are charged what instead', () => {
    const limited = derived.limitations.find(({ code }) => code === 'too_many_positions');
    const wrong = zips.flatMap(({ percent }, at) => (charged[at] === percent ? [] : [at + 1]));
    expect(limited?.rateIds).toEqual(wrong);
    expect(derived.leftOut.length).toBeGreaterThan(0);
    const [first] = derived.leftOut;
    expect(first?.rates.get('standard')).toHaveLength(1);
    expect(derived.leftOut.every(({ places }) => places > 0)).toBe(true);
  });
});

describe('what is kept of places beyond the limit', () => {
  const zip = (id: number, state: string, postcode: string, percent: string): StoreTaxRate => ({
    ...{ id, country: 'US', state, postcodes: [postcode], cities: [], rate: percent, name: 'Tax' },
    ...{ priority: 1, compound: false, shipping: true, order: 0, taxClass: 'standard' },
  });

  it('a state that has a charge of its own keeps it', () => {
    const wide = { ...zip(1, 'CA', '', '6'), postcodes: [] };
    const rates = [wide, ...[2, 3, 4].map((id) => zip(id, 'CA', `9000${id}`, '7'))];
    const { leftOut, places } = derivePlaces([...rates, zip(9, 'CA', '95000', '8')], [STANDARD], {
      limit: 3,
    });
    expect(places.map(({ label }) => label)).toEqual(['US CA 90002–90004', 'US CA', 'everywhere else']);
    expect(places.find(({ level }) => level === 'state')?.rates.get('standard')).toEqual([1]);
    expect(leftOut).toEqual([{ area: 'US CA', places: 1, rates: new Map([['standard', [1]]]) }]);
  });

  it('a ZIP that is left out within a range of its country is charged what the range is', () => {
    const rates = [
      { ...zip(1, '', '', '1'), postcodes: [] },
      zip(2, '', '10000...19999', '5'),
      { ...zip(3, '', '10000...19999', '2'), priority: 2 },
      { ...zip(4, '', '30000', '3'), priority: 2 },
      ...[zip(5, 'CA', '10500', '6'), zip(6, 'CA', '20500', '7')],
    ];
    const { leftOut, places } = derivePlaces(rates, [STANDARD], { limit: 4 });
    expect(places.map(({ label }) => label)).toEqual([
      ...['US 10000–19999', 'US 30000', 'US', 'everywhere else'],
    ]);
    expect(leftOut).toEqual([
      { area: 'US', places: 1, rates: new Map([['standard', [1]]]) },
      { area: 'US 10000–19999', places: 1, rates: new Map([['standard', [2, 3]]]) },
    ]);
  });

  it('of ZIPs with equally many rates, those of the state with most of the table', () => {
    const rates = [
      ...[1, 2, 3].map((id) => zip(id, 'AK', `9950${id * 2}`, String(id))),
      ...[4, 5, 6, 7, 8].map((id) => zip(id, 'WA', `9800${id}`, String(id))),
    ];
    const { places } = derivePlaces(rates, [STANDARD], { limit: 5 });
    expect(places.map(({ label }) => label)).toEqual([
      ...['US WA 98005', 'US WA 98006', 'US AK', 'US WA', 'everywhere else'],
    ]);
  });

  it('a state whose places all fit is left as it is', () => {
    const rates = [zip(1, 'CA', '90001', '7'), zip(2, 'CA', '95000', '8')];
    const { leftOut, places } = derivePlaces(rates, [STANDARD], { limit: 3 });
    expect(leftOut).toEqual([]);
    expect(places.map(({ label }) => label)).toEqual(['US CA 90001', 'US CA 95000', 'everywhere else']);
  });
});
