import type {
  InvalidShippingRow,
  StoreContinent,
  StoreCountry,
  StoreMethodType,
  StoreShippingClass,
  StoreShippingZone,
} from '../../woocommerce/port.ts';

/** The types of method that WooCommerce brings: what they cost is known. Those of plugins are bound by people. */
export const BUILT_IN_METHODS = ['flat_rate', 'free_shipping', 'local_pickup'] as const;

/** The store's settings that matter to shipping. */
export interface StoreShippingPolicy {
  /** ISO code; empty where the store does not show it. */
  readonly currency: string;
  /** Decimals of prices. */
  readonly decimals: number;
  /** The decimal separator in costs. */
  readonly decimalSeparator: string;
  readonly taxesEnabled: boolean;
  /** Set where the store taxes every sale by its own address, whoever buys. */
  readonly taxedAtBase?: true;
  /** Set where the cart shows prices with tax: minimum amounts are compared with those. */
  readonly showsCartWithTax?: true;
  /** `inherit`: of the cart's items; else the slug of a tax class. */
  readonly shippingTaxClass: string;
  /** As WooCommerce spells it: `kg`, `g`, `lbs`, `oz`. */
  readonly weightUnit: string;
  /** Whether the store sends anything at all; where not, it does not ask for a method. */
  readonly shippingEnabled: boolean;
  /** Countries that the store ships to; null where it ships to all that it lists. */
  readonly shipsTo: readonly string[] | null;
  /** Whether free shipping, where it is offered, hides what is no pickup. WooCommerce can do so from 9.9 on. */
  readonly hidesPaidWhenFree: boolean;
}

/** The store's shipping set-up. */
export interface StoreShipping {
  /** In the order in which WooCommerce asks them, zone 0 last. */
  readonly zones: readonly StoreShippingZone[];
  /** Of zones, methods and classes: invalid ones, which exist in the store all the same. */
  readonly faults: readonly InvalidShippingRow[];
  readonly classes: readonly StoreShippingClass[];
  readonly methodTypes: readonly StoreMethodType[];
  readonly continents: readonly StoreContinent[];
  /** Every country that the store knows, with its states. */
  readonly countries: readonly StoreCountry[];
  readonly policy: StoreShippingPolicy;
}

/** How a carrier computes its price in Odoo. */
export interface OdooPriceRule {
  readonly id: number;
  readonly externalId: string | undefined;
  readonly sequence: number;
  /** What is compared: `quantity`, `price`, `weight`, `volume`, `wv`. */
  readonly variable: string;
  readonly operator: string;
  /** Decimal texts, as all money here. */
  readonly maxValue: string;
  readonly basePrice: string;
  readonly perUnit: string;
  /** What `perUnit` is multiplied by. */
  readonly variableFactor: string;
}

/** A delivery method of Odoo's that the backend's company can use, archived or not. */
export interface OdooCarrier {
  readonly id: number;
  readonly name: string;
  readonly externalId: string | undefined;
  readonly active: boolean;
  /** `fixed`, `base_on_rule`, or that of a module. */
  readonly deliveryType: string;
  readonly sequence: number;
  readonly productId: number;
  readonly companyId: number | null;
  readonly countryIds: readonly number[];
  readonly stateIds: readonly number[];
  readonly zipPrefixIds: readonly number[];
  /** Of `fixed` ones; stored on the product. */
  readonly fixedPrice: string;
  readonly margin: string;
  readonly fixedMargin: string;
  readonly freeOver: boolean;
  /** From this order total on it is free. */
  readonly freeFrom: string;
  /** What the whole order may weigh and take up, in Odoo's units. `0`: no limit; 17 knows none. */
  readonly maxWeight: string;
  readonly maxVolume: string;
  /** Tags of products without which, and with which, an order is not offered it. 17 knows none. */
  readonly mustHaveTagIds: readonly number[];
  readonly excludedTagIds: readonly number[];
  /** `estimated`: at the price it is offered for; `real`: at what it cost in the end. */
  readonly invoicePolicy: string;
  readonly rules: readonly OdooPriceRule[];
}

/** What a carrier sells: a service, and the place where Odoo keeps a fixed price. A `product.product`. */
export interface OdooDeliveryProduct {
  readonly id: number;
  readonly name: string;
  readonly externalId: string | undefined;
  readonly active: boolean;
  readonly taxIds: readonly number[];
}

/** A beginning of zips that carriers serve, as a regular expression; unique by name, without an archive. */
export interface OdooZipPrefix {
  readonly id: number;
  readonly name: string;
  readonly externalId: string | undefined;
}

/** Odoo's side of shipping. */
export interface OdooShipping {
  /** False where the module `delivery` is missing: all lists are empty then. */
  readonly installed: boolean;
  readonly companyId: number;
  /** ISO code of the company's currency. */
  readonly currency: string;
  /** The smallest amount of it: 0.01, 1, 0.05. Decimal text. */
  readonly rounding: string;
  /**
   * By ISO code: how many units of an active currency are one unit of the company's today. Decimal texts; null where nobody
   * gave it a rate, which Odoo takes for 1.
   */
  readonly rates: ReadonlyMap<string, string | null>;
  /** What the database weighs in: `kg` or `lb`; empty where it is unknown. */
  readonly weightUnit: string;
  readonly carriers: readonly OdooCarrier[];
  /** Those of the carriers. */
  readonly products: readonly OdooDeliveryProduct[];
  readonly prefixes: readonly OdooZipPrefix[];
  /** External ids of the taxes that these products carry. */
  readonly taxExternalIds: ReadonlyMap<number, string>;
}
