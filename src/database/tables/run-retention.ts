import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { inChunks } from './chunks.ts';
import type { Tables } from './schema.ts';
import { isSqlite } from '../drivers/sqlite-dialect.ts';

/** How long finished runs are kept. */
export interface Retention {
  /** Older ones are removed. */
  readonly days: number;
  /** So many of each backend are kept, the newest first. */
  readonly count: number;
}

/** A run that changed something in Odoo stays this long, however many came after it. */
const DAYS_OF_CHANGES = 90;
/** So many are removed at once; the end of the next run goes on. */
const MAX_REMOVED = 1_000;
/** Free pages of SQLite (4 KB each) that are worth giving back to the disk. */
const MIN_FREE_PAGES = 256;

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Removes finished runs by age and number. The last run of each backend stays, and one that a notification is about, and
 * runs that changed something within 90 days. Afterwards the file of an embedded database shrinks.
 * @returns how many were removed
 */
export async function pruneRuns(db: Kysely<Tables>, { days, count }: Retention, now: Date): Promise<number> {
  const before = (age: number) => new Date(now.getTime() - age * DAY_MS).toISOString();
  const candidates = await sql<{ id: number }>`
    select id from (
      select id, started_at, ended_at, row_number() over (partition by backend_id order by id desc) as place from run
    ) as ranked
    where place > 1 and ended_at is not null and (started_at < ${before(days)} or place > ${count})
      and not exists (select 1 from notice where notice.run_id = ranked.id)
      and (started_at < ${before(DAYS_OF_CHANGES)} or not exists (
        select 1 from run_operation as operation
        where operation.run_id = ranked.id and operation.status in ('applied', 'failed')
      ))
    order by id limit ${MAX_REMOVED}`.execute(db);
  if (candidates.rows.length === 0) return 0;
  const removed = await db.transaction().execute((transaction) =>
    removeRuns(
      transaction,
      candidates.rows.map(({ id }) => id),
    ),
  );
  if (isSqlite(db)) await shrink(db);
  return removed;
}

async function removeRuns(db: Kysely<Tables>, candidates: readonly number[]): Promise<number> {
  let removed = 0;
  for (const chunk of inChunks(candidates)) {
    // A notification may have been recorded since the candidates were chosen.
    const query = db
      .selectFrom('run')
      .select('id')
      .where('id', 'in', chunk)
      .where((run) =>
        run.not(run.exists(run.selectFrom('notice').select('runId').whereRef('notice.runId', '=', 'run.id'))),
      )
      .orderBy('id');
    // On a server two processes may end runs at once: each removes what the other has not begun with.
    const rows = await (isSqlite(db) ? query : query.forUpdate().skipLocked()).execute();
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) continue;
    await db.deleteFrom('runOperation').where('runId', 'in', ids).execute();
    await db.deleteFrom('preview').where('runId', 'in', ids).execute();
    await db.deleteFrom('runNote').where('runId', 'in', ids).execute();
    await db.deleteFrom('run').where('id', 'in', ids).execute();
    removed += ids.length;
  }
  return removed;
}

async function shrink(db: Kysely<Tables>): Promise<void> {
  const free = await sql<{ freelistCount: number }>`pragma freelist_count`.execute(db);
  if ((free.rows[0]?.freelistCount ?? 0) < MIN_FREE_PAGES) return;
  await sql`pragma incremental_vacuum`.execute(db);
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
}
