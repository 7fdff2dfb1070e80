import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqlite } from '../drivers/sqlite.ts';
import { sqliteDialect } from '../drivers/sqlite-dialect.ts';
import { migrate } from '../migrate.ts';
import { connect } from '../open.ts';
import { sqliteLocks } from './sqlite-locks.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'woo-locks-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('frees a backend although its row cannot be deleted, as on a full disk', async () => {
  const file = path.join(folder, 'connector.db');
  const database = await openSqlite(file);
  const db = connect(sqliteDialect(database, file));
  await migrate(db);
  const locks = sqliteLocks(db, file);
  const lock = await locks.tryTake('a');
  expect(await locks.isTaken('a')).toBe(true);
  database.exec('pragma query_only = on');
  await lock?.release();
  expect(await locks.isTaken('a')).toBe(false);
  database.exec('pragma query_only = off');
  expect(await locks.tryTake('a')).not.toBeNull();
  await locks.close();
  expect(readdirSync(folder).filter((name) => name.includes('lock'))).toEqual([]);
  await db.destroy();
});
