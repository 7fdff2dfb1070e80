import { X_ROW } from '../../core/app-names.ts';
import {
  readWritten,
  type AppRowChange,
  type AppRowModel,
  type AppRow,
  type ExistingAppRows,
  type VanishedAppRow,
} from '../../core/app-rows.ts';
import type { AppCell, AppRows, AppRowsFound, AppRowsQuery, OdooApp } from '../../odoo/port.ts';
import { PackedRow } from './packed-row.ts';

/** The rows of the app, by model; or what an app of an earlier version lacks for it. */
export type MirrorRead = ReadonlyMap<string, AppRowsFound<PackedRow>>;

/**
 * Reads all rows of a backend in these models, archived ones too, and which records the rows of others represent, where
 * several may share one: one call for all models while they fit into it.
 */
export async function readMirrors(
  app: Pick<OdooApp, 'readRows' | 'version'>,
  models: readonly AppRowModel[],
  backendRow: number | null,
): Promise<MirrorRead> {
  if (backendRow === null || models.length === 0) return new Map();
  const lacking = lackingIn(app.version, models);
  const query = (model: AppRowModel) => {
    const columns = model.columns.filter((column) => lacking.get(model.model)?.includes(column) !== true);
    return queryOf({ ...model, columns });
  };
  const found = await app.readRows(backendRow, models.map(query));
  const read = new Map(
    models.map(({ model }, index) => [model, found[index] ?? { rows: [], bound: new Set<number>() }]),
  );
  // An app of an earlier version: it has all that is needed, and nobody can have agreed to anything in it.
  const older = models.flatMap(({ consents = [], ...mirror }) => {
    const answer = read.get(mirror.model);
    const missing = answer !== undefined && 'missing' in answer ? answer.missing : '';
    return consents.some((field) => missing === `${mirror.model}.${field}`) ? [mirror] : [];
  });
  if (older.length === 0) return read;
  const again = await app.readRows(backendRow, older.map(query));
  for (const [index, { model }] of older.entries()) {
    const answer = again[index];
    if (answer !== undefined) read.set(model, answer);
  }
  return read;
}

/** The rows of some of the models that were read. @throws AppLacks where the app has no such model or field */
export function mirrorOf(
  read: MirrorRead,
  models: readonly AppRowModel[],
  appVersion: string,
): ExistingAppRows {
  const rows = new Map<string, readonly PackedRow[]>();
  const bound = new Map<string, ReadonlySet<number>>();
  for (const { model, binding } of models) {
    const found = read.get(model);
    if (found === undefined) continue;
    if ('missing' in found) throw new MissingInApp(found.missing);
    rows.set(model, found.rows);
    if (binding?.shared) bound.set(model, found.bound);
  }
  return { rows, boundByOthers: bound, lacking: lackingIn(appVersion, models) };
}

/** The first version of the app that has the columns of `inOdooOnly`. */
const COMPLETE = [1, 6] as const;

/** The columns that an app of this version (`18.0.1.5.0`) lacks, by model. */
function lackingIn(
  appVersion: string,
  models: readonly AppRowModel[],
): ReadonlyMap<string, readonly string[]> {
  const [major = 0, minor = 0] = appVersion.split('.').slice(-3).map(Number);
  const [completeMajor, completeMinor] = COMPLETE;
  const isOlder = major < completeMajor || (major === completeMajor && minor < completeMinor);
  if (!isOlder) return new Map();
  return new Map(models.flatMap(({ inOdooOnly, model }) => (inOdooOnly ? [[model, inOdooOnly]] : [])));
}

/** A model or field that the app in Odoo does not have. */
export class MissingInApp extends Error {
  readonly missing: string;

  constructor(missing: string) {
    super(`The WooCommerce app in Odoo has no ${missing}.`);
    this.missing = missing;
  }
}

