import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { CamelCasePlugin, Kysely, PGliteDialect } from 'kysely';
import type { Dialect } from 'kysely';
import { ConnectorError } from '../core/errors.ts';
import { backendTable } from './backend-table.ts';
import { databaseFacts } from './database-facts.ts';
import { processHolds, takeHold } from './hold.ts';
import type { Holds } from './hold.ts';
import { readInstallationId } from './installation-table.ts';
import { takeLock } from './lock.ts';
import { memoryTables } from './memory-tables.ts';
import { migrate } from './migrate.ts';
import { noticeTable } from './notice-table.ts';
import { odooWatchTable } from './odoo-watch-table.ts';
import type { DatabaseFacts, SqlDoor, Store } from './port.ts';
import { postgresHolds } from './postgres-hold.ts';
import { openPglite } from './pglite.ts';
import { postgresAt } from './postgres.ts';
import type { Postgres } from './postgres.ts';
import { runTable } from './run-table.ts';
import { scheduleTable } from './schedule-table.ts';
import type { Database } from './schema.ts';
import { embeddedSql } from './sql-door.ts';
import { KEY_BYTES, secretBox } from './secret-box.ts';
import type { SecretBox } from './secret-box.ts';
import { openSecretBox } from './secret-key.ts';

/** How a data folder is opened. */
export interface OpenStoreOptions {
  /** 32 bytes; absent: the key file of the folder, made at the first start. */
  readonly secretKey?: Uint8Array | undefined;
  /** Address of a PostgreSQL database; absent: an embedded one in the folder. */
  readonly databaseUrl?: string | undefined;
}

/**
 * Opens the connector's database and brings it up to date: the PostgreSQL database of `databaseUrl`, else an embedded
 * one in the data folder. The folder is made when it does not exist. An embedded database keeps the folder to this
 * process until `close()`; a PostgreSQL one is shared.
 * @throws ConnectorError `data.locked`, `data.newer`, `data.unwritable`, `data.unreadable`, `database.…`, `secret_key.…`.
 */
export async function openStore(dataDir: string, options: OpenStoreOptions = {}): Promise<Store> {
  makePrivateFolder(dataDir);
  return options.databaseUrl === undefined
    ? openEmbedded(dataDir, options)
    : openPostgres(dataDir, options.databaseUrl, options);
}

async function openEmbedded(dataDir: string, options: OpenStoreOptions): Promise<Store> {
  makePrivateFolder(path.join(dataDir, 'db'), { ours: true });
  const lock = takeLock(dataDir);
  let db: Kysely<Database> | undefined;
  const close = async () => {
    try {
      await db?.destroy();
    } finally {
      lock.release();
    }
  };
  try {
    const pglite = await openDatabase(path.join(dataDir, 'db'));
    db = connect(new PGliteDialect({ pglite }));
    await migrate(db);
    const box = await openSecretBox(db, dataDir, options.secretKey);
    const sql = embeddedSql(db, pglite);
    return await storeOver(db, box, close, { kind: 'embedded', place: dataDir, sql });
  } catch (error) {
    await close();
    throw error;
  }
}

async function openPostgres(dataDir: string, url: string, options: OpenStoreOptions): Promise<Store> {
  const server = postgresAt(url);
  const db = connect(server.dialect);
  try {
    await migrate(db);
    const box = await openSecretBox(db, dataDir, options.secretKey);
    return await storeOver(db, box, () => db.destroy(), postgresPlace(server));
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** A store's place on a PostgreSQL server. */
export function postgresPlace(server: Postgres): StorePlace {
  return { kind: 'postgresql', place: server.place, holds: postgresHolds(server), sql: server };
}

/** The first empty database of this process, since a copy is ready seven times sooner than a new one. */
let emptyDatabase: Promise<Blob> | undefined;

/**
 * A store in memory, gone with `close()`, under a key of its own: for tests and trials.
 * @param image what it is a copy of, as `makeEmptyDatabase` makes it; absent: one that is made with the first store
 */
export async function openMemoryStore(image?: Blob): Promise<Store> {
  const pglite = await openPglite(undefined, {
    loadDataDir: image ?? (await (emptyDatabase ??= makeEmptyDatabase())),
  });
  const db = connect(new PGliteDialect({ pglite }));
  const place = { kind: 'embedded', place: 'memory', sql: embeddedSql(db, pglite) } as const;
  return storeOver(db, secretBox(randomBytes(KEY_BYTES)), () => db.destroy(), place);
}

/** A database of the newest migration without a row, as an archive of its files. */
export async function makeEmptyDatabase(): Promise<Blob> {
  const pglite = await openPglite();
  await migrate(connect(new PGliteDialect({ pglite })));
  const image = await pglite.dumpDataDir('none');
  await pglite.close();
  return image;
}

/** The query builder over any PostgreSQL: columns are snake_case in SQL and camelCase here. */
export function connect(dialect: Dialect): Kysely<Database> {
  return new Kysely<Database>({ dialect, plugins: [new CamelCasePlugin()] });
}

/** What a store is over, and who may run a backend in it. */
export interface StorePlace extends Pick<DatabaseFacts, 'kind' | 'place'> {
  /** Absent: only this process works on the database. */
  readonly holds?: Holds;
  readonly sql: SqlDoor;
}

/** The store over a migrated database. `release` is called once, by the first `close()`. */
export async function storeOver(
  db: Kysely<Database>,
  box: SecretBox,
  release: () => Promise<void>,
  place: StorePlace,
): Promise<Store> {
  const installationId = await readInstallationId(db);
  const holds = place.holds ?? processHolds();
  let closed: Promise<void> | undefined;
  return {
    installationId,
    backends: backendTable(db, box),
    runs: runTable(db, holds),
    memory: memoryTables(db),
    schedules: scheduleTable(db),
    watches: odooWatchTable(db),
    notices: noticeTable(db),
    sql: place.sql,
    lead: () => holds.tryLead(),
    hold: (backend) => takeHold(holds, backend),
    facts: () => databaseFacts(db, place),
    close: () => (closed ??= holds.close().then(release)),
  };
}

/** A folder that was there keeps its mode, it may hold other things; the one with the rows in it is ours. */
function makePrivateFolder(folder: string, { ours } = { ours: false }): void {
  try {
    makeFolders(path.resolve(folder));
    if (ours) chmodSync(folder, 0o700);
  } catch (error) {
    throw new ConnectorError({
      code: 'data.unwritable',
      message: `The data folder ${folder} cannot be used: ${(error as Error).message}.`,
      hint: 'Name a folder this user may write in WOO_ODOO_DATA_DIR.',
      cause: error,
    });
  }
}

/** Part by part: Node's recursive form never ends where a parent exists and refuses children (`/proc/nope`). */
function makeFolders(folder: string): void {
  if (existsSync(folder)) return;
  makeFolders(path.dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

async function openDatabase(folder: string): Promise<PGlite> {
  try {
    return await openPglite(folder);
  } catch (error) {
    throw new ConnectorError({
      code: 'data.unreadable',
      message: `The database in ${folder} cannot be opened: ${error instanceof Error ? error.message : String(error)}.`,
      hint: 'Restore the data folder from a backup, or move it away to start anew.',
      cause: error,
    });
  }
}
