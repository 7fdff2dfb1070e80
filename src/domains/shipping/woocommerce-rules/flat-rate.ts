import type { Decimal } from 'decimal.js';
import { Exact } from '../../shared/decimals.ts';
import type { StoreShippingClass, StoreShippingMethod } from '../../../woocommerce/port.ts';
import { classCostText } from './class-cost.ts';
import { costOf } from './cost.ts';
import type { MoneyForm, Price } from './cost.ts';
import type { ShippingLine } from './types.ts';

/** The items of one shipping class, or those without one. */
interface Group {
  readonly name: string;
  /** Its cost text; empty where nothing is charged for it. */
  readonly cost: string;
  readonly lines: readonly ShippingLine[];
}

const ZERO = new Exact(0);

/**
 * What a flat rate costs (`WC_Shipping_Flat_Rate`): its cost for all items, and that of each shipping class for the
 * items of the class, added up or the highest of them. Null where it is not offered, which is so when none of the texts
 * that count has a cost; 0 is a cost.
 *
 * @param lines those that need shipping
 * @param classes all of the store: a class that is not among them is none
 */
export function priceFlatRate(
  { settings }: StoreShippingMethod,
  lines: readonly ShippingLine[],
  classes: readonly StoreShippingClass[],
  form: MoneyForm,
): Price | null {
  const base = settings['cost'] ?? '';
  const groups = groupsOf(lines, classes, settings).filter(({ cost }) => cost !== '');
  if (base === '' && groups.length === 0) return null;
  const start = base === '' ? { amount: ZERO } : priceLines(base, 'Its cost', lines, form);
  const prices = groups.map(({ cost, name, lines: some }) => priceLines(cost, name, some, form));
  return total(start, prices, settings['type'] || 'class');
}

function priceLines(text: string, name: string, lines: readonly ShippingLine[], form: MoneyForm): Price {
  const quantity = sum(lines.map((line) => line.quantity));
  const cost = sum(lines.map((line) => line.total));
  const result = costOf(text, { quantity, cost }, form);
  return result.ok
    ? { amount: result.amount }
    : { unknown: `${name}, “${text}”, cannot be computed. ${result.refusal.message}` };
}

function total(start: Price, classPrices: readonly Price[], type: string): Price {
  const amounts: Decimal[] = [];
  for (const price of [start, ...classPrices]) {
    if ('unknown' in price) return price;
    amounts.push(price.amount);
  }
  const [base = ZERO, ...perClass] = amounts;
  if (type === 'class') return { amount: sum(amounts) };
  // Below zero none is the highest; and WooCommerce knows no third type.
  return { amount: type === 'order' ? base.plus(Exact.max(ZERO, ...perClass)) : base };
}

/** A store without shipping classes does not ask for the cost of items without one either. */
function groupsOf(
  lines: readonly ShippingLine[],
  classes: readonly StoreShippingClass[],
  settings: StoreShippingMethod['settings'],
): Group[] {
  if (classes.length === 0) return [];
  const byId = new Map(classes.map((found) => [found.id, found]));
  const ids = new Set(lines.map(({ shippingClassId }) => knownClass(shippingClassId, byId)));
  return [...ids].map((id) => ({
    lines: lines.filter(({ shippingClassId }) => knownClass(shippingClassId, byId) === id),
    ...costOfClass(id === null ? undefined : byId.get(id), settings),
  }));
}

function knownClass(id: number | null, byId: ReadonlyMap<number, StoreShippingClass>): number | null {
  return id !== null && byId.has(id) ? id : null;
}

function costOfClass(
  found: StoreShippingClass | undefined,
  settings: StoreShippingMethod['settings'],
): Pick<Group, 'name' | 'cost'> {
  return {
    name:
      found === undefined
        ? 'Its cost of items without a shipping class'
        : `Its cost of the shipping class ${found.name}`,
    cost: classCostText(settings, found ?? null),
  };
}

function sum(values: readonly Decimal.Value[]): Decimal {
  return values.reduce<Decimal>((added, value) => added.plus(value), ZERO);
}