function queryOf(mirror: AppRowModel): AppRowsQuery<PackedRow> {
  const { binding, columns, consents = [], keyFields, model } = mirror;
  // What is kept of a row: our columns, and what a user chose beside the record.
  const kept = [...columns, ...(binding?.beside ?? []), ...consents];
  const asked = new Set([...kept, ...keyFields, X_ROW.active]);
  if (binding && binding.choice !== false) asked.add(X_ROW.choice);
  const fields = [...asked];
  const places = new Map(fields.map((field, place) => [field, place]));
  const keyPlaces = keyFields.map((field) => [field, places.get(field)] as const);
  return {
    ...{ model, fields },
    shared: binding?.shared ? binding.field : undefined,
    row: (id, cells) => {
      const texts = cells.map(textOf);
      const text = (place: number | undefined) => (place === undefined ? '' : (texts[place] ?? ''));
      const keyTexts: Record<string, string> = {};
      for (const [field, place] of keyPlaces) keyTexts[field] = text(place);
      const about = {
        ...{ id, key: mirror.key(keyTexts), active: text(places.get(X_ROW.active)) === '1' },
        choice: idOf(text(places.get(X_ROW.choice))),
        written: binding?.written ? readWritten(text(places.get(X_ROW.written))) : null,
        boundId: binding ? idOf(text(places.get(binding.field))) : null,
      };
      // The kept columns are the first ones asked for.
      texts.length = kept.length;
      return new PackedRow(about, kept, texts);
    },
  };
}

/** Any value a row of our models contains, as text: an empty field (`false`) is "", a related record its id. */
function textOf(cell: AppCell | undefined): string {
  if (cell === undefined || cell === false) return '';
  return cell === true ? '1' : String(cell);
}

function idOf(text: string): number | null {
  return text === '' ? null : Number(text);
}

/** A few changes, as they are written: for rows that go in together with others. */
export function partsOf(
  models: readonly AppRowModel[],
  changes: readonly AppRowChange[],
  now: Date,
): AppRows[] {
  const rows = changes.flatMap((change) => (change.kind === 'vanished' ? [] : [change.row]));
  const vanished = changes.flatMap((change) => (change.kind === 'vanished' ? [change.row] : []));
  const gone = vanishedSets(models, vanished).map((set) => goneSet(set, now));
  return [...setsOf(rows).map(rowSet), ...gone];
}

/** At least one row, all of one model. */
export type OfOneModel<Row> = [Row, ...Row[]];

/** The rows that vanished, by model. */
export function vanishedSets(
  models: readonly AppRowModel[],
  vanished: readonly VanishedAppRow[],
): OfOneModel<VanishedAppRow>[] {
  return models.flatMap(({ model }) => {
    const [first, ...rest] = vanished.filter((row) => row.model === model);
    return first === undefined ? [] : [[first, ...rest] satisfies OfOneModel<VanishedAppRow>];
  });
}

/** Vanished rows of one model, as Odoo takes them: archived with the date. */
export function goneSet(rows: OfOneModel<VanishedAppRow>, now: Date): AppRows {
  return { model: rows[0].model, gone: rows.map(({ id }) => id), on: odooDate(now) };
}

/** Rows of one model that follow each other. */
export function setsOf(rows: readonly AppRow[]): OfOneModel<AppRow>[] {
  const sets: OfOneModel<AppRow>[] = [];
  for (const row of rows) {
    const last = sets.at(-1);
    if (last?.[0].model === row.model) last.push(row);
    else sets.push([row]);
  }
  return sets;
}

/** Rows of one model, as Odoo takes them. */
export function rowSet(rows: OfOneModel<AppRow>): AppRows {
  const [{ model, placement, values }] = rows;
  const [compared, placing] = [Object.keys(values), Object.keys(placement)];
  return {
    model,
    columns: [...compared, ...placing],
    rows: rows.map((row) => [
      ...compared.map((column) => row.values[column] ?? ''),
      ...placing.map((column) => row.placement[column] ?? ''),
    ]),
  };
}

/** Odoo's own form of a moment, which is always UTC on the wire. */
export function odooDate(date: Date): string {
  return date.toISOString().slice(0, 19).replace('T', ' ');
}
