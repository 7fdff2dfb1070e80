import { Decimal } from 'decimal.js';
import { taxOf } from '../../../src/domains/taxes/woocommerce-rules/compute.ts';
import { effectivePercent, odooPercent } from '../../../src/domains/taxes/woocommerce-rules/effective.ts';
import type { TaxAddress } from '../../../src/domains/taxes/facts.ts';
import type { StoreTaxRate } from '../../../src/woocommerce/port.ts';
import type { ParityBasket } from './parity-baskets.ts';
import type { ParityWorld, Rounding } from './parity-world.ts';

/*
 * What Odoo makes of prices that contain tax, told in the words of the store's engine. Where other taxes apply than at
 * the store, both platforms change the price. The store keeps it exact; Odoo rounds it:
 *
 * - 17 and 18 keep the price of one piece to the cent, before it is multiplied
 * - 17 rounds every line to the cent, 18 and 19 only where they round per line
 * - 17 takes for tax what the price without tax, rounded, leaves of the line; 18 and 19 round each tax
 */

const HALF_UP = Decimal.ROUND_HALF_UP;
const hundredth = (value: Decimal) => value.toDecimalPlaces(2, HALF_UP);
const whole = (value: Decimal) => value.toDecimalPlaces(0, HALF_UP);
const factor = (percent: string) => new Decimal(percent).dividedBy(100).plus(1);

/** The tax of Odoo's on a basket, in cents. */
export function taxOnKeptPrices(
  world: ParityWorld,
  at: TaxAddress,
  { lines, shipping }: ParityBasket,
  rounding: Rounding,
): number {
  const { series, table } = world;
  const { base } = world.policy();
  const perLine = rounding === 'per line';
  const sums = new Map<string, Decimal>();
  const add = (name: string, cents: Decimal) => {
    sums.set(name, (sums.get(name) ?? new Decimal(0)).plus(perLine ? whole(cents) : cents));
  };
  for (const [taxClass, price, quantity] of lines) {
    const rates = table.select(at, taxClass);
    const there = factor(odooPercent(effectivePercent(table.select(base, taxClass))));
    const moved = new Decimal(price).dividedBy(there).times(factor(effectivePercent(rates)));
    const line = (series === 19 ? moved : hundredth(moved)).times(quantity);
    const kept = (perLine || series === 17 ? hundredth(line) : line).times(100);
    const { perRate, total } = taxOf(kept, rates, { included: true });
    if (series === 17) add('the rest', kept.minus(whole(kept.minus(total))));
    else for (const [id, tax] of perRate) add(String(world.taxOfRate(id)), tax);
  }
  for (const [id, tax] of freightTaxes(world, at, lines, shipping)) add(`${id} on shipping`, tax);
  return [...sums.values()].reduce((total, sum) => total + whole(sum).toNumber(), 0);
}

/** Shipping costs are without tax. */
function freightTaxes(
  { table }: ParityWorld,
  at: TaxAddress,
  lines: ParityBasket['lines'],
  shipping: string | undefined,
): ReadonlyMap<number, Decimal> {
  if (shipping === undefined) return new Map();
  // No basket that ships mixes classes.
  const [[taxClass] = ['']] = lines;
  const rates: StoreTaxRate[] = table.selectForShipping(at, taxClass);
  return taxOf(new Decimal(shipping).times(100), rates, { included: false }).perRate;
}

/** Whether a basket has a line that more than one rate applies to. */
export function hasSeveralTaxes({ table }: ParityWorld, at: TaxAddress, { lines }: ParityBasket): boolean {
  return lines.some(([taxClass]) => table.select(at, taxClass).length > 1);
}

/** Whether the price of a line changes since other taxes apply than at the store's own address. */
export function movesPrices(world: ParityWorld, at: TaxAddress, { lines }: ParityBasket): boolean {
  const { base } = world.policy();
  const percentAt = (place: TaxAddress, taxClass: string) =>
    effectivePercent(world.table.select(place, taxClass));
  return lines.some(([taxClass]) => percentAt(at, taxClass) !== percentAt(base, taxClass));
}
