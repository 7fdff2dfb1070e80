import type { StoreShippingClass, StoreShippingMethod } from '../../../woocommerce/port.ts';
import { linearOf } from '../formula/linear.ts';
import { parseFormula } from '../formula/parse.ts';
import { classCostText } from '../woocommerce-rules/class-cost.ts';
import type { MoneyForm } from '../woocommerce-rules/cost.ts';

/** What decides what a cost text means. */
export interface CostWorld extends MoneyForm {
  readonly classes: readonly StoreShippingClass[];
}

/** What a flat rate charges for the items of one shipping class, or of none. */
export interface ClassCost {
  readonly name: string;
  readonly cost: string;
}

/**
 * What is charged for shipping classes; a store without any does not ask. A class that costs 0 adds nothing, but has the
 * method offered where the cost is empty.
 */
export function classCosts(
  settings: StoreShippingMethod['settings'],
  base: string,
  { classes, decimalSeparator }: CostWorld,
): ClassCost[] {
  if (classes.length === 0) return [];
  const costs = classes.map((each) => ({ name: each.name, cost: classCostText(settings, each) }));
  const without = { name: 'no class', cost: classCostText(settings, null) };
  return [...costs, without].filter(
    ({ cost }) => cost !== '' && (base === '' || !isNothing(cost, decimalSeparator)),
  );
}

function isNothing(cost: string, decimalSeparator: string): boolean {
  const parsed = parseFormula(cost, decimalSeparator);
  const linear = parsed.ok ? linearOf(parsed.formula, 0) : null;
  return linear?.unit === 'nothing' && linear.base === '0';
}
