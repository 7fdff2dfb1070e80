import { isJsonObject, textOf } from '../../json.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { Environment } from '../environment.ts';
import { OdooException, RuleBroken } from '../faults-of-odoo.ts';
import type { FieldDefinition, ModelDefinition } from '../model.ts';
import { writeWording } from '../wording.ts';
import { createRecords, writeRecords } from '../write.ts';
import { refused, text, whole } from './action-frame.ts';
import { readPython } from './python-literal.ts';

/** Which fields identify a row of a model within its backend. Models that are not named cannot be reached. */
type RowKeys = ReadonlyMap<string, readonly string[]>;

/** What rows belong to: the backend, and operations to a run of it. */
interface Owner {
  readonly backend: number;
  readonly run: number | null;
}

interface Item {
  readonly number: number;
  readonly key: string;
  readonly values: JsonObject;
  id: number | null;
}

const READ_AT_ONCE = 5_000;
const MAX_MESSAGE_LENGTH = 500;

/** The constant that the code of the actions begins with. */
export function rowKeysOf(code: string): RowKeys {
  const literal = /^KEYS = (\{.*\})$/mu.exec(code)?.[1];
  if (literal === undefined) return new Map();
  const keys = readPython(literal);
  if (!isJsonObject(keys)) return new Map();
  return new Map(Object.entries(keys).map(([model, fields]) => [model, list(fields).map(textOf)]));
}

/** Writes rows with the rights of the environment; a bad row is named and the others stay. */
export function writeParts(env: Environment, owner: Owner, keys: RowKeys, parts: Json | undefined): Json {
  return list(parts).map((part) => {
    const given = isJsonObject(part) ? part : {};
    const name = text(given['model']);
    const key = keys.get(name);
    if (key === undefined) throw refused(`The WooCommerce app has no rows of the model ${name}.`);
    const model = env.model(name);
    return list(given['gone']).length > 0
      ? archive(env, owner, model, given)
      : writePart(env, owner, { model, key, keys }, given);
  });
}

function archive(env: Environment, owner: Owner, model: ModelDefinition, part: JsonObject): JsonObject {
  const domain = [
    ['id', 'in', list(part['gone'])],
    ['x_backend_id', '=', owner.backend],
  ];
  const ids = env.search(model, domain);
  writeRecords(env, model, ids, {
    x_active: false,
    x_vanished_on: part['on'] ?? false,
    ...('x_status' in model.fields && { x_status: 'vanished' }),
  });
  return { ids, errors: [] };
}

interface Place {
  readonly model: ModelDefinition;
  readonly key: readonly string[];
  readonly keys: RowKeys;
}

function writePart(env: Environment, owner: Owner, place: Place, part: JsonObject): JsonObject {
  const { model, key } = place;
  const columns = list(part['columns']).map(textOf);
  const unknown = columns.find((column) => !(column in model.fields));
  if (unknown !== undefined) throw refused(`The WooCommerce app has no field ${unknown} on ${model.name}.`);
  const ofBackend = 'x_backend_id' in model.fields;
  const field = ofBackend ? 'x_backend_id' : 'x_run_id';
  const ownerId = ofBackend ? owner.backend : owner.run;
  if (ownerId === null || ownerId === 0)
    throw refused(`Rows of ${model.name} belong to a run, and none was named.`);
  const related = new Map(columns.map((column) => [column, relatedRows(env, owner, place, column)]));
  const errors: [number, string][] = [];
  const items: Item[] = [];
  const seen = new Set<string>();
  const rows = list(part['rows']);
  for (const [number, cells] of rows.entries()) {
    try {
      const given = columns.map((column, index) => {
        const cell = text(list(cells)[index]);
        return [
          column,
          cellValue(model.fields[column] as FieldDefinition, related.get(column) ?? null, cell),
        ] as const;
      });
      const values: JsonObject = {
        ...Object.fromEntries(given),
        [field]: ownerId,
        ...('x_active' in model.fields && { x_active: true }),
        ...('x_vanished_on' in model.fields && { x_vanished_on: false }),
      };
      const name = keyOf(values, key);
      if (seen.has(name)) throw refused('Another row in the same call has the same key.');
      seen.add(name);
      items.push({ number, key: name, values, id: null });
    } catch (error) {
      errors.push([number, wordsOf(env, model, error)]);
    }
  }
  const found = new Map<string, number>();
  env.check(model, 'r');
  for (const id of env.database.holders(model.name, field, ownerId)) {
    const name = keyOf(Object.fromEntries(key.map((each) => [each, env.value(model.name, id, each)])), key);
    if (!found.has(name)) found.set(name, id);
  }
  for (const item of items) item.id = found.get(item.key) ?? null;
  const ids = rows.map((): Json => false);
  writeItems(env, model, items, ids, errors);
  return { ids, errors };
}

