import { openMemoryStore } from '../src/database/open.ts';
import type { Store } from '../src/database/port.ts';

/** A store in memory, ready in milliseconds. */
export function openTestStore(): Promise<Store> {
  return openMemoryStore();
}
