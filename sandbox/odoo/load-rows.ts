import { textOf } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Environment } from './environment.ts';
import { findExternalId } from './external-ids.ts';
import { OdooException } from './faults-of-odoo.ts';
import { fieldOf } from './model.ts';
import type { FieldDefinition, ModelDefinition } from './model.ts';
import { unknownColumn } from './wording.ts';

/** Where in the data a record came from. */
export interface RowInfo {
  readonly rows: { readonly from: number; readonly to: number };
  readonly record: number;
}

/** What `load` has to say. */
export interface LoadMessage extends Partial<RowInfo> {
  readonly type: 'error' | 'warning';
  readonly message: string;
  readonly field?: string;
  readonly field_name?: string;
  readonly moreinfo?: Json;
}

/** One of the records a relation's cells speak of, by sub-field: `.id`, `id`, or `` for its name, or fields of lines. */
export type RawLine = ReadonlyMap<string, Json | readonly RawLine[]>;

/** One record's cells, by field; below a relation the records its cells speak of. */
export interface RawRow {
  readonly cells: RawLine;
  readonly info: RowInfo;
}

const IDENTIFIERS = ['id', '.id'];

/** Refuses columns that the model does not have. */
export function knownColumns(env: Environment, model: ModelDefinition, columns: readonly string[]): void {
  for (const column of columns) {
    const [name = ''] = splitColumn(column);
    if (!IDENTIFIERS.includes(name) && fieldOf(model, name) === undefined) {
      throw unknownColumn(env.database.series, name);
    }
  }
}

/** The records of a table: a row that only fills columns of one2many fields continues the record above it. */
export function extractRows(
  env: Environment,
  model: ModelDefinition,
  columns: readonly string[],
  data: readonly (readonly Json[])[],
): RawRow[] {
  for (const row of data) {
    if (row.length < columns.length)
      throw new OdooException('builtins.IndexError', 'list index out of range');
  }
  return extract(env, model, columns.map(splitColumn), data).map(({ cells, from, to }, record) => ({
    cells,
    info: { rows: { from, to }, record },
  }));
}

interface Extracted {
  readonly cells: RawLine;
  readonly from: number;
  readonly to: number;
}

function extract(
  env: Environment,
  model: ModelDefinition,
  paths: readonly (readonly string[])[],
  data: readonly (readonly Json[])[],
): Extracted[] {
  const isList = paths.map(([name = '']) => fieldOf(model, name)?.type === 'one2many');
  const relations = new Map<string, number[]>();
  for (const [index, [name = '']] of paths.entries()) {
    if (fieldOf(model, name)?.relation === undefined) continue;
    relations.set(name, [...(relations.get(name) ?? []), index]);
  }
  const continues = (row: readonly Json[]) => {
    const filled = (list: boolean) => row.some((cell, index) => isList[index] === list && !isBlank(cell));
    return filled(true) && !filled(false);
  };
  const records: Extracted[] = [];
  for (let from = 0; from < data.length; from = (records.at(-1)?.to ?? from) + 1) {
    let to = from;
    while (data[to + 1] !== undefined && continues(data[to + 1] ?? [])) to += 1;
    const span = data.slice(from, to + 1);
    const cells = new Map<string, Json | readonly RawLine[]>();
    for (const [index, [name = '']] of paths.entries()) {
      if (!relations.has(name)) cells.set(name, span[0]?.[index] ?? false);
    }
    for (const [name, columns] of relations) {
      const own = columns.map((index) => below(paths[index] ?? []));
      const rows = span
        .map((row) => columns.map((index) => row[index] ?? false))
        .filter((row) => row.some((cell) => !isBlank(cell)));
      cells.set(
        name,
        extract(env, env.model(fieldOf(model, name)?.relation ?? ''), own, rows).map((each) => each.cells),
      );
    }
    records.push({ cells, from, to });
  }
  return records;
}

/** The path inside a relation; the relation itself represents the name of its record. */
function below(path: readonly string[]): readonly string[] {
  return path.length > 1 ? path.slice(1) : [''];
}

/** How a conversion asks for what the rows before it in the same table would make: they are written at once. */
export type Flush = (externalId: string) => void;

