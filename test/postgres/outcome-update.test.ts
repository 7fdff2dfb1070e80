import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../src/database/migrate.ts';
import { connect } from '../../src/database/open.ts';
import { postgresAt } from '../../src/database/drivers/postgres.ts';
import type { RunOutcome } from '../../src/database/port.ts';
import { outcomeUpdate, searchByIndex } from '../../src/database/tables/run-operation-table.ts';
import type { Tables } from '../../src/database/tables/schema.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';

const outcomes: RunOutcome[] = Array.from({ length: 300 }, (_, index) => ({
  ...{ domain: 'geography', type: 'state', key: `DE:${index + 1}` },
  ...{ status: 'applied', message: null, odooId: index + 1 },
}));

/** Operations as in the table, without the runs and the backend they belong to. */
const insertMany = (runId: number, count: number) => sql`
  insert into run_operation (run_id, domain, position, type, key, label, kind, rule, operation, status)
  select cast(${runId} as integer), 'geography', number, 'state', 'DE:' || number, '', 'create', '',
    repeat('{}', 100), 'planned'
  from generate_series(1, ${count}) as number`;

describe('outcomeUpdate', () => {
  let database: FreshDatabase;
  let db: Kysely<Tables>;
  beforeAll(async () => {
    database = await freshDatabase();
    db = connect(postgresAt(database.url).dialect);
    await migrate(db);
    await sql`alter table run_operation drop constraint run_operation_run_id_fkey`.execute(db);
  });
  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });

  // PostgreSQL plans otherwise for each of these.
  it.each([
    [30, 'nothing'],
    [300, 'nothing'],
    [2_600, 'nothing'],
    [50_000, 'nothing'],
    [300, 'this run'],
    [50_000, 'this run'],
    [300, 'another run'],
    [50_000, 'another run'],
  ])('finds each of %i operations by its subject, where the statistics know %s', async (count, known) => {
    await sql`truncate run_operation`.execute(db);
    await sql`delete from pg_statistic where starelid = 'run_operation'::regclass`.execute(db);
    if (known === 'another run') await insertMany(2, 30_000).execute(db);
    if (known === 'this run') await insertMany(1, count).execute(db);
    if (known !== 'nothing') await sql`analyze run_operation`.execute(db);
    if (known !== 'this run') await insertMany(1, count).execute(db);
    const plan = await db.transaction().execute(async (transaction) => {
      await searchByIndex(transaction);
      return sql<{ 'QUERY PLAN': string }>`explain ${outcomeUpdate(db, 1, outcomes)}`.execute(transaction);
    });
    const steps = plan.rows.map((row) => Object.values(row).join('')).join('\n');
    expect(steps).toMatch(/Index Cond: .*\bdomain = .*\btype = .*\bkey = /u);
    expect(steps).toMatch(/TID Cond: /u);
    expect(steps).not.toMatch(/Filter|Hash|Merge|Materialize|Seq Scan/u);
  });
});
