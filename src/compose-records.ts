import { randomUUID } from 'node:crypto';
import type { OpenAccounts } from './cli/account-context.ts';
import type { Config } from './config/config.ts';
import { openDatabase } from './database/open.ts';
import type { Database } from './database/port.ts';
import { openRecords, type Records } from './engine/queries/records.ts';

/** Opens the connector's own database as the settings describe it. */
export function openDatabaseOf(config: Config, dataDir: string, replaceKey = false): Promise<Database> {
  const { secretKey, databaseUrl, runDays, runCount } = config;
  const retention = { days: runDays, count: runCount };
  return openDatabase(dataDir, { secretKey, databaseUrl, retention, replaceKey });
}

/** The records of the database, for commands that ask no server. */
export function openRecordsOf(config: Config, dataDir: string): Promise<Records> {
  return closingOnFailure(openDatabaseOf(config, dataDir), (database) =>
    openRecords({ database, now: () => new Date() }),
  );
}

/** Users and tokens, for commands. */
export async function openAccountsOf(config: Config, dataDir: string): Promise<OpenAccounts> {
  const database = await openDatabaseOf(config, dataDir);
  return {
    accounts: { tables: database.accounts, now: () => new Date(), newId: () => randomUUID() },
    close: () => database.close(),
  };
}

/** Builds something over the database; closes the database when that fails. */
export async function closingOnFailure<T>(
  opening: Promise<Database>,
  build: (database: Database) => T | Promise<T>,
): Promise<T> {
  const database = await opening;
  try {
    return await build(database);
  } catch (error) {
    await database.close();
    throw error;
  }
}
