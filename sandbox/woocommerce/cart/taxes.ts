import type { Decimal } from 'decimal.js';
import type { TaxRate } from '../state.ts';
import { Exact, NOTHING, roundTwice, total } from './money.ts';

/** Taxes by the id of their rate. */
export type TaxByRate = ReadonlyMap<number, Decimal>;

/** The taxes that are added to an amount: compound rates are charged on what the others made of it. */
export function taxesOn(amount: Decimal, rates: readonly TaxRate[]): TaxByRate {
  const taxes = new Map<number, Decimal>();
  for (const { id, rate } of rates.filter(({ compound }) => !compound)) {
    taxes.set(id, amount.times(rate).div(100));
  }
  for (const { id, rate } of rates.filter(({ compound }) => compound)) {
    taxes.set(id, amount.plus(total(taxes.values())).times(rate).div(100));
  }
  return rounded(rates, taxes);
}

/** The taxes that an amount contains: the compound ones come off first, the last one before the others. */
export function taxesIn(amount: Decimal, rates: readonly TaxRate[]): TaxByRate {
  const taxes = new Map<number, Decimal>();
  let rest = amount;
  for (const { id, rate } of rates.filter(({ compound }) => compound).toReversed()) {
    const net = rest.div(new Exact(rate).div(100).plus(1));
    taxes.set(id, rest.minus(net));
    rest = net;
  }
  const plain = rates.filter(({ compound }) => !compound);
  const share = total(plain.map(({ rate }) => new Exact(rate).div(100)));
  for (const { id, rate } of plain) taxes.set(id, rest.times(rate).div(100).div(share.plus(1)));
  return rounded(rates, taxes);
}

function rounded(rates: readonly TaxRate[], taxes: TaxByRate): TaxByRate {
  return new Map(rates.map(({ id }) => [id, roundTwice(taxes.get(id) ?? NOTHING)]));
}
