import { isJsonObject } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { queryText } from './query.ts';
import { RestError } from './rest-error.ts';
import { totals } from './route.ts';
import type { Route, RouteCall, RouteResult } from './route.ts';
import type { ShopData, TaxClass } from './state.ts';

const STANDARD = 'standard';

/** `/taxes/classes` and `/taxes/classes/<slug>`. */
export const TAX_CLASS_ROUTES: readonly Route[] = [
  {
    pattern: /^\/taxes\/classes$/,
    list: true,
    allow: 'GET, POST',
    endpoints: {
      GET: {
        run: (call) => ({
          body: classRows(call),
          headers: totals(classRows(call).length),
        }),
      },
      POST: { run: createClass },
    },
  },
  {
    pattern: /^\/taxes\/classes\/(?<slug>[^/]+)$/,
    list: false,
    allow: 'GET, DELETE',
    endpoints: {
      // Recorded: a single class comes as a list of one.
      GET: { run: (call) => ({ body: [classBody(existing(call, true), call.base)] }) },
      DELETE: {
        run: (call) => {
          const gone = existing(call, false);
          if (!['true', '1'].includes(queryText(call.query, 'force') ?? '')) {
            throw new RestError(
              501,
              'woocommerce_rest_trash_not_supported',
              'Taxes do not support trashing.',
            );
          }
          const shop = withoutClass(call.shop, gone.slug);
          return {
            body: classBody(gone, call.base),
            shop,
            changes: 1 + call.shop.taxRates.length - shop.taxRates.length,
          };
        },
      },
    },
  },
];

/** The rows of the list, with those that a plugin or an import spoiled in place of the classes that they were. */
function classRows(call: RouteCall): Json[] {
  const { rawTaxClasses, taxClasses } = call.shop;
  const spoiled = new Set(rawTaxClasses.map(({ instead }) => instead));
  const good = taxClasses.filter(({ slug }) => !spoiled.has(slug));
  return [...good.map((taxClass) => classBody(taxClass, call.base)), ...rawTaxClasses.map(({ row }) => row)];
}

/** A store with one class more, or renamed: the standard one first, the others by name. */
export function withClass(shop: ShopData, taxClass: TaxClass): ShopData {
  const others = shop.taxClasses.filter(({ slug }) => slug !== taxClass.slug);
  const place = (one: TaxClass) => (one.slug === STANDARD ? '' : one.name.toLowerCase());
  const taxClasses = [...others, taxClass].sort((a, b) => (place(a) < place(b) ? -1 : 1));
  return { ...shop, taxClasses };
}

/** A store without a class: its rates go with it. */
export function withoutClass(shop: ShopData, slug: string): ShopData {
  return {
    ...shop,
    taxClasses: shop.taxClasses.filter((taxClass) => taxClass.slug !== slug),
    taxRates: shop.taxRates.filter((rate) => rate.class !== slug),
    rawRates: shop.rawRates.filter((row) => !isJsonObject(row) || row['class'] !== slug),
  };
}

function createClass(call: RouteCall): RouteResult {
  const name = isJsonObject(call.body) ? call.body['name'] : undefined;
  if (typeof name !== 'string' || name.trim() === '') {
    throw new RestError(400, 'woocommerce_rest_tax_class_invalid_name', 'Tax class requires a valid name');
  }
  const taxClass = { slug: slugOf(name), name: name.trim() };
  if (call.shop.taxClasses.some(({ slug }) => slug === taxClass.slug)) {
    throw new RestError(400, 'woocommerce_rest_tax_class_exists', 'Tax class already exists');
  }
  return {
    status: 201,
    body: classBody(taxClass, call.base),
    shop: withClass(call.shop, taxClass),
    changes: 1,
    headers: { Location: `${call.base}/taxes/classes/${taxClass.slug}` },
  };
}

/** `Food & Books` becomes `food-books`. */
function slugOf(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9_]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

function existing(call: RouteCall, standardToo: boolean): TaxClass {
  const slug = call.parts['slug'];
  const found = call.shop.taxClasses.find((taxClass) => taxClass.slug === slug);
  if (found === undefined || (slug === STANDARD && !standardToo)) {
    throw new RestError(404, 'woocommerce_rest_tax_class_invalid_slug', 'Invalid slug.');
  }
  return found;
}

function classBody(taxClass: TaxClass, base: string): JsonObject {
  return {
    slug: taxClass.slug,
    name: taxClass.name,
    _links: { collection: [{ href: `${base}/taxes/classes` }] },
  };
}
