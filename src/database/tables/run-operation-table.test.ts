import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { migrate } from '../migrate.ts';
import { connect } from '../open.ts';
import type { RunOutcome } from '../port.ts';
import { outcomeUpdate, readOperations } from './run-operation-table.ts';
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

it('reads the operations that were stored before plans had format 2', async () => {
  const db = connect(sqliteDialect(await openSqlite(':memory:'), 'in memory'));
  await migrate(db);
  await sql`pragma foreign_keys = off`.execute(db);
  const subject = { type: 'delivery', key: '1', label: 'Post' };
  const common = { subject, reason: 'so' };
  const record = { model: 'delivery.carrier', id: 7, externalId: '__woo_sync__.x', label: 'Post' };
  const stored = [
    {
      ...{ ...common, kind: 'create', rule: 'new', record: { model: 'x', externalId: '__woo_sync__.x' } },
      write: { fields: { a: '1' }, references: {}, told: { b: '2' } },
    },
    { ...common, kind: 'update', rule: 'external id', record, write: { fields: {}, references: {} } },
    { ...common, kind: 'link', rule: 'choice', record },
    { ...common, kind: 'conflict', rule: 'choice' },
    { ...common, kind: 'conflict', rule: 'deleted', record },
    { ...common, kind: 'keep', rule: 'switched off', record },
    { ...common, kind: 'keep', rule: 'a rule of another version' },
  ];
  for (const [position, operation] of stored.entries()) {
    const { kind, rule } = operation;
    await sql`
      insert into run_operation (run_id, domain, position, type, key, label, kind, rule, operation, status)
      values (1, 'shipping', ${position}, 'delivery', ${String(position)}, '', ${kind}, ${rule},
        ${JSON.stringify(operation)}, 'applied')`.execute(db);
  }
  const read = (await readOperations(db, 1)).map(({ operation }) => operation);
  expect(read.map(({ kind, rule }) => [kind, rule])).toEqual(stored.map(({ kind, rule }) => [kind, rule]));
  expect(read[0]?.write).toEqual({ fields: { a: '1' }, references: {}, derived: { b: '2' } });
  expect(read[1]?.changes).toEqual([]);
  expect(read.map(({ decidedBy }) => decidedBy)).toEqual([
    ...[undefined, undefined, 'user', undefined, undefined, undefined, undefined],
  ]);
  expect(read.map(({ target }) => target)).toEqual([
    ...[undefined, undefined, undefined, undefined, 'missing', undefined, undefined],
  ]);
  await db.destroy();
});