/** Turns the cells of a row into values to write; what cannot be turned is reported and left out. */
export function convertRow(
  env: Environment,
  model: ModelDefinition,
  row: RawRow,
  log: (message: LoadMessage) => void,
  flush: Flush,
): { externalId: string | null; databaseId: number | null; values: JsonObject } {
  const values = convertCells({ env, flush }, model, row.cells, (name, field, failed) => {
    log({ ...problem(row.info, name, field), ...failed });
  });
  const externalId = plainCell(row.cells, 'id');
  return {
    externalId: isBlank(externalId) ? null : withModule(env, textOf(externalId)),
    databaseId: findDatabaseId(env, model, row, log),
    values,
  };
}

interface Conversion {
  readonly env: Environment;
  readonly flush: Flush;
}

type Failed = { readonly message: string; readonly moreinfo?: Json };
type Converted = { readonly value: Json } | Failed;

function convertCells(
  how: Conversion,
  model: ModelDefinition,
  cells: RawLine,
  failed: (name: string, field: FieldDefinition, what: Failed) => void,
): Record<string, Json> {
  const values: Record<string, Json> = {};
  for (const [name, cell] of cells) {
    const field = fieldOf(model, name);
    if (IDENTIFIERS.includes(name) || field === undefined) continue;
    const lines = field.relation === undefined ? null : (cell as readonly RawLine[]);
    if (lines === null ? isBlank(cell as Json) : lines.length === 0) {
      values[name] = false;
      continue;
    }
    const result =
      field.type === 'one2many'
        ? convertLines(how, field, lines ?? [])
        : lines === null
          ? convertPlain(field, cell as Json)
          : convertReference(how, field, lines[0] ?? new Map());
    if ('value' in result) values[name] = result.value;
    else failed(name, field, result);
  }
  return values;
}

/** The lines of a one2many: those known by their id are updated, others are made. The first that fails fails them all. */
function convertLines(how: Conversion, field: FieldDefinition, lines: readonly RawLine[]): Converted {
  const model = how.env.model(field.relation ?? '');
  const commands: Json[] = [];
  for (const line of lines) {
    const wrong: Failed[] = [];
    const values = convertCells(how, model, line, (_name, inner, what) => {
      // Said of the list, with the name of the line's own field behind it.
      const message = what.message.replace(`'${inner.string}'`, `'${field.string}/${inner.string}'`);
      wrong.push({ ...what, message });
    });
    if (wrong[0] !== undefined) return wrong[0];
    const named = ['.id', 'id', ''].filter((sub) => !isBlank(plainCell(line, sub)));
    if (named.length > 1) return ambiguous(field);
    const [sub = ''] = named;
    const text = textOf(plainCell(line, sub));
    const found = named.length === 0 ? null : findRelated(how, field, sub, text);
    if (found !== null && 'value' in found) commands.push([4, found.value, false], [1, found.value, values]);
    else if (found !== null && sub !== 'id') return found;
    else if (found === null) commands.push([0, false, values]);
    else commands.push([0, false, { ...values, id: withModule(how.env, text) }]);
  }
  return { value: commands };
}

function ambiguous(field: FieldDefinition): Failed {
  return {
    message: `Ambiguous specification for field '${field.string}', only provide one of name, external id or database id`,
  };
}

function plainCell(cells: RawLine, name: string): Json {
  return (cells.get(name) ?? '') as Json;
}

function findDatabaseId(
  env: Environment,
  model: ModelDefinition,
  row: RawRow,
  log: (message: LoadMessage) => void,
): number | null {
  const asked = plainCell(row.cells, '.id');
  if (isBlank(asked)) return null;
  if (env.database.row(model.name, Number(asked)) !== undefined) return Number(asked);
  log({
    ...row.info,
    type: 'error',
    field: '.id',
    message: `Unknown database identifier '${textOf(asked)}'`,
  });
  return null;
}

