import type { Decimal } from 'decimal.js';
import type { StoreTaxPolicy } from '../facts.ts';
import { Exact, STORE_PRECISION, atStorePrecision, roundHalfUp } from '../../shared/decimals.ts';

/**
 * A tax as WooCommerce rounds it (`wc_round_tax_total`): halves away from zero, but towards zero in stores whose prices
 * include tax, so that tax and price without tax cannot both gain the half cent.
 */
export function roundTax(value: Decimal, decimals: number, pricesIncludeTax: boolean): Decimal {
  const mode = pricesIncludeTax ? Exact.ROUND_HALF_DOWN : Exact.ROUND_HALF_UP;
  return atStorePrecision(value).toDecimalPlaces(decimals, mode);
}

/** The money of a store: baskets are computed in its smallest unit, here called cents. */
export interface Money {
  /** How many cents are one: 100. */
  readonly unit: Decimal;
  /** An amount in cents; prices may be finer than a cent (`wc_add_number_precision`). */
  toCents(amount: Decimal.Value): Decimal;
  /** Cents in whole units, as decimal text in full precision. */
  exactly(cents: Decimal): string;
  /** Cents as decimal text with the store's decimals, halves away from zero. */
  show(cents: Decimal): string;
  /** The same for the total of a tax, which follows the rule for taxes and is rounded in whole units. */
  showTax(cents: Decimal): string;
}

export function moneyOf(policy: Pick<StoreTaxPolicy, 'decimals' | 'pricesIncludeTax'>): Money {
  const { decimals, pricesIncludeTax } = policy;
  const unit = new Exact(10).pow(decimals);
  const finer = Math.max(STORE_PRECISION - decimals, 2);
  return {
    unit,
    toCents: (amount) => roundHalfUp(unit.times(amount), finer),
    exactly: (cents) => cents.dividedBy(unit).toFixed(),
    show: (cents) => cents.dividedBy(unit).toFixed(decimals, Exact.ROUND_HALF_UP),
    showTax: (cents) => roundTax(cents.dividedBy(unit), decimals, pricesIncludeTax).toFixed(decimals),
  };
}
