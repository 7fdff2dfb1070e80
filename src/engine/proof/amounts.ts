import { Decimal } from 'decimal.js';

/** How many decimals an amount is written with: `44.50` has two, `8` (yen) none, `1.250` three. */
export function decimalsOf(amount: string): number {
  const point = amount.indexOf('.');
  return point === -1 ? 0 : amount.length - point - 1;
}

/** The smallest amount of money of so many decimals: a cent, a yen. */
export function smallestUnit(decimals: number): Decimal {
  return new Decimal(10).pow(-decimals);
}

/** An amount with as many decimals as another one is written with, halves away from zero. */
export function writtenLike(amount: Decimal.Value, like: string): string {
  return new Decimal(amount).toFixed(decimalsOf(like), Decimal.ROUND_HALF_UP);
}
