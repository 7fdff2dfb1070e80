import type { Decimal } from 'decimal.js';
import { Exact } from '../../shared/decimals.ts';
import type { FeeTerm, Formula, LinearCost, Operation } from './types.ts';

/** A formula while it is added up: `base + qty × [qty] + cost × [cost] ± fee`. */
interface Sum {
  readonly base: Decimal;
  readonly qty: Decimal;
  readonly cost: Decimal;
  readonly fee: Fee | null;
}

/** A fee that is neither multiplied nor divided: it is rounded before that, and twice a rounded cent is two. */
interface Fee {
  readonly perUnit: Decimal;
  readonly least: Decimal | null;
  readonly most: Decimal | null;
}

const ZERO = new Exact(0);
const ONE = new Exact(1);
const NOTHING: Sum = { base: ZERO, qty: ZERO, cost: ZERO, fee: null };

/**
 * A formula as one amount and one part per item or per money, if it is that; else null. Bounds of a fee come
 * along as bounds of the second part.
 *
 * @param decimals the store's: to those a fee is rounded
 */
export function linearOf(formula: Formula, decimals: number): LinearCost | null {
  const exact = addUp(formula);
  if (exact === null) return null;
  const sum = { ...exact, base: settle(exact.base), qty: settle(exact.qty), cost: settle(exact.cost) };
  return sum.fee === null ? plainCost(sum) : costWithFee(sum, sum.fee, decimals);
}

/**
 * Quotients are cut after 60 digits, so that three thirds are not one: fewer decimals, and still more than any money
 * shows, make them one again.
 */
const settle = (value: Decimal) => value.toDecimalPlaces(SETTLED_DECIMALS);
const SETTLED_DECIMALS = 32;

function plainCost({ base, qty, cost }: Sum): LinearCost | null {
  if (!qty.isZero() && !cost.isZero()) return null;
  const unit = !qty.isZero() ? 'qty' : !cost.isZero() ? 'cost' : 'nothing';
  return { base: base.toFixed(), unit, perUnit: qty.plus(cost).toFixed(), least: null, most: null };
}

/**
 * To round the fee and then the sum is to round the sum only where the base is of whole cents and on the same side of
 * zero: halves are rounded away from zero.
 */
function costWithFee({ base, qty, cost }: Sum, fee: Fee, decimals: number): LinearCost | null {
  const sameSide = base.isZero() || base.isNegative() === fee.perUnit.isNegative();
  if (!qty.isZero() || !cost.isZero() || !sameSide || base.decimalPlaces() > decimals) return null;
  return {
    base: base.toFixed(),
    unit: 'cost',
    perUnit: fee.perUnit.toFixed(),
    least: fee.least?.toFixed() ?? null,
    most: fee.most?.toFixed() ?? null,
  };
}

function addUp(formula: Formula): Sum | null {
  switch (formula.kind) {
    case 'number':
      return { ...NOTHING, base: new Exact(formula.value) };
    case 'qty':
    case 'cost':
      return { ...NOTHING, [formula.kind]: ONE };
    case 'fee':
      return sumOfFee(formula);
    case 'negate':
      return scaled(addUp(formula.of), ONE.negated());
    default: {
      const left = addUp(formula.left);
      const right = addUp(formula.right);
      return left === null || right === null ? null : combine(formula.kind, left, right);
    }
  }
}

function sumOfFee({ percent, least, most }: FeeTerm): Sum {
  const perUnit = new Exact(percent).dividedBy(100);
  const bounds = {
    least: least === null ? null : new Exact(least),
    most: most === null ? null : new Exact(most),
  };
  const contradict = bounds.least !== null && bounds.most !== null && bounds.least.gte(bounds.most);
  if (contradict) return { ...NOTHING, base: bounds.most ?? ZERO };
  if (!perUnit.isZero()) return { ...NOTHING, fee: { perUnit, ...bounds } };
  const raised = bounds.least === null ? ZERO : Exact.max(ZERO, bounds.least);
  return { ...NOTHING, base: bounds.most === null ? raised : Exact.min(raised, bounds.most) };
}

function combine(kind: Operation['kind'], left: Sum, right: Sum): Sum | null {
  switch (kind) {
    case 'add':
      return added(left, right);
    case 'subtract':
      return added(left, scaled(right, ONE.negated()));
    case 'multiply':
      if (isConstant(right)) return scaled(left, right.base);
      return isConstant(left) ? scaled(right, left.base) : null;
    case 'divide':
      return isConstant(right) ? divided(left, right.base) : null;
  }
}

function added(left: Sum, right: Sum | null): Sum | null {
  if (right === null || (left.fee !== null && right.fee !== null)) return null;
  return {
    base: left.base.plus(right.base),
    qty: left.qty.plus(right.qty),
    cost: left.cost.plus(right.cost),
    fee: left.fee ?? right.fee,
  };
}

function scaled(sum: Sum | null, factor: Decimal): Sum | null {
  if (sum === null) return null;
  const times = ({ base, qty, cost }: Sum) => ({
    base: base.times(factor),
    qty: qty.times(factor),
    cost: cost.times(factor),
  });
  if (sum.fee === null || factor.eq(1)) return { ...times(sum), fee: sum.fee };
  if (factor.isZero()) return NOTHING;
  return factor.eq(-1) ? { ...times(sum), fee: negated(sum.fee) } : null;
}

function negated({ perUnit, least, most }: Fee): Fee {
  return {
    perUnit: perUnit.negated(),
    least: most?.negated() ?? null,
    most: least?.negated() ?? null,
  };
}

/** A quotient without an end of decimals (a price net of a tax, a third) is cut off after so many that no money shows it. */
function divided(sum: Sum, divisor: Decimal): Sum | null {
  if (divisor.isZero()) return null;
  if (sum.fee !== null) return divisor.abs().eq(1) ? scaled(sum, divisor) : null;
  return {
    base: sum.base.dividedBy(divisor),
    qty: sum.qty.dividedBy(divisor),
    cost: sum.cost.dividedBy(divisor),
    fee: null,
  };
}

function isConstant({ qty, cost, fee }: Sum): boolean {
  return qty.isZero() && cost.isZero() && fee === null;
}
