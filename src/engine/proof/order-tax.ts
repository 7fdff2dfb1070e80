import { Decimal } from 'decimal.js';
import { decimalsOf, smallestUnit } from './amounts.ts';
import type { StoreLineTax, StoreOrder } from '../../woocommerce/trade-port.ts';

const Exact = Decimal.clone({ precision: 50 });

/** What the rates that an order names give for its lines, beside what the order shows. Amounts are decimal text. */
export interface RecomputedTax {
  /** `cent`: within a cent a line, which rounding explains; `differs`: more. */
  readonly verdict: 'equal' | 'cent' | 'differs' | 'unknown';
  /** What the order was charged. */
  readonly charged: string;
  /** What its rates give; null where the order does not name the percentage of one. */
  readonly recomputed: string | null;
}

/**
 * Computes the tax of an order anew: for each line (items, shipping, fees) what the rates on it take of its amount after
 * discounts, compound ones on top of the others, rounded to cents per rate and line. The amount may itself be rounded
 * (prices that include tax), so a line may be off by a cent.
 */
export function recomputeTax(order: StoreOrder): RecomputedTax {
  const { totalTax: charged } = order;
  const rates = new Map(order.rates.map((rate) => [rate.rateId, rate]));
  const lines = [...order.items, ...order.shippingLines, ...order.fees];
  // The store writes amounts with its decimals: none in yen, three in dinars; plugins may send numbers without zeros.
  const amounts = [charged, order.total, ...lines.flatMap(({ total, totalTax }) => [total, totalTax])];
  const decimals = Math.max(...amounts.map(decimalsOf));
  const unit = smallestUnit(decimals);
  let sum = new Exact(0);
  let isWithinCents = true;
  for (const { total, totalTax, taxes } of lines) {
    const applied = taxes.filter(isCharged).map(({ rateId }) => rates.get(rateId));
    const line = taxOf(total, applied, decimals);
    if (line === null) return { verdict: 'unknown', charged, recomputed: null };
    sum = sum.plus(line);
    // One cent for each rate: each is rounded by itself.
    isWithinCents &&= line
      .minus(totalTax)
      .abs()
      .lte(unit.times(Math.max(1, applied.length)));
  }
  const recomputed = sum.toDecimalPlaces(decimals, Exact.ROUND_HALF_UP);
  const verdict = recomputed.equals(charged) ? 'equal' : isWithinCents ? 'cent' : 'differs';
  return { verdict, charged, recomputed: recomputed.toFixed(decimals) };
}

/** A rate of 0 % is listed with an amount of 0; one that does not apply to a line has an empty one, read as 0 too. */
function isCharged({ total }: StoreLineTax): boolean {
  return !new Exact(total).isZero();
}

function taxOf(
  total: string,
  rates: readonly ({ readonly percent: string | null; readonly compound: boolean } | undefined)[],
  decimals: number,
): Decimal | null {
  let plain = new Exact(0);
  for (const rate of rates) {
    if (rate === undefined || rate.percent === null) return null;
    if (!rate.compound) plain = plain.plus(share(total, rate.percent, decimals));
  }
  let all = plain;
  for (const rate of rates) {
    if (rate?.compound === true && rate.percent !== null)
      all = all.plus(share(new Exact(total).plus(all), rate.percent, decimals));
  }
  return all;
}

function share(amount: Decimal.Value, percent: string, decimals: number): Decimal {
  return new Exact(amount).times(percent).div(100).toDecimalPlaces(decimals, Exact.ROUND_HALF_UP);
}
