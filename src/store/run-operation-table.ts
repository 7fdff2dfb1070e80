import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { ConnectorError } from '../core/errors.ts';
import { isChange } from '../core/operation.ts';
import type { Plan } from '../core/plan.ts';
import { domainNameSchema, operationSchema } from '../core/operation-schema.ts';
import { inChunks, lastOfEach } from './chunks.ts';
import type { RunOperation, RunOutcome } from './port.ts';
import type { Database } from './schema.ts';
import { checkStored, parseStored, storableOrNull, storableText } from './stored-values.ts';

const outcomeStatusSchema = z.enum(['planned', 'applied', 'failed', 'skipped', 'kept']);

/** Stores the operations of a plan, in the order of the plan. */
export async function insertOperations(db: Kysely<Database>, runId: number, plan: Plan): Promise<void> {
  const rows = plan.domains
    .flatMap(({ domain, operations }) => operations.map((operation) => ({ domain, operation })))
    .map(({ domain, operation }, position) => ({
      runId,
      position,
      domain,
      type: storableText(operation.subject.type),
      key: storableText(operation.subject.key),
      label: storableText(operation.subject.label),
      kind: operation.kind,
      rule: storableText(operation.rule),
      operation: JSON.stringify(operation),
      status: isChange(operation) ? ('planned' as const) : ('kept' as const),
      message: null,
      odooId: operation.record?.id ?? null,
    }));
  for (const chunk of inChunks(rows)) await db.insertInto('runOperation').values(chunk).execute();
}

/**
 * Sets outcomes, hundreds with one statement; of two for the same operation the last one counts.
 * @throws ConnectorError `run.unknown_operation` when the run's plan has no such operation.
 */
export async function updateOutcomes(
  db: Kysely<Database>,
  runId: number,
  outcomes: readonly RunOutcome[],
): Promise<void> {
  const rows = lastOfEach(outcomes, ({ domain, type, key }) => [
    domain,
    storableText(type),
    storableText(key),
  ]);
  for (const chunk of inChunks(rows)) {
    const values = chunk.map(
      ({ domain, type, key, status, message, odooId }) =>
        sql`(${domain}, ${storableText(type)}, ${storableText(key)}, ${status},
          cast(${storableOrNull(message)} as text), cast(${odooId} as integer))`,
    );
    const updated = await sql<{ domain: string; type: string; key: string }>`
      update run_operation
      set status = outcome.status, message = outcome.message, odoo_id = outcome.odoo_id
      from (values ${sql.join(values)}) as outcome (domain, type, key, status, message, odoo_id)
      where run_operation.run_id = ${runId} and run_operation.domain = outcome.domain
        and run_operation.type = outcome.type and run_operation.key = outcome.key
      returning run_operation.domain, run_operation.type, run_operation.key`.execute(db);
    refuseUnknown(runId, chunk, updated.rows);
  }
}

/** Settles what is still `planned` in a run that has ended: nobody will tell its outcome any more. */
export async function settlePlanned(
  db: Kysely<Database>,
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
export async function readOperations(db: Kysely<Database>, runId: number): Promise<RunOperation[]> {
  const rows = await db
    .selectFrom('runOperation')
    .select(['position', 'domain', 'operation', 'status', 'message', 'odooId'])
    .where('runId', '=', runId)
    .orderBy('position')
    .execute();
  return rows.map((row) => {
    const place = `operation ${row.position} of run ${runId}`;
    return {
      domain: checkStored(domainNameSchema, row.domain, place),
      operation: parseStored(operationSchema, row.operation, place),
      status: checkStored(outcomeStatusSchema, row.status, place),
      message: row.message,
      odooId: row.odooId,
    };
  });
}
