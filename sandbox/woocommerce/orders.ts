import { isJsonObject } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { pageHeaders, readPage, withoutHidden } from './paging.ts';
import type { Route, RouteCall, RouteResult } from './route.ts';
import type { ShopData } from './state.ts';
import { computeCart } from './cart/compute.ts';
import type { CartAddress } from './cart/places.ts';
import { Exact } from './cart/money.ts';

/** `/orders`: read only. */
export const ORDER_ROUTES: readonly Route[] = [
  {
    pattern: /^\/orders$/,
    list: true,
    allow: 'GET, POST',
    endpoints: { GET: { validate: (call) => void readPage(call, ['date', 'id']), run: listOrders } },
  },
];

function listOrders(call: RouteCall): RouteResult {
  const paging = readPage(call, ['date', 'id']);
  const idOf = (row: Json) => (isJsonObject(row) ? Number(row['id']) : 0);
  // The latest first unless asked otherwise, as WooCommerce lists orders.
  const ascending = call.query['order'] === 'asc';
  const orders = call.shop.orders.toSorted((a, b) => (idOf(a) - idOf(b)) * (ascending ? 1 : -1));
  const start = (paging.page - 1) * paging.perPage;
  return {
    body: withoutHidden(call, orders.slice(start, start + paging.perPage)),
    headers: pageHeaders(call, 'orders', paging, orders.length),
  };
}

/** An order as a customer places it: what is bought, where it goes, and how it is paid. */
export interface PlacedOrder {
  readonly items: readonly { readonly productId: number; readonly quantity: number }[];
  readonly address: CartAddress;
  /** `flat_rate:7`; the first that is offered where absent. */
  readonly shipping?: string;
  readonly payment?: string;
  readonly status?: string;
}

/** The store with an order more, computed as its cart is; `change` edits the row as it is listed. */
export function withOrder(
  shop: ShopData,
  placed: PlacedOrder,
  change: (row: JsonObject) => Json = (row) => row,
): ShopData {
  return { ...shop, orders: [...shop.orders, change(orderRow(shop, placed))] };
}

function orderRow(shop: ShopData, placed: PlacedOrder): JsonObject {
  const items = placed.items.map(({ productId, quantity }) => {
    const product = shop.products.find(({ id }) => id === productId);
    if (product === undefined) throw new Error(`the store has no product ${productId}`);
    return { product, quantity };
  });
  const computed = computeCart(shop, { items, address: placed.address, chosen: placed.shipping });
  const { decimals, currency, included } = computed.policy;
  const unit = new Exact(10).pow(decimals);
  const money = (cents: InstanceType<typeof Exact>) => cents.div(unit).toFixed(decimals);
  const listed = (taxes: ReadonlyMap<number, InstanceType<typeof Exact>>, subtotal: boolean) =>
    [...taxes].map(([id, tax]) => ({
      id,
      total: tax.div(unit).toDecimalPlaces(6).toFixed(),
      subtotal: subtotal ? tax.div(unit).toDecimalPlaces(6).toFixed() : '',
    }));
  const id = 100 + shop.orders.length;
  const chosen = computed.offers.find(({ selected }) => selected);
  return {
    id,
    parent_id: 0,
    number: String(id),
    status: placed.status ?? 'processing',
    currency,
    version: shop.behaviour.version,
    prices_include_tax: included,
    discount_total: money(new Exact(0)),
    discount_tax: money(new Exact(0)),
    shipping_total: money(computed.shippingNet),
    shipping_tax: money(computed.shippingTax),
    cart_tax: money(computed.itemTax),
    total: money(computed.total),
    total_tax: money(computed.totalTax),
    customer_id: 0,
    billing: addressRow(placed.address, true),
    shipping: addressRow(placed.address, false),
    payment_method: placed.payment ?? 'bacs',
    created_via: 'store-api',
    line_items: items.map(({ product, quantity }, at) => {
      const line = computed.lines[at];
      if (line === undefined) throw new Error('a line was not computed');
      return {
        id: id * 10 + at,
        name: product.name,
        product_id: product.id,
        variation_id: 0,
        quantity,
        tax_class: product.taxClass,
        subtotal: money(line.net),
        subtotal_tax: money(line.tax),
        total: money(line.net),
        total_tax: money(line.tax),
        taxes: listed(line.taxes, true),
        meta_data: [],
        sku: product.sku,
        price: Number(line.net.div(unit).div(quantity)),
      };
    }),
    tax_lines: computed.rates.map(({ rate, items: ofItems, shipping }, at) => ({
      id: id * 10 + 5 + at,
      rate_code: `${rate.country}-${rate.name}-${rate.priority}`.toUpperCase(),
      rate_id: rate.id,
      label: rate.name,
      compound: rate.compound,
      tax_total: money(ofItems),
      shipping_tax_total: money(shipping),
      rate_percent: Number(rate.rate),
      meta_data: [],
    })),
    shipping_lines:
      chosen === undefined
        ? []
        : [
            {
              id: id * 10 + 9,
              method_title: chosen.method.title,
              method_id: chosen.method.methodId,
              instance_id: String(chosen.method.instanceId),
              total: money(computed.shippingNet),
              total_tax: money(computed.shippingTax),
              taxes: listed(chosen.taxes, false),
              meta_data: [],
            },
          ],
    fee_lines: [],
    coupon_lines: [],
    refunds: [],
    currency_symbol: '$',
  };
}

/** Like a customer's: a test looks for these words where no personal data may be. */
export const CANARY = {
  name: 'Canaryfirst',
  street: '7 Canary Street',
  email: 'canary@example.com',
} as const;

function addressRow(address: CartAddress, billing: boolean): JsonObject {
  return {
    first_name: CANARY.name,
    last_name: 'Canarylast',
    company: '',
    address_1: CANARY.street,
    address_2: '',
    ...address,
    ...(billing ? { email: CANARY.email } : {}),
    phone: '+1 555 0100',
  };
}
