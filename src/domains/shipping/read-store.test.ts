import { describe, expect, it } from 'vitest';
import type { InvalidRow, StoreContinent, StoreReader } from '../../woocommerce/port.ts';
import { isUnavailable } from './app/rows.ts';
import { METHOD_TYPE_MIRROR } from './app/mirror-models.ts';
import { readStoreShipping } from './read-store.ts';
import { flat, zone } from './testing/worlds.ts';

type Store = Parameters<typeof readStoreShipping>[0];

const setting = (id: string, value: string) => ({
  ...{ group: 'general', id: `woocommerce_${id}`, label: id },
  ...{ type: 'text', value, default: '' },
});
const settings: Awaited<ReturnType<StoreReader['settings']>> = {
  ...{ groups: [], hidden: [], unavailable: [], skipped: [] },
  settings: [setting('calc_taxes', 'yes'), setting('currency', 'EUR')],
};

const europe: StoreContinent = { code: 'EU', name: 'Europe', countries: ['DE'] };
const inEurope = { ...zone(1, flat(11, '5')), locations: [{ type: 'continent' as const, code: 'eu' }] };
const inGermany = { ...zone(2, flat(12, '5')), locations: [{ type: 'country' as const, code: 'DE' }] };
const bad = (id: string | null): InvalidRow => ({ id, field: 'countries', message: 'countries is missing' });

function storeOf(over: Partial<Store>): Store {
  return {
    shippingZones: () => Promise.resolve({ zones: [inEurope, inGermany], faults: [] }),
    shippingClasses: () => Promise.resolve({ classes: [], faults: [] }),
    shippingMethodTypes: () => Promise.resolve({ rows: [{ id: 'flat_rate', title: 'Flat' }], faults: [] }),
    continents: () => Promise.resolve({ rows: [europe], faults: [] }),
    countries: () =>
      Promise.resolve({ countries: [{ code: 'DE', name: 'Germany', states: [] }], faults: [] }),
    settings: () => Promise.resolve(settings),
    ...over,
  };
}

const readWith = (rows: readonly StoreContinent[], ...faults: InvalidRow[]) =>
  readStoreShipping(storeOf({ continents: () => Promise.resolve({ rows, faults }) }));

describe('a continent that could not be read', () => {
  it.each([
    ['of the zone', [], bad('EU')],
    ['of the zone, and comes a second time', [europe], bad('EU')],
    ['that may be that of the zone', [], bad(null)],
  ])('%s: which addresses the zone covers is not known', async (_, rows, fault) => {
    const { zones, faults } = await readWith(rows, fault);
    expect(zones).toEqual([inGermany]);
    expect(faults).toEqual([
      {
        ...{ kind: 'zone', id: 1, zoneId: null, field: 'locations' },
        message: 'locations contains the continent eu, which is invalid itself: countries is missing',
      },
      { kind: 'continent', id: null, zoneId: null, field: 'countries', message: 'countries is missing' },
    ]);
  });

  it.each([bad('AS'), bad(null)])('of no zone concerns none', async (fault) => {
    const { zones, faults } = await readWith([europe], fault);
    expect(zones).toEqual([inEurope, inGermany]);
    expect(faults.map(({ kind }) => kind)).toEqual(['continent']);
  });
});

describe('a type of method that could not be read', () => {
  it('fails no other, and no row of a type is archived', async () => {
    const rows = [{ id: 'flat_rate', title: 'Flat' }];
    const faults = [{ id: null, field: 'id', message: 'id "" is empty' }];
    const store = await readStoreShipping(
      storeOf({ shippingMethodTypes: () => Promise.resolve({ rows, faults }) }),
    );
    expect(store.methodTypes).toEqual(rows);
    expect(isUnavailable(store, METHOD_TYPE_MIRROR.model, 'plugin')).toBe(true);
    expect(isUnavailable(await readStoreShipping(storeOf({})), METHOD_TYPE_MIRROR.model, 'plugin')).toBe(
      false,
    );
  });
});
