import type { Exact } from './decimals.ts';
import type { RoundingMethod } from './types.ts';

/** A percentage tax, parsed, in the shape that both generations of Odoo's arithmetic take. */
export interface Percentage {
  readonly id: number;
  readonly percent: Exact;
  readonly included: boolean;
  readonly includeBaseAmount: boolean;
  readonly isBaseAffected: boolean;
}

/** What a tax takes of one line, not yet rounded where the method rounds the whole order. */
export interface Share {
  readonly taxId: number;
  readonly included: boolean;
  readonly base: Exact;
  readonly amount: Exact;
}

/** One line computed: the amount without taxes, and each tax in the order of computation. */
export interface ComputedLine {
  readonly untaxed: Exact;
  readonly shares: readonly Share[];
}

/** How one line is computed. */
export interface Computation {
  /** `exact` for prices: nothing is rounded to the currency. */
  readonly rounding: RoundingMethod | 'exact';
  readonly decimals: number;
  /** The amount is without taxes, even of those that prices contain. */
  readonly fromUntaxed: boolean;
}
