import { describe, expect, it } from 'vitest';
import type { StoreShippingZone, StoreZoneLocation } from '../../../woocommerce/port.ts';
import { destinationsOf, type Destination } from './destinations.ts';

const countries = [
  { code: 'DE', name: 'Germany', states: [] },
  { code: 'FR', name: 'France', states: [] },
  { code: 'US', name: 'United States', states: ['CA', 'NY', 'TX'].map((code) => ({ code, name: code })) },
  { code: 'CH', name: 'Switzerland', states: ['ZH', 'BE'].map((code) => ({ code, name: code })) },
  { code: 'HK', name: 'Hong Kong', states: [] },
];
const continents = [{ code: 'EU', name: 'Europe', countries: ['DE', 'FR', 'CH'] }];

function place(text: string): StoreZoneLocation {
  if (/^\d|^\*/u.test(text)) return { type: 'postcode', code: text };
  if (text === 'EU') return { type: 'continent', code: text };
  return { type: text.includes(':') ? 'state' : 'country', code: text };
}

/** The destinations of zones that are asked in this order, each a list of places. */
function destinations(
  zones: readonly (readonly string[])[],
  shipsTo: readonly string[] | null = null,
): Destination[] {
  const list = zones.map((places, at): StoreShippingZone => {
    return { id: at + 1, name: `Zone ${at + 1}`, order: at, methods: [], locations: places.map(place) };
  });
  return [...destinationsOf({ zones: list, continents, countries, shipsTo }).values()];
}

describe('the destination of a zone', () => {
  it('is everywhere without places, and the rest of the world after others', () => {
    expect(destinations([[]])[0]).toMatchObject({ countries: null, states: [], zips: [], limitations: [] });
    expect(destinations([['DE'], []])[1]).toMatchObject({ countries: ['CH', 'FR', 'HK', 'US'], limitations: [] });
    expect(destinations([[], ['DE']])[1]).toMatchObject({ nowhere: true, limitations: [] });
  });

  it('spells continents out, and leaves out where the store does not ship', () => {
    expect(destinations([['EU']])[0]?.countries).toEqual(['CH', 'DE', 'FR']);
    expect(destinations([['EU'], []], ['DE', 'US']).map((each) => each.countries)).toEqual([['DE'], ['US']]);
  });

  it('lists the states that earlier zones leave of a country', () => {
    expect(destinations([['US:CA'], ['US']])[1]).toMatchObject({
      ...{ countries: ['US'], states: ['US:NY', 'US:TX'], limitations: [] },
    });
    expect(destinations([['US:CA'], ['US:CA', 'CH:ZH']])[1]).toMatchObject({
      countries: ['CH'],
      states: ['CH:ZH'],
    });
    expect(destinations([['US:CA', 'US:NY', 'US:TX'], ['US']])[1]?.nowhere).toBe(true);
  });

  it('tells of addresses without a state or a zip where the store takes them', () => {
    const [, states] = destinations([['CH:ZH'], ['CH', 'US:CA']]);
    expect(states).toMatchObject({ states: ['CH:BE', 'US:CA'] });
    expect(states?.limitations).toEqual([expect.stringMatching(/^In CH the store asks for no state/u)]);
    const [, zips] = destinations([['HK', '9*'], ['HK']]);
    expect(zips?.limitations).toEqual([expect.stringMatching(/^In HK the store asks for no postcode/u)]);
    // Who names states or postcodes asks for them.
    expect(destinations([['CH:ZH']])[0]?.limitations).toEqual([]);
    expect(destinations([['HK', '9*']])[0]?.limitations).toEqual([]);
  });

  it('is too wide where states of one country stand beside another country', () => {
    const [, wide] = destinations([['US:CA'], ['US', 'DE']]);
    expect(wide).toMatchObject({ countries: ['DE', 'US'], states: [] });
    expect(wide?.limitations).toEqual([expect.stringContaining('all of US')]);
  });

  it('leaves out postcodes that an earlier zone takes in all that is left', () => {
    expect(destinations([['DE', '10115...10119', '2*'], ['DE']])[1]).toMatchObject({
      ...{ zips: ['(?!1011[5-9]$|2)'], limitations: [] },
    });
    expect(
      destinations([
        ['US', '10001'],
        ['US:CA', '1*'],
      ])[1],
    ).toMatchObject({ zips: ['(?!10001$)1'], limitations: [] });
    expect(destinations([['DE', '1*'], ['US']])[1]).toMatchObject({ zips: [], limitations: [] });
  });

  it('says where it cannot leave them out', () => {
    for (const zones of [
      [
        ['DE', '1*'],
        ['DE', 'FR'],
      ],
      [['US:CA', '1*'], ['US']],
      [
        ['DE', '10115', 'x'],
        ['DE', 'EU'],
      ],
    ]) {
      const [, wide] = destinations(zones);
      expect(wide).toMatchObject({ zips: [], limitations: [expect.stringContaining('the zone "Zone 1"')] });
    }
  });

  it('takes a zone of all postcodes for one without any', () => {
    expect(destinations([['DE', '*'], ['DE']])).toMatchObject([{ zips: [] }, { nowhere: true }]);
  });
});
