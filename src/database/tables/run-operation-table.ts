import { sql } from 'kysely';
import type { Kysely, RawBuilder } from 'kysely';
import { z } from 'zod';
import { ConnectorError } from '../../core/errors.ts';
import { isChange } from '../../core/operation.ts';
import type { Plan } from '../../core/plan.ts';
import { domainNameSchema, storedOperationSchema } from '../../core/operation-schema.ts';
import { inChunks, lastOfEach } from './chunks.ts';
import { givenRows, type GivenColumns } from './given-rows.ts';
import type { RunOperation, RunOutcome } from '../port.ts';
import type { Tables } from './schema.ts';
import { isSqlite } from '../drivers/sqlite-dialect.ts';
import { checkStored, parseStored, storableOrNull, storableText } from './stored-values.ts';

export const outcomeStatusSchema = z.enum(['planned', 'applied', 'failed', 'skipped', 'kept']);

/** Stores the operations of a plan, in the order of the plan. */
export async function insertOperations(db: Kysely<Tables>, runId: number, plan: Plan): Promise<void> {
  let before = 0;
  for (const { domain, operations } of plan.domains) {
    for (const chunk of inChunks(operations)) {
      const first = before;
      const rows = givenRows(
        db,
        chunk.map((operation, index) => ({ operation, position: first + index })),
        {
          position: { type: 'integer', of: ({ position }) => position },
          type: { type: 'text', of: ({ operation }) => storableText(operation.subject.type) },
          key: { type: 'text', of: ({ operation }) => storableText(operation.subject.key) },
          label: { type: 'text', of: ({ operation }) => storableText(operation.subject.label) },
          kind: { type: 'text', of: ({ operation }) => operation.kind },
          rule: { type: 'text', of: ({ operation }) => storableText(operation.rule) },
          operation: { type: 'text', of: ({ operation }) => JSON.stringify(operation) },
          status: { type: 'text', of: ({ operation }) => (isChange(operation) ? 'planned' : 'kept') },
          odoo_id: { type: 'integer', of: ({ operation }) => operation.record?.id ?? null },
        },
      );
      await sql`
        insert into run_operation
          (run_id, domain, position, type, key, label, kind, rule, operation, status, odoo_id)
        select cast(${runId} as integer), cast(${domain} as text), given.* from ${rows}`.execute(db);
      before += chunk.length;
    }
  }
}

/** How an outcome finds its operation, and what it records of it. */
const OUTCOME: GivenColumns<RunOutcome> = {
  domain: { type: 'text', of: ({ domain }) => domain },
  type: { type: 'text', of: ({ type }) => storableText(type) },
  key: { type: 'text', of: ({ key }) => storableText(key) },
  status: { type: 'text', of: ({ status }) => status },
  message: { type: 'text', of: ({ message }) => storableOrNull(message) },
  odoo_id: { type: 'integer', of: ({ odooId }) => odooId },
};

/**
 * Sets outcomes, hundreds with one statement; of two for the same operation the last one counts. Call it within a
 * transaction.
 * @throws ConnectorError `run.unknown_operation` when the run's plan has no such operation.
 */
export async function updateOutcomes(
  db: Kysely<Tables>,
  runId: number,
  outcomes: readonly RunOutcome[],
): Promise<void> {
  if (!isSqlite(db)) await searchByIndex(db);
  for (const chunk of inChunks(outcomes)) {
    const rows = lastOfEach(chunk, ({ domain, type, key }) => [
      domain,
      storableText(type),
      storableText(key),
    ]);
    const updated = await outcomeUpdate(db, runId, rows).execute(db);
    refuseUnknown(runId, rows, updated.rows);
  }
}

/**
 * A plan just recorded is not in PostgreSQL's statistics yet: taking the run for a small one, it would read all of its
 * operations for every chunk of outcomes, or even for every outcome. For the rest of the transaction.
 */
