import { isJsonObject, textOf } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { pageHeaders, readPage } from './paging.ts';
import { queryText } from './query.ts';
import { invalidParameter, RestError } from './rest-error.ts';
import { withLinks } from './route.ts';
import type { Route, RouteCall, RouteResult } from './route.ts';
import type { ShippingClass, ShopData } from './state.ts';

const ORDERS = ['name', 'id', 'slug', 'count', 'include', 'term_group', 'description'] as const;

/** `/products/shipping_classes` and `/products/shipping_classes/<id>`. */
export const SHIPPING_CLASS_ROUTES: readonly Route[] = [
  {
    pattern: /^\/products\/shipping_classes$/,
    list: true,
    allow: 'GET, POST',
    endpoints: {
      GET: { validate: (call) => void readPage(call, ORDERS), run: listClasses },
      POST: { validate: validateNew, run: createClass },
    },
  },
  {
    pattern: /^\/products\/shipping_classes\/(?<id>\d+)$/,
    list: false,
    allow: 'GET, POST, PUT, PATCH, DELETE',
    endpoints: {
      GET: { run: (call) => ({ body: classBody(existing(call), call.base) }) },
      DELETE: { run: deleteClass },
    },
  },
];

/** A store with one shipping class more, or another in place of the one with this id. */
export function withShippingClass(shop: ShopData, row: ShippingClass): ShopData {
  const others = shop.shippingClasses;
  const shippingClasses = others.some(({ id }) => id === row.id)
    ? others.map((other) => (other.id === row.id ? row : other))
    : [...others, row];
  const next = shop.nextShippingIds;
  return {
    ...shop,
    shippingClasses,
    nextShippingIds: { ...next, class: Math.max(next.class, row.id + 1) },
  };
}

function listClasses(call: RouteCall): RouteResult {
  const paging = readPage(call, ORDERS);
  const keyOf = ({ id, slug, name, count }: ShippingClass): string | number =>
    ({ id, slug, count })[paging.orderBy] ?? name.toLowerCase();
  const direction = paging.descending ? -1 : 1;
  const classes = call.shop.shippingClasses.toSorted((a, b) => {
    const [one, other] = [keyOf(a), keyOf(b)];
    return (one < other ? -1 : one > other ? 1 : a.id - b.id) * direction;
  });
  const { rawClasses } = call.shop;
  const rows = [
    ...classes.map(
      (one) => rawClasses.find(({ instead }) => instead === one.id)?.row ?? classBody(one, call.base),
    ),
    ...rawClasses.filter(({ instead }) => instead === null).map(({ row }) => row),
  ];
  const start = (paging.page - 1) * paging.perPage;
  return {
    body: rows.slice(start, start + paging.perPage),
    headers: pageHeaders(call, 'products/shipping_classes', paging, rows.length),
  };
}

function validateNew({ body }: RouteCall): void {
  const name = isJsonObject(body) ? body['name'] : undefined;
  if (name === undefined) {
    const message = 'Missing parameter(s): name';
    throw new RestError(400, 'rest_missing_callback_param', message, { params: ['name'] });
  }
  if (typeof name !== 'string') {
    throw invalidParameter('name', 'rest_invalid_type', 'name is not of type string.', { param: 'name' });
  }
}

function createClass(call: RouteCall): RouteResult {
  const given: JsonObject = isJsonObject(call.body) ? call.body : {};
  const name = textOf(given['name']).trim();
  const slug =
    typeof given['slug'] === 'string'
      ? given['slug']
      : name
          .toLowerCase()
          .replace(/[^a-z0-9_]+/g, '-')
          .replace(/^-+|-+$/g, '');
  const others = call.shop.shippingClasses;
  const same = others.find((other) => other.name.toLowerCase() === name.toLowerCase());
  if (same !== undefined) {
    const message = 'A term with the name provided already exists with this parent.';
    throw new RestError(400, 'term_exists', message, { resource_id: same.id });
  }
  const id = call.shop.nextShippingIds.class;
  const row: ShippingClass = { id, slug, name, count: 0 };
  return {
    status: 201,
    body: classBody(row, call.base),
    shop: withShippingClass(call.shop, row),
    changes: 1,
    headers: { Location: `${call.base}/products/shipping_classes/${id}` },
  };
}

function deleteClass(call: RouteCall): RouteResult {
  const gone = existing(call);
  if (!['true', '1'].includes(queryText(call.query, 'force') ?? '')) {
    const message = 'Resource does not support trashing.';
    throw new RestError(501, 'woocommerce_rest_trash_not_supported', message);
  }
  const shippingClasses = call.shop.shippingClasses.filter((other) => other !== gone);
  return { body: classBody(gone, call.base), shop: { ...call.shop, shippingClasses }, changes: 1 };
}

function existing({ shop, parts }: RouteCall): ShippingClass {
  const found = shop.shippingClasses.find(({ id }) => id === Number(parts['id']));
  if (found === undefined) {
    throw new RestError(404, 'woocommerce_rest_term_invalid', 'Resource does not exist.');
  }
  return found;
}

function classBody({ id, slug, name, count }: ShippingClass, base: string): JsonObject {
  const collection = `${base}/products/shipping_classes`;
  return withLinks({ id, name, slug, description: '', count }, `${collection}/${id}`, collection, [
    'GET',
    'POST',
    'PUT',
    'PATCH',
    'DELETE',
  ]);
}
