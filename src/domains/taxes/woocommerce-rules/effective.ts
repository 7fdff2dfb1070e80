import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import { Exact } from '../../shared/decimals.ts';

/**
 * The total of rates that apply together, as a percentage of the price without tax: those that are not compound are
 * added up, each compound one is charged on the price and everything before it (5 and 9.975 compound: 15.47375).
 *
 * @param rates as `RateTable.select` answers them
 * @returns decimal text in full precision; `0` where nothing applies
 */
export function effectivePercent(rates: readonly Pick<StoreTaxRate, 'rate' | 'compound'>[]): string {
  const plain = rates
    .filter(({ compound }) => !compound)
    .reduce((sum, { rate }) => sum.plus(rate), new Exact(0));
  return rates
    .filter(({ compound }) => compound)
    .reduce((total, { rate }) => total.plus(total.plus(100).times(rate).dividedBy(100)), plain)
    .toFixed();
}

/**
 * A percentage as Odoo keeps it on a tax: 4 decimals, half away from zero, without trailing zeros. Only totals with a
 * compound rate can lose something; on 10,000.00 it is half a cent at most.
 */
export function odooPercent(percent: string): string {
  return new Exact(percent).toDecimalPlaces(4, Exact.ROUND_HALF_UP).toFixed();
}
