import type { Decimal } from 'decimal.js';
import { Exact, atStorePrecision } from '../../shared/decimals.ts';
import { evaluateFormula } from '../formula/evaluate.ts';
import { parseFormula } from '../formula/parse.ts';
import type { FormulaAmount, FormulaInput } from '../formula/types.ts';
import type { StoreShippingPolicy } from '../facts.ts';

/** A price that comes out, or why none does: a sentence for people. */
export type Price = { readonly amount: Decimal } | { readonly unknown: string };

/** How the store writes money. */
export type MoneyForm = Pick<StoreShippingPolicy, 'decimals' | 'decimalSeparator'>;

/** The amount of a cost text. */
export function costOf(
  text: string,
  input: Omit<FormulaInput, 'decimals'>,
  { decimals, decimalSeparator }: MoneyForm,
): FormulaAmount {
  const parsed = parseFormula(text, decimalSeparator);
  return parsed.ok ? evaluateFormula(parsed.formula, { ...input, decimals }) : parsed;
}

/**
 * A cost that is no formula, as WooCommerce reads it (`wc_format_decimal`): of several decimal signs the last counts, and
 * a comma is one in stores that write it so, else it parts thousands off. Null where there is anything else in it.
 */
export function readPlainCost(
  text: string,
  { decimalSeparator }: Pick<MoneyForm, 'decimalSeparator'>,
): Decimal | null {
  const pointed = text.trim().replaceAll(decimalSeparator, '.');
  if (!/^-?[\d., ]+$/u.test(pointed) || !/\d/u.test(pointed)) return null;
  return new Exact(pointed.replace(/[, ]/gu, '').replace(/\.(?![^.]+$)/gu, ''));
}

/**
 * Money as the store shows it: kept with 6 decimals (`wc_format_decimal`), then rounded to the store's, halves away from
 * zero both times.
 */
export function showMoney(amount: Decimal, decimals: number): string {
  const shown = atStorePrecision(amount).toFixed(decimals, Exact.ROUND_HALF_UP);
  return /^-0(?:\.0*)?$/u.test(shown) ? shown.slice(1) : shown;
}
