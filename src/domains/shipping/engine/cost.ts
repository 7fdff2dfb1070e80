import type { Decimal } from 'decimal.js';
import { Exact, atStorePrecision } from '../../../core/exact.ts';
import { evaluateFormula } from '../formula/evaluate.ts';
import { parseFormula } from '../formula/parse.ts';
import type { FormulaAmount, FormulaInput } from '../formula/types.ts';

/** A price that comes out, or why none does: a sentence for people. */
export type Price = { readonly amount: Decimal } | { readonly unknown: string };

/** What a cost text comes to. */
export function costOf(text: string, input: FormulaInput): FormulaAmount {
  const parsed = parseFormula(text);
  return parsed.ok ? evaluateFormula(parsed.formula, input) : parsed;
}

/**
 * Money as the store shows it: kept with 6 decimals (`wc_format_decimal`), then rounded to the store's, halves away from
 * zero both times.
 */
export function showMoney(amount: Decimal, decimals: number): string {
  const shown = atStorePrecision(amount).toFixed(decimals, Exact.ROUND_HALF_UP);
  return /^-0(?:\.0*)?$/u.test(shown) ? shown.slice(1) : shown;
}
