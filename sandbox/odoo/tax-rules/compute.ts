import type { Series } from '../model.ts';
import { Exact, roundHalfUp, sumOf } from './decimals.ts';
import { compute17 } from './compute-17.ts';
import { compute18 } from './compute-18.ts';
import type { Percentage, ComputedLine, Computation, Share } from './line.ts';
import type { Amounts, OrderLine, Rounding, TaxRecord } from './types.ts';

/**
 * The amounts of a single line, as `sale.order.line` shows them and, alone in an order, the order too.
 *
 * @throws Error for a tax that is no percentage
 */
export function computeTaxes(
  series: Series,
  taxes: readonly TaxRecord[],
  line: { readonly price: string; readonly quantity: string; readonly rounding: Rounding },
): Amounts {
  const { price, quantity, rounding } = line;
  return computeOrder(series, [{ taxes, price, quantity }], rounding);
}

/**
 * The amounts of an order (`_compute_amounts` of `sale.order`). Rounded per line, they are the sums of its lines; rounded
 * globally, every tax is added up over the lines before it is rounded.
 *
 * The amount without tax differs then: 17 adds up what it rounded line by line; 18 and 19 round the sum of all lines,
 * without tax where any tax comes on top, else with tax, so that prices that contain all of it keep their sum.
 *
 * @throws Error for a tax that is no percentage
 */
export function computeOrder(series: Series, lines: readonly OrderLine[], rounding: Rounding): Amounts {
  const how: Computation = { rounding: rounding.method, decimals: rounding.decimals, fromUntaxed: false };
  const computed = lines.map(({ taxes, price, quantity }) => {
    const sorted = percentagesOf(taxes);
    const amount = new Exact(price).times(quantity);
    return { taxes: sorted, line: computeLine(series, sorted, amount, how) };
  });
  const shares = series === 17 ? addUp17(computed, rounding) : addUp18(computed, rounding);
  const tax = sumOf(shares.map((share) => share.amount));
  const untaxed = untaxedOf(
    series,
    computed.map(({ line }) => line),
    tax,
    rounding,
  );
  const text = (value: Exact) => value.toFixed(rounding.decimals);
  return {
    untaxed: text(untaxed),
    tax: text(tax),
    total: text(untaxed.plus(tax)),
    taxes: shares.map(({ taxId, base, amount }) => ({ taxId, base: text(base), amount: text(amount) })),
  };
}

/** One line by the rules of a series. */
export function computeLine(
  series: Series,
  taxes: readonly Percentage[],
  amount: Exact,
  how: Computation,
): ComputedLine {
  return series === 17 ? compute17(taxes, amount, how) : compute18(taxes, amount, how);
}

/** The taxes of a line, parsed, in the order in which Odoo computes them: by sequence, then id. */
export function percentagesOf(taxes: readonly TaxRecord[]): Percentage[] {
  return taxes
    .toSorted((a, b) => a.sequence - b.sequence || a.id - b.id)
    .map((tax) => {
      if (tax.amountType !== 'percent')
        throw new Error(
          `tax ${tax.id} is of the kind ${tax.amountType}; the sandbox computes percentages only`,
        );
      return {
        id: tax.id,
        percent: new Exact(tax.amount),
        included: tax.priceInclude,
        includeBaseAmount: tax.includeBaseAmount,
        isBaseAffected: tax.isBaseAffected,
      };
    });
}

interface ComputedOrderLine {
  readonly taxes: readonly Percentage[];
  readonly line: ComputedLine;
}

/** 17 keeps one sum per tax and set of taxes that it adds to the base of: what becomes one journal item each. */
function addUp17(lines: readonly ComputedOrderLine[], rounding: Rounding): Share[] {
  const keyed = lines.flatMap(({ taxes, line }) =>
    line.shares.map((share, index) => {
      const adds = taxes[index]?.includeBaseAmount === true;
      const later = adds ? taxes.slice(index + 1).filter((tax) => tax.isBaseAffected) : [];
      return { key: [share.taxId, ...later.map((tax) => tax.id)].join(), share };
    }),
  );
  return merge(addUp(keyed, rounding));
}

/** 18 and 19 keep one sum per tax. */
function addUp18(lines: readonly ComputedOrderLine[], rounding: Rounding): Share[] {
  const keyed = lines.flatMap(({ line }) =>
    line.shares.map((share) => ({ key: String(share.taxId), share })),
  );
  return addUp(keyed, rounding);
}

function addUp(
  keyed: readonly { readonly key: string; readonly share: Share }[],
  rounding: Rounding,
): Share[] {
  return [...Map.groupBy(keyed, ({ key }) => key).values()].flatMap((entries) => {
    const [first] = entries;
    if (first === undefined) return [];
    const sum = (part: 'base' | 'amount') =>
      roundHalfUp(sumOf(entries.map(({ share }) => share[part])), rounding.decimals);
    return [{ ...first.share, base: sum('base'), amount: sum('amount') }];
  });
}

function merge(shares: readonly Share[]): Share[] {
  return [...Map.groupBy(shares, (share) => share.taxId).values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const sum = (part: 'base' | 'amount') => sumOf(same.map((share) => share[part]));
    return [{ ...first, base: sum('base'), amount: sum('amount') }];
  });
}

function untaxedOf(
  series: Series,
  lines: readonly ComputedLine[],
  tax: Exact,
  { decimals }: Rounding,
): Exact {
  const untaxed = sumOf(lines.map((line) => line.untaxed));
  const shares = lines.flatMap((line) => line.shares);
  if (series === 17 || shares.some((share) => !share.included)) return roundHalfUp(untaxed, decimals);
  const total = sumOf(shares.map((share) => share.amount)).plus(untaxed);
  return roundHalfUp(total, decimals).minus(tax);
}
