import type { StoreShippingMethod, StoreShippingZone } from '../../../woocommerce/port.ts';

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
  /** False for what is virtual: it counts for no shipping cost. True where it is not given. */
  readonly needsShipping?: boolean;
}

export interface ShippingBasket {
  readonly lines: readonly ShippingLine[];
  /** The cart's subtotal before discounts, with tax where the cart shows prices so. Decimal text. */
  readonly subtotal: string;
  /** What coupons take off it, with tax as there. Decimal text; nothing where it is not given. */
  readonly discount?: string;
  /** Whether a valid coupon grants free shipping. No where it is not given. */
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
      /** `unknown`: the method is a plugin's, or its cost is unknown; the store may offer it. */
      readonly verdict: 'not_offered' | 'unknown';
      readonly cost: null;
    }
);

/** Why a zone contains the address or not. */
export interface ZoneVerdict {
  readonly zone: StoreShippingZone;
  readonly matches: boolean;
  readonly reason: string;
}

export interface StoreOffers {
  /** The zone that WooCommerce takes; null where the store listed none that fits. */
  readonly zone: StoreShippingZone | null;
  /** The zones up to the one that is taken, in the order in which they were asked. */
  readonly asked: readonly ZoneVerdict[];
  /** All methods of the zone, in the store's order, disabled ones included. */
  readonly methods: readonly MethodOffer[];
}
