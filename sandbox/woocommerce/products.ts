import type { JsonObject } from '../json.ts';
import { pageHeaders, readPage, withoutHidden } from './paging.ts';
import type { Route, RouteCall, RouteResult } from './route.ts';
import type { ShopProduct } from './state.ts';

/** `/products`: read only, and of each product what decides tax and shipping. */
export const PRODUCT_ROUTES: readonly Route[] = [
  {
    pattern: /^\/products$/,
    list: true,
    allow: 'GET, POST',
    endpoints: {
      GET: { validate: (call) => void readPage(call, ['date', 'id', 'title']), run: listProducts },
    },
  },
];

function listProducts(call: RouteCall): RouteResult {
  const paging = readPage(call, ['date', 'id', 'title']);
  const ascending = call.query['order'] === 'asc';
  const products = call.shop.products.toSorted((a, b) => (a.id - b.id) * (ascending ? 1 : -1));
  const start = (paging.page - 1) * paging.perPage;
  return {
    body: withoutHidden(call, products.slice(start, start + paging.perPage)).map(productBody),
    headers: pageHeaders(call, 'products', paging, products.length),
  };
}

function productBody(product: ShopProduct): JsonObject {
  return {
    id: product.id,
    name: product.name,
    type: 'simple',
    status: 'publish',
    sku: product.sku,
    price: product.price,
    regular_price: product.price,
    purchasable: true,
    virtual: product.virtual,
    tax_status: product.taxStatus,
    tax_class: product.taxClass,
    stock_status: product.inStock ? 'instock' : 'outofstock',
    weight: product.weight,
    shipping_required: !product.virtual,
    shipping_class_id: product.shippingClassId,
  };
}
