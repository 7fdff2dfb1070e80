import { sql, type Kysely, type Selectable } from 'kysely';
import { z } from 'zod';
import { ConnectorError } from '../../core/errors.ts';
import { domainNameSchema, domainNamesSchema } from '../../core/operation-schema.ts';
import type { BackendLocks } from '../locks/backend-locks.ts';
import type { Run, RunTable } from '../port.ts';
import { RUN_ORIGINS } from '../../core/run-origin.ts';
import { recordedPlan } from './recorded-plan.ts';
import { pruneRuns, type Retention } from './run-retention.ts';
import { insertNotes, readNotes } from './run-note-table.ts';
import { hideOperations } from './hide-operations.ts';
import { countRunOperations, readOperationPage } from './run-operation-page.ts';
import { insertOperations, readOperations, settlePlanned, updateOutcomes } from './run-operation-table.ts';
import type { Tables } from './schema.ts';
import { isSqlite } from '../drivers/sqlite-dialect.ts';
import { checkStored, parseStored, storableText } from './stored-values.ts';

const runStatusSchema = z.enum(['running', 'done', 'partial', 'failed', 'nothing']);
const keptSchema = z.partialRecord(domainNameSchema, z.int().positive());
const milliseconds = z.int().nonnegative();
const timesSchema = z.partialRecord(
  domainNameSchema,
  z.object({ storeMs: milliseconds, odooMs: milliseconds, writeMs: milliseconds }),
);
const runKindSchema = z.enum(['sync', 'preview']);
const runOriginSchema = z.enum(RUN_ORIGINS);

/** What a run records of the operations whose outcome it did not live to see. */
const UNKNOWN_OUTCOME = 'The run ended before the outcome was known; the next run finds out.';

/** Sets the counter that the column draws from, which never goes back. */
async function continueAfter(db: Kysely<Tables>, number: number): Promise<void> {
  if (isSqlite(db)) {
    await sql`insert into sqlite_sequence (name, seq)
      select 'run', 0 where not exists (select 1 from sqlite_sequence where name = 'run')`.execute(db);
    await sql`update sqlite_sequence set seq = max(seq, ${number}) where name = 'run'`.execute(db);
    return;
  }
  await sql`
    select setval(pg_get_serial_sequence('run', 'id'), greatest(
      cast(${number} as bigint), nextval(pg_get_serial_sequence('run', 'id')) - 1, 1
    ))`.execute(db);
}

/** Gives a run the next number, which no other gets any more. */
async function drawNumber(db: Kysely<Tables>, runId: number): Promise<number> {
  // An identity column of PostgreSQL takes no value but its own.
  const { rows } = isSqlite(db)
    ? await sql<{ drawn: unknown }>`
        update sqlite_sequence set seq = seq + 1 where name = 'run' returning seq as drawn`.execute(db)
    : await sql<{ drawn: unknown }>`
        update run set id = default where id = ${runId} returning id as drawn`.execute(db);
  const drawn = z.coerce.number().int().positive().parse(rows[0]?.drawn);
  if (isSqlite(db)) await db.updateTable('run').set({ id: drawn }).where('id', '=', runId).execute();
  return drawn;
}

