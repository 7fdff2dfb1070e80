import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatPostcode } from '../../shared/postcode.ts';
import { askZones } from '../woocommerce-rules/find-zone.ts';
import type { ShippingAddress } from '../woocommerce-rules/types.ts';
import { matchesAnyPrefix } from '../odoo-rules/zip-prefixes.ts';
import type { Destination } from './destination.ts';
import { destinationsOf } from './destinations.ts';
import type {
  StoreContinent,
  StoreCountry,
  StoreShippingZone,
  StoreZoneLocation,
} from '../../../woocommerce/port.ts';

/** Few signs, so that postcodes of zones meet those of addresses. */
const signs = (all: string, length: number) =>
  fc
    .array(fc.constantFrom(...Array.from(all)), { minLength: length, maxLength: length })
    .map((some) => some.join(''));
const digits = (length: number) => signs('1290', length);
const joined = (...parts: readonly fc.Arbitrary<string>[]) =>
  fc.tuple(...parts).map((texts) => texts.join(''));

/** Countries with postcodes of every form: digits, a separator from the start or the end, letters. */
const POSTCODES: Readonly<Record<string, fc.Arbitrary<string>>> = {
  DE: digits(5),
  FR: digits(5),
  US: fc.oneof(digits(5), joined(signs('19', 1), digits(8))),
  SE: joined(signs('19', 1), digits(4)),
  GB: joined(
    signs('AB', 1),
    fc.constantFrom('', 'A'),
    signs('12', 1),
    fc.constantFrom('', '1'),
    digits(1),
    signs('AB', 2),
  ),
  NL: joined(signs('19', 1), digits(3), signs('AB', 2)),
  PT: joined(signs('19', 1), digits(6)),
  LV: digits(4),
  CH: digits(4),
};
const STATES: Readonly<Record<string, readonly string[]>> = { US: ['CA', 'NY', 'TX'], CH: ['ZH', 'BE'] };
const COUNTRY_CODES = Object.keys(POSTCODES);

const countries: readonly StoreCountry[] = COUNTRY_CODES.map((code) => ({
  ...{ code, name: code },
  states: (STATES[code] ?? []).map((state) => ({ code: state, name: state })),
}));
const continents: readonly StoreContinent[] = [
  { code: 'EU', name: 'Europe', countries: ['DE', 'FR', 'SE', 'GB', 'NL', 'PT', 'LV', 'CH'] },
  { code: 'NA', name: 'North America', countries: ['US'] },
];

const postcodeIn = (country: string) => POSTCODES[country] ?? digits(5);
const anyPostcode = fc.oneof(
  ...COUNTRY_CODES.map((country) =>
    fc
      .tuple(postcodeIn(country), fc.boolean())
      .map(([bare, isFormatted]) => (isFormatted ? formatPostcode(bare, country) : bare)),
  ),
);

const rangeOf = (length: number) =>
  fc
    .tuple(digits(length), fc.oneof(digits(length), digits(length - 1)))
    .map(([a, b]) => (Number(a) <= Number(b) ? `${a}...${b}` : `${b}...${a}`));

const postcode = fc.oneof(
  anyPostcode,
  fc.tuple(anyPostcode, fc.nat(8)).map(([text, end]) => `${text.slice(0, end)}*`),
  ...[4, 5, 7].map(rangeOf),
  fc.constant('AB1...AB9'),
);

const place: fc.Arbitrary<StoreZoneLocation> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constant('country'), code: fc.constantFrom(...COUNTRY_CODES) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('state'),
      code: fc.constantFrom('US:CA', 'US:NY', 'US:TX', 'CH:ZH', 'CH:BE'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('continent'), code: fc.constantFrom('EU', 'NA') }) },
);

