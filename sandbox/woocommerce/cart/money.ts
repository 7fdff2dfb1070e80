import { Decimal } from 'decimal.js';

/** Decimals of the sandbox's store: wide enough that chains of compound rates stay exact. */
export const Exact = Decimal.clone({ precision: 50 });

export const NOTHING = new Exact(0);

/** Six decimals first, then those asked for: the store rounds in two steps, halves away from zero in both. */
export function roundTwice(value: Decimal, decimals = 6): Decimal {
  return value.toDecimalPlaces(6, Exact.ROUND_HALF_UP).toDecimalPlaces(decimals, Exact.ROUND_HALF_UP);
}

/** A tax as the store rounds it: a half goes down where prices contain tax. */
export function roundTax(value: Decimal, decimals: number, included: boolean): Decimal {
  const mode = included ? Exact.ROUND_HALF_DOWN : Exact.ROUND_HALF_UP;
  return value.toDecimalPlaces(6, Exact.ROUND_HALF_UP).toDecimalPlaces(decimals, mode);
}

export function total(values: Iterable<Decimal>): Decimal {
  let added = NOTHING;
  for (const value of values) added = added.plus(value);
  return added;
}