/** The runs with their notes and operations, see `RunTable`. */
export function runTable(db: Kysely<Tables>, locks: BackendLocks, retention: Retention): RunTable {
  return {
    continueAfter: (number) => continueAfter(db, number),

    async start({ backendId, domains, startedAt, kind = 'sync', origin = 'cli' }) {
      const row = await db
        .insertInto('run')
        .values({ backendId, domains: JSON.stringify(domains), status: 'running', startedAt, kind, origin })
        .returning('id')
        .executeTakeFirstOrThrow();
      return row.id;
    },

    async renumber(runId, above) {
      await continueAfter(db, above);
      return drawNumber(db, runId);
    },

    async claimed(runId, claim) {
      await db.updateTable('run').set(claim).where('id', '=', runId).execute();
    },

    recordPlan: (runId, plan) =>
      db.transaction().execute(async (transaction) => {
        const recorded = recordedPlan(plan);
        await insertNotes(transaction, runId, recorded.plan);
        await insertOperations(transaction, runId, recorded.plan);
        const kept = JSON.stringify(recorded.kept);
        await transaction.updateTable('run').set({ kept }).where('id', '=', runId).execute();
      }),

    hideValues: (backendId, domain, subjects) =>
      db.transaction().execute((transaction) => hideOperations(transaction, backendId, domain, subjects)),

    recordOutcomes: (runId, outcomes) =>
      db.transaction().execute((transaction) => updateOutcomes(transaction, runId, outcomes)),

    end: async (runId, end) => {
      await db.transaction().execute(async (transaction) => {
        const result = await transaction
          .updateTable('run')
          .set({
            status: end.status,
            endedAt: end.endedAt,
            message: storableText(end.message),
            storeRequests: end.storeRequests,
            odooCalls: end.odooCalls,
            times: JSON.stringify(end.times ?? {}),
            code: end.code ?? null,
            hint: end.hint === undefined ? null : storableText(end.hint),
          })
          .where('id', '=', runId)
          .returning('kind')
          .executeTakeFirst();
        if (result === undefined)
          throw new ConnectorError({ code: 'run.unknown', message: `There is no run ${runId} to end.` });
        if (result.kind === 'sync') await settlePlanned(transaction, [runId], UNKNOWN_OUTCOME);
        await countFigures(transaction, runId);
      });
      await tidy(() => pruneRuns(db, retention, new Date()));
    },

    async requestStop(runId, at) {
      const { numUpdatedRows } = await db
        .updateTable('run')
        .set({ stopRequestedAt: at })
        .where('id', '=', runId)
        .where('status', '=', 'running')
        .where('stopRequestedAt', 'is', null)
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },

    async isStopRequested(runId) {
      const row = await db
        .selectFrom('run')
        .select('id')
        .where('id', '=', runId)
        .where('stopRequestedAt', 'is not', null)
        .executeTakeFirst();
      return row !== undefined;
    },

    async activity() {
      const newest = db
        .selectFrom('run')
        .select(({ fn }) => fn.max('id').as('id'))
        .groupBy('backendId');
      const rows = await db
        .selectFrom('run')
        .select(['id', 'backendId', 'status', 'requestNumber'])
        .where('id', 'in', newest)
        .execute();
      return new Map(rows.map(({ backendId, ...rest }) => [backendId, rest]));
    },

    async list({ backendId, before, kind, limit, status }) {
      let query = db.selectFrom('run').selectAll().orderBy('id', 'desc').limit(limit);
      if (backendId !== undefined) query = query.where('backendId', '=', backendId);
      if (kind !== undefined) query = query.where('kind', '=', kind);
      if (status !== undefined) query = query.where('status', '=', status);
      if (before !== undefined) query = query.where('id', '<', before);
      return (await query.execute()).map(toRun);
    },

    async get(runId) {
      const row = await db.selectFrom('run').selectAll().where('id', '=', runId).executeTakeFirst();
      return row === undefined ? null : toRun(row);
    },

    operations: (runId) => readOperations(db, runId),
    operationPage: (runId, page) => readOperationPage(db, runId, page),
    operationCounts: (runId) => countRunOperations(db, runId),
    notes: (runId) => readNotes(db, runId),

    async failInterrupted(endedAt, message) {
      const open = await db
        .selectFrom('run')
        .select('backendId')
        .distinct()
        .where('status', '=', 'running')
        .execute();
      let failed = 0;
      for (const { backendId } of open)
        failed += await failUnlessLocked(db, locks, backendId, endedAt, message);
      return failed;
    },

    failAbandoned: (backendId, endedAt, message) => failRuns(db, backendId, endedAt, message),
  };
}

/** Whoever runs a backend has its lock: a run whose backend can be had belongs to nobody any more. */
async function failUnlessLocked(
  db: Kysely<Tables>,
  locks: BackendLocks,
  ...[backendId, endedAt, message]: Parameters<RunTable['failAbandoned']>
): Promise<number> {
  const lock = await locks.tryTake(backendId);
  if (lock === null) return 0;
  try {
    return await failRuns(db, backendId, endedAt, message);
  } finally {
    await lock.release();
  }
}

/** The run has ended, whatever comes of this: the end of the next one tries again. */
async function tidy(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof ConnectorError) || !error.retryable) throw error;
  }
}

function failRuns(
  db: Kysely<Tables>,
  ...[backendId, endedAt, message]: Parameters<RunTable['failAbandoned']>
): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    const ended = await transaction
      .updateTable('run')
      .set({ status: 'failed', endedAt, message: storableText(message) })
      .where('status', '=', 'running')
      .where('backendId', '=', backendId)
      .returning('id')
      .execute();
    await settlePlanned(
      transaction,
      ended.map(({ id }) => id),
      UNKNOWN_OUTCOME,
    );
    for (const { id } of ended) await countFigures(transaction, id);
    return ended.length;
  });
}

/**
 * How much a run that has ended changed, and what is left to do: counted once, and as its message does. What a user left as
 * it is waits for nobody. (A quote within a value is escaped, so that only the field itself reads so.)
 */
async function countFigures(db: Kysely<Tables>, runId: number): Promise<void> {
  await sql`update run set (changes, review, failures) = (
    select
      count(case when kind in ('create', 'link', 'update', 'archive') and status in ('applied', 'planned') then 1 end),
      count(case when kind = 'conflict' and operation not like '%"left":true%' then 1 end)
        + (select count(*) from run_note where run_id = ${runId} and level = 'review'),
      count(case when status = 'failed' then 1 end)
    from run_operation where run_id = ${runId}
  ) where id = ${runId}`.execute(db);
}

function toRun(row: Selectable<Tables['run']>): Run {
  const place = `run ${row.id}`;
  return {
    ...row,
    kind: checkStored(runKindSchema, row.kind, `${place}, kind`),
    origin: checkStored(runOriginSchema, row.origin, `${place}, origin`),
    domains: parseStored(domainNamesSchema, row.domains, `${place}, domains`),
    status: checkStored(runStatusSchema, row.status, `${place}, status`),
    kept: parseStored(keptSchema, row.kept, `${place}, kept`),
    times: parseStored(timesSchema, row.times, `${place}, times`),
  };
}
