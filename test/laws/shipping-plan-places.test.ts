import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatPostcode } from '../../src/core/postcode.ts';
import { askZones } from '../../src/domains/shipping/engine/find-zone.ts';
import type { ShippingAddress } from '../../src/domains/shipping/engine/types.ts';
import { matchesAnyPrefix } from '../../src/domains/shipping/engine/zip-prefixes.ts';
import { destinationsOf, type Destination } from '../../src/domains/shipping/places/destinations.ts';
import type {
  StoreContinent,
  StoreCountry,
  StoreShippingZone,
  StoreZoneLocation,
} from '../../src/woocommerce/port.ts';

/** Countries with postcodes of every form: digits, a separator from the start or the end, letters. */
const POSTCODES: Readonly<Record<string, RegExp>> = {
  DE: /^[0-9]{5}$/,
  FR: /^[0-9]{5}$/,
  US: /^[0-9]{5}(?:[0-9]{4})?$/,
  SE: /^[1-9][0-9]{4}$/,
  GB: /^[A-C]{1,2}[1-9][0-9]?[0-9][A-C]{2}$/,
  NL: /^[1-9][0-9]{3}[A-C]{2}$/,
  PT: /^[1-9][0-9]{6}$/,
  LV: /^[0-9]{4}$/,
  CH: /^[0-9]{4}$/,
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

/** Few, so that they meet those of addresses. */
const digits = (length: number) =>
  fc
    .array(fc.constantFrom('1', '2', '9', '0'), { minLength: length, maxLength: length })
    .map((all) => all.join(''));

const postcodeOf = (country: string): fc.Arbitrary<string> =>
  ['DE', 'FR'].includes(country) ? digits(5) : fc.stringMatching(POSTCODES[country] ?? /^[0-9]{5}$/);

const anyPostcode = fc
  .constantFrom(...COUNTRY_CODES)
  .chain((country) =>
    postcodeOf(country).chain((postcode) => fc.constantFrom(postcode, formatPostcode(postcode, country))),
  );

const range = fc
  .constantFrom(4, 5, 7)
  .chain((length) => fc.tuple(digits(length), fc.oneof(digits(length), digits(length - 1))))
  .map(([a, b]) => (Number(a) <= Number(b) ? `${a}...${b}` : `${b}...${a}`));

const postcode = fc.oneof(
  anyPostcode,
  anyPostcode.chain((text) =>
    fc.integer({ min: 0, max: text.length }).map((end) => `${text.slice(0, end)}*`),
  ),
  range,
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
      postcodes: fc.oneof(fc.constant([]), fc.array(postcode, { maxLength: 3 })),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((list) => [
    ...list.map(({ places, postcodes }, at) => ({
      ...{ id: at + 1, name: `Zone ${at + 1}`, order: at, methods: [] },
      locations: [...places, ...postcodes.map((code) => ({ type: 'postcode' as const, code }))],
    })),
    { id: 0, name: 'Elsewhere', order: 0, locations: [], methods: [] },
  ]);

/** As people write it: with the separator of the country or without. */
const address: fc.Arbitrary<ShippingAddress> = fc.constantFrom(...COUNTRY_CODES).chain((country) =>
  fc.record({
    country: fc.constant(country),
    state: fc.constantFrom(...(STATES[country] ?? [''])),
    postcode: postcodeOf(country).chain((bare) =>
      fc.constantFrom(bare, formatPostcode(bare, country), formatPostcode(bare, country).toLowerCase()),
    ),
  }),
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

test('a destination without a limitation holds the addresses at which its zone wins, and no others', () => {
  fc.assert(
    fc.property(zones, fc.array(address, { minLength: 4, maxLength: 10 }), (list, addresses) => {
      const destinations = destinationsOf({ zones: list, continents, countries, shipsTo: null });
      const winners = addresses.map((at) => winnerAt(at, list));
      for (const [id, destination] of destinations) {
        if (destination.limitations.length > 0) continue;
        const won = winners.map((winner) => winner === id);
        expect(addresses.map(offering(destination))).toEqual(won);
      }
    }),
    { numRuns: 250 },
  );
});

test('a limited destination is too wide, and too narrow only at postcodes that it names', () => {
  fc.assert(
    fc.property(zones, fc.array(address, { minLength: 4, maxLength: 10 }), (list, addresses) => {
      const destinations = destinationsOf({ zones: list, continents, countries, shipsTo: null });
      for (const at of addresses) {
        const destination = destinations.get(winnerAt(at, list));
        const isNarrow = destination?.limitations.some((text) => text.includes('it is not offered there'));
        if (destination !== undefined && !isNarrow) expect(offering(destination)(at)).toBe(true);
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
