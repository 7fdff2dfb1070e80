import { randomUUID } from 'node:crypto';
import type { SandboxRequest } from '../../http/exchange.ts';
import { isJsonObject, parseJson, textOf } from '../../json.ts';
import type { JsonObject } from '../../json.ts';
import { invalidParameter, RestError } from '../rest-error.ts';
import type { ShopData } from '../state.ts';
import { cartBody } from './cart-body.ts';
import { computeCart } from './compute.ts';
import type { Cart } from './compute.ts';
import type { CartAddress } from './places.ts';
import { cartPolicy } from './policy.ts';

const ROOT = '/wc/store/v1';

/** The oldest carts end, as the store's do after two days. */
const MAX_CARTS = 1_000;

/** Postcodes of countries that the store checks. */
const POSTCODES: Readonly<Record<string, RegExp>> = {
  US: /^\d{5}(-\d{4})?$/,
  DE: /^\d{5}$/,
  FR: /^\d{5}$/,
  AT: /^\d{4}$/,
  CA: /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/i,
};

export interface CartAnswer {
  readonly status: number;
  readonly body: JsonObject;
  readonly headers: Readonly<Record<string, string>>;
}

/** The Store API of the block checkout, as far as carts go: public, and without an order. */
export class StoreApi {
  readonly #carts = new Map<string, Cart>();

  /** Whether a path below `/wp-json` belongs to it. */
  static has(path: string): boolean {
    return path === ROOT || path.startsWith(`${ROOT}/`);
  }

  /** How many carts there are that somebody put something into. */
  filled(): number {
    return [...this.#carts.values()].filter(({ items }) => items.length > 0).length;
  }

  /** @throws RestError */
  answer(shop: ShopData, request: SandboxRequest, path: string): CartAnswer {
    const given = request.headers['cart-token'];
    const known = typeof given === 'string' && this.#carts.has(given) ? given : null;
    const before = (known === null ? undefined : this.#carts.get(known)) ?? freshCart(shop);
    const action = `${request.method} ${path.slice(ROOT.length)}`;
    if (action !== 'GET /cart' && known === null) {
      throw new RestError(
        401,
        'woocommerce_rest_missing_nonce',
        'Missing the Nonce header. This endpoint requires a valid nonce.',
      );
    }
    const cart = change(shop, before, action, request.body);
    const token = known ?? randomUUID();
    this.#carts.delete(token);
    this.#carts.set(token, cart);
    const [oldest] = this.#carts.keys();
    if (this.#carts.size > MAX_CARTS && oldest !== undefined) this.#carts.delete(oldest);
    return {
      status: action === 'POST /cart/add-item' ? 201 : 200,
      body: cartBody(cart, computeCart(shop, cart)),
      headers: { Nonce: '0'.repeat(10), 'Cart-Token': token, 'Cart-Hash': '' },
    };
  }
}

function freshCart(shop: ShopData): Cart {
  const { country, state } = cartPolicy(shop).base;
  return { items: [], address: { country, state, postcode: '', city: '' } };
}

function change(shop: ShopData, cart: Cart, action: string, text: string): Cart {
  const body = parseJson(text);
  const fields = isJsonObject(body) ? body : {};
  switch (action) {
    case 'GET /cart':
      return cart;
    case 'POST /cart/add-item':
      return { ...cart, items: withItem(shop, cart, Number(fields['id']), Number(fields['quantity'] ?? 1)) };
    case 'POST /cart/update-customer':
      return { ...cart, address: { ...cart.address, ...addressIn(shop, fields) } };
    case 'POST /cart/select-shipping-rate':
      return { ...cart, chosen: textOf(fields['rate_id']) };
    case 'DELETE /cart/items':
      return { ...cart, items: [] };
    default:
      throw new RestError(404, 'rest_no_route', 'No route was found matching the URL and request method.');
  }
}

function withItem(shop: ShopData, cart: Cart, id: number, quantity: number): Cart['items'] {
  const product = shop.products.find((found) => found.id === id);
  if (product === undefined) {
    throw new RestError(
      400,
      'woocommerce_rest_cart_invalid_product',
      `Product with ID &quot;${id}&quot; was not found and cannot be added to the cart.`,
    );
  }
  if (!product.inStock) {
    throw new RestError(
      400,
      'woocommerce_rest_product_out_of_stock',
      `You cannot add &quot;${product.name}&quot; to the cart because the product is out of stock.`,
    );
  }
  const others = cart.items.filter((item) => item.product.id !== id);
  const had = cart.items.find((item) => item.product.id === id)?.quantity ?? 0;
  return [...others, { product, quantity: had + quantity }];
}

function addressIn(shop: ShopData, fields: JsonObject): Partial<CartAddress> {
  const given = fields['shipping_address'] ?? fields['billing_address'];
  if (!isJsonObject(given)) return {};
  const address = {
    country: textOf(given['country']).toUpperCase(),
    state: textOf(given['state']),
    postcode: textOf(given['postcode']),
    city: textOf(given['city']),
  };
  const country = shop.countries.find(({ code }) => code === address.country);
  if (country === undefined)
    throw unfit('invalid_country', `The provided country code (${address.country}) is not valid.`);
  const codes = country.states.map(({ code }) => String(code));
  if (address.state !== '' && codes.length > 0 && !codes.includes(address.state)) {
    throw unfit(
      'invalid_state',
      `The provided state (${address.state}) is not valid. Must be one of: ${codes.join(', ')}`,
    );
  }
  if (address.postcode !== '' && POSTCODES[address.country]?.test(address.postcode) === false) {
    throw unfit('invalid_postcode', 'The provided postcode / ZIP is not valid');
  }
  return address;
}

function unfit(code: string, message: string): RestError {
  return invalidParameter('shipping_address', code, message, null);
}
