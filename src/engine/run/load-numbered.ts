import type { LoadResult, LoadRow } from '../../odoo/port.ts';
import type { WriteOperation } from './write-groups.ts';

/** The highest number that is tried behind a name. */
const MAX_NUMBER = 20;

/** How Odoo reports a name that another record has; the connector's calls are in English. */
const TAKEN = /must be unique/iu;

/**
 * Loads records, and those again whose name Odoo refuses because another record has it, with the next number: one more call for
 * all of them each time. A name may be taken by a record that the user cannot see, of another branch of the company for example.
 */
export async function loadNumbered(
  operations: readonly WriteOperation[],
  rows: readonly LoadRow[],
  load: (rows: readonly LoadRow[]) => Promise<LoadResult[]>,
): Promise<readonly LoadResult[]> {
  const results = await load(rows);
  for (let number = 2; number <= MAX_NUMBER; number += 1) {
    const refused = results.flatMap((result, at) => {
      const row = rows[at];
      const column = operations[at]?.write.numbered;
      if (!('error' in result) || !TAKEN.test(result.error) || row === undefined || column === undefined)
        return [];
      const value = `${row.values[column] ?? ''} (${number})`;
      return [{ at, row: { ...row, values: { ...row.values, [column]: value } } }];
    });
    if (refused.length === 0) break;
    const again = await load(refused.map(({ row }) => row));
    for (const [index, { at }] of refused.entries()) {
      const result = again[index];
      if (result !== undefined) results[at] = result;
    }
  }
  return results;
}
