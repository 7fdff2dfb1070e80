import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { ConnectorError } from '../../core/errors.ts';
import { translating } from './sqlite-errors.ts';
import { loadSqlite, openSqlite } from './sqlite.ts';

/**
 * Copies an SQLite database into a new file by SQLite's own online backup (https://www.sqlite.org/backup.html): one state
 * of it, complete, while other processes go on writing. Only the owner may read the file.
 * @returns its size in bytes
 * @throws ConnectorError `backup.exists`, `backup.unwritable`, `database.full`
 */
export async function backupSqlite(database: DatabaseSync, file: string): Promise<number> {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    throw refused(file, error as NodeJS.ErrnoException);
  }
  try {
    // All pages at once: between portions another process could write, and the copy would begin again.
    await loadSqlite().backup(database, file, { rate: 0x7fffffff });
    await removeLocks(file);
    return statSync(file).size;
  } catch (error) {
    for (const name of [file, `${file}-wal`, `${file}-shm`]) rmSync(name, { force: true });
    return translating(file, () => {
      throw error;
    });
  }
}

/** Locks belong to processes that know nothing of the copy. */
async function removeLocks(file: string): Promise<void> {
  const copy = await openSqlite(file);
  try {
    translating(file, () => copy.exec('delete from process_lock; pragma wal_checkpoint(truncate)'));
  } finally {
    copy.close();
  }
}

function refused(file: string, error: NodeJS.ErrnoException): ConnectorError {
  if (error.code === 'EEXIST')
    return new ConnectorError({
      code: 'backup.exists',
      message: `There is a file ${file} already.`,
      hint: 'Name another file: a backup never replaces one.',
    });
  return new ConnectorError({
    code: 'backup.unwritable',
    message: `The backup ${file} cannot be written: ${error.message}.`,
    hint: 'Name a file in a folder that exists and that this user may write.',
    cause: error,
  });
}

/** PostgreSQL has a tool of its own. */
export function backupOnServer(): Promise<never> {
  return Promise.reject(
    new ConnectorError({
      code: 'backup.postgresql',
      message: 'The database is on a PostgreSQL server (DATABASE_URL), whose own tool makes the backup.',
      hint: 'Run: pg_dump --format=custom --file=FILE "$DATABASE_URL" (and pg_restore to restore it).',
    }),
  );
}
