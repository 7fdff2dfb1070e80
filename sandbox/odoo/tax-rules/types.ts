/**
 * A tax as the rules see it: an `account.tax` reduced to what decides amounts. Numbers that are money or percentages
 * are decimal text everywhere in this folder.
 */
export interface TaxRecord {
  readonly id: number;
  readonly active: boolean;
  /** `amount_type`; only `percent` can be computed here. */
  readonly amountType: string;
  /** A percentage: `19`, `9.975`. */
  readonly amount: string;
  readonly sequence: number;
  /** Whether a price contains it: on 18 and 19 with the company's default where the tax says nothing. */
  readonly priceInclude: boolean;
  /** Its tax is added to the base of the taxes after it. */
  readonly includeBaseAmount: boolean;
  /** Taxes before it may add to its base. */
  readonly isBaseAffected: boolean;
  /** 19: the fiscal positions that it belongs to, and the taxes that it replaces there. Empty on 17 and 18. */
  readonly positionIds: readonly number[];
  readonly originalTaxIds: readonly number[];
}

/** A line of `account.fiscal.position.tax`, which 17 and 18 have; without destination it takes the tax away. */
export interface MappingLine {
  readonly positionId: number;
  readonly sourceId: number;
  readonly destinationId: number | null;
}

/** A fiscal position, reduced to what decides whether it applies. */
export interface PositionRecord {
  readonly id: number;
  /** Where its row lies in the table: decides between equal sequences. Its id where absent. */
  readonly version?: number;
  readonly active: boolean;
  readonly autoApply: boolean;
  /** Null where it was never set: Odoo reads 0 then, but PostgreSQL sorts it last, which decides on 17. */
  readonly sequence: number | null;
  readonly companyId: number;
  readonly vatRequired: boolean;
  readonly countryId: number | null;
  /** The countries of its country group; null without a group. */
  readonly groupCountryIds: readonly number[] | null;
  /** 19: states that the group leaves out, though it has their country. */
  readonly excludedStateIds?: readonly number[];
  readonly stateIds: readonly number[];
  /** As stored, that is padded by `padZips`; empty where there is none. */
  readonly zipFrom: string;
  readonly zipTo: string;
}

/** A partner's delivery address; zip empty where it has none. */
export interface Address {
  readonly countryId: number | null;
  readonly stateId: number | null;
  readonly zip: string;
  readonly hasVat: boolean;
}

/** The company whose order is taxed. */
export interface Company {
  /** Its parents from the top down, then itself: one id for a company without parents. */
  readonly lineage: readonly number[];
}

export type RoundingMethod = 'round_per_line' | 'round_globally';

/** How the amounts of an order are rounded. */
export interface Rounding {
  readonly method: RoundingMethod;
  /** Decimals of the order's currency. */
  readonly decimals: number;
}

/** One line of an order, with the taxes left after mapping. */
export interface OrderLine {
  readonly taxes: readonly TaxRecord[];
  /** Unit price after discount. */
  readonly price: string;
  readonly quantity: string;
}

/** What a tax takes: its amount, and the amount that it was computed on. */
export interface TaxAmount {
  readonly taxId: number;
  readonly base: string;
  readonly amount: string;
}

/** The amounts of a line or an order: `untaxed` plus `tax` is `total`. */
export interface Amounts {
  readonly untaxed: string;
  readonly tax: string;
  readonly total: string;
  /** In the order in which the taxes are computed. */
  readonly taxes: readonly TaxAmount[];
}
