import { z } from 'zod';
import {
  readWritten,
  type MirrorChange,
  type MirrorModel,
  type MirrorRow,
  type MirrorState,
  type MirrorVanished,
} from '../core/mirror.ts';
import type { OdooReader, OdooWriter } from '../odoo/port.ts';
import { FoundRow } from './found-row.ts';

/** Any value a row of our models holds, as text: an empty field (`false`) is "", a related record its id. */
const value = z
  .union([z.string(), z.number(), z.boolean(), z.tuple([z.int(), z.string()]), z.array(z.int())])
  .transform((found) => {
    if (found === false) return '';
    if (found === true) return '1';
    return Array.isArray(found) ? String(found.at(0) ?? '') : String(found);
  });
const row = z.object({ id: z.int().positive(), x_active: z.boolean() }).catchall(value);

/**
 * Reads all rows of a backend, archived ones too, and which records the rows of others stand for, where several may
 * share one: one call per model and question while they fit a chunk.
 */
export async function readMirror(
  odoo: OdooReader,
  models: readonly MirrorModel[],
  backendRow: number | null,
): Promise<MirrorState> {
  if (backendRow === null) return { rows: new Map() };
  const [rows, bound] = await Promise.all([
    Promise.all(
      models.map(async (mirror) => [mirror.model, await readModel(odoo, mirror, backendRow)] as const),
    ),
    Promise.all(
      models
        .filter(({ binding }) => binding?.shared)
        .map(async (mirror) => [mirror.model, await readBound(odoo, mirror, backendRow)] as const),
    ),
  ]);
  return { rows: new Map(rows), boundByOthers: new Map(bound) };
}

/** The records that rows of other backends stand for. A backend that was taken out of use needs nothing any more. */
async function readBound(
  odoo: OdooReader,
  { binding, model }: MirrorModel,
  backendRow: number,
): Promise<ReadonlySet<number>> {
  const field = binding?.field ?? '';
  const found = await odoo.searchRead(model, {
    domain: [
      ['x_backend_id', '!=', backendRow],
      ['x_backend_id.x_active', '=', true],
      ['x_active', '=', true],
      [field, '!=', false],
    ],
    fields: [field, 'x_active'],
    row,
  });
  return new Set(found.map((each) => Number((each as Readonly<Record<string, unknown>>)[field])));
}

function readModel(odoo: OdooReader, mirror: MirrorModel, backendRow: number): Promise<FoundRow[]> {
  const { binding, keyFields, model } = mirror;
  const fields = new Set([...columnsOf(mirror).map(fieldOf), ...keyFields, 'x_active']);
  if (binding && binding.choice !== false) fields.add('x_choice_id');
  return odoo.searchRead(model, {
    domain: [['x_backend_id', '=', backendRow]],
    fields: [...fields],
    // Row by row, so that what Odoo answered need not be there as a whole beside what is made of it.
    row: row.transform(foundRows(mirror)),
  });
}

function foundRows(mirror: MirrorModel): (answer: z.output<typeof row>) => FoundRow {
  const { binding } = mirror;
  const columns = columnsOf(mirror);
  const fields = columns.map(fieldOf);
  return ({ id, x_active: active, ...rest }) => {
    const texts = rest as Readonly<Record<string, string>>;
    const about = {
      ...{ id, key: mirror.key(texts), active },
      choice: idOf(texts['x_choice_id']),
      written: binding?.written ? readWritten(texts['x_written'] ?? '') : null,
      boundId: binding ? idOf(texts[binding.field]) : null,
    };
    return new FoundRow(
      about,
      columns,
      fields.map((field) => texts[field] ?? ''),
    );
  };
}

/** What is kept of a row: our columns, and what a person chose beside the record. */
function columnsOf({ binding, columns }: MirrorModel): readonly string[] {
  return [...columns, ...(binding?.beside ?? [])];
}

/** `x_state_id/.id` is the field `x_state_id`. */
function fieldOf(column: string): string {
  return column.replace(/\/.*$/u, '');
}

function idOf(text: string | undefined): number | null {
  return text === undefined || text === '' ? null : Number(text);
}

/** What writing rows came to: how many, and Odoo's words for those it refused, by `model key`. */
export interface MirrorOutcome {
  readonly written: number;
  readonly refused: ReadonlyMap<string, string>;
}

/** So many rows are made ready at once: several batches of `load()`, and a small part of 50,000. */
const ROWS_AT_ONCE = 2_500;

/**
 * Writes what differs, as it is found: rows by external id (so a lost answer is no second row), then vanished ones,
 * archived with the date. A country's row goes before those of its states, in the order of the changes.
 * @param onWritten hears how many rows of a model are written so far
 */
export async function writeMirror(
  odoo: OdooWriter,
  models: readonly MirrorModel[],
  changes: Iterable<MirrorChange>,
  backendRow: number,
  now: Date,
  onWritten: (model: string, done: number) => void,
): Promise<MirrorOutcome> {
  const refused = new Map<string, string>();
  const vanished: MirrorVanished[] = [];
  const done = new Map<string, number>();
  let ready: MirrorRow[] = [];
  let written = 0;
  const load = async () => {
    const [first] = ready;
    if (first === undefined) return;
    const { model } = first;
    const before = done.get(model) ?? 0;
    written += await loadRows(odoo, ready, backendRow, refused, (count) => onWritten(model, before + count));
    done.set(model, before + ready.length);
    ready = [];
  };
  for (const { kind, row: changed } of changes) {
    if (kind === 'vanished') {
      vanished.push(changed);
      continue;
    }
    if (ready.length === ROWS_AT_ONCE || ready[0]?.model !== changed.model) await load();
    ready.push(changed);
  }
  await load();
  for (const mirror of models) {
    const ids = vanished.filter(({ model }) => model === mirror.model).map(({ id }) => id);
    if (ids.length === 0) continue;
    // The same values once more do no harm, so a lost answer may be asked for again.
    await odoo.call(mirror.model, 'write', {
      ids,
      args: {
        vals: {
          x_active: false,
          x_vanished_on: odooDate(now),
          ...(mirror.binding && { x_status: 'vanished' }),
        },
      },
      answer: z.literal(true),
      read: true,
    });
    written += ids.length;
  }
  return { written, refused };
}

/** Loads rows of one model. */
async function loadRows(
  odoo: OdooWriter,
  rows: readonly MirrorRow[],
  backendRow: number,
  refused: Map<string, string>,
  onWritten: (done: number) => void,
): Promise<number> {
  const [first] = rows;
  if (first === undefined) return 0;
  const { model } = first;
  const columns = [
    ...Object.keys(first.values),
    ...Object.keys(first.placement),
    ...['x_backend_id/.id', 'x_active', 'x_vanished_on'],
  ];
  onWritten(0);
  const results = await odoo.load(
    model,
    columns,
    rows.map(({ externalId, values, placement }) => ({
      externalId,
      values: {
        ...values,
        ...placement,
        'x_backend_id/.id': String(backendRow),
        x_active: '1',
        x_vanished_on: '',
      },
    })),
    onWritten,
  );
  results.forEach((result, index) => {
    if ('error' in result) refused.set(`${model} ${rows[index]?.key ?? ''}`, result.error);
  });
  return results.filter((result) => 'id' in result).length;
}

/** Odoo's own form of a moment, which is always UTC on the wire. */
export function odooDate(date: Date): string {
  return date.toISOString().slice(0, 19).replace('T', ' ');
}
