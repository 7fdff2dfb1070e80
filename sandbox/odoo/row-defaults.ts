import type { Json } from '../json.ts';
import type { OdooDatabase } from './database.ts';
import { fieldOf } from './model.ts';
import type { Row } from './model.ts';
import { shapeOf } from './model-shape.ts';

const CREATED = '2026-11-23 04:00:00';

/** Values with the defaults of their model filled in, and who wrote them. */
export function withDefaults(
  database: OdooDatabase,
  model: string,
  values: Readonly<Record<string, Json>>,
): Row {
  const definition = database.model(model);
  const row: Record<string, Json> = {
    create_uid: false,
    create_date: CREATED,
    write_uid: false,
    write_date: CREATED,
  };
  if (definition === undefined) return row;
  for (const [name, fallback] of shapeOf(definition).defaults) row[name] = values[name] ?? fallback;
  for (const [name, value] of Object.entries(values)) {
    // A translation lies beside its field: `name@de_DE`.
    if (name in row || fieldOf(definition, name.split('@')[0] ?? '') !== undefined) row[name] = value;
  }
  return row;
}

/** Puts a record of the system's own under a given id, with its external id: what a module brings along. */
export function insertRecord(
  database: OdooDatabase,
  model: string,
  id: number,
  values: Readonly<Record<string, Json>>,
  externalId?: string,
): void {
  database.put(model, id, withDefaults(database, model, values));
  if (externalId === undefined) return;
  const [module = '', ...rest] = externalId.split('.');
  const row = { module, name: rest.join('.'), model, res_id: id, noupdate: false };
  const dataId = database.nextId('ir.model.data');
  database.put('ir.model.data', dataId, withDefaults(database, 'ir.model.data', row));
}
