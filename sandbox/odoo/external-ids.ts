import { textOf } from '../json.ts';
import type { JsonObject } from '../json.ts';
import type { OdooDatabase } from './database.ts';
import { RuleBroken } from './faults-of-odoo.ts';
import { withDefaults } from './row-defaults.ts';

/** One row of `ir.model.data`. */
export interface ExternalId {
  readonly dataId: number;
  readonly model: string;
  readonly resId: number;
}

/** `module.name` in its two parts; the module ends at the first dot. */
export function splitExternalId(externalId: string): [module: string, name: string] {
  const dot = externalId.indexOf('.');
  return [externalId.slice(0, dot), externalId.slice(dot + 1)];
}

/** The record an external id represents. */
export function findExternalId(database: OdooDatabase, externalId: string): ExternalId | null {
  const [module, name] = splitExternalId(externalId);
  const dataId = database.lookup('ir.model.data', 0, [module, name]);
  const row = dataId === undefined ? undefined : database.row('ir.model.data', dataId);
  if (dataId === undefined || row === undefined) return null;
  return { dataId, model: textOf(row['model']), resId: Number(row['res_id']) };
}

/** Gives a record an external id. Spaces are refused by the database itself. */
export function putExternalId(
  database: OdooDatabase,
  externalId: string,
  model: string,
  resId: number,
  noupdate = false,
): void {
  const [module, name] = splitExternalId(externalId);
  if (name.includes(' ')) {
    throw new RuleBroken({
      kind: 'database',
      message:
        'new row for relation "ir_model_data" violates check constraint "ir_model_data_name_nospaces"\n' +
        `DETAIL:  Failing row contains (${name}, ${module}, ${model}).\n`,
    });
  }
  const known = findExternalId(database, externalId);
  const values = { module, name, model, res_id: resId, noupdate };
  if (known !== null && known.resId === resId && known.model === model) return;
  const dataId = known?.dataId ?? database.nextId('ir.model.data');
  database.put('ir.model.data', dataId, withDefaults(database, 'ir.model.data', values));
}

/** What `get_external_id` answers: keys are text, an empty text where there is none, the oldest where there are several. */
export function externalIdsOf(database: OdooDatabase, model: string, ids: readonly number[]): JsonObject {
  const nameOf = (id: number) => {
    for (const dataId of database.holders('ir.model.data', 'res_id', id)) {
      const row = database.row('ir.model.data', dataId);
      if (row?.['model'] === model) return `${textOf(row['module'])}.${textOf(row['name'])}`;
    }
    return '';
  };
  return Object.fromEntries(ids.map((id) => [`${id}`, nameOf(id)]));
}
