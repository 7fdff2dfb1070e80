import type { Environment } from '../environment.ts';
import type { Row } from '../model.ts';
import { VERSION, versionOf } from './version-of.ts';

const POSITION = 'account.fiscal.position';
/** A column that no model shows: whether the row was the domestic one when it was written last. */
const DOMESTIC = '__domestic';
const clocks = new WeakMap<object, number>();

/**
 * PostgreSQL answers rows that are equal by the order asked for as they lie in its table, and a row that is written again
 * moves to the end. Odoo 19 takes the first fiscal position by `sequence`, so this decides between two with the same one:
 * on a fresh database *Foreign Trade* comes before *Domestic*, which was written again when it became the domestic one.
 */
export function withVersion({ database }: Environment, row: Row): Row {
  const last =
    clocks.get(database) ?? Math.max(0, ...database.rows(POSITION).map(([id, each]) => versionOf(each, id)));
  clocks.set(database, last + 1);
  return { ...row, [VERSION]: last + 1 };
}

/** A row as models have it. */
export function withoutVersion(row: Row): Row {
  if (row[VERSION] === undefined) return row;
  return Object.fromEntries(Object.entries(row).filter(([name]) => name !== VERSION && name !== DOMESTIC));
}

/** 19 stores on each position whether it is the domestic one of its company: what changes is written again. */
export function followDomestic(env: Environment, company: number, domestic: number | null): void {
  for (const id of env.database.holders(POSITION, 'company_id', company)) {
    const row = env.database.row(POSITION, id) ?? {};
    const isDomestic = id === domestic;
    if ((row[DOMESTIC] === true) === isDomestic) continue;
    env.database.put(POSITION, id, withVersion(env, { ...row, [DOMESTIC]: isDomestic }));
  }
}

/** Writes a position again, as a stored field that is worked out anew does. */
export function rewrite(env: Environment, id: number): void {
  const row = env.database.row(POSITION, id);
  if (row !== undefined) env.database.put(POSITION, id, withVersion(env, row));
}
