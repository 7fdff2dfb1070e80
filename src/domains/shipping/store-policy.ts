import type { JsonValue, StoreCountry, StoreSetting } from '../../woocommerce/port.ts';
import { readTaxPolicy } from '../taxes/store-policy.ts';
import type { StoreShippingPolicy } from './facts.ts';

/**
 * What the settings say about shipping, read as WooCommerce reads them (`WC_Countries::get_shipping_countries`).
 *
 * @returns `missing` names what could not be told, where there is no policy
 */
export function readShippingPolicy(
  settings: readonly StoreSetting[],
  countries: readonly StoreCountry[],
): { readonly policy: StoreShippingPolicy } | { readonly missing: readonly string[] } {
  const { missing, policy: taxes } = readTaxPolicy(settings);
  if (taxes === null) return { missing: missing.map(({ message }) => message) };
  return {
    policy: {
      currency: taxes.currency,
      decimals: taxes.decimals,
      pricesIncludeTax: taxes.pricesIncludeTax,
      taxesEnabled: taxes.enabled,
      shippingTaxClass: taxes.shippingClass,
      weightUnit: taxes.weightUnit,
      baseCountry: taxes.base.country,
      shipsTo: shippingCountries(
        new Map(
          settings.filter(({ group }) => group === 'general').map(({ id, value }) => [id, value] as const),
        ),
        countries,
      ),
    },
  };
}

type Options = ReadonlyMap<string, JsonValue>;

/** Null: to all that the store knows. An empty choice of countries is one, as WooCommerce has it. */
function shippingCountries(options: Options, countries: readonly StoreCountry[]): readonly string[] | null {
  switch (textOf(options.get('woocommerce_ship_to_countries'))) {
    case 'disabled':
      return [];
    case 'all':
      return null;
    case 'specific':
      return listOf(options.get('woocommerce_specific_ship_to_countries'));
    default:
      return sellingCountries(options, countries);
  }
}

function sellingCountries(options: Options, countries: readonly StoreCountry[]): readonly string[] | null {
  switch (textOf(options.get('woocommerce_allowed_countries'))) {
    case 'specific':
      return listOf(options.get('woocommerce_specific_allowed_countries'));
    case 'all_except': {
      const without = new Set(listOf(options.get('woocommerce_all_except_countries')));
      return countries.map(({ code }) => code).filter((code) => !without.has(code));
    }
    default:
      return null;
  }
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** An empty list comes as an empty text. */
function listOf(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
