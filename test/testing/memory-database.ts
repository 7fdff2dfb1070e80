import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { connect, databaseOver, sqliteEndpoint } from '../../src/database/open.ts';
import { migrate } from '../../src/database/migrate.ts';
import { KEY_BYTES, secretBox } from '../../src/database/secrets/secret-box.ts';
import { sqliteDialect } from '../../src/database/drivers/sqlite-dialect.ts';
import { openSqlite } from '../../src/database/drivers/sqlite.ts';
import type { Database } from '../../src/database/port.ts';

interface Opened {
  readonly driver: DatabaseSync;
  readonly secretKey: Uint8Array;
}

const opened = new WeakMap<Database, Opened>();

/** A store in memory, ready in milliseconds. */
export async function openTestDatabase(): Promise<Database> {
  const driver = await openSqlite(':memory:');
  const db = connect(sqliteDialect(driver, 'in memory'));
  await migrate(db);
  const secretKey = randomBytes(KEY_BYTES);
  const endpoint = sqliteEndpoint(db, driver, 'memory');
  const database = await databaseOver(db, secretBox(secretKey), () => db.destroy(), endpoint);
  opened.set(database, { driver, secretKey });
  return database;
}

/**
 * A database of `openTestDatabase` as the next process of the connector finds it, which reaches it through a driver of its own.
 * Only one of them may be in use at a time. Closing it leaves the rows.
 */
export async function openNextProcess(
  database: Database,
  through: (driver: DatabaseSync) => DatabaseSync,
): Promise<Database> {
  const { driver, secretKey } = openedOf(database);
  const db = connect(sqliteDialect(through(driver), 'in memory'));
  const endpoint = sqliteEndpoint(db, driver, 'memory');
  const next = await databaseOver(db, secretBox(secretKey), () => Promise.resolve(), endpoint);
  opened.set(next, { driver, secretKey });
  return next;
}

/** What is under a database of `openTestDatabase`. */
export function driverOf(database: Database): DatabaseSync {
  return openedOf(database).driver;
}

function openedOf(database: Database): Opened {
  const found = opened.get(database);
  if (found === undefined) throw new Error('this database was not opened by openTestDatabase');
  return found;
}

/**
 * Remembers all rows of a database of this process, and answers how to put them back; undefined on PostgreSQL.
 * Nothing may be under way in it meanwhile.
 */
export function rememberRows(database: Database): (() => void) | undefined {
  const driver = opened.get(database)?.driver;
  if (driver === undefined) return undefined;
  const tables = driver
    .prepare(`select name from main.sqlite_master where type = 'table' and name not like 'sqlite_stat%'`)
    .all()
    .map(({ name }) => String(name));
  const image = `image_${randomBytes(6).toString('hex')}`;
  for (const table of tables)
    driver.exec(`create temp table ${image}_${table} as select * from main.${table}`);
  return () => {
    // Keys of other tables are looked at when all rows are there again.
    driver.exec('begin; pragma defer_foreign_keys = on');
    for (const table of tables) driver.exec(`delete from main.${table}`);
    for (const table of tables) driver.exec(`insert into main.${table} select * from temp.${image}_${table}`);
    driver.exec('commit');
  };
}

/** How many rows were written since the database was opened; 0 on PostgreSQL. */
export function writesOf(database: Database): number {
  const writes = opened.get(database)?.driver.prepare('select total_changes() as writes').get();
  return Number(writes?.['writes'] ?? 0);
}
