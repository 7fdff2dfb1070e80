import { describe, expect, it } from 'vitest';
import type { StoreCountry, StoreShippingZone, StoreZoneLocation } from '../../../woocommerce/port.ts';
import type { Destination } from './destination.ts';
import { destinationsOf } from './destinations.ts';

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
  known: readonly StoreCountry[] = countries,
): Destination[] {
  const list = zones.map((places, at): StoreShippingZone => {
    return { id: at + 1, name: `Zone ${at + 1}`, order: at, methods: [], locations: places.map(place) };
  });
  return [...destinationsOf({ zones: list, continents, countries: known, shipsTo }).values()];
}

describe('the destination of a zone', () => {
  it('is everywhere without places, and the rest of the world after others', () => {
    expect(destinations([[]])[0]).toMatchObject({ countries: null, states: [], zips: [], limitations: [] });
    expect(destinations([['DE'], []])[1]).toMatchObject({
      countries: ['CH', 'FR', 'HK', 'US'],
      limitations: [],
    });
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

  it('reports that an address without a state is none of the states that are left, where there are such addresses', () => {
    const [, cantons, none] = destinations([['CH:ZH'], ['CH'], ['CH:ZH', 'CH:BE'], ['CH']]);
    expect(cantons).toMatchObject({
      states: ['CH:BE'],
      limitations: ['It is not offered at addresses in CH that name no state.'],
    });
    expect(none).toMatchObject({ nowhere: true, limitations: [] });
    const [, , last] = destinations([['CH:ZH'], ['CH:BE'], ['CH']]);
    expect(last).toMatchObject({ nowhere: true, limitations: [expect.stringContaining('no state')] });
  });

  it('knows states by the codes of the store, whatever their case', () => {
    const small = [
      { code: 'IR', name: 'Iran', states: ['teh', 'esf'].map((code) => ({ code, name: code })) },
    ];
    const zones = [['IR:TEH'], ['IR']].map((codes, at): StoreShippingZone => {
      return { id: at + 1, name: '', order: at, methods: [], locations: codes.map(place) };
    });
    const found = destinationsOf({ zones, continents, countries: small, shipsTo: null });
    expect([...found.values()].map(({ states }) => states)).toEqual([['IR:teh'], ['IR:esf']]);
  });

  it('reports addresses without a state or a zip', () => {
    const [, states] = destinations([['CH:ZH'], ['CH', 'US:CA']]);
    expect(states).toMatchObject({ states: ['CH:BE', 'US:CA'] });
    expect(states?.limitations).toEqual([expect.stringMatching(/addresses in CH that name no state/u)]);
    const [, zips] = destinations([['HK', '9*'], ['HK']]);
    expect(zips?.limitations).toEqual([expect.stringMatching(/^In HK the store asks for no postcode/u)]);
    // A quotation may name none where the store asks for one.
    const [, asked] = destinations([['DE', '10115'], ['DE']]);
    expect(asked?.limitations).toEqual([expect.stringMatching(/^Odoo offers it only to addresses with a/u)]);
    // Who names states or postcodes asks for them.
    expect(destinations([['CH:ZH']])[0]?.limitations).toEqual([]);
    expect(destinations([['HK', '9*']])[0]?.limitations).toEqual([]);
  });

  it('takes several carriers where earlier zones take postcodes of some of its countries', () => {
    const [, , europe] = destinations([
      ['DE', '10115'],
      ['FR', '75001'],
      ['EU', 'HK'],
    ]);
    expect(europe?.limitations.join()).toContain('also offered at the postcodes of the zone "Zone 1"');
    expect(europe?.split?.main).toMatchObject({ countries: ['CH', 'HK'], zips: [], limitations: [] });
    expect(europe?.split?.parts).toMatchObject([
      { countries: ['DE'], zips: ['(?!10115$)'] },
      { countries: ['FR'], zips: ['(?!75001$)'] },
    ]);
    // The same postcodes of both are left out by one.
    expect(
      destinations([
        ['DE', 'FR', '1*'],
        ['DE', 'FR'],
      ])[1],
    ).not.toHaveProperty('split');
    // Postcodes of some states cannot be left out of a country, be it alone.
    expect(
      destinations([
        ['US:CA', '9*'],
        ['US', 'DE'],
      ])[1],
    ).not.toHaveProperty('split');
  });

  it('takes no more carriers than five beside the first', () => {
    const all = ['AT', 'BE', 'DE', 'DK', 'ES', 'FR', 'IT'];
    const splitOf = (taken: readonly string[], of = all) => {
      const zones = [...taken.map((code) => [code, '1*']), of].map((places, at): StoreShippingZone => {
        return { id: at + 1, name: `Zone ${at}`, order: at, methods: [], locations: places.map(place) };
      });
      const known = [...all, 'US'].map((code) => ({ code, name: code, states: [] }));
      return destinationsOf({ zones, continents, countries: known, shipsTo: null }).get(zones.length)?.split;
    };
    expect(splitOf(all.slice(0, 5))?.parts).toHaveLength(5);
    expect(splitOf(all.slice(0, 6))).toBeUndefined();
    // Nothing is left for the main one: the first of six is it.
    expect(splitOf(all.slice(0, 6), all.slice(0, 6))?.parts).toHaveLength(5);
    expect(splitOf(all, all)).toBeUndefined();
    // Whole countries and states have carriers of their own even then.
    expect(splitOf(all, [...all, 'US:CA'])).toMatchObject({
      main: { countries: all },
      parts: [{ states: ['US:CA'] }],
    });
  });

  it('takes several carriers for whole countries and states of others', () => {
    const [, mixed] = destinations([['US:CA'], ['US', 'DE']]);
    expect(mixed).toMatchObject({ countries: ['DE', 'US'], states: [] });
    expect(mixed?.limitations).toEqual([expect.stringContaining('all of US')]);
    expect(mixed?.split).toEqual({
      main: { countries: ['DE'], states: [], zips: [], nowhere: false, limitations: [] },
      parts: [{ countries: ['US'], states: ['US:NY', 'US:TX'], zips: [], nowhere: false, limitations: [] }],
    });
    // States of two countries have one in common.
    expect(destinations([['US:CA', 'CH:BE']])[0]).not.toHaveProperty('split');
    expect(destinations([['US:CA', 'CH:BE', 'DE', 'FR']])[0]?.split).toMatchObject({
      main: { countries: ['DE', 'FR'], states: [] },
      parts: [{ countries: ['CH', 'US'], states: ['CH:BE', 'US:CA'] }],
    });
    // A continent beside states, and what is left of the world.
    expect(destinations([['EU', 'US:NY']])[0]?.split).toMatchObject({
      main: { countries: ['CH', 'DE', 'FR'] },
      parts: [{ states: ['US:NY'] }],
    });
    expect(destinations([['US:CA', 'CH:ZH'], []])[1]?.split).toMatchObject({
      main: { countries: ['DE', 'FR', 'HK'], limitations: [] },
      parts: [
        {
          states: ['CH:BE', 'US:NY', 'US:TX'],
          limitations: ['It is not offered at addresses in CH that name no state.'],
        },
      ],
    });
  });

  it('takes several carriers for postcodes that countries write differently, and where states stand beside them', () => {
    expect(destinations([['DE', 'US:CA', '9*']])[0]?.split).toMatchObject({
      main: { countries: ['DE'], zips: ['9'], limitations: [] },
      parts: [{ countries: ['US'], states: ['US:CA'], zips: ['9'], limitations: [] }],
    });
    const swedish = [...countries, { code: 'SE', name: 'Sweden', states: [] }];
    const inBoth = (code: string) => destinations([['DE', 'SE', code]], null, swedish)[0];
    const uneven = inBoth('1001*');
    expect(uneven?.limitations).toEqual([expect.stringContaining('zips of more countries')]);
    expect(uneven?.split).toMatchObject({
      main: { countries: ['DE'], zips: ['1001'], limitations: [] },
      parts: [{ countries: ['SE'], limitations: [] }],
    });
    // A country without any of the postcodes needs no carrier.
    expect(inBoth('100 1*')).toMatchObject({ limitations: [expect.stringContaining('zips')] });
    expect(inBoth('100 1*')?.split).toMatchObject({ main: { countries: ['SE'] }, parts: [] });
    // Postcodes of earlier zones beside states: each country by itself.
    expect(
      destinations([
        ['FR', '75*'],
        ['DE', 'FR', 'US:CA'],
      ])[1]?.split,
    ).toMatchObject({
      main: { countries: ['DE'], zips: [] },
      parts: [
        { countries: ['FR'], zips: ['(?!75)'] },
        { states: ['US:CA'], zips: [] },
      ],
    });
  });

  it('leaves out postcodes that an earlier zone takes in all that is left', () => {
    expect(destinations([['DE', '10115...10119', '2*'], ['DE']])[1]).toMatchObject({
      ...{
        zips: ['(?!1011[5-9]$|2)'],
        limitations: [expect.stringContaining('only to addresses with a postcode')],
      },
    });
    expect(
      destinations([
        ['US', '10001'],
        ['US:CA', '1*'],
      ])[1],
    ).toMatchObject({ zips: ['(?!10001$)1'], limitations: [] });
    expect(destinations([['DE', '1*'], ['US']])[1]).toMatchObject({ zips: [], limitations: [] });
  });

  it('does not leave out postcodes that are none of its own', () => {
    const [, , ranges, meeting] = destinations([
      ['DE', '10115'],
      ['DE', '20000...29999'],
      ['DE', '10000...10114', '30000'],
      ['DE', '10100...10200'],
    ]);
    expect(ranges?.zips.filter((zip) => zip.includes('?!'))).toEqual([]);
    expect(meeting?.zips.every((zip) => zip.startsWith('(?!'))).toBe(true);
    const chain = Array.from({ length: 100 }, (_, at) => ['DE', `${10000 + at}`, `${20000 + at}`]);
    expect(destinations(chain).every(({ limitations }) => limitations.length === 0)).toBe(true);
  });

  it('shows where it cannot leave them out', () => {
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

  it('names no more than a few of many zones, and of many postcodes', () => {
    const many = Array.from({ length: 8 }, (_, at) => ['US:CA', `9${at}*`]);
    const wide = destinations([...many, ['US']]).at(-1);
    expect(wide?.limitations).toHaveLength(6);
    expect(wide?.limitations.at(-1)).toBe('So it is at the postcodes of 3 more zones.');
    const letters = Array.from({ length: 50_000 }, (_, at): StoreZoneLocation => ({
      ...{ type: 'postcode', code: `A${at}...B${at}` },
    }));
    const zones = [{ id: 1, name: '', order: 0, methods: [], locations: [place('DE'), ...letters] }];
    const [narrow] = destinationsOf({ zones, continents, countries, shipsTo: null }).values();
    // Not offered at all, and not because the store does not.
    expect(narrow?.nowhere).toBe(true);
    expect(narrow?.limitations).toEqual([expect.stringContaining('and 49,990 more')]);
  });

  it('is found for two thousand zones with postcodes of a continent', () => {
    const ranges = (at: number) => Array.from({ length: 25 }, (_, nth) => `${10000 + at * 25 + nth}`);
    const zones = Array.from({ length: 2000 }, (_, at) => ['EU', ...ranges(at)]);
    const found = destinations([...zones, []]);
    expect(found).toHaveLength(2001);
    expect(found.at(-1)?.limitations).toHaveLength(6);
  });

  it('takes a zone of all postcodes for one without any', () => {
    expect(destinations([['DE', '*'], ['DE']])).toMatchObject([{ zips: [] }, { nowhere: true }]);
  });
});
