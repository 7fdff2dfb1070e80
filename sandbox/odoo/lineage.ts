import type { OdooDatabase } from './database.ts';

/** The companies above a branch from the top down, then itself (`parent_ids`); one id for a company without parents. */
export function lineageOf(database: Pick<OdooDatabase, 'row'>, company: number): number[] {
  const parent = database.row('res.company', company)?.['parent_id'];
  return typeof parent === 'number' ? [...lineageOf(database, parent), company] : [company];
}

/** The company at the top of a branch. */
export function rootOf(database: Pick<OdooDatabase, 'row'>, company: number): number {
  return lineageOf(database, company)[0] ?? company;
}
