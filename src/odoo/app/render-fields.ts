import type { FieldDescription } from './description.ts';
import { guardFields } from './guards.ts';
import { APP_NAME, xmlId, type WholeApp } from './names.ts';
import { NATIVE_MODELS } from './native.ts';
import type { SeriesForm } from './series.ts';
import { python, pythonDomain } from './xml.ts';

/** A column of the file: its header and what it contains of a field. */
type Column = readonly [
  header: string,
  cell: (field: FieldDescription, owner: string) => string | boolean | undefined,
];

const COLUMNS: readonly Column[] = [
  ['id', (field, owner) => `${APP_NAME}.${xmlId.field(owner, field.name)}`],
  ['model_id/id', (_, owner) => modelRef(owner)],
  ['name', (field) => field.name],
  ['field_description', (field) => field.label],
  ['ttype', (field) => field.type],
  ['help', (field) => field.help],
  ['index', (field) => field.index ?? false],
  ['readonly', (field) => field.editable !== true],
  ['copied', () => false],
  ['required', (field) => 'required' in field && field.required],
  ['selection', (field) => (field.type === 'selection' ? selectionOf(field.options) : undefined)],
  ['relation', (field) => ('relation' in field ? field.relation : undefined)],
  ['relation_field', (field) => ('inverse' in field ? field.inverse : undefined)],
  ['compute', (field) => field.computed],
  ['store', (field) => field.computed === undefined || field.dependsOn !== undefined],
  // Odoo's own default, so that fields without one are not written again.
  ['domain', (field) => pythonDomain('domain' in field ? (field.domain ?? []) : [])],
  ['on_delete', (field) => ('onDelete' in field ? field.onDelete : undefined)],
];

/** Only fields with dependencies have it. */
const DEPENDS = 'depends';

/** Odoo takes the model from the name of the file of its rows. */
export const FIELDS_FILE = 'data/ir.model.fields.csv';

/** Fields that are computed from others: Odoo looks those up, so they come in a file of their own that is read later. */
export const DEPENDENT_FIELDS_FILE = 'data/ir.model.fields-dependent.csv';

/** A field as the cells of its row, by header. */
export type FieldRow = ReadonlyMap<string, string>;

/** All fields as rows, by local external id; a list needs the field it goes by, so lists come last. */
export function fieldRows(app: WholeApp, form: SeriesForm): ReadonlyMap<string, FieldRow> {
  const own = app.models.flatMap(({ model, fields }) => fields.map((field) => ({ owner: model, field })));
  const added = app.tabs.flatMap(({ model, lines }) => lines.map(({ field }) => ({ owner: model, field })));
  const all = [...own, ...added];
  const ordered = [
    ...all.filter(({ field }) => field.type !== 'one2many'),
    ...all.filter(({ field }) => field.type === 'one2many'),
    ...guardFields(app, form),
  ];
  return new Map(ordered.map(({ owner, field }) => [xmlId.field(owner, field.name), fieldRow(field, owner)]));
}

function fieldRow(field: FieldDescription, owner: string): FieldRow {
  const cells = COLUMNS.map(([header, cell]) => [header, text(cell(field, owner))] as const);
  const depends = field.dependsOn === undefined ? [] : [[DEPENDS, field.dependsOn.join(',')] as const];
  return new Map([...cells, ...depends]);
}

/** The two files of fields: those that stand alone, and those that depend on others. */
export function renderFieldFiles(
  rows: readonly FieldRow[],
): readonly { readonly path: string; readonly text: string }[] {
  const headers = COLUMNS.map(([header]) => header);
  const isDependent = (row: FieldRow) => row.has(DEPENDS);
  return [
    {
      path: FIELDS_FILE,
      text: renderFields(
        headers,
        rows.filter((row) => !isDependent(row)),
      ),
    },
    { path: DEPENDENT_FIELDS_FILE, text: renderFields([...headers, DEPENDS], rows.filter(isDependent)) },
  ];
}

/**
 * Fields as a CSV file. Odoo makes the rows of a CSV file at once, and rebuilds all its models after each creation:
 * one by one, as records of XML, 110 fields took 16 seconds on Odoo 18.
 */
function renderFields(headers: readonly string[], rows: readonly FieldRow[]): string {
  const lines = [headers, ...rows.map((row) => headers.map((header) => row.get(header) ?? ''))];
  return lines.map((line) => `${line.map(quoted).join(',')}\n`).join('');
}

const text = (cell: string | boolean | undefined) =>
  typeof cell === 'boolean' ? (cell ? '1' : '') : (cell ?? '');

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

/** The external ids of Odoo's own models are their names with underscores, under the module they come from. */
function modelRef(model: string): string {
  return model.startsWith('x_')
    ? `${APP_NAME}.${xmlId.model(model)}`
    : `${NATIVE_MODELS[model] ?? 'base'}.model_${model.replaceAll('.', '_')}`;
}

/** Odoo reads the pairs as tuples. */
function selectionOf(options: readonly (readonly [string, string])[]): string {
  return `[${options.map(([value, label]) => `(${python(value)}, ${python(label)})`).join(', ')}]`;
}
