import type { JsonValue, StoreSetting, UnreadPart } from '../../woocommerce/port.ts';
import { STANDARD } from './facts.ts';
import type { StoreTaxPolicy, TaxAddress } from './facts.ts';

/** More decimals than any currency has; what is beyond is a slip. */
const MOST_DECIMALS = 10;

/** What WooCommerce goes by where the option was never saved (`wc_get_price_decimals`, `WC_Tax`). */
const USUAL_DECIMALS = 2;

/** Settings whose guess could cost money: without them there is no policy. */
const NEEDED = [
  ['general', 'woocommerce_calc_taxes'],
  ['tax', 'woocommerce_prices_include_tax'],
] as const;

/**
 * What the settings say about taxes, read as WooCommerce reads its options: a switch is on for `yes`, any other base than
 * `billing` and `base` is `shipping`, decimals are the whole number at the beginning. Older stores and plugins leave
 * settings out: what then has a usual value takes it, and without the needed ones the policy is null and `missing`
 * names them.
 */
export function readTaxPolicy(settings: readonly StoreSetting[]): {
  policy: StoreTaxPolicy | null;
  missing: readonly UnreadPart[];
} {
  const values = new Map(settings.map(({ group, id, value }) => [`${group}:${id}`, value]));
  const read = (group: string, id: string) => textOf(values.get(`${group}:${id}`));
  const missing = NEEDED.filter(([group, id]) => read(group, id) === null).map(([group, id]) => ({
    group,
    code: 'store.setting_missing',
    message: `The store does not say ${id}.`,
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

/** A value as text without outer spaces; null where there is none. WordPress keeps options as texts, plugins answer others. */
function textOf(value: JsonValue | undefined): string | null {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return null;
}

/** As `wc_string_to_bool` has it. */
function isOn(text: string | null): boolean {
  return /^(?:yes|true|1)$/i.test(text ?? '');
}

function basisOf(text: string | null): StoreTaxPolicy['basedOn'] {
  return text === 'billing' || text === 'base' ? text : 'shipping';
}

/** `US:CA`, or a country alone; `DE:*` of older stores is the whole country. */
function countryAndState(text: string): Pick<TaxAddress, 'country' | 'state'> {
  const [country = '', state = ''] = text.split(':');
  return { country: country.toUpperCase(), state: state === '*' ? '' : state };
}

/** PHP's reading of a number (`absint`): the digits at the beginning without their sign, and none is 0. */
function decimalsOf(text: string | null): number {
  if (text === null) return USUAL_DECIMALS;
  const digits = /^[+-]?(\d+)/.exec(text)?.[1] ?? '0';
  return Math.min(Number(digits), MOST_DECIMALS);
}
