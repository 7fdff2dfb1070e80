import type { Exact } from '../tax-rules/decimals.ts';

/** What a price rule compares or multiplies by. `price` is the total of the order with its taxes. */
export type Variable = 'weight' | 'volume' | 'wv' | 'price' | 'quantity';

export type Operator = '==' | '<=' | '<' | '>=' | '>';

/** A `delivery.price.rule`: where `variable operator maxValue` holds, the price is `basePrice + price * factor`. */
export interface PriceRule {
  readonly variable: Variable;
  readonly operator: Operator;
  readonly maxValue: number;
  /** Decimal text, in the currency of the carrier's company. */
  readonly basePrice: string;
  readonly price: string;
  readonly factor: Variable;
}

/** A `delivery.carrier` reduced to what decides whether it is offered, and at which price. */
export interface CarrierRecord {
  readonly id: number;
  readonly name: string;
  readonly deliveryType: 'fixed' | 'base_on_rule';
  /** Empty lists say nothing: every country, state, zip fits. */
  readonly countryIds: readonly number[];
  readonly stateIds: readonly number[];
  /** Names of its zip prefixes, which Odoo takes for regular expressions. */
  readonly zipPatterns: readonly string[];
  /** 0 is no limit; 17 knows none. */
  readonly maxWeight: number;
  readonly maxVolume: number;
  /** Tags of products; 17 knows none. */
  readonly mustHaveTagIds: readonly number[];
  readonly excludedTagIds: readonly number[];
  /** A fraction: 0.1 adds ten percent. Only prices by rules have margins. */
  readonly margin: string;
  /** In the currency of the carrier's company, as `amount`. */
  readonly fixedMargin: string;
  readonly freeOver: boolean;
  /** The order total from which a fixed price becomes nothing. */
  readonly amount: string;
  /** In the order in which Odoo tries them. */
  readonly rules: readonly PriceRule[];
}

/** Where an order goes to. */
export interface Destination {
  readonly countryId: number | null;
  readonly stateId: number | null;
  /** As it stands on the partner, not trimmed; empty for none. */
  readonly zip: string;
}

/**
 * What an order measures. Weights and volumes are binary numbers as in Odoo, where three times 0.4 is more than 1.2:
 * a rule that compares them must see the same.
 */
export interface OrderMeasures {
  /** With all taxes, without delivery; in the currency of the order. */
  readonly total: Exact;
  /** Of goods only: services have neither quantity nor weight for a rule. */
  readonly quantity: number;
  readonly weight: number;
  readonly volume: number;
  /** Weight times volume, line by line. */
  readonly wv: number;
  /** Of everything on the order: what the limits of a carrier are compared with. */
  readonly wholeWeight: number;
  readonly wholeVolume: number;
  /** The tags of all products on the order. */
  readonly tagIds: readonly number[];
}

/** What the price of a carrier needs from the rest of the database. */
export interface CarrierMoney {
  /** The list price of the delivery product in the currency of the order, not rounded. */
  readonly listPrice: Exact;
  /** From the currency of the carrier's company to that of the order, and back. */
  readonly toOrder: (amount: Exact) => Exact;
  readonly toCompany: (amount: Exact) => Exact;
  /** What the fiscal position of the order makes of a price that contains taxes. */
  readonly mapTaxes: (price: Exact) => Exact;
}

/** What shipping with a carrier costs; prices are not rounded yet. */
export interface Rate {
  readonly price: Exact;
  /** Before the order was large enough to ship for free. */
  readonly carrierPrice: Exact;
}
