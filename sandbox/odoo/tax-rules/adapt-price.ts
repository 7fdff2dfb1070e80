import type { Series } from '../model.ts';
import { percentagesOf, computeLine } from './compute.ts';
import { Exact, roundHalfUp, sumOf } from './decimals.ts';
import type { Computation } from './line.ts';
import type { TaxRecord } from './types.ts';

/** Odoo's decimal precision of product prices, as installed. 17 and 18 keep unit prices to it, 19 only shows them so. */
const PRICE_DECIMALS = 2;

/**
 * The unit price of an order line whose product's taxes were mapped to others
 * (`_get_tax_included_unit_price_from_price` of `product.product`). Only a price that contains all of its taxes changes:
 * they are taken off, and those of the new ones that prices contain are put on. So 119 with 19% inside becomes 120 with
 * 20% inside, and 100 with 20% on top or without tax.
 *
 * @param price decimal text, as it stands on the product
 * @param decimals of the order's currency
 * @param priceDecimals of *Product Price*, which an administrator may change
 */
export function adaptPrice(
  series: Series,
  price: string,
  from: readonly TaxRecord[],
  to: readonly TaxRecord[],
  decimals: number,
  priceDecimals = PRICE_DECIMALS,
): string {
  return keepPrice(series, mapPrice(series, new Exact(price), from, to, decimals), priceDecimals).toFixed();
}

/** The same before an order line keeps it, that is with all its decimals. */
export function mapPrice(
  series: Series,
  price: Exact,
  from: readonly TaxRecord[],
  to: readonly TaxRecord[],
  decimals: number,
): Exact {
  const same = from.length === to.length && from.every((tax) => to.some((other) => other.id === tax.id));
  if (same || from.some((tax) => !tax.priceInclude)) return price;
  const how: Computation = {
    rounding: series === 17 ? 'exact' : 'round_globally',
    decimals,
    fromUntaxed: false,
  };
  const { untaxed } = computeLine(series, percentagesOf(from), price, how);
  const mapped = percentagesOf(to);
  const { shares } = computeLine(series, mapped, untaxed, { ...how, fromUntaxed: true });
  const inside = shares.filter((_, index) => mapped[index]?.included === true);
  return untaxed.plus(sumOf(inside.map((share) => share.amount)));
}

/** A unit price as an order line of the series keeps it. */
export function keepPrice(series: Series, price: Exact, priceDecimals = PRICE_DECIMALS): Exact {
  return series === 19 ? price : roundHalfUp(price, priceDecimals);
}
