import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { migrate } from '../migrate.ts';
import { connect, openDatabase, sqliteEndpoint, databaseOver } from '../open.ts';
import { secretBox } from '../secrets/secret-box.ts';
import { sqliteDialect } from '../drivers/sqlite-dialect.ts';
import { openSqlite } from '../drivers/sqlite.ts';
import { FULL_OPERATION, SECRETS, sampleBackend, sampleOperation, samplePlan } from '../testing/samples.ts';

const MB = 1024 * 1024;
const begin = { domains: ['geography'] as const, startedAt: new Date().toISOString() };
const end = {
  message: '-',
  storeRequests: 37,
  odooCalls: 40,
  endedAt: begin.startedAt,
  status: 'nothing',
} as const;

it('10,000 no-change runs of a usual store take less than 20 MB', { timeout: 300_000 }, async () => {
  const sqlite = await openSqlite(':memory:');
  const db = connect(sqliteDialect(sqlite, 'in memory'));
  await migrate(db);
  const database = await databaseOver(
    db,
    secretBox(randomBytes(32)),
    () => db.destroy(),
    sqliteEndpoint(db, sqlite, 'memory'),
  );
  const backend = sampleBackend();
  await database.backends.add(backend, SECRETS);
  // The 2,443 rows of a usual store, and 20 operations that wait for a user, each with every field there is.
  const kept = Array.from({ length: 2_443 }, (_, index) => sampleOperation(`${index}`, 'keep'));
  const waiting = Array.from({ length: 20 }, (_, index) => ({
    kind: 'conflict' as const,
    ...{ rule: 'code' as const, reason: FULL_OPERATION.reason, record: FULL_OPERATION.record },
    ...{
      changes: FULL_OPERATION.changes,
      candidates: Array.from({ length: 9 }, () => FULL_OPERATION.record),
    },
    subject: { ...FULL_OPERATION.subject, key: `waits ${index}` },
  }));
  const plan = samplePlan(backend, [...kept, ...waiting]);
  const size = async () => {
    const { rows } = await sql<{ bytes: number }>`
      select page_count * page_size as bytes from pragma_page_count, pragma_page_size`.execute(db);
    return rows[0]?.bytes ?? Infinity;
  };
  let largest = 0;
  for (let run = 1; run <= 10_000; run += 1) {
    const id = await database.runs.start({ ...begin, backendId: backend.id });
    await database.runs.recordPlan(id, plan);
    await database.runs.end(id, end);
    if (run % 100 === 0) largest = Math.max(largest, await size());
  }
  expect(largest).toBeGreaterThan(MB);
  expect(largest).toBeLessThan(20 * MB);
  expect(await database.runs.list({ limit: 10_000 })).toHaveLength(500);
  await database.close();
});

it('the file shrinks when a large run is removed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'woo-odoo-shrink-'));
  const database = await openDatabase(folder, { retention: { days: 30, count: 1 } });
  const backend = sampleBackend();
  await database.backends.add(backend, SECRETS);
  const ran = async (count: number) => {
    const id = await database.runs.start({ ...begin, backendId: backend.id });
    const operations = Array.from({ length: count }, (_, index) => sampleOperation(`${index}`, 'conflict'));
    await database.runs.recordPlan(id, samplePlan(backend, operations));
    const bytes = () =>
      statSync(join(folder, 'connector.db')).size + statSync(join(folder, 'connector.db-wal')).size;
    const before = bytes();
    await database.runs.end(id, end);
    return { before, after: bytes() };
  };
  const large = await ran(20_000);
  expect(large.after).toBeGreaterThan(5 * MB);
  const small = await ran(1);
  expect(small.after).toBeLessThan(MB);
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});
