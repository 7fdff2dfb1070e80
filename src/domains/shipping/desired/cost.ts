import { Exact, isPlainNumber } from '../../shared/decimals.ts';
import type { StoreShippingMethod } from '../../../woocommerce/port.ts';
import { evaluateFormula } from '../formula/evaluate.ts';
import { linearOf } from '../formula/linear.ts';
import { parseFormula } from '../formula/parse.ts';
import type { Formula, LinearCost } from '../formula/types.ts';
import { readPlainCost, showMoney } from '../woocommerce-rules/cost.ts';
import { classCosts, type ClassCost, type CostWorld } from './class-costs.ts';

/**
 * What a method costs in the store, in a form that price rules can represent. `never`: it is offered to nobody. `from`: free
 * from an amount on. `limitations`: sentences for people about what the form leaves out.
 */
export type DesiredCost =
  | { readonly kind: 'invalid'; readonly reason: string }
  | ({ readonly kind: 'never' } & Limited)
  | ({ readonly kind: 'from'; readonly minimum: string } & Limited)
  | ({ readonly kind: 'linear'; readonly cost: LinearCost } & Limited);

interface Limited {
  readonly limitations: readonly string[];
}

/** What a built-in method costs. `invalid` where a user must correct it in the store. */
export function desiredCost(method: StoreShippingMethod, world: CostWorld): DesiredCost {
  // WooCommerce offers no method without a title.
  if (method.title === '') return NEVER;
  switch (method.methodId) {
    case 'free_shipping':
      return costOfFreeShipping(method);
    case 'local_pickup':
      return costOfPickup(method, world);
    default:
      return costOfFlatRate(method, world);
  }
}

const NEVER: DesiredCost = { kind: 'never', limitations: [] };
const FREE = fixedCost('0');

function fixedCost(base: string, limitations: readonly string[] = []): DesiredCost {
  const cost: LinearCost = { base, unit: 'nothing', perUnit: '0', least: null, most: null };
  return { kind: 'linear', cost, limitations };
}

function costOfPickup({ settings }: StoreShippingMethod, world: CostWorld): DesiredCost {
  const cost = (settings['cost'] ?? '').trim();
  if (cost === '') return FREE;
  const amount = readPlainCost(cost, world);
  if (amount === null) return { kind: 'invalid', reason: `its cost “${cost}” is no number` };
  return fixedCost(amount.toFixed());
}

const COUPON =
  'A coupon of the store grants it, and Odoo does not know the coupon: Odoo offers it to nobody; orders are still matched.';

function costOfFreeShipping({ settings }: StoreShippingMethod): DesiredCost {
  const minimum = (settings['min_amount'] ?? '').trim() || '0';
  const requires = settings['requires'] ?? '';
  if (requires === 'coupon') return { kind: 'never', limitations: [COUPON] };
  if (!['min_amount', 'either', 'both'].includes(requires)) return FREE;
  if (!isPlainNumber(minimum)) {
    return { kind: 'invalid', reason: `its minimum amount “${minimum}” is no number with a decimal point` };
  }
  if (requires === 'both') return { kind: 'never', limitations: [COUPON] };
  if (new Exact(minimum).lte(0)) return FREE;
  const limitations = requires === 'either' ? ['A coupon that grants it is not known to Odoo.'] : [];
  return { kind: 'from', minimum: minimum.replace('+', ''), limitations };
}

function costOfFlatRate({ settings }: StoreShippingMethod, world: CostWorld): DesiredCost {
  const cost = settings['cost'] ?? '';
  const type = settings['type'] || 'class';
  // WooCommerce knows no third type: it then adds nothing for classes.
  const counts = cost === '' || type === 'class' || type === 'order';
  const perClass = counts ? classCosts(settings, cost, world) : [];
  if (perClass.length > 0) return costWithClasses(cost, perClass, type, world);
  // No cost is not free: WooCommerce then does not offer the method.
  return cost === '' ? NEVER : costOfText(cost, world);
}

/** Odoo has no shipping classes: what is left is the part that counts for all, and a user must look at it. */
function costWithClasses(
  cost: string,
  perClass: readonly ClassCost[],
  type: string,
  world: CostWorld,
): DesiredCost {
  for (const each of perClass) {
    const parsed = parseFormula(each.cost, world.decimalSeparator);
    if (!parsed.ok) {
      const reason = `its cost for ${each.name}, “${each.cost}”, cannot be read: ${parsed.refusal.message}`;
      return { kind: 'invalid', reason };
    }
  }
  const how = type === 'order' ? 'the highest of them' : 'each of them';
  const costs = perClass.map((each) => `${each.name}: ${each.cost}`).join('; ');
  const limitation = `Needs review: Odoo has no shipping classes. The store adds ${how} (${costs}) to ${cost === '' ? 'nothing' : cost}.`;
  const without = cost === '' ? NEVER : costOfText(cost, world);
  return without.kind === 'invalid'
    ? without
    : { ...without, limitations: [limitation, ...without.limitations] };
}

function costOfText(text: string, world: CostWorld): DesiredCost {
  const parsed = parseFormula(text, world.decimalSeparator);
  if (!parsed.ok) {
    return { kind: 'invalid', reason: `its cost “${text}” cannot be read: ${parsed.refusal.message}` };
  }
  const cost = linearOf(parsed.formula, world.decimals);
  return cost === null ? plainPart(text, parsed.formula, world) : { kind: 'linear', cost, limitations: [] };
}

/** A formula that Odoo does not support: its part that counts nothing. Of nothing but what is counted no price is left. */
function plainPart(text: string, formula: Formula, { decimals }: CostWorld): DesiredCost {
  const amount = evaluateFormula(formula, { quantity: 0, cost: 0, decimals });
  const shown = amount.ok ? showMoney(amount.amount, decimals) : '0';
  const problem = `Needs review: Odoo does not support the cost “${text}”; the delivery method`;
  return new Exact(shown).isZero()
    ? { kind: 'never', limitations: [`${problem} is offered to nobody.`] }
    : fixedCost(shown, [`${problem} has its plain part.`]);
}
