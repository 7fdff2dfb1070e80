/**
 * The settings of WooCommerce's own shipping methods that decide a price, beside the costs of shipping classes. Only these
 * are read: those of plugins may contain secrets.
 */
const PRICE_SETTINGS = [
  ...(['cost', 'type', 'tax_status', 'no_class_cost'] as const),
  ...(['requires', 'min_amount', 'ignore_discounts'] as const),
];
export type PriceSetting = (typeof PRICE_SETTINGS)[number];

/** Whether a setting of a built-in method decides its price. */
export function decidesPrice(setting: string): boolean {
  return PRICE_SETTINGS.some((each) => each === setting) || classOfCost(setting) !== undefined;
}

/** The number of the shipping class that a setting is the cost of: `class_cost_16` is that of 16. */
export function classOfCost(setting: string): string | undefined {
  return /^class_cost_(\d{1,10})$/u.exec(setting)?.[1];
}
