import type { Agreement } from './agreement.ts';
import type { KeptOperations } from './kept-operations.ts';
import type { FieldValues, ManagedRecord, Memory } from './memory.ts';
import type { Operation } from './operation.ts';
import { compareText } from './plan.ts';
import { canonicalText } from './text.ts';
import { z } from 'zod';

/** A model of the app that shows one type of object of the store. */
export interface AppRowModel {
  /** `x_woo_state` */
  readonly model: string;
  /** The subject type it shows. */
  readonly type: string;
  /** The fields that are compared and overwritten: `x_name`, `x_state_id`. */
  readonly columns: readonly string[];
  /** The fields from which the subject's key is read; they identify a row within its backend. */
  readonly keyFields: readonly string[];
  key(values: Readonly<Record<string, string>>): string;
  /** The columns by which lists of the page are filtered and sorted beside name, key and status: at most four. */
  readonly filters?: readonly [string?, string?, string?, string?];
  /** The columns of a point on which both sides should agree: whether they do, what it means, what to do. */
  readonly compares?: { readonly verdict: string; readonly meaning: string; readonly remedy: string };
  /** Columns that only the views in Odoo need: the page does not show them, and apps of earlier versions may lack them. */
  readonly inOdooOnly?: readonly string[];
  /** Fields that people fill in and that apps of earlier versions lack: read where they are there, never written. */
  readonly consents?: readonly string[];
  /** Where a row represents a native record: its model and the field that points to it. Absent: it shows only itself. */
  readonly binding?: {
    readonly model: string;
    readonly field: string;
    /** Whether `x_written` keeps what was last written into records that the connector created. */
    readonly written: boolean;
    /** False where a user cannot choose another record (there is no `x_choice_id` then). */
    readonly choice?: false;
    /** Which records may be chosen, as a search domain of Odoo; absent: all. */
    readonly among?: readonly (readonly [string, string, unknown])[];
    /**
     * Only records that belong to the record of another row are offered, where that one is known: `field` of theirs is the
     * record of the row of `type` whose key stands in the column `key`.
     */
    readonly within?: { readonly field: string; readonly type: string; readonly key: string };
    /** Other fields that people fill in: read with the row, never written. */
    readonly beside?: readonly string[];
    /** Whether several backends may bind the same record: then those that others bind are read too. */
    readonly shared?: true;
  };
}

/** A row as it should be. Values are text: a native record by its database id; an empty text clears the field. */
export interface AppRow {
  readonly model: string;
  readonly key: string;
  readonly values: Readonly<Record<string, string>>;
  /** Fields that place the row once and never change, with the key of a row of another model: `x_woo_country_id`, `US`. */
  readonly placement: Readonly<Record<string, string>>;
}

/** A row as it is in Odoo. */
export interface ExistingAppRow {
  readonly id: number;
  readonly key: string;
  readonly active: boolean;
  readonly values: Readonly<Record<string, string>>;
  /** Whether the row has exactly these values; absent where that cannot be answered without taking them apart. */
  matches?(values: Readonly<Record<string, string>>): boolean;
  /** The record that a user chose, if any. */
  readonly choice: number | null;
  /** What was last written into the record, where the connector created it (`x_written`). */
  readonly written: LastWritten | null;
  /** The bound record. */
  readonly boundId: number | null;
}

/** The content of `x_written`. */
export interface LastWritten {
  /** The external id of the record. */
  readonly record: string;
  readonly values: FieldValues;
}

/** All rows of a domain that belong to this backend, by model. */
export interface ExistingAppRows {
  readonly rows: ReadonlyMap<string, readonly ExistingAppRow[]>;
  /** By app model with a `shared` binding: the native records that rows of other backends represent. */
  readonly boundByOthers?: ReadonlyMap<string, ReadonlySet<number>>;
  /** By model: the columns that the app in Odoo, being of an earlier version, lacks; they are not written. */
  readonly lacking?: ReadonlyMap<string, readonly string[]>;
}

/** What the rows of a domain are made from, once its operations are planned or applied. */
export interface AppRowsInput<StoreFacts> {
  readonly store: StoreFacts;
  readonly operations: readonly Operation[];
  /** Those that were counted: their rows are asked for one by one. */
  readonly kept?: readonly KeptOperations[] | undefined;
  readonly agreements: readonly Agreement[];
  readonly backendId: string;
  /** The Odoo id of a subject's record, where there is one: found by the plan, or made by its application. */
  recordId(type: string, key: string): number | null;
  /** What was last written into a record that the connector created, by external id. */
  written(externalId: string): Readonly<Record<string, string>> | null;
}

/** How a domain is shown in the Odoo app. */
export interface DomainAppRows<StoreFacts> {
  /** In the order in which they must be written. */
  readonly models: readonly AppRowModel[];
  /** The rows of one model after those of another, in the order of `models`. */
  rows(input: AppRowsInput<StoreFacts>): Iterable<AppRow>;
  /**
   * Whether a row without an object stays as it is: what the store listed and could not be read is not gone. Absent where
   * there is no such thing.
   */
  isUnavailable?(store: StoreFacts, model: string, key: string): boolean;
}

/** One row that has to be written so that a domain's rows are as they should be. */
export type AppRowChange =
  | { readonly kind: 'create' | 'update'; readonly row: AppRow }
  /** The object is no longer listed by the store. */
  | { readonly kind: 'vanished'; readonly row: VanishedAppRow };

