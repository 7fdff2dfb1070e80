import type { Decimal } from 'decimal.js';
import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import { Exact, roundHalfUp } from '../../shared/decimals.ts';

/** What a computation needs of a rate. */
export type AppliedRate = Pick<StoreTaxRate, 'id' | 'rate' | 'compound'>;

/** The tax of one amount. In the unit of the amount, with 6 decimals. */
export interface TaxAmounts {
  /** By the id of the rate, in the order of the rates. */
  readonly perRate: ReadonlyMap<number, Decimal>;
  readonly total: Decimal;
}

/**
 * The tax on an amount, as `WC_Tax::calc_tax` computes it: not rounded to money, but to 6 decimals for each rate.
 * Whether the amount is in cents or in whole units decides where those decimals are: baskets are computed in cents.
 *
 * @param rates as `RateTable.select` answers them: their order decides what compound ones are charged on
 * @param options.included whether the amount contains the tax
 * @throws RangeError where a price is to contain -100% tax: there is no price without it
 */
export function taxOf(
  amount: Decimal.Value,
  rates: readonly AppliedRate[],
  { included }: { readonly included: boolean },
): TaxAmounts {
  const price = new Exact(amount);
  const exact = included ? taxesInside(price, rates) : taxesOnTop(price, rates);
  const perRate = new Map(rates.map(({ id }) => [id, roundHalfUp(exact.get(id) ?? new Exact(0))]));
  return { perRate, total: sum(perRate.values()) };
}

export function sum(values: Iterable<Decimal>): Decimal {
  return [...values].reduce((total, value) => total.plus(value), new Exact(0));
}

const isCompound = ({ compound }: AppliedRate) => compound;
const isPlain = ({ compound }: AppliedRate) => !compound;
const share = ({ rate }: AppliedRate) => new Exact(rate).dividedBy(100);

/** Each compound rate is charged on the price and all taxes before it, compound ones included. */
function taxesOnTop(price: Decimal, rates: readonly AppliedRate[]): Map<number, Decimal> {
  const taxes = new Map(rates.filter(isPlain).map((rate) => [rate.id, price.times(share(rate))]));
  for (const rate of rates.filter(isCompound)) {
    taxes.set(rate.id, price.plus(sum(taxes.values())).times(share(rate)));
  }
  return taxes;
}

/** Compound rates come off first, the last one before the others; the plain ones divide what is left. */
function taxesInside(price: Decimal, rates: readonly AppliedRate[]): Map<number, Decimal> {
  const taxes = new Map<number, Decimal>();
  let rest = price;
  for (const rate of rates.filter(isCompound).toReversed()) {
    const before = withoutTax(rest, share(rate));
    taxes.set(rate.id, rest.minus(before));
    rest = before;
  }
  const plain = rates.filter(isPlain);
  const net = withoutTax(rest, sum(plain.map(share)));
  for (const rate of plain) taxes.set(rate.id, net.times(share(rate)));
  return taxes;
}

function withoutTax(price: Decimal, taxShare: Decimal): Decimal {
  const divisor = taxShare.plus(1);
  if (divisor.isZero()) throw new RangeError('a price that includes -100% tax has no price without tax');
  return price.dividedBy(divisor);
}
