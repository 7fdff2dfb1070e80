import { textOf } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Environment } from './environment.ts';
import { OdooException, RuleBroken } from './faults-of-odoo.ts';
import { hooksOf, sequenceOf } from './apps/record-hooks.ts';
import { isStored, MAGIC_FIELDS } from './model.ts';
import type { FieldDefinition, ModelDefinition, Row } from './model.ts';
import { withDefaults } from './seed.ts';
import { translationKey } from './translation.ts';

const NOW = () => new Date().toISOString().slice(0, 19).replace('T', ' ');

/** Creates records. Throws RuleBroken where a database rule is broken; the caller says it in its own words. */
export function createRecords(
  env: Environment,
  model: ModelDefinition,
  list: readonly JsonObject[],
): number[] {
  env.check(model, 'c');
  return list.map((values) => {
    const id = env.database.nextId(sequenceOf(model.name));
    const stamp = { create_uid: env.uid, write_uid: env.uid, create_date: NOW(), write_date: NOW() };
    const row = withDefaults(env.database, model.name, {
      ...toRow(env, model, values, {}),
      ...stampOf(env, stamp),
    });
    place(env, model, id, row, undefined);
    mirror(env, model, id, values);
    return id;
  });
}

/** Writes one row and lets the technical models do their part. */
function place(
  env: Environment,
  model: ModelDefinition,
  id: number,
  row: Row,
  before: Row | undefined,
): void {
  const hooks = hooksOf(model.name);
  const whole = hooks.prepare?.(env, row, before, id) ?? row;
  env.database.put(model.name, id, whole);
  hooks.written?.(env, whole);
}

/** Writes the fields that are kept as the other side of a many2many: the groups of a user, as users of the groups. */
function mirror(env: Environment, model: ModelDefinition, id: number, values: JsonObject): void {
  for (const [name, field] of Object.entries(model.fields)) {
    const { mirrorOf, relation = '' } = field;
    const given = values[name];
    if (mirrorOf === undefined || given === undefined) continue;
    const now = new Set(commands(given, env.value(model.name, id, name)));
    for (const [other, row] of env.database.rows(relation)) {
      const listed = commands(row[mirrorOf] ?? [], []);
      if (listed.includes(id) === now.has(other)) continue;
      const changed = now.has(other) ? [...listed, id] : listed.filter((each) => each !== id);
      env.database.put(relation, other, { ...row, [mirrorOf]: changed });
    }
  }
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
    place(env, model, id, { ...before, ...toRow(env, model, values, before), ...stamp }, before);
    mirror(env, model, id, values);
  }
}

/**
 * Deletes records with their external ids. What points at them follows its own rule: a required reference stops the
 * deletion, a cascade goes along (the database does that, and the external ids of those rows stay behind), others forget.
 */
export function unlinkRecords(env: Environment, model: ModelDefinition, ids: readonly number[]): void {
  env.check(model, 'u');
  const gone = new Set(ids);
  for (const [dataId, row] of env.database.rows('ir.model.data')) {
    if (row['model'] === model.name && gone.has(Number(row['res_id'])))
      env.database.remove('ir.model.data', dataId);
  }
  removeRows(env, model, gone);
}

function removeRows(env: Environment, model: ModelDefinition, gone: ReadonlySet<number>): void {
  const rows = [...gone].map((id) => env.database.row(model.name, id)).filter((row) => row !== undefined);
  // The record first, or a tree that points into itself would never end.
  for (const id of gone) env.database.remove(model.name, id);
  for (const other of env.database.models()) {
    for (const [name, field] of Object.entries(other.fields)) {
      if (field.relation !== model.name) continue;
      if (field.type === 'many2one') release(env, other, name, field, gone);
      if (field.type === 'many2many' && field.mirrorOf === undefined) forget(env, other, name, gone);
    }
  }
  for (const row of rows) hooksOf(model.name).removed?.(env, row);
}

function release(
  env: Environment,
  other: ModelDefinition,
  name: string,
  field: FieldDefinition,
  gone: ReadonlySet<number>,
): void {
  const pointing = env.database.rows(other.name).filter(([, row]) => gone.has(Number(row[name])));
  if (pointing.length === 0) return;
  if (field.onDelete === 'cascade') {
    removeRows(env, other, new Set(pointing.map(([id]) => id)));
    return;
  }
  if (field.onDelete === 'restrict' || (field.required === true && field.onDelete === undefined)) {
    throw new RuleBroken({
      kind: 'database',
      message: `another model requires the record being deleted: ${other.title} (${other.name}), ${field.string} (${name})`,
    });
  }
  for (const [id, row] of pointing) env.database.put(other.name, id, { ...row, [name]: false });
}

function forget(env: Environment, other: ModelDefinition, name: string, gone: ReadonlySet<number>): void {
  for (const [id, row] of env.database.rows(other.name)) {
    const list = row[name];
    if (!Array.isArray(list) || !list.some((each) => gone.has(Number(each)))) continue;
    env.database.put(other.name, id, { ...row, [name]: list.filter((each) => !gone.has(Number(each))) });
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
    if (name in MAGIC_FIELDS || !isStored(name, field)) continue;
    const kept = keep(`${model.name}.${name}`, field, value, before[name] ?? []);
    const key = field.translated === true && name in before ? translationKey(name, env.lang) : name;
    row[key] = model.upper?.includes(name) === true && typeof kept === 'string' ? kept.toUpperCase() : kept;
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
    case 'date':
    case 'datetime':
      return moment(field.type, value);
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

/** Odoo takes `2026-11-23 07:49:33`, in UTC; a date alone is its midnight. */
function moment(type: 'date' | 'datetime', value: Json): Json {
  if (value === null || value === false || value === '') return false;
  const [, day, time] = /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d:\d\d))?$/.exec(textOf(value)) ?? [];
  if (day === undefined || Number.isNaN(Date.parse(day))) {
    const format = type === 'date' ? '%Y-%m-%d' : '%Y-%m-%d %H:%M:%S';
    throw new OdooException(
      'builtins.ValueError',
      `time data '${textOf(value)}' does not match format '${format}'`,
    );
  }
  return type === 'date' ? day : `${day} ${time ?? '00:00:00'}`;
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
function commands(value: Json, before: Json): number[] {
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
