import { existsSync, rmSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { loadSqlite } from '../drivers/sqlite.ts';

/**
 * A file that a process keeps locked while it lives. The system lets go of it when the process ends, however that
 * happens, and shows it to processes of other containers as well, which cannot see each other's numbers. The lock is
 * that of an empty SQLite database, so it works wherever the database itself works.
 */
export interface KeptFile {
  /** Lets go and removes the file. */
  close(): void;
}

/** Makes a file and keeps it. */
export function keepFile(file: string): KeptFile {
  const database = open(file);
  database.exec('begin exclusive');
  return {
    close: () => {
      database.close();
      rmSync(file, { force: true });
    },
  };
}

/** Whether a living process keeps a file. In doubt it does. */
export function isKept(file: string): boolean {
  if (!existsSync(file)) return false;
  let database: DatabaseSync | undefined;
  try {
    database = open(file);
    database.exec('begin exclusive');
    return false;
  } catch {
    return true;
  } finally {
    database?.close();
  }
}

function open(file: string): DatabaseSync {
  const { DatabaseSync } = loadSqlite();
  const database = new DatabaseSync(file, { timeout: 0 });
  // No second file beside it.
  database.exec('pragma journal_mode = memory');
  return database;
}
