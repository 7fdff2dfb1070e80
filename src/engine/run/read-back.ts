import { z } from 'zod';
import type { OdooReader } from '../../odoo/port.ts';
import type { ManagedWritten } from '../../database/port.ts';
import type { WriteOperation } from './write-groups.ts';

/** A value of a managed field, as Odoo answers it: a related record by its id, a list by its sorted ids. */
export const fieldValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.tuple([z.int(), z.string()]).transform(([id]) => id),
  z.array(z.int()).transform((ids) => ids.toSorted((a, b) => a - b).join(',')),
]);
const row = z.object({ id: z.int().positive() }).catchall(fieldValue);

/**
 * Reads the managed fields of the records just written: what Odoo made of our values is what a later run compares
 * with. One call per few thousand records; an empty field (`false`) reads as "", a ticked one as "1", a list as its
 * sorted ids. Values without a column of their own are remembered as they were given.
 */
export async function readBack(
  odoo: OdooReader,
  model: string,
  results: readonly { readonly operation: WriteOperation; readonly id?: number }[],
): Promise<ManagedWritten[]> {
  const written = results.flatMap(({ operation, id }) => (id === undefined ? [] : [{ operation, id }]));
  const [first] = written;
  if (first === undefined) return [];
  const fields = Object.keys(first.operation.write.fields);
  const rows = await odoo.searchRead(model, {
    domain: [['id', 'in', written.map(({ id }) => id)]],
    // An empty list would ask for all fields.
    fields: fields.length === 0 ? ['id'] : fields,
    row,
  });
  const byId = new Map(rows.map((found) => [found.id, found]));
  return written.flatMap(({ operation, id }) => {
    const found = byId.get(id);
    // Deleted by somebody since the write: the next run sees that.
    if (found === undefined) return [];
    const values = Object.fromEntries(fields.map((field) => [field, fieldText(found[field])]));
    const written = { ...values, ...operation.write.derived };
    return [{ externalId: operation.record.externalId, odooId: id, written }];
  });
}

/** A value in the text in which it is remembered. */
export function fieldText(found: string | number | boolean | undefined): string {
  if (found === undefined || found === false) return '';
  return found === true ? '1' : String(found);
}
