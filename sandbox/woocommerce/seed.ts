import data from '../data/woocommerce.json' with { type: 'json' };
import { seedGateways } from './gateway-seed.ts';
import { STORE_KEYS } from './keys.ts';
import { SEED_PRODUCTS } from './products-seed.ts';
import { seedSettings } from './settings-seed.ts';
import type { Province, ShopBehaviour, ShopData, TaxRate, Zone } from './state.ts';

/** `[code, name, [state code, state name][]]` */
type CountryRow = readonly [string, string, readonly (readonly [string | number, string])[]];
/** `[id, country, state, postcodes, cities, rate, name, priority, compound, shipping, order, class]` */
type RateRow = readonly [
  number,
  string,
  string,
  readonly string[],
  readonly string[],
  string,
  string,
  number,
  number,
  number,
  number,
  string,
];
/** `[id, name, order, [type, code][], [instance id, method, title, order, enabled, settings][]]` */
type ZoneRow = readonly [
  number,
  string,
  number,
  readonly (readonly [string, string])[],
  readonly (readonly [number, string, string, number, number, Readonly<Record<string, string>>])[],
];

/** `[id, slug, name, count of products]` */
type ClassRow = readonly [number, string, string, number];
/** `[code, name, codes of its countries in one text]` */
type ContinentRow = readonly [string, string, string];

/** How a well-kept store behaves. */
export const DEFAULT_BEHAVIOUR: ShopBehaviour = {
  language: 'en',
  stripAuthorization: false,
  permalinks: 'pretty',
  totals: 'all',
  hidesEvery: 0,
  woocommerce: true,
  rest: 'on',
  redirectTo: null,
  home: null,
  version: data.version,
  keepsGrossPrices: false,
  shippingSurcharge: '0',
  storeApi: 'open',
  pageCache: null,
};

/** The store of the data set: 250 countries, 59 tax rates, 7 zones with 14 methods, 2 shipping classes, 4 gateways, 5 products. */
export function seedShop(): ShopData {
  const taxRates = (data.taxRates as unknown as readonly RateRow[]).map(rateFrom);
  const zones = (data.zones as unknown as readonly ZoneRow[]).map(zoneFrom);
  const shippingClasses = (data.shippingClasses as unknown as readonly ClassRow[]).map(
    ([id, slug, name, count]) => ({ id, slug, name, count }),
  );
  return {
    countries: (data.countries as unknown as readonly CountryRow[]).map(([code, name, states]) => ({
      code,
      name,
      states: states.map(([stateCode, stateName]): Province => ({ code: stateCode, name: stateName })),
    })),
    taxClasses: (data.taxClasses as unknown as readonly (readonly [string, string])[]).map(
      ([slug, name]) => ({
        slug,
        name,
      }),
    ),
    taxRates,
    rawRates: [],
    rawTaxClasses: [],
    shippingMethods: (data.shippingMethods as unknown as readonly (readonly [string, string])[]).map(
      ([id, title]) => ({ id, title }),
    ),
    zones,
    rawStates: [],
    rawZones: [],
    rawMethods: [],
    rawClasses: [],
    shippingClasses,
    continents: (data.continents as unknown as readonly ContinentRow[]).map(([code, name, countries]) => ({
      code,
      name,
      countries: countries.split(' '),
    })),
    products: SEED_PRODUCTS,
    orders: [],
    gateways: seedGateways(),
    keys: Object.values(STORE_KEYS),
    settings: seedSettings(),
    behaviour: DEFAULT_BEHAVIOUR,
    nextRateId: nextAfter(taxRates.map((rate) => rate.id)),
    nextShippingIds: {
      zone: nextAfter(zones.map((zone) => zone.id)),
      instance: nextAfter(zones.flatMap((zone) => zone.methods.map((method) => method.instanceId))),
      class: nextAfter(shippingClasses.map((row) => row.id)),
    },
  };
}

function nextAfter(ids: readonly number[]): number {
  return Math.max(0, ...ids) + 1;
}

function rateFrom(row: RateRow): TaxRate {
  const [id, country, state, postcodes, cities, rate, name, priority, compound, shipping, order, taxClass] =
    row;
  return {
    id,
    country,
    state,
    postcodes,
    cities,
    rate,
    name,
    priority,
    compound: compound === 1,
    shipping: shipping === 1,
    order,
    class: taxClass,
  };
}

function zoneFrom([id, name, order, locations, methods]: ZoneRow): Zone {
  return {
    id,
    name,
    order,
    locations: locations.map(([type, code]) => ({ type, code })),
    methods: methods.map(([instanceId, methodId, title, place, enabled, settings]) => ({
      instanceId,
      methodId,
      title,
      order: place,
      enabled: enabled === 1,
      settings,
    })),
  };
}
