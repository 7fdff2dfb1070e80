import type { StoreShippingMethod, StoreShippingZone } from '../../../woocommerce/port.ts';
import type { OdooCarrier } from '../facts.ts';

export interface ShippingAddress {
  /** ISO code. */
  readonly country: string;
  /** As the store codes it: `CA`, `DE-BE`, `JP13`. Empty where there is none. */
  readonly state: string;
  readonly postcode: string;
}

export interface ShippingLine {
  readonly quantity: number;
  /** Of the whole line, without tax and after discount. Decimal text. */
  readonly total: string;
  /** Null for products without one. */
  readonly shippingClassId: number | null;
  /** False for what is virtual: it counts for no shipping cost. True where it is not said. */
  readonly needsShipping?: boolean;
}

export interface ShippingBasket {
  readonly lines: readonly ShippingLine[];
  /** The cart's subtotal before discounts, with tax where the cart shows prices so. Decimal text. */
  readonly subtotal: string;
  /** What coupons take off it, with tax as there. Decimal text; nothing where it is not said. */
  readonly discount?: string;
  /** Whether a valid coupon grants free shipping. No where it is not said. */
  readonly freeShippingCoupon?: boolean;
}

/** What the store answers for one method of the zone. Each reason is one sentence for people. */
export type MethodOffer = {
  readonly method: StoreShippingMethod;
  readonly reason: string;
} & (
  | {
      readonly verdict: 'offered';
      /** Without tax, with the store's decimals. */
      readonly cost: string;
    }
  | {
      /** `unknown`: the method is a plugin's, or its cost cannot be told; the store may offer it. */
      readonly verdict: 'not_offered' | 'unknown';
      readonly cost: null;
    }
);

/** Why a zone holds the address or not. */
export interface ZoneVerdict {
  readonly zone: StoreShippingZone;
  readonly matches: boolean;
  readonly reason: string;
}

export interface StoreOffers {
  /** The zone that WooCommerce takes; null where the store told of none that fits. */
  readonly zone: StoreShippingZone | null;
  /** The zones up to the one that is taken, in the order in which they were asked. */
  readonly asked: readonly ZoneVerdict[];
  /** All methods of the zone, in the store's order, disabled ones included. */
  readonly methods: readonly MethodOffer[];
}

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
  /** Of each product weight × volume × quantity, added up; reckoned from the two where it is not said or 0. */
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