function convertPlain(field: FieldDefinition, value: Json): Converted {
  const text = textOf(value);
  const wrong = (what: string): Converted => ({
    message: `'${text}' does not seem to be ${what} for field '${field.string}'`,
  });
  switch (field.type) {
    case 'integer':
      return /^-?\d+$/.test(text.trim()) ? { value: Number(text) } : wrong('an integer');
    case 'float':
    case 'monetary':
      return Number.isNaN(Number(text)) ? wrong('a number') : { value: Number(text) };
    case 'boolean': {
      if (['1', 'true', 'yes'].includes(text.toLowerCase())) return { value: true };
      if (['0', 'false', 'no'].includes(text.toLowerCase())) return { value: false };
      return { message: `Unknown value '${text}' for boolean field '${field.string}'` };
    }
    case 'selection': {
      const found = field.selection?.find(([key, label]) => key === text || label === text);
      if (found !== undefined) return { value: found[0] };
      return {
        message: `Value '${text}' not found in selection field '${field.string}'`,
        moreinfo: (field.selection ?? []).map(([, label]) => label),
      };
    }
    case 'date':
    case 'datetime':
      if (!Number.isNaN(Date.parse(text.replace(' ', 'T')))) return { value: text };
      return {
        message: `'${text}' does not seem to be a valid ${field.type} for field '${field.string}'`,
        moreinfo: `Use the format '${field.type === 'date' ? '2012-12-31' : '2012-12-31 23:59:59'}'`,
      };
    default:
      return { value: text };
  }
}

/** A many2one, or the comma list of a many2many, which replaces what was there. */
function convertReference(how: Conversion, field: FieldDefinition, cells: RawLine): Converted {
  const given = [...cells].filter(([, value]) => !isBlank(value as Json));
  if (given.length > 1) return ambiguous(field);
  const [sub, value] = given[0] ?? ['', ''];
  const text = textOf(value as Json);
  if (field.type !== 'many2many') return findRelated(how, field, sub, text);
  const found = text.split(',').map((part) => findRelated(how, field, sub, part.trim()));
  const bad = found.find((result) => !('value' in result));
  if (bad !== undefined) return bad;
  return { value: [[6, 0, found.map((result) => ('value' in result ? result.value : 0))]] };
}

function findRelated(
  { env, flush }: Conversion,
  field: FieldDefinition,
  sub: string,
  text: string,
): Converted {
  const relation = field.relation ?? '';
  const moreinfo = possibleValues(env, relation, sub);
  const missing = (kind: string): Converted => ({
    message: `No matching record found for ${kind} '${text}' in field '${field.string}'`,
    moreinfo,
  });
  if (sub === '.id') {
    if (!/^-?\d+$/.test(text.trim())) {
      return { message: `Invalid database id '${text}' for the field '${field.string}'`, moreinfo };
    }
    return env.database.row(relation, Number(text)) === undefined
      ? missing('database id')
      : { value: Number(text) };
  }
  if (sub === 'id') {
    flush(withModule(env, text));
    const found = findExternalId(env.database, withModule(env, text));
    // An id outlives a record that went along with another: such a one is as good as none.
    const there = found?.model === relation && env.database.row(relation, found.resId) !== undefined;
    return there ? { value: found.resId } : missing('external id');
  }
  const match = findByName(env, relation, text);
  return match === null ? missing('name') : { value: match };
}

/** Names are mostly kept as they are shown; only where no record contains the text, all are shown to find it. */
function findByName(env: Environment, relation: string, text: string): number | null {
  const shown = (id: number) => env.displayName(relation, id) === text;
  const [holder] = env.database.holders(relation, env.model(relation).recName, text).filter(shown);
  if (holder !== undefined) return holder;
  return env.database.rows(relation).find(([id]) => shown(id))?.[0] ?? null;
}

/** The action Odoo adds so that its import dialogue can show the choices. */
function possibleValues(env: Environment, relation: string, sub: string): Json {
  const target: JsonObject =
    sub === '' ? { res_model: relation } : { res_model: 'ir.model.data', domain: [['model', '=', relation]] };
  return {
    name: 'Possible Values',
    type: 'ir.actions.act_window',
    target: 'new',
    view_mode: env.database.series === 17 ? 'tree,form' : 'list,form',
    views: [
      [false, 'list'],
      [false, 'form'],
    ],
    context: { create: false },
    help: 'See all possible values',
    ...target,
  };
}

function problem(info: RowInfo, name: string, field: FieldDefinition) {
  return { ...info, type: 'error' as const, field: name, field_name: field.string };
}

/** `country_id/.id` and `country_id.id` name the same column; `id` and `.id` represent the record itself. */
function splitColumn(column: string): string[] {
  return column.replace(/([^/])\.id$/, '$1/.id').split('/');
}

/** While a module is imported, its own; else `__import__`. */
function withModule(env: Environment, externalId: string): string {
  if (externalId.includes('.')) return externalId;
  return `${textOf(env.context['module'] ?? '__import__')}.${externalId}`;
}

function isBlank(value: Json): boolean {
  return value === '' || value === false || value === null || value === 0;
}
