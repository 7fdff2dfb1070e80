import { sql } from 'kysely';
import type { Kysely, RawBuilder } from 'kysely';
import { ConnectorError } from '../../core/errors.ts';
import type { FieldValues, ManagedRecord } from '../../core/memory.ts';
import type { DomainName } from '../../core/operation.ts';
import { compareText } from '../../core/plan.ts';
import { fieldValuesSchema } from '../../core/operation-schema.ts';
import { inChunks, lastOfEach } from './chunks.ts';
import { givenRows, type GivenColumns } from './given-rows.ts';
import type { ManagedIntent, ManagedWritten } from '../port.ts';
import type { Tables } from './schema.ts';
import { isSqlite } from '../drivers/sqlite-dialect.ts';
import { parseStored } from './stored-values.ts';

/**
 * The records this installation made in one Odoo database, of one domain, by external id. What a removed backend owned
 * is read as `backendId`'s own, or nobody would follow the store any more.
 */
export async function readManagedRecords(
  db: Kysely<Tables>,
  backendId: string,
  odooKey: string,
  domain: DomainName,
): Promise<ManagedRecord[]> {
  const rows = await db
    .selectFrom('managedRecord')
    .select(['externalId', 'model', 'owner', 'odooId', 'written', 'intended'])
    .where('odooKey', '=', odooKey)
    .where('domain', '=', domain)
    .execute();
  const removed = await db.selectFrom('backend').select('id').where('removedAt', 'is not', null).execute();
  const gone = new Set(removed.map(({ id }) => id));
  return rows
    .map((row) => ({
      ...row,
      owner: gone.has(row.owner) ? backendId : row.owner,
      written: toValues(row.written, `managed record ${row.externalId}, written`),
      intended: toValues(row.intended, `managed record ${row.externalId}, intended`),
    }))
    .sort((a, b) => compareText(a.externalId, b.externalId));
}

function toValues(text: string | null, place: string): FieldValues | null {
  return text === null ? null : parseStored(fieldValuesSchema, text, place);
}

/** Records what is about to be written; keeps what was last read back. Call it within a transaction. */
export async function intendRecords(
  db: Kysely<Tables>,
  odooKey: string,
  domain: DomainName,
  records: readonly ManagedIntent[],
): Promise<void> {
  const rows = records.map(({ externalId, model, owner, intended }) => ({
    odooKey,
    externalId,
    domain,
    model,
    owner,
    intended: JSON.stringify(intended),
  }));
  for (const chunk of inChunks(lastOfEach(rows, ({ externalId }) => [externalId])))
    await db
      .insertInto('managedRecord')
      .values(chunk)
      .onConflict((conflict) =>
        conflict.columns(['odooKey', 'externalId']).doUpdateSet((row) => ({
          domain: row.ref('excluded.domain'),
          model: row.ref('excluded.model'),
          owner: row.ref('excluded.owner'),
          intended: row.ref('excluded.intended'),
        })),
      )
      .execute();
}

/**
 * Records what was read back and clears the intent. Call it within a transaction.
 * @throws ConnectorError `data.not_intended` for a record whose write was never announced: its model and owner are
 *   unknown, so it could not be remembered.
 */
export async function confirmRecords(
  db: Kysely<Tables>,
  odooKey: string,
  records: readonly ManagedWritten[],
): Promise<void> {
  for (const chunk of inChunks(lastOfEach(records, ({ externalId }) => [externalId]))) {
    const updated = await confirmation(db, odooKey, chunk).execute(db);
    const known = new Set(updated.rows.map((row) => row.externalId));
    const lost = chunk.find(({ externalId }) => !known.has(externalId));
    if (lost !== undefined)
      throw new ConnectorError({
        code: 'data.not_intended',
        message: `The record ${lost.externalId} is confirmed as written, but no write of it was announced.`,
      });
  }
}

const READ_BACK: GivenColumns<ManagedWritten> = {
  external_id: { type: 'text', of: ({ externalId }) => externalId },
  odoo_id: { type: 'integer', of: ({ odooId }) => odooId },
  written: { type: 'text', of: ({ written }) => JSON.stringify(written) },
};

/** One statement for many records. On SQLite the records given come first, see `outcomeUpdate`. */
function confirmation(
  db: Kysely<Tables>,
  odooKey: string,
  records: readonly ManagedWritten[],
): RawBuilder<{ externalId: string }> {
  const given = givenRows(db, records, READ_BACK);
  if (isSqlite(db))
    return sql`
      with found as materialized (
        select managed_record.rowid as place, given.odoo_id, given.written
        from ${given}
        cross join managed_record
        where managed_record.odoo_key = ${odooKey} and managed_record.external_id = given.external_id
      )
      update managed_record
      set odoo_id = found.odoo_id, written = found.written, intended = null
      from found where managed_record.rowid = found.place
      returning managed_record.external_id`;
  return sql`
    update managed_record
    set odoo_id = given.odoo_id, written = given.written, intended = null
    from ${given}
    where managed_record.odoo_key = ${odooKey} and managed_record.external_id = given.external_id
    returning managed_record.external_id`;
}
