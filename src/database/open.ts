import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { CamelCasePlugin, Kysely } from 'kysely';
import type { Dialect } from 'kysely';
import { ConnectorError } from '../core/errors.ts';
import { backendTable } from './tables/backend-table.ts';
import { backupSqlite } from './drivers/backup.ts';
import { databaseFacts } from './drivers/database-facts.ts';
import type { DatabaseEndpoint } from './endpoint.ts';
import { takeLock } from './locks/backend-locks.ts';
import { readInstallationId } from './tables/installation-table.ts';
import { memoryTables } from './tables/memory-tables.ts';
import { migrate } from './migrate.ts';
import { noticeTable } from './tables/notice-table.ts';
import { proofNoticeTable } from './tables/proof-notice-table.ts';
import { tryWrite } from './drivers/try-write.ts';
import { odooWatchTable } from './tables/odoo-watch-table.ts';
import type { Database } from './port.ts';
import type { Retention } from './tables/run-retention.ts';
import { runTable } from './tables/run-table.ts';
import { scheduleTable } from './tables/schedule-table.ts';
import type { Tables } from './tables/schema.ts';
import { KEY_BYTES, secretBox } from './secrets/secret-box.ts';
import type { SecretBox } from './secrets/secret-box.ts';
import { refuseBesideService, rotateKey } from './secrets/rotate-key.ts';
import { openSecretBox } from './secrets/secret-key.ts';
import { sqliteDialect } from './drivers/sqlite-dialect.ts';
import { removeLeftovers } from './locks/kept-file.ts';
import { lockFilePrefix, sqliteLocks } from './locks/sqlite-locks.ts';
import { openSqlite } from './drivers/sqlite.ts';
import { askedRunTable } from './tables/asked-run-table.ts';
import { previewTable } from './tables/preview-table.ts';
import { proofTable } from './tables/proof-table.ts';
import { savedRowTable } from './tables/saved-row-table.ts';
import { accountTables } from './tables/account-tables.ts';

/** As the settings' defaults, see `src/config`. */
const DEFAULT_RETENTION: Retention = { days: 90, count: 500 };

/** How a data folder is opened. */
export interface OpenDatabaseOptions {
  /** 32 bytes; absent: the key file of the folder, made at the first start. */
  readonly secretKey?: Uint8Array | undefined;
  /** The former key is lost or changed: open under this one, to store credentials again. */
  readonly replaceKey?: boolean | undefined;
  /** How long finished runs are kept; absent: 90 days, 500 of each backend. */
  readonly retention?: Retention | undefined;
  /** Address of a PostgreSQL database; absent: an embedded one in the folder. */
  readonly databaseUrl?: string | undefined;
}

/**
 * Opens the connector's database and brings it up to date: the PostgreSQL database of `databaseUrl`, else an embedded
 * one (SQLite) in the data folder. The folder is made when it does not exist. Any number of processes may open either.
 * @throws ConnectorError `data.newer`, `data.old_kind`, `data.unwritable`, `data.unreadable`, `database.…`, `secret_key.…`.
 */
export async function openDatabase(dataDir: string, options: OpenDatabaseOptions = {}): Promise<Database> {
  makePrivateFolder(dataDir);
  return options.databaseUrl === undefined
    ? openEmbedded(dataDir, options)
    : openPostgres(dataDir, options.databaseUrl, options);
}

/** The database within a data folder. */
const DATABASE_FILE = 'connector.db';

async function openOver(
  db: Kysely<Tables>,
  dataDir: string,
  { secretKey, replaceKey, retention }: OpenDatabaseOptions,
  endpoint: DatabaseEndpoint,
): Promise<Database> {
  const mayReplace = () => refuseBesideService(endpoint.locks);
  const box = await openSecretBox(db, dataDir, secretKey, replaceKey ? mayReplace : undefined);
  const key = { dataDir, isGiven: secretKey !== undefined };
  return databaseOver(db, box, () => db.destroy(), { ...endpoint, retention, key });
}

