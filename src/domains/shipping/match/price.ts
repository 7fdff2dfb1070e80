import type { Decimal } from 'decimal.js';
import { Exact } from '../../shared/decimals.ts';
import type { StoreShippingMethod } from '../../../woocommerce/port.ts';
import type { CostWorld } from '../desired/class-costs.ts';
import { desiredCost, type DesiredCost } from '../desired/cost.ts';
import type { LinearCost } from '../formula/types.ts';
import { showMoney } from '../woocommerce-rules/cost.ts';
import { NEVER, ruleFrom, type CarrierPrice, type DesiredRule } from './carrier-price.ts';

/** What a method's price is in Odoo, or why it has none: then a user must correct it in the store. */
export type PricedMethod =
  | { readonly ok: true; readonly price: CarrierPrice; readonly limitations: readonly string[] }
  | { readonly ok: false; readonly reason: string };

/** What decides how Odoo represents a price. */
export interface PriceWorld extends CostWorld {
  readonly series: number;
  /** Its money is converted afterwards, and rounded only then. Shares of a total are not. */
  readonly converts?: boolean;
}

/** From 19 on prices of rules keep all their decimals; before that two. */
export const FIRST_WITH_ALL_DECIMALS = 19;

/** As exact as the binary numbers of Odoo's answers: what has more digits would never be found again as it was written. */
const MAX_DIGITS = 15;
/** And so many of them after the point (`read-odoo`). */
const MAX_DECIMALS = 6;

/** How Odoo represents what a built-in method costs. */
export function priceMethod(method: StoreShippingMethod, world: PriceWorld): PricedMethod {
  const priced = represent(desiredCost(method, world), world);
  if (!priced.ok) return priced;
  const { fixedPrice, rules } = priced.price;
  const amounts = rules.flatMap(({ basePrice, maxValue, perUnit }) => [basePrice, maxValue, perUnit]);
  const long = [fixedPrice, ...amounts].find((amount) => new Exact(amount).precision(true) > MAX_DIGITS);
  if (long === undefined) return priced;
  return {
    ok: false,
    reason: `its price is ${shortened(long)}, which has more digits than Odoo keeps; shorten it in the store`,
  };
}

const shortened = (amount: string) => (amount.length > 30 ? `${amount.slice(0, 30)}…` : amount);

function represent(cost: DesiredCost, world: PriceWorld): PricedMethod {
  switch (cost.kind) {
    case 'invalid':
      return { ok: false, reason: cost.reason };
    case 'never':
      return { ok: true, price: NEVER, limitations: cost.limitations };
    case 'from': {
      const limitations = [OF_THE_TOTAL, BELOW_MINIMUM, ...cost.limitations];
      const rule = ruleFrom({ variable: 'price', operator: '>=', maxValue: bound(new Exact(cost.minimum)) });
      return { ok: true, price: byRules([rule]), limitations };
    }
    case 'linear': {
      const priced = linearPrice(cost.cost, world);
      return priced.ok ? { ...priced, limitations: [...cost.limitations, ...priced.limitations] } : priced;
    }
  }
}

const OF_THE_TOTAL =
  'Odoo uses the order total with tax, including items that are not shipped; the store uses its own subtotal.';
/** Seen on 18: what was chosen before keeps its price there, or it costs 0. */
const BELOW_MINIMUM =
  'Below the minimum Odoo still lists it when a user adds shipping to a quotation, and would add it for 0.00.';
function linearPrice(linear: LinearCost, world: PriceWorld): PricedMethod {
  switch (linear.unit) {
    case 'nothing': {
      const price = kept(showMoney(new Exact(linear.base), world.decimals), world);
      if (isLost(price)) return tooCoarse(price, world);
      return { ok: true, price: fixed(price.amount), limitations: price.limitations };
    }
    case 'qty': {
      const base = kept(linear.base, world);
      const perUnit = kept(linear.perUnit, world);
      const coarse = findTooCoarse([base, perUnit], TYPICAL_QUANTITY);
      if (coarse !== null) return tooCoarse(coarse, world);
      const amounts = { basePrice: base.amount, perUnit: perUnit.amount };
      const rule = ruleFrom({ ...ALWAYS, ...amounts, variableFactor: 'quantity' });
      const limitations = [
        ...new Set([...base.limitations, ...perUnit.limitations, ...rounded(linear, world)]),
      ];
      return { ok: true, price: byRules([rule]), limitations };
    }
    case 'cost':
      return priceByTotal(linear, world);
  }
}

const ALWAYS = { variable: 'quantity', operator: '>=', maxValue: '0' } as const;

/** Up to so many pieces, and up to such a total, an error of Odoo's rounding stays below a cent. */
const TYPICAL_QUANTITY = 10;
const TYPICAL_TOTAL = 1000;
const CENT = new Exact('0.01');

/**
 * Which of two amounts is the reason that Odoo would charge something else: one that it keeps as none, else the second
 * where both together are a cent and more off at what is usual. Null where they are not.
 */
