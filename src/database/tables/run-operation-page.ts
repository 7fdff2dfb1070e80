import { sql, type Kysely } from 'kysely';
import { isSqlite } from '../drivers/sqlite-dialect.ts';
import type { OperationPage, RunOperationRow } from '../port.ts';
import { toRunOperation } from './run-operation-table.ts';
import type { Tables } from './schema.ts';

/** Reads a page of the operations of a run, see `RunTable.operationPage`. */
export async function readOperationPage(
  db: Kysely<Tables>,
  runId: number,
  { after, limit, domain, kind, status, search }: OperationPage,
): Promise<RunOperationRow[]> {
  let query = db
    .selectFrom('runOperation')
    .select(['position', 'domain', 'operation', 'status', 'message', 'odooId'])
    .where('runId', '=', runId)
    .orderBy('position')
    .limit(limit);
  if (after !== undefined) query = query.where('position', '>', after);
  if (domain !== undefined) query = query.where('domain', '=', domain);
  if (kind !== undefined) query = query.where('kind', '=', kind);
  if (status !== undefined) query = query.where('status', '=', status);
  if (search !== undefined) {
    const pattern = `%${search.toLowerCase().replace(/[\\%_]/gu, (sign) => `\\${sign}`)}%`;
    const fold = sql.raw(isSqlite(db) ? 'fold_case' : 'lower');
    query = query.where(
      sql<boolean>`(${fold}(label) like ${pattern} escape '\\' or ${fold}(key) like ${pattern} escape '\\')`,
    );
  }
  const rows = await query.execute();
  return rows.map((row) => ({ position: row.position, ...toRunOperation(runId, row) }));
}
