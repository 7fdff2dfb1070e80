import type { Decimal } from 'decimal.js';
import { Exact, roundHalfUp } from '../../shared/decimals.ts';
import type { FeeTerm, Formula, FormulaAmount, FormulaInput, Operation, Refusal } from './types.ts';

const DIVISION_BY_ZERO: Refusal = {
  code: 'division_by_zero',
  message: 'It divides by zero.',
  at: null,
};

/**
 * The amount of a formula, not rounded. A fee within it is rounded to the store's decimals, as WooCommerce does today;
 * older releases round only what comes out, which differs where a fee is multiplied or divided.
 */
export function evaluateFormula(formula: Formula, input: FormulaInput): FormulaAmount {
  const amount = evaluate(formula, input);
  return amount === null ? { ok: false, refusal: DIVISION_BY_ZERO } : { ok: true, amount };
}

/** Null for a division by zero. */
function evaluate(formula: Formula, input: FormulaInput): Decimal | null {
  switch (formula.kind) {
    case 'number':
      return new Exact(formula.value);
    case 'qty':
      return new Exact(input.quantity);
    case 'cost':
      return new Exact(input.cost);
    case 'fee':
      return feeOf(formula, input);
    case 'negate':
      return evaluate(formula.of, input)?.negated() ?? null;
    default: {
      const left = evaluate(formula.left, input);
      const right = evaluate(formula.right, input);
      return left === null || right === null ? null : calculate(formula.kind, left, right);
    }
  }
}

function feeOf({ percent, least, most }: FeeTerm, { cost, decimals }: FormulaInput): Decimal {
  const share = roundHalfUp(new Exact(cost).times(percent).dividedBy(100), decimals);
  const raised = least === null ? share : Exact.max(share, least);
  return most === null ? raised : Exact.min(raised, most);
}

function calculate(kind: Operation['kind'], left: Decimal, right: Decimal): Decimal | null {
  switch (kind) {
    case 'add':
      return left.plus(right);
    case 'subtract':
      return left.minus(right);
    case 'multiply':
      return left.times(right);
    case 'divide':
      return right.isZero() ? null : left.dividedBy(right);
  }
}
