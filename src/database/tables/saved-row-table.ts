import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import { domainNameSchema } from '../../core/operation-schema.ts';
import { naturalOrder } from '../../core/natural-order.ts';
import type { SavedRowSet, SavedRowTable, SavedRowWrite } from '../saved-row-port.ts';
import { inChunks, lastOfEach } from './chunks.ts';
import { givenRows, type GivenColumns } from './given-rows.ts';
import {
  countAttention,
  countRows,
  countStatuses,
  readFilterValues,
  readRow,
  readRows,
} from './saved-row-page.ts';
import type { Tables } from './schema.ts';
import { checkStored, storableText } from './stored-values.ts';

const setSchema: z.ZodType<SavedRowSet> = z.strictObject({
  domain: domainNameSchema,
  type: z.string(),
  digest: z.string(),
  runId: z.int(),
  seenAt: z.string(),
});

/** Text that is searched: no more than this of one row. */
const MAX_SEARCH = 600;

/** The saved rows, see `SavedRowTable`. */
export function savedRowTable(db: Kysely<Tables>): SavedRowTable {
  return {
    async sets(backendId) {
      const rows = await db
        .selectFrom('savedRowSet')
        .select(['domain', 'type', 'digest', 'runId', 'seenAt'])
        .where('backendId', '=', backendId)
        .execute();
      return rows.map((row) => checkStored(setSchema, row, `saved rows of ${row.type}`));
    },
    async fingerprints(backendId, type) {
      const rows = await db
        .selectFrom('savedRow')
        .select(['key', 'fingerprint'])
        .where('backendId', '=', backendId)
        .where('type', '=', type)
        .execute();
      return new Map(rows.map(({ key, fingerprint }) => [key, fingerprint]));
    },
    async save(backendId, of, rows) {
      for (const chunk of inChunks(lastOfEach(rows, ({ key }) => [storableText(key)])))
        await upsert(db, backendId, of, chunk);
    },
    saveRecords: (...given) => replaceRecords(db, ...given),
    async remove(backendId, type, keys) {
      for (const chunk of inChunks(keys))
        await db
          .deleteFrom('savedRow')
          .where('backendId', '=', backendId)
          .where('type', '=', type)
          .where('key', 'in', chunk)
          .execute();
    },
    clear: (backendId) => clearSavedRows(db, backendId),
    async complete(backendId, set) {
      await db
        .insertInto('savedRowSet')
        .values({ backendId, ...set })
        .onConflict((conflict) => conflict.columns(['backendId', 'type']).doUpdateSet(set))
        .execute();
    },
    page: (backendId, page) => readRows(db, backendId, page),
    count: (backendId, filter) => countRows(db, backendId, filter),
    counts: (backendIds) => countStatuses(db, backendIds),
    attention: (backendIds) => countAttention(db, backendIds),
    filterValues: (...asked) => readFilterValues(db, ...asked),
    get: (backendId, type, key) => readRow(db, backendId, type, key),
    async leave(backendId, type, key, { by, at }) {
      const { numUpdatedRows } = await db
        .updateTable('savedRow')
        .set({ status: 'left', since: at, leftAt: at, leftBy: storableText(by) })
        .where('backendId', '=', backendId)
        .where('type', '=', type)
        .where('key', '=', key)
        .where('status', '=', 'review')
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async takeUp(backendId, type, key) {
      const { numUpdatedRows } = await db
        .updateTable('savedRow')
        .set({ status: 'review', leftAt: null, leftBy: null })
        .where('backendId', '=', backendId)
        .where('type', '=', type)
        .where('key', '=', key)
        .where('status', '=', 'left')
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}

/** Removes the saved rows of a backend. */
export async function clearSavedRows(db: Kysely<Tables>, backendId: string): Promise<void> {
  await db.deleteFrom('savedRowSet').where('backendId', '=', backendId).execute();
  await db.deleteFrom('savedRow').where('backendId', '=', backendId).execute();
  await db.deleteFrom('savedRecord').where('backendId', '=', backendId).execute();
}

function replaceRecords(
  db: Kysely<Tables>,
  ...[backendId, domain, records]: Parameters<SavedRowTable['saveRecords']>
): Promise<void> {
  return db.transaction().execute(async (transaction) => {
    await transaction
      .deleteFrom('savedRecord')
      .where('backendId', '=', backendId)
      .where('domain', '=', domain)
      .execute();
    for (const chunk of inChunks(lastOfEach(records, ({ id, model }) => [model, String(id)])))
      await sql`
        insert into saved_record (backend_id, domain, model, odoo_id, label, search)
        select cast(${backendId} as text), cast(${domain} as text), given.*
        from ${givenRows<Tables, (typeof chunk)[number]>(transaction, chunk, {
          model: { type: 'text', of: ({ model }) => model },
          odoo_id: { type: 'integer', of: ({ id }) => id },
          label: { type: 'text', of: ({ label }) => storableText(label) },
          search: { type: 'text', of: ({ label }) => storableText(label).toLowerCase() },
        })}`.execute(transaction);
  });
}

const COLUMNS: GivenColumns<SavedRowWrite> = {
  key: { type: 'text', of: ({ key }) => storableText(key) },
  order_key: { type: 'text', of: ({ key }) => storableText(naturalOrder(key)) },
  label: { type: 'text', of: ({ label }) => storableText(label) },
  label_key: { type: 'text', of: ({ label }) => naturalOrder(storableText(label).toLowerCase()) },
  status: { type: 'text', of: ({ status }) => status },
  rule: { type: 'text', of: ({ rule }) => storableText(rule) },
  ...filterColumn(1),
  ...filterColumn(2),
  ...filterColumn(3),
  ...filterColumn(4),
  odoo_model: { type: 'text', of: ({ record }) => record?.model ?? null },
  odoo_id: { type: 'integer', of: ({ record }) => record?.id ?? null },
  fingerprint: { type: 'text', of: ({ fingerprint }) => fingerprint },
  search: { type: 'text', of: (row) => storableText(searchText(row)) },
  details: { type: 'text', of: (row) => JSON.stringify(detailsOf(row)) },
};

function filterColumn(number: 1 | 2 | 3 | 4): GivenColumns<SavedRowWrite> {
  const of = ({ filters }: SavedRowWrite) => naturalOrder(storableText(filters[number - 1] ?? ''));
  return { [`filter${number}`]: { type: 'text', of } };
}

function searchText({ key, label, values }: SavedRowWrite): string {
  const texts = [label, key, ...Object.values(values)];
  return [...new Set(texts)].join(' ').slice(0, MAX_SEARCH).toWellFormed().toLowerCase();
}

function detailsOf({ candidates, changes, created, reason, remedy, values }: SavedRowWrite) {
  return { values, changes, reason, remedy, candidates, created };
}

async function upsert(
  db: Kysely<Tables>,
  backendId: string,
  { domain, type, at }: Parameters<SavedRowTable['save']>[1],
  rows: readonly SavedRowWrite[],
): Promise<void> {
  const names = Object.keys(COLUMNS);
  const columns = sql.raw(names.join(', '));
  const values = sql.raw(names.map((name) => `given.${name}`).join(', '));
  const written = sql.raw(
    names
      .filter((name) => name !== 'key')
      .map((name) => `${name} = excluded.${name}`)
      .join(', '),
  );
  await sql`
    insert into saved_row (backend_id, type, domain, since, changed_at, ${columns})
    select cast(${backendId} as text), cast(${type} as text), cast(${domain} as text),
      cast(${at} as text), cast(${at} as text), ${values}
    from ${givenRows(db, rows, COLUMNS)} where true
    on conflict (backend_id, type, key) do update set
      domain = excluded.domain, changed_at = excluded.changed_at, left_by = null, left_at = null, ${written},
      since = case
        when saved_row.status = excluded.status and saved_row.odoo_id is not distinct from excluded.odoo_id
        then saved_row.since else excluded.since end`.execute(db);
}
