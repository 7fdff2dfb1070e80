import { closeSync, existsSync, openSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DatabaseSync } from 'node:sqlite';
import { ConnectorError } from '../../core/errors.ts';
import { loadSqlite } from '../drivers/sqlite.ts';
import { sqliteFailure } from '../drivers/sqlite-errors.ts';

/**
 * A file that a process keeps locked while it lives. The system releases the lock when the process ends, however that
 * happens, and shows it to processes of other containers as well, which cannot see each other's process ids. The lock is
 * that of an empty SQLite database, so it works wherever the database itself works.
 */
export interface KeptFile {
  /** Releases the lock and removes the file. */
  close(): void;
}

const MAX_ATTEMPTS = 5;

/**
 * Creates a file, readable by its owner alone, and keeps it locked.
 * @throws ConnectorError `data.unwritable`, `database.full`, `database.busy`; nothing is left open or behind
 */
export function keepFile(file: string): KeptFile {
  for (let attempt = 1; ; attempt += 1) {
    let database: DatabaseSync | undefined;
    try {
      createPrivate(file);
      database = lock(file);
    } catch (error) {
      rmSync(file, { force: true });
      if (attempt >= MAX_ATTEMPTS) throw failure(error, file);
    }
    if (database === undefined) continue;
    // Another process may have removed the file as a leftover before it was locked: then the lock means nothing.
    if (existsSync(file) || attempt >= MAX_ATTEMPTS) return kept(database, file);
    database.close();
  }
}

function kept(database: DatabaseSync, file: string): KeptFile {
  return {
    close: () => {
      database.close();
      rmSync(file, { force: true });
    },
  };
}

/** Whether a living process keeps a file. If in doubt, it does. */
export function isKept(file: string): boolean {
  if (!existsSync(file)) return false;
  try {
    lock(file).close();
    return false;
  } catch {
    return true;
  }
}

/** Removes a file unless a living process keeps it. It is removed under its lock, so that nobody takes it meanwhile. */
function removeLeftover(file: string): void {
  try {
    const database = lock(file);
    try {
      rmSync(file, { force: true });
    } finally {
      database.close();
    }
  } catch {
    // Kept by a process that lives, or not removable by this user: it harms nobody.
  }
}

/** A file that is younger may be about to be locked. */
const MIN_AGE_MS = 60_000;

/** Removes the files with a name that begins with `prefix` which processes left behind that were killed. */
export function removeLeftovers(prefix: string): void {
  const folder = path.dirname(prefix);
  for (const name of namesIn(folder).filter((each) => each.startsWith(path.basename(prefix)))) {
    const file = path.join(folder, name);
    if (ageOf(file) > MIN_AGE_MS) removeLeftover(file);
  }
}

/** Sweeping is worth no error: a folder that cannot be listed keeps its files. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function ageOf(file: string): number {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}

/** SQLite would give the file the mode that new files of this process have. */
function createPrivate(file: string): void {
  closeSync(openSync(file, 'wx', 0o600));
}

function lock(file: string): DatabaseSync {
  const { DatabaseSync } = loadSqlite();
  // Only a file that is there: another process may have removed it, and SQLite would create it anew for everybody to read.
  const place = pathToFileURL(file);
  place.searchParams.set('mode', 'rw');
  const database = new DatabaseSync(place, { timeout: 0 });
  try {
    // No second file beside it.
    database.exec('pragma journal_mode = memory; begin exclusive');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function failure(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error))
    return sqliteFailure(error, file);
  if (error.code === 'ENOSPC')
    return new ConnectorError({
      code: 'database.full',
      message: `The disk of ${file} is full.`,
      hint: 'Free some space and run it again. Nothing was changed.',
      retryable: true,
      cause: error,
    });
  return new ConnectorError({
    code: 'data.unwritable',
    message: `The lock file ${file} cannot be created: ${error.message}.`,
    hint: 'This user must be allowed to write the data folder.',
    cause: error,
  });
}
