import { z } from 'zod';
import { ConnectorError } from '../../core/errors.ts';
import type { RowStatus } from '../../core/row-status.ts';
import type { RowPage, RowPlace, RowSort } from '../../database/port.ts';
import { requireType, type RowType } from './row-types.ts';

/** Which rows of a list are asked for. */
export interface RowQuery {
  readonly type: string;
  readonly status?: readonly RowStatus[] | undefined;
  /** `country:US`; several must all match. */
  readonly filters?: readonly string[] | undefined;
  readonly search?: string | undefined;
  /** `key`, `label`, `status`, `since` or a filter of the type; `-since` for descending. */
  readonly sort?: string | undefined;
  readonly limit: number;
  /** `next` of the page before. */
  readonly cursor?: string | undefined;
}

const SORTS = ['key', 'label', 'status', 'since'] as const;

/** The page of the database that a query asks for. @throws ConnectorError `rows.unknown_type`, `rows.query` */
export function pageOf(query: RowQuery, types: readonly RowType[]): RowPage {
  const type = requireType(types, query.type);
  const { cursor, filters = [], limit, search, sort = 'key', status } = query;
  const descending = sort.startsWith('-');
  return {
    ...{ type: type.type, limit, descending, search },
    status: status?.length === 0 ? undefined : status,
    filters: new Map(filters.map((filter) => placeOf(filter, type))),
    sort: sortOf(descending ? sort.slice(1) : sort, type),
    after: cursor === undefined ? undefined : readCursor(cursor, sort),
  };
}

function placeOf(filter: string, type: RowType): [number, string] {
  const colon = filter.indexOf(':');
  const name = colon < 0 ? filter : filter.slice(0, colon);
  const place = type.filters.indexOf(name);
  if (colon > 0 && place >= 0) return [place, filter.slice(colon + 1)];
  throw invalid(
    `The list "${type.type}" cannot be filtered by "${filter}".`,
    type.filters.length === 0
      ? 'It has no filters beside search and status.'
      : `Give a name and a value, such as ${type.filters[0] ?? ''}:VALUE. There are: ${type.filters.join(', ')}.`,
  );
}

/** The place of a filter of a type. @throws ConnectorError `rows.query` */
export function filterPlace(name: string, type: RowType): number {
  return placeOf(`${name}:`, type)[0];
}

function sortOf(name: string, type: RowType): RowSort {
  const fixed = SORTS.find((sort) => sort === name);
  if (fixed !== undefined) return fixed;
  const place = type.filters.indexOf(name);
  if (place >= 0) return place;
  throw invalid(
    `The list "${type.type}" cannot be sorted by "${name}".`,
    `There are: ${[...SORTS, ...type.filters].join(', ')}; with "-" in front for descending.`,
  );
}

const cursorSchema = z.tuple([z.string(), z.string(), z.string()]);

/** Where the next page begins, as a text. It belongs to its order. */
export function writeCursor({ order, value }: RowPlace, sort = 'key'): string {
  return Buffer.from(JSON.stringify([sort, value, order])).toString('base64url');
}

function readCursor(cursor: string, sort: string): RowPlace {
  try {
    const [of, value, order] = cursorSchema.parse(
      JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown,
    );
    if (of === sort && !`${value}${order}`.includes('\0')) return { value, order };
  } catch {
    // As below.
  }
  throw invalid('The cursor does not belong to this list in this order.', 'Begin with the first page again.');
}

function invalid(message: string, hint: string): ConnectorError {
  return new ConnectorError({ code: 'rows.query', message, hint });
}
