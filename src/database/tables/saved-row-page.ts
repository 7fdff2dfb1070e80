import { sql, type Kysely, type RawBuilder, type Selectable } from 'kysely';
import { z } from 'zod';
import { domainNameSchema } from '../../core/operation-schema.ts';
import { naturalOrder } from '../../core/natural-order.ts';
import { ROW_STATUSES } from '../../core/row-status.ts';
import type {
  RowAttention,
  RowCounts,
  RowFilter,
  RowPage,
  RowPlace,
  RowSort,
  SavedRow,
} from '../saved-row-port.ts';
import type { Tables } from './schema.ts';
import { searchPattern } from './search-pattern.ts';
import { checkStored, parseStored } from './stored-values.ts';

const FILTER_COLUMNS = ['filter1', 'filter2', 'filter3', 'filter4'] as const;
const SORT_COLUMNS = { key: 'orderKey', label: 'labelKey', status: 'status', since: 'since' } as const;

type SortColumn = (typeof FILTER_COLUMNS)[number] | (typeof SORT_COLUMNS)[keyof typeof SORT_COLUMNS];

const columnOf = (sort: RowSort): SortColumn =>
  typeof sort === 'number' ? (FILTER_COLUMNS[sort] ?? 'orderKey') : SORT_COLUMNS[sort];

/** A page of rows, and where the next one begins. */
export async function readRows(
  db: Kysely<Tables>,
  backendId: string,
  { after, descending, limit, sort, ...filter }: RowPage,
): Promise<{ rows: SavedRow[]; next: RowPlace | null }> {
  const column = columnOf(sort);
  const direction = descending ? 'desc' : 'asc';
  let query = db
    .selectFrom('savedRow')
    .selectAll()
    .where((where) => where.and(conditions(backendId, filter)))
    .orderBy(column, direction)
    .limit(limit + 1);
  if (column !== 'orderKey') query = query.orderBy('orderKey', direction);
  if (after !== undefined) {
    const compare = sql.raw(descending ? '<' : '>');
    query = query.where(
      column === 'orderKey'
        ? sql<boolean>`${sql.ref('orderKey')} ${compare} ${after.order}`
        : sql<boolean>`(${sql.ref(column)}, ${sql.ref('orderKey')}) ${compare} (${after.value}, ${after.order})`,
    );
  }
  const found = await query.execute();
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return {
    rows: await withLabels(db, backendId, rows),
    next: last === undefined ? null : { value: last[column], order: last.orderKey },
  };
}

/** How many rows match. */
export async function countRows(db: Kysely<Tables>, backendId: string, filter: RowFilter): Promise<number> {
  const { count } = await db
    .selectFrom('savedRow')
    .select(sql<number>`cast(count(*) as integer)`.as('count'))
    .where((where) => where.and(conditions(backendId, filter)))
    .executeTakeFirstOrThrow();
  return count;
}

function conditions(backendId: string, { filters, search, status, type }: RowFilter): RawBuilder<boolean>[] {
  const is = (column: string, value: string) => sql<boolean>`${sql.ref(column)} = ${value}`;
  return [
    is('backendId', backendId),
    is('type', type),
    ...(status === undefined ? [] : [sql<boolean>`status in (${sql.join(status)})`]),
    ...[...(filters ?? [])].map(([place, value]) => is(columnOf(place), naturalOrder(value))),
    ...(search === undefined ? [] : [matches(backendId, search)]),
  ];
}

/** A part of the row's own texts, or of the name of its record. */
function matches(backendId: string, search: string): RawBuilder<boolean> {
  const pattern = searchPattern(search);
  return sql<boolean>`(search like ${pattern} escape '\\' or (odoo_model, odoo_id) in (
    select model, odoo_id from saved_record
    where backend_id = ${backendId} and search like ${pattern} escape '\\'
  ))`;
}

/** Rows of each type by status, for several backends at once. */
export async function countStatuses(
  db: Kysely<Tables>,
  backendIds: readonly string[],
): Promise<Map<string, RowCounts[]>> {
  const found = new Map<string, RowCounts[]>(backendIds.map((id) => [id, []]));
  if (backendIds.length === 0) return found;
  const sets = await db.selectFrom('savedRowSet').selectAll().where('backendId', 'in', backendIds).execute();
  const counts = await db
    .selectFrom('savedRow')
    .select(['backendId', 'type', 'status', sql<number>`cast(count(*) as integer)`.as('count')])
    .where('backendId', 'in', backendIds)
    .groupBy(['backendId', 'type', 'status'])
    .execute();
  const byType = Map.groupBy(counts, ({ backendId, type }) => `${backendId} ${type}`);
  for (const { backendId, domain, runId, seenAt, type } of sets) {
    // Items to review have a set for each domain: `review taxes`.
    const ofType = byType.get(`${backendId} ${type.split(' ')[0] ?? type}`) ?? [];
    found.get(backendId)?.push({
      ...{ type, runId, seenAt },
      domain: checkStored(domainNameSchema, domain, `saved rows of ${type}`),
      counts: Object.fromEntries(
        ofType.map(({ status, count }) => [checkStored(statusSchema, status, 'saved rows, status'), count]),
      ),
    });
  }
  return found;
}

