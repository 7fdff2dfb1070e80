import type { Decimal } from 'decimal.js';
import { Exact } from '../../shared/decimals.ts';
import type { OdooTax } from '../facts.ts';
import { FIRST_WITH_EXACT_PRICES } from '../series.ts';
import { effectivePercent } from '../woocommerce-rules/effective.ts';

/** Decimals of *Product Price*, as installed. */
const PRICE_DECIMALS = 2;
/** Enough for every sum; more would only show how a fraction goes on. */
const SHOWN_DECIMALS = 10;

/** A price that contains tax follows its mapping in Odoo: 119 with 19% becomes 120 with 20%, and 100 with none. */
export function priceAfterMapping(
  amount: string,
  carried: OdooTax | undefined,
  mapped: readonly OdooTax[],
): Decimal {
  if (carried === undefined || !carried.included || mapped.some(({ id }) => id === carried.id))
    return new Exact(amount);
  const net = new Exact(amount).dividedBy(new Exact(carried.percent).dividedBy(100).plus(1));
  return net.times(includedFactor(mapped));
}

/** What a price without tax is multiplied by where it contains these taxes: 1.19. */
export function includedFactor(taxes: readonly OdooTax[]): Decimal {
  const rates = taxes
    .filter(({ included }) => included)
    .map(({ isBaseAffected, percent }) => ({ rate: percent, compound: isBaseAffected }));
  return new Exact(effectivePercent(rates)).dividedBy(100).plus(1);
}

/** A changed price as an order line keeps it: since 19 with all its decimals, before rounded to those of product prices. */
export function keptPrice(
  series: number,
  price: Decimal,
): { readonly price: string; readonly isRounded: boolean } {
  const decimals = series >= FIRST_WITH_EXACT_PRICES ? SHOWN_DECIMALS : PRICE_DECIMALS;
  const kept = price.toDecimalPlaces(decimals, Exact.ROUND_HALF_UP);
  return { price: kept.toFixed(), isRounded: decimals === PRICE_DECIMALS && !kept.equals(price) };
}
