import type { Row } from '../model.ts';

/** A column that no model shows: when a row was written last. */
export const VERSION = '__version';

/** Where a row lies among those that are equal otherwise. */
export function versionOf(row: Row | undefined, id: number): number {
  const version = row?.[VERSION];
  return typeof version === 'number' ? version : id;
}