/** All at once; where that is refused, in halves, until the bad rows are alone. */
function writeItems(
  env: Environment,
  model: ModelDefinition,
  items: readonly Item[],
  ids: Json[],
  errors: [number, string][],
): void {
  if (items.length === 0) return;
  const mark = env.database.savepoint();
  try {
    const fresh = items.filter(({ id }) => id === null);
    const made =
      fresh.length === 0
        ? []
        : createRecords(
            env,
            model,
            fresh.map(({ values }) => values),
          );
    for (const { id, values } of items) if (id !== null) writeRecords(env, model, [id], values);
    for (const { id, number } of items) ids[number] = id ?? made.shift() ?? false;
  } catch (error) {
    if (!(error instanceof OdooException || error instanceof RuleBroken)) throw error;
    if (error instanceof OdooException && error.exception === 'psycopg2.OperationalError') throw error;
    env.database.rollback(mark);
    const [only] = items;
    if (items.length === 1 && only !== undefined) errors.push([only.number, wordsOf(env, model, error)]);
    else {
      const half = Math.floor(items.length / 2);
      writeItems(env, model, items.slice(0, half), ids, errors);
      writeItems(env, model, items.slice(half), ids, errors);
    }
  }
}

/** The rows of another model of the app that a column points to, by the texts of their keys; null for other columns. */
function relatedRows(
  env: Environment,
  owner: Owner,
  { model, keys }: Place,
  column: string,
): ReadonlyMap<string, number> | null {
  const { type, relation = '' } = model.fields[column] ?? {};
  const names = keys.get(relation);
  if (type !== 'many2one' || names === undefined) return null;
  const ids = env.search(env.model(relation), [['x_backend_id', '=', owner.backend]], { order: 'id desc' });
  return new Map(
    ids.map((id) => [names.map((name) => cellText(env.value(relation, id, name))).join('\n'), id]),
  );
}

function cellValue(field: FieldDefinition, related: ReadonlyMap<string, number> | null, cell: string): Json {
  if (related !== null) {
    const id = related.get(cell);
    if (cell !== '' && id === undefined) throw refused(`There is no row ${cell} of ${field.relation ?? ''}.`);
    return id ?? false;
  }
  if (field.type === 'boolean') return cell === '1';
  if (cell === '') return false;
  if (field.type !== 'integer' && field.type !== 'many2one') return cell;
  if (!/^\s*[+-]?\d+\s*$/u.test(cell))
    throw new OdooException('builtins.ValueError', `invalid literal for int() with base 10: '${cell}'`);
  return Number(cell);
}

function keyOf(values: JsonObject, key: readonly string[]): string {
  // An unset number is 0 to every reader.
  return JSON.stringify(key.map((name) => (values[name] === 0 ? false : (values[name] ?? false))));
}

function cellText(value: Json): string {
  return value === false ? '' : textOf(value);
}

function wordsOf(env: Environment, model: ModelDefinition, error: unknown): string {
  if (error instanceof RuleBroken)
    return writeWording(env.database.series, model, error).message.slice(0, MAX_MESSAGE_LENGTH);
  if (error instanceof OdooException) return error.message.slice(0, MAX_MESSAGE_LENGTH);
  throw error;
}

/** Reads the rows of a backend in several models, a limited number in all. */
export function readRows(env: Environment, backend: number, keys: RowKeys, given: JsonObject): Json {
  let left = whole(given['limit']) || READ_AT_ONCE;
  return list(given['parts']).map((part): JsonObject => {
    const { model: name, fields, after, shared } = isJsonObject(part) ? part : {};
    const model = keys.has(text(name)) ? env.model(text(name)) : null;
    if (model === null || !('x_backend_id' in model.fields)) return { missing: text(name) };
    const names = list(fields).map(textOf);
    const unknown = names.find((each) => !(each in model.fields));
    if (unknown !== undefined) return { missing: `${model.name}.${unknown}` };
    const domain = [
      ['x_backend_id', '=', backend],
      ['id', '>', whole(after)],
    ];
    const ids = left > 0 ? env.search(model, domain, { order: 'id', limit: left }) : [];
    const rows = env
      .read(model, ids, names)
      .map((row) => [row['id'] as Json, ...names.map((each) => idOnly(row[each] ?? false))]);
    const more = ids.length >= left;
    left -= ids.length;
    return { rows, more, bound: text(shared) === '' ? [] : boundByOthers(env, backend, model, text(shared)) };
  });
}

/** A relation comes without the name of its record. */
function idOnly(value: Json): Json {
  return Array.isArray(value) ? (value[0] as Json) : value;
}

function boundByOthers(env: Environment, backend: number, model: ModelDefinition, field: string): number[] {
  const domain = [
    ['x_backend_id', '!=', backend],
    ['x_backend_id.x_active', '=', true],
    ['x_active', '=', true],
    [field, '!=', false],
  ];
  return [...new Set(env.search(model, domain).map((id) => Number(env.value(model.name, id, field))))];
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