export interface VanishedAppRow {
  readonly model: string;
  readonly key: string;
  readonly id: number;
}

/**
 * Compares rows as they should be with those in Odoo, one at a time, so that 50,000 of them need not be there at once.
 * Differences in form are none. Of two rows with one key the first counts: both would go to the same place, and one of
 * them would be written anew on every run.
 */
export class AppRowComparison {
  /** A key whose row was compared, or is new, leads to null from then on: one map per model, for 50,000 rows. */
  readonly #open: Map<string, Map<string, ExistingAppRow | null>>;

  readonly #lacking: ReadonlyMap<string, readonly string[]>;

  constructor(found: ExistingAppRows) {
    this.#lacking = found.lacking ?? new Map();
    this.#open = new Map(
      [...found.rows].map(([model, rows]) => [
        model,
        new Map<string, ExistingAppRow | null>(rows.map((row) => [row.key, row])),
      ]),
    );
  }

  /** What has to be written for a row; null where it is as it should be. */
  changeOf(desired: AppRow): AppRowChange | null {
    const row = this.#withoutLacking(desired);
    const ofModel = this.#open.get(row.model) ?? new Map<string, ExistingAppRow | null>();
    this.#open.set(row.model, ofModel);
    const before = ofModel.get(row.key);
    if (before === null) return null;
    ofModel.set(row.key, null);
    if (before === undefined) return { kind: 'create', row };
    return !before.active || differs(row, before) ? { kind: 'update', row } : null;
  }

  /** The row as the app in Odoo can take it. */
  #withoutLacking(row: AppRow): AppRow {
    const lacking = this.#lacking.get(row.model) ?? [];
    if (lacking.length === 0) return row;
    const values = Object.fromEntries(
      Object.entries(row.values).filter(([column]) => !lacking.includes(column)),
    );
    return { ...row, values };
  }

  /**
   * The rows without an object, once all rows were compared.
   * @param isKept whether a row stays all the same
   */
  *vanished(isKept: (model: string, key: string) => boolean): Generator<AppRowChange> {
    for (const [model, rows] of this.#open)
      for (const left of rows.values())
        if (left?.active && !isKept(model, left.key))
          yield { kind: 'vanished', row: { model, key: left.key, id: left.id } };
  }
}

/**
 * Compares all rows: see `AppRowComparison`. What vanished comes last.
 *
 * @param removals false keeps rows whose objects are missing from a read that is not trusted
 * @param isUnavailable whether a single row is kept all the same
 */
export function* compareAppRows(
  desired: Iterable<AppRow>,
  found: ExistingAppRows,
  removals: boolean,
  isUnavailable: (model: string, key: string) => boolean = () => false,
): Generator<AppRowChange> {
  const comparison = new AppRowComparison(found);
  for (const row of desired) {
    const change = comparison.changeOf(row);
    if (change !== null) yield change;
  }
  if (removals) yield* comparison.vanished(isUnavailable);
}

function differs(row: AppRow, before: ExistingAppRow): boolean {
  if (before.matches?.(row.values) === true) return false;
  const { values } = before;
  return Object.entries(row.values).some(([column, value]) => {
    const existing = values[column] ?? '';
    return value !== existing && canonicalText(value) !== canonicalText(existing);
  });
}

/** The records that users chose, by `type key`. */
export function choicesOf(
  state: ExistingAppRows | null,
  models: readonly AppRowModel[],
): ReadonlyMap<string, number> {
  const choices = new Map<string, number>();
  for (const { model, type } of models) {
    for (const row of state?.rows.get(model) ?? []) {
      if (row.choice !== null) choices.set(`${type} ${row.key}`, row.choice);
    }
  }
  return choices;
}

/**
 * Completes the memory from Odoo: the values last written into records that the connector created are on their rows of
 * the app, so that they survive the loss of the database. What the database remembers comes first.
 */
export function rememberFromAppRows(
  memory: Memory,
  state: ExistingAppRows | null,
  models: readonly AppRowModel[],
  owner: string,
): Memory {
  const known = new Set(memory.managed.map((record) => record.externalId));
  const learnt: ManagedRecord[] = models.flatMap((mirror) =>
    (state?.rows.get(mirror.model) ?? []).flatMap(({ written, boundId }) => {
      if (written === null || known.has(written.record)) return [];
      const model = mirror.binding?.model ?? mirror.model;
      return [
        {
          externalId: written.record,
          model,
          odooId: boundId,
          owner,
          written: written.values,
          intended: null,
        },
      ];
    }),
  );
  return learnt.length === 0 ? memory : { ...memory, managed: [...memory.managed, ...learnt] };
}

const writtenShape = z.strictObject({ record: z.string(), values: z.record(z.string(), z.string()) });

/** The text of `x_written`: the same for the same values, whatever their order. */
export function writtenText({ record, values }: LastWritten): string {
  const sorted = Object.fromEntries(Object.entries(values).sort(([a], [b]) => compareText(a, b)));
  return JSON.stringify({ record, values: sorted });
}

/** Reads `x_written`. A text that somebody edited counts as none: then the last write is unknown, and a conflict is reported. */
export function readWritten(text: string): LastWritten | null {
  if (text === '') return null;
  try {
    const parsed = writtenShape.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
