import { Decimal } from 'decimal.js';

/** Decimals wide enough that a price taken apart into its taxes is exact to far beyond any cent. */
export const Exact = Decimal.clone({ precision: 60 });
export type Exact = Decimal;

export const ZERO = new Exact(0);

/** Odoo's rounding of money: halves away from zero. */
export function roundHalfUp(value: Exact, decimals: number): Exact {
  return value.toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP);
}

/** A sum of decimals. */
export function sumOf(values: readonly Exact[]): Exact {
  return values.reduce((sum, value) => sum.plus(value), ZERO);
}

/** What a percentage takes of an amount. */
export function percentOf(amount: Exact, percent: Exact): Exact {
  return amount.times(percent).div(100);
}
