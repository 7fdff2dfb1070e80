import type * as NodeSqlite from 'node:sqlite';
import { retrying, translating } from './sqlite-errors.ts';

/** What stays of the write-ahead log between writes; a long transaction may need more meanwhile. */
const LOG_BYTES = 4 * 1024 * 1024;

/**
 * Opens an SQLite database as the connector uses it (https://www.sqlite.org/pragma.html):
 * - a write-ahead log, so that readers and one writer work at the same time, in any number of processes;
 * - `synchronous = FULL`: a commit returns after the log was written through to the disk (fsync);
 * - incremental vacuum, which must be chosen before the first table is made;
 * - foreign keys;
 * - no busy time-out of SQLite's own, which would stop the whole process: see `retrying`.
 * @param file its path, or `:memory:`
 * @throws ConnectorError as `sqliteFailure` translates them
 */
export async function openSqlite(file: string): Promise<NodeSqlite.DatabaseSync> {
  const { DatabaseSync } = loadSqlite();
  const database = translating(file, () => new DatabaseSync(file, { enableForeignKeyConstraints: true }));
  try {
    await retrying(() =>
      translating(file, () => {
        const size = database.prepare('pragma page_count').get();
        if (size?.['page_count'] === 0) database.exec('pragma auto_vacuum = incremental');
        database.exec('pragma journal_mode = wal');
        // SQLite's own lower() knows ASCII letters only.
        database.function('fold_case', { deterministic: true }, (text) => String(text).toLowerCase());
        database.exec(`pragma synchronous = full; pragma journal_size_limit = ${LOG_BYTES}`);
      }),
    );
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

let loaded: typeof NodeSqlite | undefined;

/**
 * Loads `node:sqlite` when a database is opened, without its one warning: the first releases of Node 24 call it
 * experimental on standard error, once, at this moment. Every other warning still arrives.
 */
export function loadSqlite(): typeof NodeSqlite {
  if (loaded !== undefined) return loaded;
  const emitWarning = Reflect.get(process, 'emitWarning') as (...args: unknown[]) => void;
  process.emitWarning = (warning: string | Error, ...rest: unknown[]) => {
    if (rest[0] === 'ExperimentalWarning' && String(warning).startsWith('SQLite ')) return;
    Reflect.apply(emitWarning, process, [warning, ...rest]);
  };
  try {
    return (loaded = process.getBuiltinModule('node:sqlite'));
  } finally {
    process.emitWarning = emitWarning;
  }
}
