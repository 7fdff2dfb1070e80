import { isJsonObject } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { pageHeaders, readPage } from './paging.ts';
import type { Paging } from './paging.ts';
import { choiceParameter } from './parameters.ts';
import { withLinks } from './route.ts';
import type { RouteCall, RouteResult } from './route.ts';
import type { ShopData, TaxRate } from './state.ts';

/** A rate as `/taxes` shows it: the singular `postcode` and `city` hold the last value only. */
export function rateBody(rate: TaxRate, base: string): JsonObject {
  const body = {
    id: rate.id,
    country: rate.country,
    state: rate.state,
    postcode: rate.postcodes.at(-1) ?? '',
    city: rate.cities.at(-1) ?? '',
    rate: rate.rate,
    name: rate.name,
    priority: rate.priority,
    compound: rate.compound,
    shipping: rate.shipping,
    order: rate.order,
    class: rate.class,
    postcodes: rate.postcodes,
    cities: rate.cities,
  };
  return withLinks(body, `${base}/taxes/${rate.id}`, `${base}/taxes`, [
    'GET',
    'POST',
    'PUT',
    'PATCH',
    'DELETE',
  ]);
}

export function classSlugs(shop: ShopData): string[] {
  return shop.taxClasses.map((taxClass) => taxClass.slug);
}

interface RatePaging extends Paging {
  readonly taxClass: string | null;
}

/** What a list of rates is asked for; throws the 400 of what cannot be. */
export function readPaging(call: RouteCall): RatePaging {
  return {
    ...readPage(call, ['order', 'id', 'priority']),
    taxClass: choiceParameter(call.query, 'class', classSlugs(call.shop)),
  };
}

/** `GET /taxes`: one page. Raw rows come behind the rates, whatever the order. */
export function listRates(call: RouteCall): RouteResult {
  const paging = readPaging(call);
  const { taxRates, rawRates } = call.shop;
  const rates = orderedRates(taxRates, paging);
  const raw = rawRates.filter((row) => paging.taxClass === null || classOf(row) === paging.taxClass);
  const total = rates.length + raw.length;
  const start = (paging.page - 1) * paging.perPage;
  const end = start + paging.perPage;
  return {
    body: [
      ...rates.slice(start, end).map((rate) => rateBody(rate, call.base)),
      ...raw.slice(Math.max(0, start - rates.length), Math.max(0, end - rates.length)),
    ],
    headers: pageHeaders(call, 'taxes', paging, total),
  };
}

function classOf(row: Json): Json | undefined {
  return isJsonObject(row) ? row['class'] : undefined;
}

/**
 * Tables in the orders they were asked for. A table is replaced on every change, so an order holds as long as its table
 * is there: to sort 50,000 rows anew for each of 500 pages would take minutes.
 */
const ordered = new WeakMap<readonly TaxRate[], Map<string, readonly TaxRate[]>>();

function orderedRates(table: readonly TaxRate[], paging: RatePaging): readonly TaxRate[] {
  const { orderBy, descending, taxClass, page, perPage } = paging;
  // Measured: MySQL breaks ties between equal priorities differently from page to page, so rows repeat and are lost.
  const shuffled = orderBy === 'priority' && table.length > perPage;
  const orders = ordered.get(table) ?? new Map<string, readonly TaxRate[]>();
  ordered.set(table, orders);
  const name = [orderBy, descending, taxClass ?? ''].join(' ');
  const known = shuffled ? undefined : orders.get(name);
  if (known !== undefined) return known;
  const direction = descending ? -1 : 1;
  const keyOf = (rate: TaxRate) =>
    orderBy === 'id' ? rate.id : orderBy === 'priority' ? rate.priority : rate.order;
  const tie = (rate: TaxRate) => (shuffled ? scatter(rate.id, page) : rate.id);
  const rates = table
    .filter((rate) => taxClass === null || rate.class === taxClass)
    .sort((a, b) => (keyOf(a) - keyOf(b)) * direction || tie(a) - tie(b));
  if (!shuffled) orders.set(name, rates);
  return rates;
}

function scatter(id: number, page: number): number {
  return Math.imul(id ^ Math.imul(page, 40503), 2654435761) >>> 0;
}
