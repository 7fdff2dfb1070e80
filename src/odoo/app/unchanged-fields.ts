import { z } from 'zod';
import type { OdooReader } from '../port.ts';
import { recordId } from '../reader.ts';
import type { BuiltApp } from './build.ts';

const text = z.union([z.string(), z.literal(false)]);

/** The cells of a field's row that can change; model, name and type cannot. */
const fieldRow = z.object({
  id: recordId,
  field_description: text,
  help: text,
  index: z.boolean(),
  readonly: z.boolean(),
  copied: z.boolean(),
  required: z.boolean(),
  selection: text,
  relation: text,
  relation_field: text,
  compute: text,
  depends: text,
  store: z.boolean(),
  domain: text,
  on_delete: text,
});
type Cell = Exclude<keyof z.infer<typeof fieldRow>, 'id'>;
const CELLS = Object.keys(fieldRow.shape).filter((name): name is Cell => name !== 'id');

/** The fields of the app that the database contains just as the generated app shows them, by local external id. */
export async function unchangedFields(odoo: OdooReader, app: BuiltApp): Promise<Set<string>> {
  const known = await odoo.searchRead('ir.model.data', {
    domain: [
      ['module', '=', app.module],
      ['model', '=', 'ir.model.fields'],
    ],
    fields: ['name', 'res_id'],
    row: z.object({ id: recordId, name: z.string(), res_id: recordId }),
  });
  const names = new Map(known.map(({ name, res_id }) => [res_id, name]));
  const rows = await odoo.searchRead('ir.model.fields', {
    domain: [
      ['id', 'in', [...names.keys()]],
      ['state', '=', 'manual'],
    ],
    fields: CELLS,
    row: fieldRow,
  });
  const same = rows.filter((row) => {
    const desired = app.fields.get(names.get(row.id) ?? '');
    return desired !== undefined && CELLS.every((cell) => (desired.get(cell) ?? '') === cellOf(row[cell]));
  });
  return new Set(same.flatMap(({ id }) => names.get(id) ?? []));
}

const cellOf = (value: string | boolean) => (value === true ? '1' : value === false ? '' : value);
