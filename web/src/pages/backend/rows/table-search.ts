import type { RowsAsked } from '../../../api/rows-asked.ts';
import type { RowStatus } from '../../../api/types.ts';

const STATUSES = [
  ...['in_sync', 'pending', 'review', 'left', 'unsupported', 'failed', 'differs', 'unknown'],
] as const satisfies readonly RowStatus[];

/** The values by which some list is filtered; each is a parameter of the address. */
const FILTERS = [
  ...['country_code', 'group', 'tax_policy', 'class', 'percent', 'country', 'state', 'rate', 'zone'],
  ...['method_type', 'enabled', 'domain', 'type'],
] as const;
export type FilterName = (typeof FILTERS)[number];

/** What the address of a tab with lists has: which list, what is searched for, filtered and sorted, and the open row. */
export type TableSearch = {
  readonly list?: string | undefined;
  readonly q?: string | undefined;
  readonly status?: RowStatus | undefined;
  readonly sort?: string | undefined;
  readonly row?: string | undefined;
} & { readonly [Name in FilterName]?: string | undefined };

/** Reads the address; what nobody knows is left out. */
export function readTableSearch(given: Record<string, unknown>): TableSearch {
  const text = (name: string) => {
    const value = given[name];
    // A number in the address is one to the router.
    if (typeof value === 'number') return String(value);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const filters = Object.fromEntries(FILTERS.map((name) => [name, text(name)]));
  return {
    ...filters,
    ...{ list: text('list'), q: text('q'), sort: text('sort'), row: text('row') },
    status: STATUSES.find((status) => status === given['status']),
  };
}

/** In the address, for rows that have no value there. */
export const EMPTY_VALUE = '-';

/** The filters of the API for a list that can be filtered by `names`: `country:US`. */
export function filtersOf(search: TableSearch, names: readonly string[]): string[] {
  return FILTERS.flatMap((name) => {
    const value = search[name];
    return value === undefined || !names.includes(name)
      ? []
      : [`${name}:${value === EMPTY_VALUE ? '' : value}`];
  });
}

/** What the address asks of a list, in the words of the API; `names`: by what the list can be filtered, absent: by all. */
export function askedOf(type: string, search: TableSearch, names: readonly string[] = FILTERS): RowsAsked {
  const { q, sort, status } = search;
  const filter = filtersOf(search, names);
  return {
    ...{ type, search: q, sort, status: status === undefined ? undefined : [status] },
    filter: filter.length === 0 ? undefined : filter,
  };
}

/** Takes back what is searched for and filtered, and keeps the list. */
export const NO_FILTERS: TableSearch = {
  ...(Object.fromEntries(FILTERS.map((name) => [name, undefined])) as Record<FilterName, undefined>),
  ...{ q: undefined, status: undefined, sort: undefined, row: undefined },
};
