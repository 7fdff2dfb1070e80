import type { Environment } from '../environment.ts';
import type { Row } from '../model.ts';

const POSITION = 'account.fiscal.position';
/** A column that no model shows: when a row was written last. */
const VERSION = '__version';
const clocks = new WeakMap<object, number>();

/**
 * PostgreSQL answers rows that are equal by the order asked for as they lie in its table, and a row that is written again
 * moves to the end. Odoo 19 takes the first fiscal position by `sequence`, so this decides between two with the same one:
 * on a fresh database *Foreign Trade* comes before *Domestic*, which was written again when it became the domestic one.
 */
export function withVersion(env: Environment, row: Row): Row {
  const version = (clocks.get(env.database) ?? 1_000_000) + 1;
  clocks.set(env.database, version);
  return { ...row, [VERSION]: version };
}

/** Where a row lies among those that are equal otherwise. */
export function versionOf(row: Row | undefined, id: number): number {
  const version = row?.[VERSION];
  return typeof version === 'number' ? version : id;
}

/** Writes a position again, as a stored field that is worked out anew does. */
export function rewrite(env: Environment, id: number): void {
  const row = env.database.row(POSITION, id);
  if (row !== undefined) env.database.put(POSITION, id, withVersion(env, row));
}
