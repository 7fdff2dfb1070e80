import { ConnectorError } from '../../core/errors.ts';
import { fulfilled } from '../../core/settled.ts';
import type {
  InvalidRow,
  InvalidShippingRow,
  StoreContinent,
  StoreCountry,
  StoreList,
  StoreReader,
  StoreSettings,
  StoreShippingZones,
} from '../../woocommerce/port.ts';
import type { StoreShipping, StoreShippingPolicy } from './facts.ts';
import { readShippingPolicy } from './store-policy.ts';

/** The groups of settings without which it is not known where the store ships to, in which tax class, and what it hides. */
const NEEDED_GROUPS = ['general', 'tax', 'shipping'];

/**
 * Reads zones with their methods, classes, types, and what decides where they are offered.
 *
 * @throws ConnectorError `shipping.settings` where the store does not show its settings: nothing can be planned without
 */
export async function readStoreShipping(
  store: Pick<
    StoreReader,
    'shippingZones' | 'shippingClasses' | 'shippingMethodTypes' | 'continents' | 'countries' | 'settings'
  >,
): Promise<StoreShipping> {
  // allSettled, so that no request is still under way when a failure is reported.
  const [zones, classes, methodTypes, continents, countries, settings] = await Promise.allSettled([
    store.shippingZones(),
    store.shippingClasses(),
    store.shippingMethodTypes(),
    store.continents(),
    store.countries(),
    store.settings(),
  ]);
  const listed = fulfilled(countries).countries;
  const places = fulfilled(continents);
  const types = fulfilled(methodTypes);
  const offered = withoutUnreadableContinents(fulfilled(zones), places);
  const sorted = fulfilled(classes);
  return {
    zones: offered.zones,
    faults: [
      ...offered.faults,
      ...sorted.faults,
      ...types.faults.map((fault) => faultOf('type', fault)),
      ...places.faults.map((fault) => faultOf('continent', fault)),
    ],
    classes: sorted.classes,
    methodTypes: types.rows,
    continents: places.rows,
    countries: listed,
    policy: policyOf(fulfilled(settings), listed),
  };
}

/**
 * A zone of a continent that could not be read is invalid itself: which addresses it covers is not known. A continent
 * without a readable code may be any that the store does not list.
 */
function withoutUnreadableContinents(
  { zones, faults }: StoreShippingZones,
  continents: StoreList<StoreContinent>,
): StoreShippingZones {
  const listed = new Set(continents.rows.map(({ code }) => code.toUpperCase()));
  const faultAt = (code: string) =>
    continents.faults.find(({ id }) => (id === null ? !listed.has(code) : id.toUpperCase() === code));
  const invalid = zones.flatMap(({ id, locations }): InvalidShippingRow[] => {
    for (const { code, type } of locations) {
      const fault = type === 'continent' ? faultAt(code.toUpperCase()) : undefined;
      const message = `locations contains the continent ${code}, which is invalid itself: ${fault?.message ?? ''}`;
      if (fault !== undefined) return [{ kind: 'zone', id, zoneId: null, field: 'locations', message }];
    }
    return [];
  });
  const spoilt = new Set(invalid.map(({ id }) => id));
  return { zones: zones.filter(({ id }) => !spoilt.has(id)), faults: [...faults, ...invalid] };
}

function faultOf(kind: 'type' | 'continent', { field, message }: InvalidRow): InvalidShippingRow {
  return { kind, id: null, zoneId: null, field, message };
}

function policyOf(
  { settings, unavailable }: StoreSettings,
  countries: readonly StoreCountry[],
): StoreShippingPolicy {
  const ours = unavailable.filter(
    ({ group, isPartial }) => NEEDED_GROUPS.includes(group) && isPartial !== true,
  );
  if (ours.length > 0) throw settingsUnavailable(ours.map(({ group, message }) => `${group}: ${message}`));
  const read = readShippingPolicy(settings, countries);
  if ('missing' in read) throw settingsUnavailable(read.missing);
  return read.policy;
}

function settingsUnavailable(why: readonly string[]): ConnectorError {
  return new ConnectorError({
    code: 'shipping.settings',
    message: `The store does not show the settings that decide shipping (${why.join('; ')}). Nothing was planned for shipping.`,
    hint: 'Check that the settings General, Tax and Shipping open in WooCommerce; "woo-odoo doctor" shows more.',
  });
}
