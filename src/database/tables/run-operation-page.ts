import { sql, type Kysely } from 'kysely';
import { isSqlite } from '../drivers/sqlite-dialect.ts';
import { z } from 'zod';
import { domainNameSchema } from '../../core/operation-schema.ts';
import { OPERATION_KINDS } from '../../core/operation.ts';
import type { OperationCount, OperationPage, RunOperationRow } from '../port.ts';
import { outcomeStatusSchema, toRunOperation } from './run-operation-table.ts';
import type { Tables } from './schema.ts';
import { searchPattern } from './search-pattern.ts';
import { checkStored } from './stored-values.ts';

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
    const pattern = searchPattern(search);
    const fold = sql.raw(isSqlite(db) ? 'fold_case' : 'lower');
    query = query.where(
      sql<boolean>`(${fold}(label) like ${pattern} escape '\\' or ${fold}(key) like ${pattern} escape '\\')`,
    );
  }
  const rows = await query.execute();
  return rows.map((row) => ({ position: row.position, ...toRunOperation(runId, row) }));
}

const countSchema: z.ZodType<OperationCount> = z.strictObject({
  domain: domainNameSchema,
  kind: z.enum(OPERATION_KINDS),
  status: outcomeStatusSchema,
  count: z.int().positive(),
});

/** Counts the operations of a run, in the order of its plan: by the first operation of each domain and kind. */
export async function countRunOperations(db: Kysely<Tables>, runId: number): Promise<OperationCount[]> {
  const { rows } = await sql`
    select domain, kind, status, cast(count(*) as integer) as count
    from run_operation where run_id = ${runId}
    group by domain, kind, status
    order by min(position)`.execute(db);
  return rows.map((row) => checkStored(countSchema, row, `operations of run ${runId}`));
}
