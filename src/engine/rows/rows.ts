import { ConnectorError } from '../../core/errors.ts';
import type { Backend, RowCounts, SavedRow } from '../../database/port.ts';
import type { EngineServices } from '../ports.ts';
import { filterPlace, pageOf, writeCursor, type RowQuery } from './query.ts';
import { REVIEW_TYPE } from './review-facts.ts';
import { ruleText } from './rule-texts.ts';
import { requireType, rowTypes, type RowType } from './row-types.ts';

/** A page of a list. */
export interface RowResult {
  readonly rows: readonly SavedRow[];
  /** How many match in all. */
  readonly total: number;
  /** Null on the last page. */
  readonly next: string | null;
}

/** What the last run of a backend found, in lists: read from the connector's own database, no server is asked. */
export interface Rows {
  rowTypes(): readonly RowType[];
  /** How a rule matched, in a sentence; empty where it matched nothing. */
  ruleText(rule: string): string;
  /** How many rows of each list have which status; lists that no run has filled are left out. */
  countRows(backend: Backend): Promise<RowCounts[]>;
  /** @throws ConnectorError `rows.unknown_type`, `rows.query` */
  listRows(backend: Backend, query: RowQuery): Promise<RowResult>;
  /** The values of a filter, the most frequent first. @throws ConnectorError `rows.unknown_type`, `rows.query` */
  rowFilterValues(
    backend: Backend,
    type: string,
    filter: string,
    limit: number,
  ): Promise<{ value: string; count: number }[]>;
  /** @throws ConnectorError `rows.unknown_type`, `rows.unknown` */
  readonly getRow: (backend: Backend, type: string, key: string) => Promise<SavedRow>;
  /**
   * Leaves what waits for a user as it is: it is not counted any more, until its facts change.
   * @throws ConnectorError `rows.unknown_type`, `rows.unknown`, `rows.not_waiting`
   */
  leaveRow(backend: Backend, type: string, key: string, by: string): Promise<SavedRow>;
  /** Takes that back. @throws as `leaveRow` */
  takeUpRow(backend: Backend, type: string, key: string): Promise<SavedRow>;
}

export function rowsOf(services: EngineServices): Rows {
  const { database, domains } = services;
  const { savedRows } = database;
  const types = rowTypes(domains);
  const getRow: Rows['getRow'] = async (backend, type, key) => {
    requireType(types, type);
    const row = await savedRows.get(backend.id, type, key);
    if (row !== null) return row;
    throw new ConnectorError({
      code: 'rows.unknown',
      message: `The list "${type}" has no row "${key}".`,
      hint: 'It may have gone with the last sync.',
    });
  };
  /** The row itself, and the one of the other list about the same: the item to review, or what it is about. */
  const both = async (backend: Backend, row: SavedRow): Promise<SavedRow[]> => {
    const { domain, key, type, values } = row;
    const other =
      type === REVIEW_TYPE
        ? await savedRows.get(backend.id, values['type'] ?? '', values['key'] ?? '')
        : await savedRows.get(backend.id, REVIEW_TYPE, `${domain} ${type} ${key}`);
    return other === null ? [row] : [row, other];
  };
  return {
    rowTypes: () => types,
    ruleText,
    countRows: async (backend) => {
      const found = (await savedRows.counts([backend.id])).get(backend.id) ?? [];
      return types.flatMap(({ type }) => merged(found.filter((each) => listOf(each.type) === type)));
    },
    listRows: async (backend, query) => {
      const page = pageOf(query, types);
      const [{ next, rows }, total] = [
        await savedRows.page(backend.id, page),
        await savedRows.count(backend.id, page),
      ];
      return { rows, total, next: next === null ? null : writeCursor(next, query.sort) };
    },
    rowFilterValues: (backend, name, filter, limit) => {
      const type = requireType(types, name);
      return savedRows.filterValues(backend.id, type.type, filterPlace(filter, type), limit);
    },
    getRow,
    leaveRow: async (backend, type, key, by) => {
      const row = await getRow(backend, type, key);
      if (row.status !== 'review' && row.status !== 'left') throw notWaiting(row);
      const left = { by, at: services.now().toISOString() };
      for (const each of await both(backend, row))
        await savedRows.leave(backend.id, each.type, each.key, left);
      return getRow(backend, type, key);
    },
    takeUpRow: async (backend, type, key) => {
      const row = await getRow(backend, type, key);
      for (const each of await both(backend, row)) await savedRows.takeUp(backend.id, each.type, each.key);
      return getRow(backend, type, key);
    },
  };
}

/** The list that a set of saved rows belongs to: items to review have a set for each domain. */
export function listOf(set: string): string {
  return set.split(' ')[0] ?? set;
}

/** Sets of one list as one: the counts of items to review are those of the whole list already. */
function merged([first, ...others]: readonly RowCounts[]): RowCounts[] {
  if (first === undefined) return [];
  const newest = others.reduce((a, b) => (b.seenAt > a.seenAt ? b : a), first);
  return [{ ...newest, type: listOf(first.type) }];
}

function notWaiting({ key, status, type }: SavedRow): ConnectorError {
  return new ConnectorError({
    code: 'rows.not_waiting',
    message: `The row "${key}" of the list "${type}" does not wait for a decision: its status is "${status}".`,
    hint: 'Only what needs review can be left as it is.',
  });
}
