import { Decimal } from 'decimal.js';

/**
 * Decimals for money and taxes. The default of 20 digits is too few: a chain of compound rates with 4 decimals each
 * grows by 6 digits per rate, and what an inclusive price is divided by must not be felt in the sixth decimal of a large
 * basket.
 */
export const Exact = Decimal.clone({ precision: 60 });

/** Whether a text is a number as PHP takes it for one in a price or a threshold: `50`, `+4.90`, `.5`, `-1.`; no exponent. */
export function isPlainNumber(text: string): boolean {
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/u.test(text);
}

/** To how many decimals WooCommerce computes at most (`WC_ROUNDING_PRECISION`). */
export const STORE_PRECISION = 6;

/**
 * A number as WooCommerce rounds it (`NumberUtil::round`): first to 6 decimals, then to those wanted, halves away from
 * zero both times. The two steps are not one: 0.4999996 becomes 0.5 and then 1.
 */
export function roundHalfUp(value: Decimal, decimals: number = STORE_PRECISION): Decimal {
  return atStorePrecision(value).toDecimalPlaces(decimals, Exact.ROUND_HALF_UP);
}

/** A number with as many decimals as WooCommerce computes with. */
export function atStorePrecision(value: Decimal): Decimal {
  return value.toDecimalPlaces(STORE_PRECISION, Exact.ROUND_HALF_UP);
}
