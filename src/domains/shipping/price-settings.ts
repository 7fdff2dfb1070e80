import { compareText } from '../../core/plan.ts';
import { classOfCost, type PriceSetting } from '../../core/shipping-prices.ts';
import type { StoreShippingMethod } from '../../woocommerce/port.ts';
import type { StoreShipping } from './facts.ts';

/** The settings of WooCommerce's own methods that decide a price, as its form calls them. */
const SETTINGS = {
  cost: 'Cost',
  no_class_cost: 'Without a shipping class',
  type: 'Calculation',
  requires: 'Free with',
  min_amount: 'Minimum order amount',
  ignore_discounts: 'Minimum before discounts',
} satisfies Record<Exclude<PriceSetting, 'tax_status'>, string>;

const VALUES: Readonly<Record<string, string>> = {
  'type class': 'each shipping class on its own',
  'type order': 'the most expensive shipping class',
  'requires coupon': 'a coupon for free shipping',
  'requires min_amount': 'a minimum order amount',
  'requires either': 'a minimum order amount or a coupon',
  'requires both': 'a minimum order amount and a coupon',
};

/** What decides the price of a method, with the names of the shipping classes: `Bulky` is `45`. */
export function priceSettings(
  { settings }: StoreShippingMethod,
  { classes }: Pick<StoreShipping, 'classes'>,
): { readonly label: string; readonly value: string }[] {
  const titles: Readonly<Record<string, string>> = SETTINGS;
  const names = new Map(classes.map(({ id, name }) => [String(id), name]));
  return Object.entries(settings)
    .filter(([name, value]) => name !== 'tax_status' && value !== '')
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, value]) => {
      const shippingClass = classOfCost(name);
      const label =
        shippingClass === undefined
          ? (titles[name] ?? name)
          : (names.get(shippingClass) ?? `Shipping class ${shippingClass}`);
      return { label, value: VALUES[`${name} ${value}`] ?? value };
    });
}
