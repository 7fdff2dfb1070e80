import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { CamelCasePlugin, Kysely, PGliteDialect } from 'kysely';
import type { Dialect } from 'kysely';
import { ConnectorError } from '../core/errors.ts';
import { backendTable } from './backend-table.ts';
import { takeLock } from './lock.ts';
import { memoryTables } from './memory-tables.ts';
import { migrate } from './migrate.ts';
import type { Store } from './port.ts';
import { runTable } from './run-table.ts';
import type { Database } from './schema.ts';
import { KEY_BYTES, secretBox } from './secret-box.ts';
import type { SecretBox } from './secret-box.ts';
import { openSecretBox } from './secret-key.ts';

/** How a data folder is opened. */
export interface OpenStoreOptions {
  /** 32 bytes; absent: the key file of the folder, made at the first start. */
  readonly secretKey?: Uint8Array | undefined;
}

/**
 * Opens the connector's database in a data folder, which is made when it does not exist, brings it up to date and
 * keeps the folder to this process until `close()`.
 * @throws ConnectorError `data.locked`, `data.newer`, `data.unwritable`, `data.unreadable`, `secret_key.…`.
 */
export async function openStore(dataDir: string, options: OpenStoreOptions = {}): Promise<Store> {
  makePrivateFolder(dataDir);
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
    db = connect(new PGliteDialect({ pglite: await openDatabase(path.join(dataDir, 'db')) }));
    await migrate(db);
    return storeOver(db, await openSecretBox(db, dataDir, options.secretKey), close);
  } catch (error) {
    await close();
    throw error;
  }
}

/** The first database of this process as an image, since a copy is ready seven times sooner than a new one. */
let emptyDatabase: Promise<Blob> | undefined;

/** A store in memory, gone with `close()`, under a key of its own: for tests and trials. */
export async function openMemoryStore(): Promise<Store> {
  emptyDatabase ??= makeEmptyDatabase();
  const db = connect(new PGliteDialect({ pglite: new PGlite({ loadDataDir: await emptyDatabase }) }));
  return storeOver(db, secretBox(randomBytes(KEY_BYTES)), () => db.destroy());
}

async function makeEmptyDatabase(): Promise<Blob> {
  const pglite = new PGlite();
  await migrate(connect(new PGliteDialect({ pglite })));
  const image = await pglite.dumpDataDir('none');
  await pglite.close();
  return image;
}

/** The query builder over any PostgreSQL: columns are snake_case in SQL and camelCase here. */
export function connect(dialect: Dialect): Kysely<Database> {
  return new Kysely<Database>({ dialect, plugins: [new CamelCasePlugin()] });
}

/** The store over a migrated database. `release` is called once, by the first `close()`. */
export function storeOver(db: Kysely<Database>, box: SecretBox, release: () => Promise<void>): Store {
  let closed: Promise<void> | undefined;
  return {
    backends: backendTable(db, box),
    runs: runTable(db),
    memory: memoryTables(db),
    close: () => (closed ??= release()),
  };
}

function makePrivateFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    // A folder that was there keeps its mode, it may hold other things; the one with the rows in it is ours.
    mkdirSync(path.join(dataDir, 'db'), { recursive: true, mode: 0o700 });
    chmodSync(path.join(dataDir, 'db'), 0o700);
  } catch (error) {
    throw new ConnectorError({
      code: 'data.unwritable',
      message: `The data folder ${dataDir} cannot be used: ${(error as Error).message}.`,
      hint: 'Name a folder this user may write in WOO_ODOO_DATA_DIR.',
      cause: error,
    });
  }
}

async function openDatabase(folder: string): Promise<PGlite> {
  try {
    return await PGlite.create(folder);
  } catch (error) {
    throw new ConnectorError({
      code: 'data.unreadable',
      message: `The database in ${folder} cannot be opened: ${error instanceof Error ? error.message : String(error)}.`,
      hint: 'Restore the data folder from a backup, or move it away to start anew.',
      cause: error,
    });
  }
}
