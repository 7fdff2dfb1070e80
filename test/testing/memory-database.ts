import { openMemoryDatabase } from '../../src/database/open.ts';
import type { Database } from '../../src/database/port.ts';

/** A store in memory, ready in milliseconds. */
export function openTestDatabase(): Promise<Database> {
  return openMemoryDatabase();
}
