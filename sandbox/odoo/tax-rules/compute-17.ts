import { Exact, ZERO, percentOf, roundHalfUp } from './decimals.ts';
import type { Percentage, ComputedLine, Computation, Share } from './line.ts';

/** Below the currency's decimals: how far 17 still rounds taxes where the order is rounded as a whole. */
const FINER = 5;

/**
 * One line as Odoo 17 computes it (`compute_all` of `account.tax`): backwards through the taxes to find what the price is
 * without them, then forwards. The last of the included taxes in a row takes what is left of the price, so that the
 * line's total is the price to the cent.
 *
 * One oddity stands in 17's sources and was not tried on a server: where two included taxes in a row add to the base
 * and the later one is not affected by it, the earlier is subtracted twice from what the later gets.
 *
 * The special rule for Indian companies is left out.
 *
 * @param taxes in the order of computation
 * @param amount price times quantity
 */
export function compute17(taxes: readonly Percentage[], amount: Exact, how: Computation): ComputedLine {
  const taxDecimals = how.decimals + (how.rounding === 'round_per_line' ? 0 : FINER);
  const rounded = (value: Exact) => (how.rounding === 'exact' ? value : roundHalfUp(value, how.decimals));
  const base = rounded(amount);
  const sign = base.isNegative() && !base.isZero() ? -1 : 1;
  const found = takeTaxesOff(how.fromUntaxed ? [] : taxes, base.abs());
  const untaxed = rounded(found.untaxed);

  const shares: Share[] = [];
  let running = untaxed;
  let missing = ZERO;
  let basesKnown = true;
  for (const [index, tax] of taxes.entries()) {
    const taxBase = tax.included || tax.isBaseAffected ? running : untaxed;
    const target = tax.included ? found.targets.get(index) : undefined;
    let taken = percentOf(taxBase, tax.percent);
    if (target !== undefined && basesKnown) {
      taken = target.minus(running).minus(missing);
      missing = ZERO;
    }
    taken = roundHalfUp(taken, taxDecimals);
    if (tax.included && target === undefined) missing = missing.plus(taken);
    shares.push({
      taxId: tax.id,
      included: tax.included,
      base: roundHalfUp(taxBase, taxDecimals).times(sign),
      amount: taken.times(sign),
    });
    if (!tax.includeBaseAmount) continue;
    running = running.plus(taken);
    // A tax on top has changed the base: what the included taxes should add up to is no longer known.
    if (!tax.included) basesKnown = false;
  }
  return { untaxed: untaxed.times(sign), shares };
}

/** The price without its taxes, and what price and taxes must reach at the last included tax of each row. */
function takeTaxesOff(
  taxes: readonly Percentage[],
  price: Exact,
): { readonly untaxed: Exact; readonly targets: ReadonlyMap<number, Exact> } {
  const targets = new Map<number, Exact>();
  let base = price;
  let pending = ZERO;
  let nextIsAffected = true;
  let rowIsNew = true;
  for (let index = taxes.length - 1; index >= 0; index -= 1) {
    const tax = taxes[index];
    if (tax === undefined) continue;
    if (tax.includeBaseAmount && nextIsAffected) {
      base = withoutPercent(base, pending);
      pending = ZERO;
      rowIsNew = true;
    }
    if (tax.included) {
      pending = pending.plus(tax.percent);
      if (rowIsNew && !tax.percent.isZero()) {
        targets.set(index, base);
        rowIsNew = false;
      }
    }
    nextIsAffected = tax.isBaseAffected;
  }
  return { untaxed: withoutPercent(base, pending), targets };
}

function withoutPercent(amount: Exact, percent: Exact): Exact {
  return amount.times(100).div(new Exact(100).plus(percent));
}
