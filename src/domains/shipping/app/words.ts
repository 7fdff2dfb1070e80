import { compareText } from '../../../core/plan.ts';
import type { StoreShippingMethod, StoreShippingZone } from '../../../woocommerce/port.ts';
import type { StoreShipping } from '../facts.ts';

/** The settings of WooCommerce's own methods that decide a price, as its form calls them. */
const SETTINGS: Readonly<Record<string, string>> = {
  cost: 'Cost',
  no_class_cost: 'Without a shipping class',
  type: 'Calculation',
  requires: 'Free with',
  min_amount: 'Minimum order amount',
  ignore_discounts: 'Minimum before discounts',
};

const VALUES: Readonly<Record<string, string>> = {
  'type class': 'each shipping class on its own',
  'type order': 'the most expensive shipping class',
  'requires coupon': 'a coupon for free shipping',
  'requires min_amount': 'a minimum order amount',
  'requires either': 'a minimum order amount or a coupon',
  'requires both': 'a minimum order amount and a coupon',
};

const CLASS_COST = /^class_cost_(\d+)$/u;

/** What decides the price of a method, a line each, with the names of the shipping classes: `Bulky: 45`. */
export function costText(
  { settings }: StoreShippingMethod,
  { classes }: Pick<StoreShipping, 'classes'>,
): string {
  const names = new Map(classes.map(({ id, name }) => [String(id), name]));
  return Object.entries(settings)
    .filter(([name, value]) => name !== 'tax_status' && value !== '')
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, value]) => {
      const shippingClass = CLASS_COST.exec(name)?.[1];
      const label =
        shippingClass === undefined
          ? (SETTINGS[name] ?? name)
          : (names.get(shippingClass) ?? `Shipping class ${shippingClass}`);
      return `${label}: ${VALUES[`${name} ${value}`] ?? value}`;
    })
    .join('\n');
}

/** The type of a method as the store calls it: `Flat rate`. */
export function typeName(
  { methodId }: StoreShippingMethod,
  { methodTypes }: Pick<StoreShipping, 'methodTypes'>,
): string {
  const title = methodTypes.find(({ id }) => id === methodId)?.title;
  return title === undefined || title === '' ? methodId : title;
}

/** A region of a zone by name: `Germany (DE)`, `California, United States (US)`, `Postcode 10115 to 10119`. */
export function locationText(
  { code, type }: StoreShippingZone['locations'][number],
  { continents, countries }: Pick<StoreShipping, 'continents' | 'countries'>,
): string {
  const countryOf = (key: string) => countries.find((country) => country.code === key);
  switch (type) {
    case 'country':
      return withCode(countryOf(code)?.name, code);
    case 'continent':
      return withCode(continents.find((each) => each.code === code)?.name, code);
    case 'state': {
      const [country = '', state = ''] = code.split(':');
      const found = countryOf(country);
      const name = found?.states.find((each) => each.code === state)?.name;
      return name === undefined ? `State ${code}` : `${name}, ${withCode(found?.name, country)}`;
    }
    case 'postcode':
      return `Postcode ${code.replace('...', ' to ')}`;
    default:
      return `${type} ${code}`;
  }
}

const withCode = (name: string | undefined, code: string) =>
  name === undefined || name === '' ? code : `${name} (${code})`;
