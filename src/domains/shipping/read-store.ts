import { ConnectorError } from '../../core/errors.ts';
import { fulfilled } from '../../core/settled.ts';
import type { StoreCountry, StoreReader, StoreSettings } from '../../woocommerce/port.ts';
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
  const offered = fulfilled(zones);
  const sorted = fulfilled(classes);
  return {
    zones: offered.zones,
    faults: [...offered.faults, ...sorted.faults],
    classes: sorted.classes,
    methodTypes: fulfilled(methodTypes),
    continents: fulfilled(continents),
    countries: listed,
    policy: policyOf(fulfilled(settings), listed),
  };
}

function policyOf(
  { settings, unavailable }: StoreSettings,
  countries: readonly StoreCountry[],
): StoreShippingPolicy {
  const ours = unavailable.filter(({ group }) => NEEDED_GROUPS.includes(group));
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
