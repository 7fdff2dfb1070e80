import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { migrate } from '../migrate.ts';
import { connect } from '../open.ts';
import type { RunOutcome } from '../port.ts';
import { outcomeUpdate } from './run-operation-table.ts';
import { sqliteDialect } from '../drivers/sqlite-dialect.ts';
import { openSqlite } from '../drivers/sqlite.ts';

const outcomes: RunOutcome[] = Array.from({ length: 300 }, (_, index) => ({
  ...{ domain: 'geography', type: 'state', key: `DE:${index + 1}` },
  ...{ status: 'applied', message: null, odooId: index + 1 },
}));

it('finds each operation by its subject, then updates it in its place', async () => {
  const db = connect(sqliteDialect(await openSqlite(':memory:'), 'in memory'));
  await migrate(db);
  const plan = await sql<{ detail: string }>`explain query plan ${outcomeUpdate(db, 1, outcomes)}`.execute(
    db,
  );
  expect(plan.rows.map(({ detail }) => detail)).toEqual([
    'MATERIALIZE found',
    expect.stringMatching(/^SCAN json_each/u),
    expect.stringMatching(
      /^SEARCH run_operation USING COVERING INDEX run_operation_by_subject .*run_id=.*domain=.*type=.*key=/u,
    ),
    'SCAN found',
    expect.stringMatching(/^SEARCH run_operation USING INTEGER PRIMARY KEY/u),
  ]);
  await db.destroy();
});
