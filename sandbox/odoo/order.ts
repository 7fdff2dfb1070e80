import type { Json } from '../json.ts';
import type { Records } from './domain.ts';
import { OdooException } from './faults-of-odoo.ts';
import { fieldOf } from './model.ts';
import type { ModelDefinition } from './model.ts';

/**
 * Sorts ids by an order as Odoo writes it (`code, id desc`). Empty values come last, as in PostgreSQL.
 *
 * @param tie decides between equal ones; by id when absent
 */
export function sortIds(
  records: Records,
  model: ModelDefinition,
  ids: readonly number[],
  order: string,
  tie: (id: number) => number = (id) => id,
): number[] {
  const keys = order.split(',').map((part) => {
    const [name = '', direction = 'asc'] = part.trim().toLowerCase().split(/\s+/);
    if (fieldOf(model, name) === undefined) {
      throw new OdooException('builtins.ValueError', `Invalid field '${name}' in order of '${model.name}'`);
    }
    return { name, sign: direction === 'desc' ? -1 : 1 };
  });
  const rows = ids.map((id) => ({ id, values: keys.map(({ name }) => sortValue(records, model, id, name)) }));
  rows.sort((a, b) => {
    for (const [index, { sign }] of keys.entries()) {
      const difference = compare(a.values[index] ?? null, b.values[index] ?? null, sign);
      if (difference !== 0) return difference;
    }
    return tie(a.id) - tie(b.id);
  });
  return rows.map((row) => row.id);
}

function sortValue(
  records: Records,
  model: ModelDefinition,
  id: number,
  name: string,
): string | number | null {
  const field = fieldOf(model, name);
  const value: Json = records.value(model.name, id, name);
  if (field?.type === 'boolean') return value === true ? 1 : 0;
  if (field?.type === 'many2one' && typeof value === 'number')
    return records.displayName(field.relation ?? '', value);
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

function compare(a: string | number | null, b: string | number | null, sign: number): number {
  if (a === b) return 0;
  if (a === null) return sign;
  if (b === null) return -sign;
  return (a < b ? -1 : 1) * sign;
}
