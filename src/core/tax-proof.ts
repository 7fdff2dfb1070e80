import type { ExplainedTable } from './explanation.ts';

/*
 * What proving that both servers compute the same tax needs of the domain that plans taxes. Amounts are decimal text in
 * the store's currency.
 */

export interface ProofAddress {
  readonly country: string;
  readonly state: string;
  readonly postcode: string;
  readonly city: string;
}

/** An address at which both servers are asked, and what it represents in the table of rates. */
export interface TaxProbe {
  readonly address: ProofAddress;
  /** The place in Odoo; null where no record represents it. */
  readonly countryId: number | null;
  readonly stateId: number | null;
  /** For people: `US CA 90210`, `the store's own address`. */
  readonly why: string;
}

/** A tax class, and the tax that products of it carry in Odoo. */
export interface ProofClass {
  /** `standard` for the class without a slug. */
  readonly slug: string;
  readonly name: string;
  /** Empty where it needs none; null while it is not in Odoo yet, or waits for a decision. */
  readonly taxIds: readonly number[] | null;
}

export interface ProofLine {
  /** The slug of its class; `standard` for the class without one. */
  readonly taxClass: string;
  readonly quantity: number;
  /** Of one piece, as the store keeps prices. */
  readonly price: string;
}

export interface ProofShipping {
  /** Without tax. */
  readonly cost: string;
  readonly isPickup: boolean;
}

/** What a side charges. */
export interface ProofTax {
  readonly itemTax: string;
  /** Items and shipping. */
  readonly totalTax: string;
}

/** What the servers answered for one basket, for the cause to be found. */
export interface ProofAnswers {
  readonly lines: readonly ProofLine[];
  readonly shipping: ProofShipping | null;
  readonly store: string;
  readonly odoo: string;
  /** The fiscal position that Odoo took; null for none. */
  readonly positionId: number | null;
}

/** Why two sides differ, and the one thing to change. Texts are for people. */
export interface ProofCause {
  readonly cause:
    | 'limitation'
    | 'no_position'
    | 'other_position'
    | 'tax_changed'
    | 'rounding'
    | 'price_inclusion'
    | 'base_address'
    | 'plugin'
    | 'not_taken'
    | 'unknown';
  readonly reason: string;
  readonly remedy: string;
}

export interface TaxProof {
  readonly isEnabled: boolean;
  readonly currency: string;
  /** The store's own address. */
  readonly base: ProofAddress;
  readonly pricesIncludeTax: boolean;
  readonly classes: readonly ProofClass[];
  /** The tax that shipping of a basket of these classes carries in Odoo; null while it is not there. */
  shippingTaxIds(classes: readonly string[]): readonly number[] | null;
  /** At most so many addresses, those that represent most first. */
  probes(limit: number): readonly TaxProbe[];
  /** What the store charges by its rates and settings, as our rules compute it. */
  storeTax(lines: readonly ProofLine[], shipping: ProofShipping | null, address: ProofAddress): ProofTax;
  /**
   * What Odoo charges on an amount without tax for a product with these taxes, as our rules compute it; null where only
   * Odoo itself knows.
   */
  odooTax(probe: TaxProbe, taxIds: readonly number[], net: string): string | null;
  /** The name of a fiscal position, and whether it requires a VAT number. */
  position(id: number): { readonly name: string; readonly requiresVat: boolean } | null;
  /** Whether positions for customers with a VAT number are there at all. */
  readonly hasVatPositions: boolean;
  causeOf(probe: TaxProbe, answers: ProofAnswers): ProofCause;
  /** How each side computes it, the store first: lines with base, rate, amount and rounding, and what was charged. */
  computationsOf(probe: TaxProbe, answers: ProofAnswers): readonly ExplainedTable[];
}