/** Rows that are about to change or wait for a person: an index finds them, however many there are. */
export async function countAttention(
  db: Kysely<Tables>,
  backendIds: readonly string[],
): Promise<Map<string, RowAttention>> {
  const found = new Map<string, RowAttention>();
  if (backendIds.length === 0) return found;
  const sets = await db.selectFrom('savedRowSet').select('type').distinct().execute();
  const types = [...new Set(sets.map(({ type }) => type.split(' ')[0] ?? type))];
  if (types.length === 0) return found;
  const rows = await db
    .selectFrom('savedRow')
    .select(['backendId', 'type', 'status', sql<number>`cast(count(*) as integer)`.as('count')])
    .where('backendId', 'in', backendIds)
    .where('type', 'in', types)
    .where((row) =>
      row.or([
        row('status', 'in', ['pending', 'failed', 'review']),
        row.and([row('status', '=', 'unsupported'), row('type', '=', LIMITATION_LIST)]),
      ]),
    )
    .groupBy(['backendId', 'type', 'status'])
    .execute();
  for (const { backendId, count, status, type } of rows) {
    const { changes, limitations, review } = found.get(backendId) ?? {
      changes: 0,
      limitations: 0,
      review: 0,
    };
    if (status === 'unsupported') {
      found.set(backendId, { changes, review, limitations: limitations + count });
      continue;
    }
    const isItem = type === REVIEW_LIST;
    // What waits for a person is in its own list and in that of items to review: it counts once.
    found.set(backendId, {
      changes: changes + (status === 'review' || isItem ? 0 : count),
      review: review + (status === 'review' && isItem ? count : 0),
      limitations,
    });
  }
  return found;
}

/** The list of items to review. */
const REVIEW_LIST = 'review';
/** The list of what Odoo does not support. */
const LIMITATION_LIST = 'limitation';

/** The values of a filter with how many rows have each. */
export async function readFilterValues(
  db: Kysely<Tables>,
  backendId: string,
  type: string,
  place: number,
  limit: number,
): Promise<{ value: string; count: number }[]> {
  const rows = await db
    .selectFrom('savedRow')
    .select([columnOf(place), sql<number>`cast(count(*) as integer)`.as('count')])
    .where('backendId', '=', backendId)
    .where('type', '=', type)
    .groupBy(columnOf(place))
    .orderBy('count', 'desc')
    .orderBy(columnOf(place))
    .limit(limit)
    .execute();
  return rows.map((row) => ({ value: plainText(row[columnOf(place)]), count: row.count }));
}

/** Back from `naturalOrder`, which puts the text itself behind the one that is filled up. */
function plainText(ordered: string): string {
  for (let at = ordered.indexOf(' '); at >= 0; at = ordered.indexOf(' ', at + 1)) {
    const text = ordered.slice(at + 1);
    if (naturalOrder(text) === ordered) return text;
  }
  return ordered;
}

export async function readRow(
  db: Kysely<Tables>,
  backendId: string,
  type: string,
  key: string,
): Promise<SavedRow | null> {
  const row = await db
    .selectFrom('savedRow')
    .selectAll()
    .where('backendId', '=', backendId)
    .where('type', '=', type)
    .where('key', '=', key)
    .executeTakeFirst();
  const [found] = row === undefined ? [] : await withLabels(db, backendId, [row]);
  return found ?? null;
}

type StoredRow = Selectable<Tables['savedRow']>;

/** The rows with the names of their records. */
async function withLabels(
  db: Kysely<Tables>,
  backendId: string,
  rows: readonly StoredRow[],
): Promise<SavedRow[]> {
  const ids = [...new Set(rows.flatMap(({ odooId }) => odooId ?? []))];
  const found =
    ids.length === 0
      ? []
      : await db
          .selectFrom('savedRecord')
          .select(['model', 'odooId', 'label'])
          .where('backendId', '=', backendId)
          .where('odooId', 'in', ids)
          .execute();
  const labels = new Map(found.map(({ label, model, odooId }) => [`${model} ${odooId}`, label]));
  return rows.map((row) => toSavedRow(row, labels.get(`${row.odooModel ?? ''} ${row.odooId ?? ''}`) ?? ''));
}

const statusSchema = z.enum(ROW_STATUSES);
const recordSchema = z.strictObject({
  model: z.string(),
  id: z.int().exactOptional(),
  externalId: z.string().exactOptional(),
  label: z.string().exactOptional(),
});
const detailsSchema = z.strictObject({
  values: z.record(z.string(), z.string()),
  changes: z.array(z.strictObject({ field: z.string(), from: z.string(), to: z.string() })),
  reason: z.string(),
  remedy: z.string(),
  candidates: z.array(recordSchema),
  created: z.boolean(),
});

function toSavedRow(row: StoredRow, recordLabel: string): SavedRow {
  const { type, key, label, rule, since, changedAt, odooModel, odooId, leftBy, leftAt } = row;
  const place = `saved row ${type} ${key}`;
  return {
    ...{ type, key, label, rule, since, changedAt },
    domain: checkStored(domainNameSchema, row.domain, `${place}, domain`),
    status: checkStored(statusSchema, row.status, `${place}, status`),
    record:
      odooModel === null || odooId === null ? null : { model: odooModel, id: odooId, label: recordLabel },
    left: leftBy === null || leftAt === null ? null : { by: leftBy, at: leftAt },
    ...parseStored(detailsSchema, row.details, `${place}, details`),
  };
}