export async function searchByIndex(db: Kysely<Tables>): Promise<void> {
  await sql`set local enable_hashjoin = off`.execute(db);
  await sql`set local enable_mergejoin = off`.execute(db);
}

/**
 * On PostgreSQL `offset 0` keeps the search for a subject a step of its own, for which only the index of subjects will do; the row is
 * then taken from its place, since any condition on the run would let all of its rows be read. On SQLite `cross join` and
 * `materialized` do the same: by itself it reads all outcomes again for every operation of the run.
 */
export function outcomeUpdate(
  db: Kysely<Tables>,
  runId: number,
  outcomes: readonly RunOutcome[],
): RawBuilder<{ domain: string; type: string; key: string }> {
  const given = givenRows(db, outcomes, OUTCOME);
  if (isSqlite(db))
    return sql`
      with found as materialized (
        select run_operation.rowid as place, given.status, given.message, given.odoo_id
        from ${given}
        cross join run_operation indexed by run_operation_by_subject
        where run_id = ${runId} and run_operation.domain = given.domain
          and run_operation.type = given.type and run_operation.key = given.key
      )
      update run_operation
      set status = found.status, message = found.message, odoo_id = found.odoo_id
      from found where run_operation.rowid = found.place
      returning run_operation.domain, run_operation.type, run_operation.key`;
  return sql`
    update run_operation
    set status = given.status, message = given.message, odoo_id = given.odoo_id
    from ${given}
    cross join lateral (
      select ctid from run_operation
      where run_id = ${runId} and domain = given.domain and type = given.type and key = given.key
      offset 0
    ) as found
    where run_operation.ctid = found.ctid
    returning run_operation.domain, run_operation.type, run_operation.key`;
}

/** Settles what is still `planned` in a run that has ended: its outcome will never be known. */
export async function settlePlanned(
  db: Kysely<Tables>,
  runIds: readonly number[],
  message: string,
): Promise<void> {
  for (const chunk of inChunks(runIds))
    await db
      .updateTable('runOperation')
      .set({ status: 'failed', message })
      .where('runId', 'in', chunk)
      .where('status', '=', 'planned')
      .execute();
}

/** An outcome that fits no operation would vanish from the record of the run. */
function refuseUnknown(
  runId: number,
  outcomes: readonly RunOutcome[],
  updated: readonly { domain: string; type: string; key: string }[],
): void {
  const known = new Set(updated.map(({ domain, type, key }) => JSON.stringify([domain, type, key])));
  const lost = outcomes.find(
    ({ domain, type, key }) => !known.has(JSON.stringify([domain, storableText(type), storableText(key)])),
  );
  if (lost === undefined) return;
  throw new ConnectorError({
    code: 'run.unknown_operation',
    message: `The plan of run ${runId} has no operation for the ${lost.domain} ${lost.type} ${lost.key}.`,
  });
}

/** The operations of a run, in the order of its plan. @throws ConnectorError `data.corrupt`. */
export async function readOperations(db: Kysely<Tables>, runId: number): Promise<RunOperation[]> {
  const rows = await db
    .selectFrom('runOperation')
    .select(['position', 'domain', 'operation', 'status', 'message', 'odooId'])
    .where('runId', '=', runId)
    .orderBy('position')
    .execute();
  return rows.map((row) => toRunOperation(runId, row));
}

/** The columns that make a `RunOperation`. */
export interface OperationRow {
  readonly position: number;
  readonly domain: string;
  readonly operation: string;
  readonly status: string;
  readonly message: string | null;
  readonly odooId: number | null;
}

/** Checks what the database contains. @throws ConnectorError `data.corrupt` */
export function toRunOperation(runId: number, row: OperationRow): RunOperation {
  const place = `operation ${row.position} of run ${runId}`;
  return {
    domain: checkStored(domainNameSchema, row.domain, place),
    operation: parseStored(storedOperationSchema, row.operation, place),
    status: checkStored(outcomeStatusSchema, row.status, place),
    message: row.message,
    odooId: row.odooId,
  };
}
