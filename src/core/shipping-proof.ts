import type { ExplainedTable } from './explanation.ts';
import type { ProofAddress, TaxProbe } from './tax-proof.ts';

/*
 * What proving that both servers offer the same shipping needs of the domain that plans shipping. Amounts are decimal
 * text: the store's in its currency, Odoo's in that of the company.
 */

/** An address at which both servers are asked, and what it represents among the zones. */
export type ShippingProbe = TaxProbe;

/** A method of a zone, or one that is gone and has a delivery method still, and what represents it in Odoo. */
export interface ProofMethod {
  readonly instanceId: number;
  readonly methodId: string;
  readonly title: string;
  readonly zone: string;
  /** False where it is disabled, or gone. */
  readonly isOn: boolean;
  /** Its delivery method, and further ones for single countries. Empty while there is none. */
  readonly carrierIds: readonly number[];
}

export interface ShippingProofLine {
  readonly quantity: number;
  /** Of the whole line, without tax. */
  readonly net: string;
  /** Null for goods without a shipping class. */
  readonly shippingClassId: number | null;
}

/** What is sent, as both sides look at it. */
export interface ShippingProofBasket {
  readonly lines: readonly ShippingProofLine[];
  readonly net: string;
  /** With tax: what Odoo compares a minimum amount with. */
  readonly gross: string;
  /** Of all together, in the store's unit; null where a product has none. */
  readonly weight: string | null;
  /** Whether something in it has the standard tax class, which shipping then inherits. */
  readonly hasStandardClass: boolean;
}

/** A method that the store offers. */
export interface StoreOffer {
  readonly instanceId: number;
  readonly methodId: string;
  readonly title: string;
  /** Without tax. */
  readonly cost: string;
  /** Null where it is not known. */
  readonly tax: string | null;
}

/** What Odoo answers for a delivery method. */
export interface CarrierAnswer {
  readonly carrierId: number;
  readonly name: string;
  /** Null: unknown, as with one whose price only a module knows. */
  readonly isOffered: boolean | null;
  /** Without tax; null where it is not offered, or unknown. */
  readonly price: string | null;
  /** Null where it is not known. */
  readonly tax: string | null;
  /** One sentence. */
  readonly reason: string;
}

/** What the servers answered about one method for one basket, for the cause to be found. */
export interface ShippingAnswers {
  readonly basket: ShippingProofBasket;
  readonly methodId: string;
  readonly instanceId: number;
  readonly title: string;
  /** Null where the store does not offer it. */
  readonly store: StoreOffer | null;
  /** What Odoo answers for the delivery methods of the method: the offered ones first. */
  readonly odoo: readonly CarrierAnswer[];
}

/**
 * Why two sides differ, and the one thing to change. Texts are for people. `limitation`, `shipping_class`,
 * `minimum_with_tax` and `pickup` are what Odoo does not support and the report of the method lists.
 */
export interface ShippingCause {
  readonly cause:
    | 'archived'
    | 'base_address'
    | 'chosen_carrier'
    | 'currency'
    | 'limitation'
    | 'minimum_with_tax'
    | 'no_carrier'
    | 'not_synced'
    | 'not_taken'
    | 'odoo_module'
    | 'other_carrier'
    | 'pickup'
    | 'plugin'
    | 'plugin_method'
    | 'price_edited'
    | 'shipping_class'
    | 'tax'
    | 'unknown'
    | 'zone';
  readonly reason: string;
  readonly remedy: string;
}

export interface ShippingProof {
  /** Whether the store sends anything at all. */
  readonly isEnabled: boolean;
  /** Whether Odoo has delivery methods. */
  readonly isInstalled: boolean;
  readonly currency: string;
  readonly odooCurrency: string;
  /** Of Odoo's amounts. */
  readonly decimals: number;
  readonly methods: readonly ProofMethod[];
  readonly classes: readonly { readonly id: number; readonly name: string }[];
  /** The minimum amounts of free shipping, each once, ascending. */
  readonly minimumAmounts: readonly string[];
  /** At most so many addresses; each zone has some, those of which most orders can be expected first. */
  probes(limit: number, base: ProofAddress): readonly ShippingProbe[];
  /** What the store offers by its zones and methods, as our rules compute it; without tax. */
  storeOffers(basket: ShippingProofBasket, address: ProofAddress): readonly StoreOffer[];
  /** What Odoo offers by the fields of its delivery methods, as our rules compute it; without tax. */
  odooOffers(basket: ShippingProofBasket, probe: ShippingProbe): readonly CarrierAnswer[];
  /** The taxes of a delivery method's product, and the product. */
  carrier(
    id: number,
  ): { readonly taxIds: readonly number[]; readonly productId: number; readonly isActive: boolean } | null;
  /** An amount of the store's in the company's currency; null where Odoo has no rate. */
  inOdoo(amount: string): string | null;
  /** A weight of the store's in Odoo's unit; null where a unit is not known. */
  weightInOdoo(weight: string): string | null;
  causeOf(probe: ShippingProbe, answers: ShippingAnswers): ShippingCause;
  /** How each side comes by the price, the store first: what it looks at, its settings, and what it answered. */
  computationsOf(probe: ShippingProbe, answers: ShippingAnswers): readonly ExplainedTable[];
}
