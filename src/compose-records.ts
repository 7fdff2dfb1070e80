import type { Config } from './config/config.ts';
import { openStore } from './database/open.ts';
import type { Store } from './database/port.ts';
import { openRecords, type Records } from './engine/queries/records.ts';

/** Opens the connector's own database as the settings describe it. */
export function openDatabase(config: Config, dataDir: string): Promise<Store> {
  const { secretKey, databaseUrl, runDays, runCount } = config;
  return openStore(dataDir, { secretKey, databaseUrl, retention: { days: runDays, count: runCount } });
}

/** The records of the database, for commands that ask no server. */
export function openRecordsOf(config: Config, dataDir: string): Promise<Records> {
  return closingOnFailure(openDatabase(config, dataDir), (database) =>
    openRecords({ database, now: () => new Date() }),
  );
}

/** Builds something over the database; closes the database when that fails. */
export async function closingOnFailure<T>(
  opening: Promise<Store>,
  build: (store: Store) => Promise<T>,
): Promise<T> {
  const store = await opening;
  try {
    return await build(store);
  } catch (error) {
    await store.close();
    throw error;
  }
}