function findTooCoarse(amounts: readonly [Kept, Kept], typical: number): Kept | null {
  const [base, perUnit] = amounts;
  const errorOf = ({ amount, exact }: Kept) => exact.minus(amount).abs();
  const isOff = errorOf(base).plus(errorOf(perUnit).times(typical)).gte(CENT);
  return amounts.find(isLost) ?? (isOff ? perUnit : null);
}

/** A cost that Odoo would keep as none. */
function isLost({ amount, exact }: Kept): boolean {
  return new Exact(amount).isZero() && !exact.isZero();
}

function tooCoarse(amount: Pick<Kept, 'amount' | 'exact'>, { series }: PriceWorld): PricedMethod {
  return { ok: true, price: NEVER, limitations: [coarseLimitation(amount, series)] };
}

/** Why a method is offered to nobody whose amount Odoo would keep as another one. */
export function coarseLimitation(
  { amount, exact }: { readonly amount: string; readonly exact: Decimal },
  series: number,
): string {
  const written = exact.toDecimalPlaces(Math.max(MAX_DECIMALS, firstDecimal(exact))).toFixed();
  return `Needs review: Odoo ${series} keeps too few decimals of ${written} (${amount}) and would charge another price; the delivery method is offered to nobody.`;
}

/** In which decimal a number begins: the third of 0.004. */
const firstDecimal = (value: Decimal) => (value.isZero() ? 0 : Math.max(0, -value.e));

/** Bounds of a fee are steps of the total: below the first the least is charged, above the second the most. */
function priceByTotal({ base, least, most, perUnit }: LinearCost, world: PriceWorld): PricedMethod {
  const [start, share] = [kept(base, world), kept(perUnit, { ...world, converts: false })];
  const coarse = findTooCoarse([start, share], TYPICAL_TOTAL);
  if (coarse !== null) return tooCoarse(coarse, world);
  const limitations = [...new Set([OF_THE_TOTAL, ...start.limitations, ...share.limitations])];
  const slope = new Exact(perUnit);
  const sum = (value: string) => kept(new Exact(base).plus(value).toFixed(), world).amount;
  const step = (value: string) => bound(new Exact(value).dividedBy(slope));
  const isFalling = slope.isNegative();
  const rule = ruleFrom({
    ...ALWAYS,
    basePrice: start.amount,
    perUnit: share.amount,
    variableFactor: 'price',
  });
  // Where the cost falls with the total, the most comes first.
  const [first, last] = isFalling ? [most, least] : [least, most];
  const below =
    first === null
      ? []
      : [ruleFrom({ ...ON_TOTAL, operator: '<=', maxValue: step(first), basePrice: sum(first) })];
  const above =
    last === null
      ? []
      : [ruleFrom({ ...ON_TOTAL, operator: '>=', maxValue: step(last), basePrice: sum(last) })];
  return { ok: true, price: byRules([...below, ...above, rule]), limitations };
}

const ON_TOTAL = { variable: 'price' } as const;

/** An amount, and what Odoo keeps of it. */
interface Kept {
  readonly exact: Decimal;
  readonly amount: string;
  readonly limitations: readonly string[];
}

/** Odoo rounds each price of a rule on its own, before it is multiplied. */
function kept(text: string, { converts = false, series }: PriceWorld): Kept {
  const exact = new Exact(text);
  const decimals = converts || series >= FIRST_WITH_ALL_DECIMALS ? MAX_DECIMALS : 2;
  if (exact.decimalPlaces() <= decimals) return { exact, amount: exact.toFixed(), limitations: [] };
  const amount = exact.toDecimalPlaces(decimals, Exact.ROUND_HALF_UP).toFixed();
  // A quotient may have no end.
  const written = exact.toDecimalPlaces(10).toFixed();
  const limitation =
    decimals === MAX_DECIMALS
      ? `The delivery method has six decimals: ${amount} for ${written}.`
      : `Odoo ${series} keeps two decimals: it computes with ${amount} for ${written}.`;
  return { exact, amount, limitations: [limitation] };
}

/** The store rounds the whole cost to its decimals. */
function rounded({ base, perUnit }: LinearCost, { decimals }: PriceWorld): string[] {
  const isWhole = [base, perUnit].every((each) => new Exact(each).decimalPlaces() <= decimals);
  return isWhole ? [] : [`The store rounds the cost to ${decimals} decimals; Odoo rounds differently.`];
}

const bound = (value: Decimal) => value.toDecimalPlaces(MAX_DECIMALS).toFixed();
const plain = (amount: string) => new Exact(amount).toFixed();
const fixed = (amount: string): CarrierPrice => ({
  deliveryType: 'fixed',
  fixedPrice: plain(amount),
  rules: [],
});
const byRules = (rules: readonly DesiredRule[]): CarrierPrice => ({
  deliveryType: 'base_on_rule',
  fixedPrice: '0',
  rules,
});
