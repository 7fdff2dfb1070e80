import type { OdooCarrier } from '../facts.ts';

/** A delivery address in Odoo. */
export interface OdooAddress {
  readonly countryId: number | null;
  readonly stateId: number | null;
  /** As it is written in Odoo, which neither removes spaces nor hyphens. */
  readonly zip: string;
}

/** What Odoo looks at of an order, deliveries left out. Decimal texts. */
export interface OdooOrderFigures {
  /** Of what is no service, in the products' units. */
  readonly quantity: string;
  /** With tax, in the company's currency. */
  readonly total: string;
  /** Of everything, in Odoo's units; null where it is not known. */
  readonly weight: string | null;
  readonly volume: string | null;
  /** Of each product weight × volume × quantity, added up; computed from the two where it is not given or 0. */
  readonly weightVolume?: string;
  /** Of the price on the delivery line. */
  readonly decimals: number;
}

/** What Odoo answers for one carrier. Each reason is one sentence for people. */
export type CarrierOffer = {
  readonly carrier: OdooCarrier;
  readonly reason: string;
} & (
  | {
      readonly verdict: 'offered';
      readonly price: string;
    }
  | {
      /** `unknown`: the price is a module's, or something of the carrier cannot be read. */
      readonly verdict: 'not_offered' | 'unknown';
      readonly price: null;
    }
);
