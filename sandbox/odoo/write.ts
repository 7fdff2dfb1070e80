import { textOf } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Environment } from './environment.ts';
import { OdooException, RuleBroken } from './faults-of-odoo.ts';
import { MAGIC_FIELDS } from './model.ts';
import type { FieldDefinition, ModelDefinition, Row } from './model.ts';
import { withDefaults } from './seed.ts';

const NOW = () => new Date().toISOString().slice(0, 19).replace('T', ' ');

/** Creates records. Throws RuleBroken where a database rule is broken; the caller says it in its own words. */
export function createRecords(
  env: Environment,
  model: ModelDefinition,
  list: readonly JsonObject[],
): number[] {
  env.check(model, 'c');
  return list.map((values) => {
    const id = env.database.nextId(model.name);
    const stamp = { create_uid: env.uid, write_uid: env.uid, create_date: NOW(), write_date: NOW() };
    const row = withDefaults(env.database, model.name, {
      ...toRow(env, model, values, {}),
      ...stampOf(env, stamp),
    });
    env.database.put(model.name, id, row);
    return id;
  });
}

/** Writes values on records; ids that do not exist are passed over, as Odoo mostly does. */
export function writeRecords(
  env: Environment,
  model: ModelDefinition,
  ids: readonly number[],
  values: JsonObject,
): void {
  env.check(model, 'w');
  for (const id of ids) {
    const before = env.database.row(model.name, id);
    if (before === undefined) continue;
    const stamp = stampOf(env, { write_uid: env.uid, write_date: NOW() });
    env.database.put(model.name, id, { ...before, ...toRow(env, model, values, before), ...stamp });
  }
}

/** Deletes records with their external ids. A record that a required field points at stays, and so does everything else. */
export function unlinkRecords(env: Environment, model: ModelDefinition, ids: readonly number[]): void {
  env.check(model, 'u');
  const gone = new Set(ids);
  for (const other of env.database.models()) {
    for (const [name, field] of Object.entries(other.fields)) {
      if (field.type === 'many2one' && field.relation === model.name) release(env, other, name, field, gone);
    }
  }
  for (const [dataId, row] of env.database.rows('ir.model.data')) {
    if (row['model'] === model.name && gone.has(Number(row['res_id'])))
      env.database.remove('ir.model.data', dataId);
  }
  for (const id of gone) env.database.remove(model.name, id);
}

function release(
  env: Environment,
  other: ModelDefinition,
  name: string,
  field: FieldDefinition,
  gone: ReadonlySet<number>,
): void {
  for (const [id, row] of env.database.rows(other.name)) {
    if (!gone.has(Number(row[name]))) continue;
    if (field.required === true) {
      throw new RuleBroken({
        kind: 'database',
        message: `another model requires the record being deleted: ${other.title} (${other.name}), ${field.string} (${name})`,
      });
    }
    env.database.put(other.name, id, { ...row, [name]: false });
  }
}

/** The system's own writes (seeds, control) may run before there is any user to point at. */
function stampOf(env: Environment, stamp: Row): Row {
  return env.database.row('res.users', env.uid) === undefined ? {} : stamp;
}

function toRow(env: Environment, model: ModelDefinition, values: JsonObject, before: Row): Row {
  const row: Record<string, Json> = {};
  for (const [name, value] of Object.entries(values)) {
    const field = env.field(model, name);
    if (name in MAGIC_FIELDS || field.type === 'one2many') continue;
    const kept = keep(name, field, value, before[name] ?? []);
    row[name] = model.upper?.includes(name) === true && typeof kept === 'string' ? kept.toUpperCase() : kept;
  }
  return row;
}

function keep(name: string, field: FieldDefinition, value: Json, before: Json): Json {
  switch (field.type) {
    case 'char':
    case 'text':
      // Odoo keeps an empty text apart from none only in memory; a form sends false, and so does load.
      return value === null || value === false ? false : textOf(value);
    case 'boolean':
      return value === true || value === 1;
    case 'integer':
    case 'float':
    case 'monetary':
      return number(value, field.type === 'integer');
    case 'many2one':
    case 'many2one_reference':
      return value === null || value === false ? false : number(value, true);
    case 'many2many':
      return commands(value, before);
    case 'selection':
      if (value !== false && field.selection?.some(([key]) => key === value) !== true) {
        throw new OdooException('builtins.ValueError', `Wrong value for ${name}: '${textOf(value)}'`);
      }
      return value;
    default:
      return value;
  }
}

function number(value: Json, whole: boolean): number {
  const result = typeof value === 'boolean' || value === null ? 0 : Number(value);
  if (Number.isNaN(result) || (whole && !Number.isInteger(result))) {
    throw new OdooException(
      'builtins.ValueError',
      `invalid literal for int() with base 10: '${textOf(value)}'`,
    );
  }
  return result;
}

/** The commands of a many2many: 4 adds, 3 takes away, 5 empties, 6 sets. */
function commands(value: Json, before: Json): Json {
  let ids = Array.isArray(before) ? before.map(Number) : [];
  for (const command of Array.isArray(value) ? (value as readonly Json[]) : []) {
    if (!Array.isArray(command)) {
      ids.push(Number(command));
      continue;
    }
    const [kind, id, list] = command as readonly Json[];
    if (kind === 4) ids = [...ids.filter((other) => other !== id), Number(id)];
    else if (kind === 3) ids = ids.filter((other) => other !== id);
    else if (kind === 5) ids = [];
    else if (kind === 6) ids = Array.isArray(list) ? list.map(Number) : [];
  }
  return ids;
}
