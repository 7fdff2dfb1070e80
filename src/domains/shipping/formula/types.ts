import type { Decimal } from 'decimal.js';

/**
 * A cost text of WooCommerce's flat rate, read. Numbers are decimal texts with a point and without a sign: a negative
 * one is a `negate`.
 */
export type Formula = NumberTerm | QuantityTerm | CostTerm | FeeTerm | Negation | Operation;

export interface NumberTerm {
  readonly kind: 'number';
  readonly value: string;
}

/** `[qty]`: how many items the cost is for. */
export interface QuantityTerm {
  readonly kind: 'qty';
}

/** `[cost]`: what these items cost, without tax and after discount. */
export interface CostTerm {
  readonly kind: 'cost';
}

/** `[fee percent="10" min_fee="4" max_fee="40"]`: a part of `[cost]`, rounded to the store's decimals. */
export interface FeeTerm {
  readonly kind: 'fee';
  /** `0` where none was given. */
  readonly percent: string;
  /** Null where there is none, as for an empty text and for 0. */
  readonly least: string | null;
  /** Wins over `least` where the two contradict each other. Null as there. */
  readonly most: string | null;
}

export interface Negation {
  readonly kind: 'negate';
  readonly of: Formula;
}

export interface Operation {
  readonly kind: 'add' | 'subtract' | 'multiply' | 'divide';
  readonly left: Formula;
  readonly right: Formula;
}

/** What a formula is evaluated for. */
export interface FormulaInput {
  /** Of the items that need shipping. */
  readonly quantity: Decimal.Value;
  /** Of the same items, without tax and after discount: a decimal text. */
  readonly cost: Decimal.Value;
  /** The store's decimals, to which fees are rounded. */
  readonly decimals: number;
}

/** Why a text or a formula gives no price. Never thrown. */
export interface Refusal {
  readonly code: 'too_long' | 'too_deep' | 'not_a_formula' | 'division_by_zero';
  /** One sentence for people: what is wrong, and where. */
  readonly message: string;
  /** Where in the text, from 0; null where it is the value that cannot be computed. */
  readonly at: number | null;
}

export type ParsedFormula =
  { readonly ok: true; readonly formula: Formula } | { readonly ok: false; readonly refusal: Refusal };

export type FormulaAmount =
  { readonly ok: true; readonly amount: Decimal } | { readonly ok: false; readonly refusal: Refusal };

/**
 * A formula that is `base + perUnit × unit`, the second part within bounds where it has any. Decimal texts. WooCommerce
 * computes the same amount for every quantity and cost, once it is rounded to the store's decimals.
 */
export interface LinearCost {
  readonly base: string;
  /** What is counted: items, or the money they cost. `nothing`: the cost is always the base. */
  readonly unit: 'nothing' | 'qty' | 'cost';
  readonly perUnit: string;
  /** The bounds of `perUnit × unit`, to which the base comes: those of a fee. Null where it has none. */
  readonly least: string | null;
  readonly most: string | null;
}
