import { choiceParameter, integerParameter } from './parameters.ts';
import type { QueryMap } from './query.ts';
import { totals } from './route.ts';
import type { RouteCall } from './route.ts';

/** What a list that comes in pages is asked for. */
export interface Paging {
  readonly page: number;
  readonly perPage: number;
  readonly orderBy: string;
  readonly descending: boolean;
}

/** Reads what every such list may be asked for; the first of `orders` is its own. Throws the 400 of what cannot be. */
export function readPage({ query }: RouteCall, orders: readonly [string, ...string[]]): Paging {
  return {
    page: integerParameter(query, 'page', 1, { least: 1 }),
    perPage: integerParameter(query, 'per_page', 10, { least: 1, most: 100 }),
    orderBy: choiceParameter(query, 'orderby', orders.toSorted()) ?? orders[0],
    descending: choiceParameter(query, 'order', ['asc', 'desc']) === 'desc',
  };
}

/** The headers of a page: how many rows and pages there are, and links to the pages beside it. */
export function pageHeaders(
  { query, base, shop }: RouteCall,
  path: string,
  { page, perPage }: Paging,
  count: number,
): Record<string, string> {
  const onPage = Math.max(0, Math.min(perPage, count - (page - 1) * perPage));
  const total = { all: count, page: onPage, languages: 2 * count }[shop.behaviour.totals];
  const pages = Math.ceil(total / perPage);
  const link = pageLinks(`${base}/${path}`, query, page, pages);
  return { ...totals(total, pages), ...(link === '' ? {} : { Link: link }) };
}

/** The rows of a page that a plugin leaves in it; its filter runs when rows are shown, not when they are counted. */
export function withoutHidden<Row>({ shop }: RouteCall, rows: readonly Row[]): Row[] {
  const { hidesEvery } = shop.behaviour;
  return rows.filter((_row, index) => hidesEvery === 0 || (index + 1) % hidesEvery !== 0);
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
