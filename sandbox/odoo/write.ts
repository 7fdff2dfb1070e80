import { Decimal } from 'decimal.js';
import { isJsonObject, textOf } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { refuseForeign } from './company-rules.ts';
import type { Environment } from './environment.ts';
import { putExternalId } from './external-ids.ts';
import { OdooException, RuleBroken } from './faults-of-odoo.ts';
import { hooksOf, sequenceOf } from './apps/record-hooks.ts';
import { guarded } from './apps/checked-writes.ts';
import { isStored, MAGIC_FIELDS } from './model.ts';
import type { FieldDefinition, ModelDefinition, Row } from './model.ts';
import { shapeOf } from './model-shape.ts';
import { withDefaults } from './row-defaults.ts';
import { translationKey } from './translation.ts';

const NOW = () => new Date().toISOString().slice(0, 19).replace('T', ' ');

/** Creates records. Throws RuleBroken where a database rule is broken; the caller says it in its own words. */
export function createRecords(
  env: Environment,
  model: ModelDefinition,
  list: readonly JsonObject[],
): number[] {
  env.check(model, 'c');
  const now = NOW();
  return list.map((given) => {
    const values = guarded(env, model, withParent(env, model, given));
    const id = env.database.nextId(sequenceOf(model.name));
    const stamp = { create_uid: env.uid, write_uid: env.uid, create_date: now, write_date: now };
    const row = withDefaults(env.database, model.name, {
      ...toRow(env, model, values, {}),
      ...stampOf(env, stamp),
    });
    place(env, model, id, row, undefined, values);
    return id;
  });
}

/** Makes the record a new one is part of, with the values that are kept there: the template of a product. */
function withParent(env: Environment, model: ModelDefinition, values: JsonObject): JsonObject {
  const { inherits } = model;
  if (inherits === undefined || typeof values[inherits.field] === 'number') return values;
  const own = valuesBehind(model, values).get(inherits.field) ?? {};
  const inside = env.withContext({ [FROM_PART]: true });
  const [parent = 0] = createRecords(inside, env.model(inherits.model), [own]);
  return { ...values, [inherits.field]: parent };
}

/** In the context while a record is made for the sake of the one that is part of it, as Odoo does with products. */
export const FROM_PART = 'create_product_product';

/** The values that are kept with another record, by the field that points at it. */
function valuesBehind(model: ModelDefinition, values: JsonObject): Map<string, JsonObject> {
  const behind = new Map<string, JsonObject>();
  for (const [name, path] of shapeOf(model).related) {
    const [pointer = '', target = ''] = path.split('.');
    const value = values[name];
    if (value !== undefined) behind.set(pointer, { ...behind.get(pointer), [target]: value });
  }
  return behind;
}

/** Writes one row, what is kept elsewhere, and its lines; models with rules of their own do their part. */
function place(
  env: Environment,
  model: ModelDefinition,
  id: number,
  row: Row,
  before: Row | undefined,
  values: JsonObject,
): void {
  const hooks = hooksOf(model.name);
  const whole = hooks.prepare?.(env, row, before, id, values) ?? row;
  env.database.put(model.name, id, whole);
  hooks.written?.(env, whole);
  mirror(env, model, id, values);
  for (const [pointer, theirs] of valuesBehind(model, values)) {
    const target = env.value(model.name, id, pointer);
    if (typeof target === 'number')
      writeRecords(env, env.model(model.fields[pointer]?.relation ?? ''), [target], theirs);
  }
  for (const [name, field] of shapeOf(model).lists) {
    const lines = values[name];
    if (lines !== undefined) writeLines(env, field, id, lines);
  }
  hooks.settled?.(env, id, before, values);
}

/** Writes the fields that are kept as the other side of a many2many: the groups of a user, as users of the groups. */
function mirror(env: Environment, model: ModelDefinition, id: number, values: JsonObject): void {
  for (const [name, { mirrorOf, relation = '' }] of shapeOf(model).mirrored) {
    const given = values[name];
    if (mirrorOf === undefined || given === undefined) continue;
    const existing = env.database.holders(relation, mirrorOf, id);
    const now = new Set(commands(given, existing));
    for (const other of new Set([...existing, ...now])) {
      if (existing.includes(other) === now.has(other)) continue;
      const row = env.database.row(relation, other);
      if (row === undefined) continue;
      const listed = commands(row[mirrorOf] ?? [], []);
      const changed = now.has(other) ? [...listed, id] : listed.filter((each) => each !== id);
      env.database.put(relation, other, { ...row, [mirrorOf]: changed });
    }
  }
}

