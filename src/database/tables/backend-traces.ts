import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { compareText } from '../../core/plan.ts';
import type { BackendTraces } from '../port.ts';
import { ODOO_KEY } from './odoo-key.ts';
import { clearProofs } from './proof-retention.ts';
import { clearSavedRows } from './saved-row-table.ts';
import type { Tables } from './schema.ts';

/** Counts what the database contains of a backend. */
export async function readTraces(
  db: Kysely<Tables>,
  backendId: string,
  odooKey: string,
): Promise<BackendTraces> {
  const counts = await sql<Record<'credentials' | 'bindings' | 'managedRecords' | 'runs', number>>`
    select
      (select cast(count(*) as integer) from backend_secret where backend_id = ${backendId}) as credentials,
      (select cast(count(*) as integer) from binding where backend_id = ${backendId}) as bindings,
      (select cast(count(*) as integer) from managed_record
        where owner = ${backendId} and odoo_key = ${odooKey}) as managed_records,
      (select cast(count(*) as integer) from run where backend_id = ${backendId}) as runs`.execute(db);
  const [row = { credentials: 0, bindings: 0, managedRecords: 0, runs: 0 }] = counts.rows;
  return { ...row, sharedWith: await sharers(db, backendId, odooKey) };
}

/** Drops what the database contains of a backend but its runs, see `BackendTable.purge`. Call it within a transaction. */
export async function dropTraces(db: Kysely<Tables>, backendId: string, odooKey: string): Promise<void> {
  await db.deleteFrom('backendSecret').where('backendId', '=', backendId).execute();
  await db.deleteFrom('binding').where('backendId', '=', backendId).execute();
  await db.deleteFrom('readCount').where('backendId', '=', backendId).execute();
  await clearSavedRows(db, backendId);
  await clearProofs(db, backendId);
  await db.deleteFrom('schedule').where('backendId', '=', backendId).execute();
  await db.deleteFrom('notice').where('backendId', '=', backendId).execute();
  await db.deleteFrom('proofNotice').where('backendId', '=', backendId).execute();
  if ((await sharers(db, backendId, odooKey)).length > 0) return;
  // Those of backends purged earlier were left for this one.
  await db
    .deleteFrom('managedRecord')
    .where('odooKey', '=', odooKey)
    .where('owner', 'not in', db.selectFrom('backendSecret').select('backendId'))
    .execute();
}

/** The other backends in use whose Odoo database is the one that `odooKey` names. */
async function sharers(db: Kysely<Tables>, backendId: string, odooKey: string): Promise<string[]> {
  const rows = await db
    .selectFrom('backend')
    .select(['name'])
    .where('id', '<>', backendId)
    .where('removedAt', 'is', null)
    .where(ODOO_KEY, '=', odooKey)
    .execute();
  return rows.map(({ name }) => name).sort(compareText);
}
