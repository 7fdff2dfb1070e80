import { describe, expect, it } from 'vitest';
import type { StoreShippingZone, StoreZoneLocation } from '../../../woocommerce/port.ts';
import { askZones } from './find-zone.ts';
import type { ShippingAddress } from './types.ts';

const CONTINENTS = [
  { code: 'EU', name: 'Europe', countries: ['DE', 'GB'] },
  { code: 'NA', name: 'North America', countries: ['US'] },
];

/** `DE` and `US:CA` and `EU` after a word for what they are: `country DE`. */
function zone(id: number, order: number, ...places: string[]): StoreShippingZone {
  const locations = places.map((place): StoreZoneLocation => {
    const [type = '', ...code] = place.split(' ');
    return { type: type as StoreZoneLocation['type'], code: code.join(' ') };
  });
  return { id, name: `Zone ${id}`, order, locations, methods: [] };
}

function zoneOf(zones: readonly StoreShippingZone[], address: Partial<ShippingAddress>): number | null {
  const full = { country: 'DE', state: '', postcode: '', ...address };
  return askZones(zones, CONTINENTS, full).find(({ matches }) => matches)?.zone.id ?? null;
}

describe('askZones', () => {
  it('asks by order, then id, and zone 0 last', () => {
    const zones = [zone(0, 0), zone(3, 1, 'country DE'), zone(2, 1, 'country DE'), zone(1, 2, 'country DE')];
    expect(zoneOf(zones, {})).toBe(2);
    expect(zoneOf(zones, { country: 'FR' })).toBe(0);
  });

  it('takes countries, states and continents as alternatives, in any case of letters', () => {
    const zones = [zone(1, 0, 'state US:CA', 'continent eu')];
    expect(zoneOf(zones, { country: 'us', state: 'ca' })).toBe(1);
    expect(zoneOf(zones, { country: 'US', state: 'NY' })).toBeNull();
    expect(zoneOf(zones, { country: 'GB' })).toBe(1);
  });

  it('lets a zone without locations take every address from those after it', () => {
    expect(zoneOf([zone(1, 0), zone(2, 1, 'country DE')], {})).toBe(1);
  });

  it('contains every country in a zone of postcodes alone', () => {
    const zones = [zone(1, 0, 'postcode 10115...10119')];
    expect(zoneOf(zones, { postcode: '10117' })).toBe(1);
    expect(zoneOf(zones, { country: 'US', postcode: '10117' })).toBe(1);
    expect(zoneOf(zones, { postcode: '10120' })).toBeNull();
  });

  it('narrows the other locations by postcodes: single ones, ranges and wildcards', () => {
    const zones = [zone(1, 0, 'country GB', 'postcode SW1A 1AA', 'postcode N1*', 'postcode E1...E3')];
    const at = (postcode: string) => zoneOf(zones, { country: 'GB', postcode });
    expect(at('sw1a1aa')).toBe(1);
    expect(at('N1 9GU')).toBe(1);
    expect(at('E2')).toBe(1);
    expect(at('W1')).toBeNull();
    expect(zoneOf(zones, { country: 'US', postcode: 'SW1A 1AA' })).toBeNull();
  });

  it('compares postcodes letter by letter where rates would not: lower case never matches', () => {
    expect(zoneOf([zone(1, 0, 'country GB', 'postcode sw1*')], { country: 'GB', postcode: 'SW1A 1AA' })).toBe(
      null,
    );
  });

  it('fits no address by a location that is not understood', () => {
    expect(zoneOf([zone(1, 0, 'unknown DE')], {})).toBeNull();
  });

  it('says of each zone that was asked why', () => {
    const zones = [
      zone(1, 0, 'country US'),
      zone(2, 1, 'country DE', 'postcode 1*'),
      zone(3, 2, 'continent EU'),
      zone(4, 3, 'country DE'),
    ];
    const asked = askZones(zones, CONTINENTS, { country: 'DE', state: '', postcode: '20095' });
    expect(asked.map(({ zone: { id }, reason }) => [id, reason])).toEqual([
      [1, 'The address lies in none of its countries, states and continents.'],
      [2, 'The postcode 20095 is none of its postcodes.'],
      [3, 'It matches the continent EU.'],
    ]);
  });
});