const zones: fc.Arbitrary<readonly StoreShippingZone[]> = fc
  .array(
    fc.record({
      places: fc.oneof(
        { weight: 3, arbitrary: fc.array(place, { minLength: 1, maxLength: 1 }) },
        { weight: 1, arbitrary: fc.array(place, { maxLength: 3 }) },
      ),
      postcodes: fc.array(postcode, { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((list) => [
    ...list.map(({ places, postcodes }, at) => ({
      ...{ id: at + 1, name: `Zone ${at + 1}`, order: at, methods: [] },
      locations: [...places, ...postcodes.map((code): StoreZoneLocation => ({ type: 'postcode', code }))],
    })),
    { id: 0, name: 'Elsewhere', order: 0, locations: [], methods: [] },
  ]);

/** As people write it: with the separator of the country or without. */
const address = fc.oneof(
  ...COUNTRY_CODES.map((country): fc.Arbitrary<ShippingAddress> =>
    fc.record({
      country: fc.constant(country),
      // In the United States every address has one.
      state: fc.constantFrom(...(STATES[country] ?? []), ...(country === 'US' ? [] : [''])),
      postcode: fc
        .tuple(postcodeIn(country), fc.constantFrom('bare', 'formatted', 'small'))
        .map(([bare, how]) => {
          const formatted = formatPostcode(bare, country);
          return how === 'bare' ? bare : how === 'small' ? formatted.toLowerCase() : formatted;
        }),
    }),
  ),
);

/** Whether a carrier with this destination is offered at an address, as Odoo decides it. */
function offering({ countries: own, nowhere, states, zips }: Destination): (at: ShippingAddress) => boolean {
  // As Odoo joins them.
  const pattern = new RegExp(zips.map((zip) => `^${zip}`).join('|'), 'y');
  return ({ country, postcode: zip, state }) => {
    if (nowhere || (own !== null && !own.includes(country))) return false;
    if (states.length > 0 && !states.includes(`${country}:${state}`)) return false;
    pattern.lastIndex = 0;
    return pattern.test(zip.toUpperCase());
  };
}

function winnerAt(at: ShippingAddress, list: readonly StoreShippingZone[]): number {
  return askZones(list, continents, at).find(({ matches }) => matches)?.zone.id ?? 0;
}

test('a destination without a limitation contains the addresses at which its zone wins, and no others', () => {
  fc.assert(
    fc.property(zones, fc.array(address, { minLength: 4, maxLength: 10 }), (list, addresses) => {
      const destinations = destinationsOf({ zones: list, continents, countries, shipsTo: null });
      const winners = addresses.map((at) => winnerAt(at, list));
      for (const [id, destination] of destinations) {
        const { main, parts } = destination.split ?? { main: destination, parts: [] };
        const all = [main, ...parts];
        // One carrier may lack a postcode; several represent the zone together.
        if (all.some(({ limitations }) => !limitations.every((text) => text.includes('with a postcode'))))
          continue;
        const offers = all.map((each) => addresses.map(offering(each)).map(Number));
        const count = addresses.map((_, at) => offers.reduce((sum, each) => sum + (each[at] ?? 0), 0));
        expect(count).toEqual(winners.map((winner) => Number(winner === id)));
      }
    }),
    { numRuns: 500 },
  );
});

test('a limited destination is too wide, and too narrow only where it reports it', () => {
  fc.assert(
    fc.property(zones, fc.array(address, { minLength: 4, maxLength: 10 }), (list, addresses) => {
      const destinations = destinationsOf({ zones: list, continents, countries, shipsTo: null });
      for (const at of addresses) {
        const destination = destinations.get(winnerAt(at, list));
        if (destination === undefined) continue;
        const { main, parts } = destination.split ?? { main: destination, parts: [] };
        // Undivided it is used as well, where Odoo does not have all of the countries.
        for (const all of [[destination], [main, ...parts]]) {
          const isNarrow = all.some(({ limitations }) =>
            limitations.some((text) => /\bis not offered\b/u.test(text)),
          );
          if (!isNarrow) expect(all.some((each) => offering(each)(at))).toBe(true);
        }
      }
    }),
  );
});

test('patterns are written as Odoo keeps them: in capitals, and readable', () => {
  fc.assert(
    fc.property(zones, (list) => {
      for (const { zips } of destinationsOf({ zones: list, continents, countries, shipsTo: null }).values()) {
        for (const zip of zips) expect(zip).toBe(zip.toUpperCase());
        expect(matchesAnyPrefix(zips, '10115')).not.toBeNull();
      }
    }),
  );
});

test.each(COUNTRY_CODES.flatMap((code) => [1, 1000].map((from) => [code, from] as const)))(
  'thousands of them in a zone are tried, each without those of an earlier zone: %s, from %d on',
  (code, from) => {
    const ranges = (count: number, first: number, step: number): StoreZoneLocation[] =>
      Array.from({ length: count }, (_, at) => first + at * step).map((low) => ({
        ...{ type: 'postcode', code: `${low}...${low + Math.floor(step * 0.8)}` },
      }));
    const earlier = ranges(code === 'NL' ? 2 : 3, from, from === 1 ? 13 : 137);
    const later = [...earlier, ...ranges(2000, 10_000, 40)];
    const [, destination] = destinationsOf({
      zones: [earlier, later].map((postcodes, at) => ({
        ...{ id: at + 1, name: `Zone ${at + 1}`, order: at, methods: [] },
        locations: [{ type: 'country', code }, ...postcodes],
      })),
      ...{ continents, countries, shipsTo: null },
    }).values();
    const zips = destination?.zips ?? [];
    expect(zips.length).toBeGreaterThan(2000);
    expect(zips.every((zip) => zip.startsWith('(?!'))).toBe(true);
    for (const zip of ['9999', '99999-9999']) expect(matchesAnyPrefix(zips, zip)).not.toBeNull();
  },
);
