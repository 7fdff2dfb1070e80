import type { Traffic } from '../http/serve.ts';
import type { Json, JsonObject } from '../json.ts';
import type { ShopHolder } from './application.ts';
import { GatewayControl } from './gateway-control.ts';
import { withOrder } from './orders.ts';
import type { PlacedOrder } from './orders.ts';
import type { ShopProduct } from './state.ts';

/** Changes the products and orders of a running store from outside, as its merchant and its customers would. */
export class TradeControl extends GatewayControl {
  readonly #holder: ShopHolder;

  constructor(traffic: Traffic, holder: ShopHolder) {
    super(traffic, holder);
    this.#holder = holder;
  }

  /** How many carts of visitors hold something. */
  filledCarts(): number {
    return this.#holder.carts.filled();
  }

  /** Adds a product, or replaces the one with this id. */
  putProduct(product: ShopProduct): void {
    const { shop } = this.#holder;
    const others = shop.products.filter(({ id }) => id !== product.id);
    this.#holder.shop = { ...shop, products: [...others, product] };
  }

  removeProduct(id: number): void {
    const { shop } = this.#holder;
    this.#holder.shop = { ...shop, products: shop.products.filter((product) => product.id !== id) };
  }

  /** An order that a customer places; answers its id. `change` overrides fields of the row as it is listed. */
  placeOrder(placed: PlacedOrder, change: JsonObject = {}): number {
    this.#holder.shop = withOrder(this.#holder.shop, placed, (row) => ({ ...row, ...change }));
    return 99 + this.#holder.shop.orders.length;
  }

  /** A row of the list of orders as it is, whatever is wrong with it. */
  putRawOrder(row: Json): void {
    const { shop } = this.#holder;
    this.#holder.shop = { ...shop, orders: [...shop.orders, row] };
  }
}
