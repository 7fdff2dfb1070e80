import { STANDARD } from '../shared/class-taxes.ts';
import { decimalsOf, isOn, textOf } from '../shared/store-options.ts';
import type { JsonValue, StoreCountry, StoreSetting } from '../../woocommerce/port.ts';
import type { StoreShippingPolicy } from './facts.ts';

/** Settings whose guess could cost money: without them there is no policy. Taxes may be an empty text, which is off. */
const TAXES = 'woocommerce_calc_taxes';
const CURRENCY = 'woocommerce_currency';

/**
 * The shipping policy from the settings, read as WooCommerce reads them (`WC_Countries::get_shipping_countries`,
 * `wc_get_price_decimal_separator`, `WC_Shipping::calculate_shipping_for_package`).
 *
 * @returns `missing` names the settings that are missing, where there is no policy
 */
export function readShippingPolicy(
  settings: readonly StoreSetting[],
  countries: readonly StoreCountry[],
): { readonly policy: StoreShippingPolicy } | { readonly missing: readonly string[] } {
  const options = new Map(settings.map(({ group, id, value }) => [`${group}:${id}`, value]));
  const read = (name: string) => textOf(options.get(name));
  const taxes = read(`general:${TAXES}`);
  const currency = (read(`general:${CURRENCY}`) ?? '').trim().toUpperCase();
  const missing = [...(taxes === null ? [TAXES] : []), ...(currency === '' ? [CURRENCY] : [])];
  if (taxes === null || missing.length > 0)
    return { missing: missing.map((name) => `The store does not show the setting ${name}.`) };
  const shipping = textOf(options.get('general:woocommerce_ship_to_countries'));
  const policy: StoreShippingPolicy = {
    currency,
    decimals: decimalsOf(read('general:woocommerce_price_num_decimals')),
    decimalSeparator: separatorOf(options.get('general:woocommerce_price_decimal_sep')),
    taxesEnabled: isOn(taxes),
    ...(read('tax:woocommerce_tax_based_on') === 'base' && { taxedAtBase: true as const }),
    ...(read('tax:woocommerce_tax_display_cart') === 'incl' && { showsCartWithTax: true as const }),
    // An empty text is chosen: it is the standard class. A setting that is not there is not.
    shippingTaxClass: (read('tax:woocommerce_shipping_tax_class') ?? 'inherit') || STANDARD,
    weightUnit: read('products:woocommerce_weight_unit') ?? '',
    shippingEnabled: shipping !== 'disabled',
    shipsTo: shippingCountries(shipping, options, countries),
    // Nothing but this word counts there.
    hidesPaidWhenFree: options.get('shipping:woocommerce_shipping_hide_rates_when_free') === 'yes',
  };
  return { policy };
}

/** A backslash only protects what follows. What PHP takes for nothing is a point. */
function separatorOf(value: JsonValue | undefined): string {
  const text = typeof value === 'string' && value !== '0' ? value.replace(/\\(.?)/gsu, '$1') : '';
  return text === '' ? '.' : text;
}

type Options = ReadonlyMap<string, JsonValue>;

/** Null: to all that the store knows. An empty choice of countries is one, as WooCommerce has it. */
function shippingCountries(
  where: string | null,
  options: Options,
  countries: readonly StoreCountry[],
): readonly string[] | null {
  switch (where) {
    case 'disabled':
      return [];
    case 'all':
      return null;
    case 'specific':
      return listOf(options.get('general:woocommerce_specific_ship_to_countries'));
    default:
      return sellingCountries(options, countries);
  }
}

function sellingCountries(options: Options, countries: readonly StoreCountry[]): readonly string[] | null {
  switch (textOf(options.get('general:woocommerce_allowed_countries'))) {
    case 'specific':
      return listOf(options.get('general:woocommerce_specific_allowed_countries'));
    case 'all_except': {
      const without = new Set(listOf(options.get('general:woocommerce_all_except_countries')));
      return countries.map(({ code }) => code).filter((code) => !without.has(code));
    }
    default:
      return null;
  }
}

/** An empty list comes as an empty text. */
function listOf(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