async function openEmbedded(dataDir: string, options: OpenDatabaseOptions): Promise<Database> {
  const file = path.join(dataDir, DATABASE_FILE);
  refuseOldKind(dataDir, file);
  makePrivateFile(file);
  const database = await openSqlite(file);
  const db = connect(sqliteDialect(database, file));
  try {
    await migrate(db);
    removeLeftovers(lockFilePrefix(file));
    return await openOver(db, dataDir, options, sqliteEndpoint(db, database, dataDir));
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** A store's place in an SQLite database. */
export function sqliteEndpoint(
  db: Kysely<Tables>,
  database: DatabaseSync,
  endpoint: string,
): DatabaseEndpoint {
  const backup = (file: string) => backupSqlite(database, file);
  return {
    kind: 'embedded',
    place: endpoint,
    locks: sqliteLocks(db, database.location()),
    sql: null,
    backup,
    // Whatever else has the file open holds a lock as soon as it matters.
    others: () => Promise.resolve([]),
  };
}

async function openPostgres(dataDir: string, url: string, options: OpenDatabaseOptions): Promise<Database> {
  // The driver is loaded by those who use it: on SQLite a command starts without it.
  const [{ postgresAt }, { postgresEndpoint: postgresPlace }] = await Promise.all([
    import('./drivers/postgres.ts'),
    import('./drivers/postgres-endpoint.ts'),
  ]);
  const server = postgresAt(url);
  const db = connect(server.dialect);
  try {
    await migrate(db);
    return await openOver(db, dataDir, options, postgresPlace(server));
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** A store in memory, gone with `close()`, under a key of its own: for tests and trials. */
export async function openMemoryDatabase(): Promise<Database> {
  const database = await openSqlite(':memory:');
  const db = connect(sqliteDialect(database, 'in memory'));
  await migrate(db);
  const endpoint = sqliteEndpoint(db, database, 'memory');
  return databaseOver(db, secretBox(randomBytes(KEY_BYTES)), () => db.destroy(), endpoint);
}

/** The query builder over either database: columns are snake_case in SQL and camelCase here. */
export function connect(dialect: Dialect): Kysely<Tables> {
  return new Kysely<Tables>({ dialect, plugins: [new CamelCasePlugin()] });
}

/** The store over a migrated database. `release` is called once, by the first `close()`. */
export async function databaseOver(
  db: Kysely<Tables>,
  box: SecretBox,
  release: () => Promise<void>,
  endpoint: DatabaseEndpoint,
): Promise<Database> {
  const installationId = await readInstallationId(db);
  const { locks } = endpoint;
  let closed: Promise<void> | undefined;
  return {
    installationId,
    backends: backendTable(db, box),
    runs: runTable(db, locks, endpoint.retention ?? DEFAULT_RETENTION),
    memory: memoryTables(db),
    schedules: scheduleTable(db),
    watches: odooWatchTable(db),
    notices: noticeTable(db),
    proofNotices: proofNoticeTable(db),
    sql: endpoint.sql,
    lead: () => locks.tryLead(),
    lock: (backend) => takeLock(locks, backend),
    isLocked: (backendId) => locks.isTaken(backendId),
    facts: () => databaseFacts(db, endpoint),
    tryWrite: () => tryWrite(db),
    backup: endpoint.backup,
    rotateKey: (newKey) => rotateKey({ db, box, endpoint }, newKey),
    close: () => (closed ??= locks.close().finally(release)),
    askedRuns: askedRunTable(db),
    previews: previewTable(db),
    savedRows: savedRowTable(db),
    proofs: proofTable(db),
    accounts: accountTables(db, box),
  };
}

/** A folder that was there keeps its mode, it may contain other things. */
function makePrivateFolder(folder: string): void {
  try {
    makeFolders(path.resolve(folder));
  } catch (error) {
    throw unwritable(folder, error);
  }
}

/** Part by part: Node's recursive form never ends where a parent exists and refuses children (`/proc/nope`). */
function makeFolders(folder: string): void {
  if (existsSync(folder)) return;
  makeFolders(path.dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

/**
 * Creates a file that is not there. One that is there is not opened: closing any descriptor of it would release the locks
 * that SQLite has on it in this process (https://www.sqlite.org/howtocorrupt.html, 2.2).
 */
function create(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** SQLite gives the files it makes beside the database the same mode. */
function makePrivateFile(file: string): void {
  try {
    create(file);
    if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
  } catch (error) {
    throw unwritable(path.dirname(file), error);
  }
}

function unwritable(folder: string, error: unknown): ConnectorError {
  return new ConnectorError({
    code: 'data.unwritable',
    message: `The data folder ${folder} cannot be used: ${(error as Error).message}.`,
    hint: 'Name a folder this user may write in WOO_ODOO_DATA_DIR.',
    cause: error,
  });
}

/** Before SQLite the connector kept an embedded PostgreSQL (PGlite) in the folder `db`, which it can no longer open. */
function refuseOldKind(dataDir: string, file: string): void {
  const old = path.join(dataDir, 'db');
  if (existsSync(file) || !existsSync(path.join(old, 'PG_VERSION'))) return;
  throw new ConnectorError({
    code: 'data.old_kind',
    message: `The data folder ${dataDir} contains a database of an earlier version (an embedded PostgreSQL), which this version does not open.`,
    hint: `Move ${old} away and add the backends again with "woo-odoo backend add". Nothing is lost in Odoo: the next sync recognises what was created there. The history of runs and the schedules stay behind.`,
  });
}
