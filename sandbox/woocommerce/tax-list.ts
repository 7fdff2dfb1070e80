import { isJsonObject } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { choiceParameter, integerParameter } from './parameters.ts';
import type { QueryMap } from './query.ts';
import { totals, withLinks } from './route.ts';
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

interface Paging {
  readonly page: number;
  readonly perPage: number;
  readonly orderBy: string;
  readonly descending: boolean;
  readonly taxClass: string | null;
}

/** What a list of rates is asked for; throws the 400 of what cannot be. */
export function readPaging(call: RouteCall): Paging {
  return {
    page: integerParameter(call.query, 'page', 1, { least: 1 }),
    perPage: integerParameter(call.query, 'per_page', 10, { least: 1, most: 100 }),
    orderBy: choiceParameter(call.query, 'orderby', ['id', 'order', 'priority']) ?? 'order',
    descending: choiceParameter(call.query, 'order', ['asc', 'desc']) === 'desc',
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
  const pages = Math.ceil(total / paging.perPage);
  const start = (paging.page - 1) * paging.perPage;
  const end = start + paging.perPage;
  const link = pageLinks(`${call.base}/taxes`, call.query, paging.page, pages);
  return {
    body: [
      ...rates.slice(start, end).map((rate) => rateBody(rate, call.base)),
      ...raw.slice(Math.max(0, start - rates.length), Math.max(0, end - rates.length)),
    ],
    headers: { ...totals(total, pages), ...(link === '' ? {} : { Link: link }) },
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

function orderedRates(table: readonly TaxRate[], paging: Paging): readonly TaxRate[] {
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

function pageLinks(address: string, query: QueryMap, page: number, pages: number): string {
  const to = (number: number) => {
    const kept = Object.entries(query).flatMap(([name, value]) =>
      typeof value === 'string' && !/^(page$|consumer_|oauth_)/.test(name) ? [`${name}=${value}`] : [],
    );
    return `${address}?${[...kept, `page=${number}`].join('&')}`;
  };
  const links: string[] = [];
  if (page > 1) links.push(`<${to(Math.min(page - 1, Math.max(pages, 1)))}>; rel="prev"`);
  if (page < pages) links.push(`<${to(page + 1)}>; rel="next"`);
  return links.join(', ');
}