/** The commands of a one2many: 0 creates, 1 updates, 2 deletes, 3 takes away, 4 adds, 5 empties, 6 sets. */
function writeLines(env: Environment, field: FieldDefinition, owner: number, given: Json): void {
  const model = env.model(field.relation ?? '');
  const inverse = field.inverse ?? '';
  const ours = { [inverse]: owner, ...Object.fromEntries(field.only === undefined ? [] : [field.only]) };
  const takeAway = (lines: readonly number[]) => {
    const { onDelete, required } = model.fields[inverse] ?? {};
    if (onDelete === 'cascade' || required === true) unlinkRecords(env, model, lines);
    else writeRecords(env, model, lines, { [inverse]: false });
  };
  const existing = () =>
    env.database
      .holders(model.name, inverse, owner)
      .filter(
        (line) => field.only === undefined || env.value(model.name, line, field.only[0]) === field.only[1],
      );
  // Nothing at all, as `load` says it with empty cells, empties the list.
  const list = Array.isArray(given) ? (given as readonly Json[]) : [[5, 0, 0]];
  for (const command of list) {
    const [kind, id, values] = (Array.isArray(command) ? command : [4, command, 0]) as readonly Json[];
    const inside = isJsonObject(values) ? values : {};
    if (kind === 0) createLine(env, model, { ...inside, ...ours });
    else if (kind === 1) writeRecords(env, model, [Number(id)], { ...inside, ...ours });
    else if (kind === 2) unlinkRecords(env, model, [Number(id)]);
    else if (kind === 3) takeAway([Number(id)]);
    else if (kind === 4) writeRecords(env, model, [Number(id)], ours);
    else if (kind === 5) takeAway(existing());
    else if (kind === 6) {
      const kept = Array.isArray(values) ? values.map(Number) : [];
      takeAway(existing().filter((line) => !kept.includes(line)));
      writeRecords(env, model, kept, ours);
    }
  }
}

/** In the context while `load` writes: new lines may bring their own external id along. */
export const IMPORTING = '_import_current_module';

function createLine(env: Environment, model: ModelDefinition, values: JsonObject): void {
  const [id = 0] = createRecords(env, model, [values]);
  const { id: externalId } = values;
  if (env.context[IMPORTING] === undefined || typeof externalId !== 'string') return;
  putExternalId(env.database, externalId, model.name, id);
}

/** Writes values on records; ids that do not exist are passed over, as Odoo mostly does. */
export function writeRecords(
  env: Environment,
  model: ModelDefinition,
  ids: readonly number[],
  given: JsonObject,
): void {
  env.check(model, 'w');
  const values = guarded(env, model, given);
  refuseForeign(
    env,
    model,
    ids.filter((id) => env.database.row(model.name, id) !== undefined),
    'w',
  );
  for (const id of ids) {
    const before = env.database.row(model.name, id);
    if (before === undefined) continue;
    const stamp = stampOf(env, { write_uid: env.uid, write_date: NOW() });
    place(env, model, id, { ...before, ...toRow(env, model, values, before), ...stamp }, before, values);
  }
}

/**
 * Deletes records with their external ids. What points at them follows its own rule: a required reference stops the
 * deletion, a cascade goes along (the database does that, and the external ids of those rows stay behind), others forget.
 */
export function unlinkRecords(env: Environment, model: ModelDefinition, ids: readonly number[]): void {
  env.check(model, 'u');
  const gone = new Set(ids.filter((id) => env.database.row(model.name, id) !== undefined));
  refuseForeign(env, model, [...gone], 'u');
  for (const id of ids) {
    for (const dataId of env.database.holders('ir.model.data', 'res_id', id)) {
      if (env.database.row('ir.model.data', dataId)?.['model'] === model.name)
        env.database.remove('ir.model.data', dataId);
    }
  }
  removeRows(env, model, gone);
}

function removeRows(env: Environment, model: ModelDefinition, gone: ReadonlySet<number>): void {
  const rows = [...gone].map((id) => env.database.row(model.name, id)).filter((row) => row !== undefined);
  // The record first, or a tree that points into itself would never end.
  for (const id of gone) env.database.remove(model.name, id);
  for (const other of env.database.models()) {
    for (const [name, field] of Object.entries(other.fields)) {
      if (field.relation !== model.name || !isStored(name, field)) continue;
      if (field.type === 'many2one') release(env, other, name, field, gone);
      if (field.type === 'many2many') forget(env, other, name, gone);
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
  const pointing = [...gone]
    .flatMap((id) => env.database.holders(other.name, name, id))
    .map((id) => [id, env.database.row(other.name, id) ?? {}] as const);
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
  for (const id of new Set([...gone].flatMap((each) => env.database.holders(other.name, name, each)))) {
    const row = env.database.row(other.name, id) ?? {};
    const list = row[name];
    if (!Array.isArray(list)) continue;
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
    case 'html':
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
      return rounded(number(value, field.type === 'integer'), field.decimals);
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

/** As Odoo keeps a number with so many decimals: half up, over the noise that binary fractions bring. */
function rounded(value: number, decimals: number | undefined): number {
  return decimals === undefined
    ? value
    : new Decimal(value).toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP).toNumber();
}

/** The commands of a many2many: 4 adds, 3 takes away, 5 empties, 6 sets. Nothing at all empties it too. */
function commands(value: Json, before: Json): number[] {
  if (value === false || value === null) return [];
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
