/*
 * What of a store's trade is read to prove that Odoo agrees: orders, without the people in them, and products. Amounts are
 * decimal text in the order's currency.
 */

/** Where an order was billed or sent to. No name, street, telephone number or e-mail address is asked for. */
export interface StoreOrderAddress {
  readonly country: string;
  readonly state: string;
  readonly postcode: string;
  readonly city: string;
}

/** The tax of one rate on a line. `total` is empty where the store kept none. */
export interface StoreLineTax {
  readonly rateId: number;
  readonly total: string;
}

export interface StoreOrderItem {
  /** 0 where the product was deleted, or there never was one. */
  readonly productId: number;
  readonly quantity: string;
  /** The slug of its class; empty for the standard one. */
  readonly taxClass: string;
  /** After discounts, without tax. */
  readonly total: string;
  readonly totalTax: string;
  readonly taxes: readonly StoreLineTax[];
}

export interface StoreOrderShipping {
  readonly methodId: string;
  /** Empty where the line names none: orders made by hand or by programs. */
  readonly instanceId: string;
  readonly title: string;
  readonly total: string;
  readonly totalTax: string;
  readonly taxes: readonly StoreLineTax[];
}

export interface StoreOrderFee {
  readonly title: string;
  readonly taxClass: string;
  readonly total: string;
  readonly totalTax: string;
  readonly taxes: readonly StoreLineTax[];
}

/** A rate as the order remembers it, whatever became of it since. */
export interface StoreOrderRate {
  readonly rateId: number;
  readonly label: string;
  /** Decimal text; null in orders of before WooCommerce 3.7, which did not keep it. */
  readonly percent: string | null;
  readonly compound: boolean;
  readonly taxTotal: string;
  readonly shippingTaxTotal: string;
}

export interface StoreOrder {
  readonly id: number;
  /** As customers see it; plugins give others than the id. */
  readonly number: string;
  readonly status: string;
  readonly currency: string;
  readonly pricesIncludeTax: boolean;
  /** How it was made: `checkout`, `store-api`, `admin`, `rest-api`, … */
  readonly createdVia: string;
  readonly billing: StoreOrderAddress;
  readonly shipping: StoreOrderAddress;
  /** Empty where nothing was to be paid, or the order was made by hand. */
  readonly paymentMethod: string;
  readonly items: readonly StoreOrderItem[];
  readonly shippingLines: readonly StoreOrderShipping[];
  readonly fees: readonly StoreOrderFee[];
  readonly rates: readonly StoreOrderRate[];
  readonly coupons: number;
  readonly refunds: number;
  readonly totalTax: string;
  readonly total: string;
}

/** An order that could not be understood. Nothing of it is quoted but the field: it may be personal. */
export interface InvalidOrder {
  readonly id: number | null;
  readonly field: string;
  readonly message: string;
}

export interface StoreOrders {
  /** The latest first. */
  readonly orders: readonly StoreOrder[];
  readonly faults: readonly InvalidOrder[];
  /** How many the store has in all; null where it does not report it. */
  readonly available: number | null;
}

/** A product as far as it decides tax and shipping. */
export interface StoreProduct {
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly price: string;
  readonly taxClass: string;
  readonly taxStatus: 'taxable' | 'shipping' | 'none';
  readonly shippingClassId: number;
  readonly virtual: boolean;
  /** In the store's unit; empty where none is set. */
  readonly weight: string;
  /** Published, in stock, and simple: a cart takes it without further questions. */
  readonly canBeBought: boolean;
}

/** What is asked of a store's trade. Failures are `ConnectorError`s with codes `store.…`. */
export interface StoreTradeReader {
  /** The last orders, trash and drafts excepted: `GET orders`, one request per 100. */
  orders(last: number): Promise<StoreOrders>;
  /** Products that can be bought, the cheapest to ask first: `GET products`, at most two requests. */
  products(): Promise<StoreProduct[]>;
  /**
   * Opens a cart as a visitor of the shop would (`wc/store/v1/cart`), without an order and without keys. Answers why not
   * where the store lets nobody, or refuses one of the products.
   */
  openCart(items: readonly StoreCartItem[]): Promise<StoreCart | CartRefusal>;
}

export interface StoreCartItem {
  readonly productId: number;
  readonly quantity: number;
}

/** Why a store does not answer: by the code of its REST API where it gives one. */
export interface CartRefusal {
  /** `closed`: the API of the block checkout is not there or not open; `product`, `address`: refused. */
  readonly refused: 'closed' | 'product' | 'address';
  /** A sentence for people. */
  readonly reason: string;
}

export interface StoreCart {
  /** What the cart costs when it is sent there: one request, answered without an order. */
  quoteAt(address: StoreOrderAddress): Promise<CartQuote | CartRefusal>;
  /** Empties the cart: one request. */
  close(): Promise<void>;
}

/** What a cart costs, in the store's currency and to its decimals, as the store shows it. */
export interface CartQuote {
  readonly currency: string;
  readonly decimals: number;
  readonly items: readonly {
    readonly productId: number;
    readonly quantity: number;
    /** Without tax. */
    readonly net: string;
    readonly tax: string;
  }[];
  /** Name and percentage of each rate that applied, as the store shows them. */
  readonly rates: readonly { readonly name: string; readonly percent: string; readonly tax: string }[];
  /** What is offered, in the store's order; costs are without tax. */
  readonly offers: readonly {
    readonly methodId: string;
    readonly instanceId: number;
    readonly name: string;
    readonly cost: string;
    readonly tax: string;
    readonly isSelected: boolean;
  }[];
  readonly itemNet: string;
  readonly itemTax: string;
  /** Fees that plugins add to carts, without tax. */
  readonly fees: string;
  readonly shippingNet: string;
  readonly shippingTax: string;
  readonly totalTax: string;
  readonly total: string;
}
