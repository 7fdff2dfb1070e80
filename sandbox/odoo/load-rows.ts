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

/** One record's cells: by field, and below a relation by sub-field (`.id`, `id`, or `` for its name). */
export interface RawRow {
  readonly cells: ReadonlyMap<string, ReadonlyMap<string, Json>>;
  readonly info: RowInfo;
}

const IDENTIFIERS = ['id', '.id'];

/** Refuses columns that the model does not have. */
export function knownColumns(env: Environment, model: ModelDefinition, columns: readonly string[]): void {
  for (const column of columns) {
    const [name] = splitColumn(column);
    if (!IDENTIFIERS.includes(name) && fieldOf(model, name) === undefined) {
      throw unknownColumn(env.database.series, name);
    }
  }
}

/** Groups the cells of each row by field. Continuation rows belong to one2many columns, which the models here lack. */
export function extractRows(
  model: ModelDefinition,
  columns: readonly string[],
  data: readonly (readonly Json[])[],
): RawRow[] {
  const paths = columns.map(splitColumn);
  for (const [name] of paths) {
    if (fieldOf(model, name)?.type === 'one2many') {
      throw new OdooException(
        'builtins.ValueError',
        `the sandbox does not load one2many columns yet: ${name}`,
      );
    }
  }
  return data.map((row, record) => {
    if (row.length < columns.length)
      throw new OdooException('builtins.IndexError', 'list index out of range');
    const cells = new Map<string, Map<string, Json>>();
    for (const [index, [name, sub]] of paths.entries()) {
      const cell = cells.get(name) ?? new Map<string, Json>();
      cell.set(sub, row[index] ?? false);
      cells.set(name, cell);
    }
    return { cells, info: { rows: { from: record, to: record }, record } };
  });
}

/** Turns the cells of a row into values to write; what cannot be turned is told and left out. */
export function convertRow(
  env: Environment,
  model: ModelDefinition,
  row: RawRow,
  log: (message: LoadMessage) => void,
): { externalId: string | null; databaseId: number | null; values: JsonObject } {
  const values: Record<string, Json> = {};
  for (const [name, cell] of row.cells) {
    const field = fieldOf(model, name);
    if (IDENTIFIERS.includes(name) || field === undefined) continue;
    const given = [...cell].filter(([, value]) => !isBlank(value));
    if (given.length === 0) {
      values[name] = false;
      continue;
    }
    const result = convertCell(env, field, given);
    if ('value' in result) values[name] = result.value;
    else log({ ...problem(row.info, name, field), ...result });
  }
  const externalId = row.cells.get('id')?.get('') ?? '';
  return {
    externalId: isBlank(externalId) ? null : withModule(env, textOf(externalId)),
    databaseId: findDatabaseId(env, model, row, log),
    values,
  };
}

function findDatabaseId(
  env: Environment,
  model: ModelDefinition,
  row: RawRow,
  log: (message: LoadMessage) => void,
): number | null {
  const asked = row.cells.get('.id')?.get('') ?? '';
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

type Converted = { readonly value: Json } | { readonly message: string; readonly moreinfo?: Json };

function convertCell(env: Environment, field: FieldDefinition, given: readonly [string, Json][]): Converted {
  const [sub, value] = given[0] ?? ['', ''];
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
    case 'many2one':
      if (given.length > 1) {
        return {
          message: `Ambiguous specification for field '${field.string}', only provide one of name, external id or database id`,
        };
      }
      return findRelated(env, field, sub, text);
    case 'many2many': {
      const found = text.split(',').map((part) => findRelated(env, field, sub, part.trim()));
      const bad = found.find((result) => !('value' in result));
      if (bad !== undefined) return bad;
      return { value: [[6, 0, found.map((result) => ('value' in result ? result.value : 0))]] };
    }
    default:
      return { value: text };
  }
}

function findRelated(env: Environment, field: FieldDefinition, sub: string, text: string): Converted {
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
    const found = findExternalId(env.database, withModule(env, text));
    return found === null || found.model !== relation ? missing('external id') : { value: found.resId };
  }
  const [match] = env.database.rows(relation).filter(([id]) => env.displayName(relation, id) === text);
  return match === undefined ? missing('name') : { value: match[0] };
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

/** `country_id/.id` and `country_id.id` name the same column; `id` and `.id` stand for the record itself. */
function splitColumn(column: string): [name: string, sub: string] {
  if (IDENTIFIERS.includes(column)) return [column, ''];
  const [name = '', ...rest] = column.split('/');
  return [name, rest.join('/')];
}

/** While a module is imported, its own; else `__import__`. */
function withModule(env: Environment, externalId: string): string {
  if (externalId.includes('.')) return externalId;
  return `${textOf(env.context['module'] ?? '__import__')}.${externalId}`;
}

function isBlank(value: Json): boolean {
  return value === '' || value === false || value === null || value === 0;
}
