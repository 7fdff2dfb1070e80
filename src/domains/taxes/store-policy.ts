import { decimalsOf, isOn, textOf } from '../shared/store-options.ts';
import { STANDARD } from '../shared/class-taxes.ts';
import type { StoreSetting, UnavailableGroup } from '../../woocommerce/port.ts';
import type { StoreTaxPolicy, TaxAddress } from './facts.ts';

/** Settings whose guess could cost money: without them there is no policy. */
const NEEDED = [
  ['general', 'woocommerce_calc_taxes'],
  ['tax', 'woocommerce_prices_include_tax'],
] as const;

/**
 * The settings on taxes, read as WooCommerce reads its options: a switch is on for `yes`, any other base than
 * `billing` and `base` is `shipping`, decimals are the whole number at the beginning. Older stores and plugins leave
 * settings out: what then has a usual value takes it, and without the needed ones the policy is null and `missing`
 * names them.
 */
export function readTaxPolicy(settings: readonly StoreSetting[]): {
  policy: StoreTaxPolicy | null;
  missing: readonly UnavailableGroup[];
} {
  const values = new Map(settings.map(({ group, id, value }) => [`${group}:${id}`, value]));
  const read = (group: string, id: string) => textOf(values.get(`${group}:${id}`));
  const missing = NEEDED.filter(([group, id]) => read(group, id) === null).map(([group, id]) => ({
    group,
    code: 'store.setting_missing',
    message: `The store does not return the setting ${id}.`,
  }));
  if (missing.length > 0) return { policy: null, missing };
  const policy: StoreTaxPolicy = {
    enabled: isOn(read('general', 'woocommerce_calc_taxes')),
    pricesIncludeTax: isOn(read('tax', 'woocommerce_prices_include_tax')),
    roundAtSubtotal: isOn(read('tax', 'woocommerce_tax_round_at_subtotal')),
    basedOn: basisOf(read('tax', 'woocommerce_tax_based_on')),
    // An empty text is chosen: it is the standard class. A setting that is not there is not.
    shippingClass: (read('tax', 'woocommerce_shipping_tax_class') ?? 'inherit') || STANDARD,
    base: {
      ...countryAndState(read('general', 'woocommerce_default_country') ?? ''),
      postcode: read('general', 'woocommerce_store_postcode') ?? '',
      city: read('general', 'woocommerce_store_city') ?? '',
    },
    currency: (read('general', 'woocommerce_currency') ?? '').toUpperCase(),
    decimals: decimalsOf(read('general', 'woocommerce_price_num_decimals')),
    weightUnit: read('products', 'woocommerce_weight_unit') ?? '',
    dimensionUnit: read('products', 'woocommerce_dimension_unit') ?? '',
  };
  return { policy, missing: [] };
}

function basisOf(text: string | null): StoreTaxPolicy['basedOn'] {
  return text === 'billing' || text === 'base' ? text : 'shipping';
}

/** `US:CA`, or a country alone; `DE:*` of older stores is the whole country. */
function countryAndState(text: string): Pick<TaxAddress, 'country' | 'state'> {
  const [country = '', state = ''] = text.split(':');
  return { country: country.toUpperCase(), state: state === '*' ? '' : state };
}
