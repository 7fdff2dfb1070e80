import type { Exact } from './decimals.ts';
import { ZERO, percentOf, roundHalfUp, sumOf } from './decimals.ts';
import type { Percentage, ComputedLine, Computation } from './line.ts';

/** A tax while its line is computed; `extraForTax` stays as it was when the tax was computed. */
interface Entry {
  readonly tax: Percentage;
  readonly batch: readonly Percentage[];
  extraForTax: Exact;
  extraForBase: Exact;
  amount: Exact | null;
}

/**
 * One line as Odoo 18 and 19 compute it (`_get_tax_details` of `account.tax`; 18 as of 2025, when it began to respect
 * `is_base_affected` there): taxes of one kind form a batch on the same base; included ones are computed backwards,
 * those on top forwards, and each tells the taxes before and after it how their base changes.
 *
 * @param taxes in the order of computation
 * @param amount price times quantity
 */
export function compute18(taxes: readonly Percentage[], amount: Exact, how: Computation): ComputedLine {
  const rounded = (value: Exact) =>
    how.rounding === 'round_per_line' ? roundHalfUp(value, how.decimals) : value;
  const base = rounded(amount);
  const entries = entriesOf(taxes, how.fromUntaxed);
  const isIncluded = (entry: Entry) => entry.tax.included && !how.fromUntaxed;
  const compute = (entry: Entry) => {
    const own = base.plus(entry.extraForTax);
    const taken = isIncluded(entry) ? shareOfIncluded(entry, own) : percentOf(own, entry.tax.percent);
    entry.amount = rounded(taken);
    propagate(entry, entries, how.fromUntaxed);
  };
  for (const entry of entries.toReversed()) if (isIncluded(entry)) compute(entry);
  for (const entry of entries) if (!isIncluded(entry)) compute(entry);

  const amountOf = new Map(entries.map((entry) => [entry.tax.id, entry.amount ?? ZERO]));
  const baseOf = (entry: Entry) => {
    const own = base.plus(entry.extraForBase);
    if (!isIncluded(entry)) return own;
    return own.minus(sumOf(entry.batch.map((tax) => amountOf.get(tax.id) ?? ZERO)));
  };
  const [first] = entries;
  return {
    untaxed: first === undefined ? base : baseOf(first),
    shares: entries.map((entry) => ({
      taxId: entry.tax.id,
      included: isIncluded(entry),
      base: baseOf(entry),
      amount: entry.amount ?? ZERO,
    })),
  };
}

function entriesOf(taxes: readonly Percentage[], fromUntaxed: boolean): Entry[] {
  const batches = batchesOf(taxes, fromUntaxed);
  return taxes.map((tax) => ({
    tax,
    batch: batches.find((batch) => batch.includes(tax)) ?? [tax],
    extraForTax: ZERO,
    extraForBase: ZERO,
    amount: null,
  }));
}

/** Neighbours of one kind that do not change each other's base. */
function batchesOf(taxes: readonly Percentage[], fromUntaxed: boolean): Percentage[][] {
  const batches: Percentage[][] = [];
  let laterIsAffected = false;
  for (const tax of taxes.toReversed()) {
    const batch = batches.at(-1);
    const first = batch?.[0];
    const joins =
      first !== undefined &&
      (fromUntaxed || tax.included === first.included) &&
      tax.includeBaseAmount === first.includeBaseAmount &&
      !(tax.includeBaseAmount && laterIsAffected);
    if (joins) batch?.push(tax);
    else batches.push([tax]);
    laterIsAffected = tax.isBaseAffected;
  }
  return batches;
}

function shareOfIncluded({ tax, batch }: Entry, amount: Exact): Exact {
  const whole = sumOf(batch.map((one) => one.percent)).plus(100);
  return whole.isZero() ? ZERO : amount.times(tax.percent).div(whole);
}

/** Tells the taxes of other batches what this tax adds to their base, or takes off it. */
function propagate(entry: Entry, entries: readonly Entry[], fromUntaxed: boolean): void {
  const { tax, batch } = entry;
  const places = entries.flatMap((other, index) => (batch.includes(other.tax) ? [index] : []));
  const before = entries.slice(0, places[0]);
  const after = entries.slice((places.at(-1) ?? 0) + 1);
  const add = (others: readonly Entry[], sign: 1 | -1) => {
    const extra = (entry.amount ?? ZERO).times(sign);
    for (const other of others) {
      if (other.amount === null) other.extraForTax = other.extraForTax.plus(extra);
      other.extraForBase = other.extraForBase.plus(extra);
    }
  };
  if (tax.included && !fromUntaxed) {
    add(tax.includeBaseAmount ? after.filter((other) => !other.tax.isBaseAffected) : after, -1);
    add(before, -1);
  } else if (tax.includeBaseAmount) {
    add(
      after.filter((other) => other.tax.isBaseAffected),
      1,
    );
  }
}
