import type { Json } from '../json.ts';
import { RuleBroken } from './faults-of-odoo.ts';
import type { ModelDefinition, Row, Series } from './model.ts';
import { shapeOf } from './model-shape.ts';

/** The rows of one model, with its unique rules kept as indexes. */
interface Table {
  model: ModelDefinition;
  readonly rows: Map<number, Row>;
  readonly indexes: Map<string, number>[];
  /** By field, then by the id (or text) it holds: the records that hold it. Built when first asked for. */
  readonly holders: Map<string, Map<Json, Set<number>>>;
  /** Like a PostgreSQL sequence: never given back, not even by a rollback. */
  nextId: number;
}

/** A remembered state of a whole database. */
export interface Snapshot {
  readonly tables: readonly {
    readonly model: ModelDefinition;
    readonly rows: readonly (readonly [number, Row])[];
    readonly nextId: number;
  }[];
}

/**
 * Tables with savepoints: every change notes how to undo itself, and a rollback undoes back to a mark.
 * Rows are never changed in place.
 */
export class OdooDatabase {
  readonly name: string;
  readonly series: Series;
  readonly #tables = new Map<string, Table>();
  #undo: (() => void)[] = [];
  #writes = 0;

  constructor(name: string, series: Series) {
    this.name = name;
    this.series = series;
  }

  /** Grows with everything that is written or undone: the same number means the same content. */
  get writes(): number {
    return this.#writes;
  }

  /** Adds a model, or replaces its definition and keeps its rows. Undone by a rollback like any change. */
  define(model: ModelDefinition): void {
    this.#writes += 1;
    const before = this.#tables.get(model.name);
    if (before !== undefined && JSON.stringify(before.model.unique) === JSON.stringify(model.unique)) {
      const old = before.model;
      before.model = model;
      this.#undo.push(() => (before.model = old));
      return;
    }
    const table: Table = {
      model,
      rows: new Map(),
      indexes: (model.unique ?? []).map(() => new Map<string, number>()),
      holders: new Map(),
      nextId: before?.nextId ?? 1,
    };
    this.#tables.set(model.name, table);
    this.#undo.push(() => {
      if (before === undefined) this.#tables.delete(model.name);
      else this.#tables.set(model.name, before);
    });
    for (const [id, row] of before?.rows ?? []) this.put(model.name, id, row);
  }

  /** Takes a model away with its rows. What points to them by external id is left pointing at nothing. */
  drop(name: string): void {
    this.#writes += 1;
    const before = this.#tables.get(name);
    if (before === undefined) return;
    this.#tables.delete(name);
    this.#undo.push(() => this.#tables.set(name, before));
  }

  models(): ModelDefinition[] {
    return [...this.#tables.values()].map((table) => table.model);
  }

  model(name: string): ModelDefinition | undefined {
    return this.#tables.get(name)?.model;
  }

  row(model: string, id: number): Row | undefined {
    return this.#table(model).rows.get(id);
  }

  /** All rows of a model, ascending id. */
  rows(model: string): [number, Row][] {
    const rows = [...this.#table(model).rows];
    // Mostly they were made in this order; sorting tens of thousands for nothing would be felt.
    const sorted = rows.every(([id], index) => index === 0 || (rows[index - 1]?.[0] ?? 0) < id);
    return sorted ? rows : rows.sort(([a], [b]) => a - b);
  }

  /** The records whose field contains a value, or a list with it in; ascending. */
  holders(model: string, field: string, value: Json): number[] {
    const table = this.#table(model);
    let index = table.holders.get(field);
    if (index === undefined) {
      index = new Map();
      table.holders.set(field, index);
      for (const [id, row] of table.rows) addHolder(index, row[field], id);
    }
    return [...(index.get(value) ?? [])].sort((a, b) => a - b);
  }

  nextId(model: string): number {
    const table = this.#table(model);
    const id = table.nextId;
    table.nextId += 1;
    return id;
  }

  /** Finds a row by the values of one of the model's unique rules. */
  lookup(model: string, rule: number, values: readonly Json[]): number | undefined {
    return this.#table(model).indexes[rule]?.get(JSON.stringify(values));
  }

  /** Writes a row. Throws RuleBroken where a required field is empty or a unique rule is broken. */
  put(model: string, id: number, row: Row): void {
    const table = this.#table(model);
    for (const name of shapeOf(table.model).required) {
      if (isEmpty(row[name])) throw new RuleBroken({ kind: 'missing', field: name });
    }
    const before = table.rows.get(id);
    this.#checkReferences(table.model, row, before);
    (table.model.unique ?? []).forEach((rule, index) => {
      const other = table.indexes[index]?.get(keyOf(rule.fields, row) ?? '');
      if (other !== undefined && other !== id) {
        throw new RuleBroken({ kind: 'unique', fields: rule.fields, message: rule.message });
      }
    });
    this.#place(table, id, row);
    this.#undo.push(() => this.#place(table, id, before));
  }

  remove(model: string, id: number): void {
    const table = this.#table(model);
    const before = table.rows.get(id);
    if (before === undefined) return;
    this.#place(table, id, undefined);
    this.#undo.push(() => this.#place(table, id, before));
  }

  /** Forgets a field's values, where the field is gone. */
  dropColumn(model: string, field: string): void {
    for (const [id, row] of this.rows(model)) {
      if (!(field in row)) continue;
      this.put(model, id, Object.fromEntries(Object.entries(row).filter(([name]) => name !== field)));
    }
  }

  /** A mark to roll back to. */
  savepoint(): number {
    return this.#undo.length;
  }

  rollback(mark: number): void {
    if (this.#undo.length > mark) this.#writes += 1;
    while (this.#undo.length > mark) this.#undo.pop()?.();
  }

  /** Makes everything since the last commit final and answers how many rows were written. */
  commit(): number {
    const changes = this.#undo.length;
    this.#undo = [];
    return changes;
  }

  snapshot(): Snapshot {
    return {
      tables: [...this.#tables.values()].map((table) => ({
        model: table.model,
        rows: [...table.rows],
        nextId: table.nextId,
      })),
    };
  }

  restore(snapshot: Snapshot): void {
    this.#tables.clear();
    for (const { model } of snapshot.tables) this.define(model);
    for (const { model, rows, nextId } of snapshot.tables) {
      const table = this.#table(model.name);
      for (const [id, row] of rows) this.#place(table, id, row);
      table.nextId = nextId;
    }
    this.commit();
  }

  #place(table: Table, id: number, row: Row | undefined): void {
    this.#writes += 1;
    const before = table.rows.get(id);
    (table.model.unique ?? []).forEach((rule, index) => {
      const [old, fresh] = [before, row].map((each) => each && keyOf(rule.fields, each));
      if (typeof old === 'string') table.indexes[index]?.delete(old);
      if (typeof fresh === 'string') table.indexes[index]?.set(fresh, id);
    });
    for (const [field, index] of table.holders) {
      if (before?.[field] === row?.[field]) continue;
      removeHolder(index, before?.[field], id);
      addHolder(index, row?.[field], id);
    }
    if (row === undefined) table.rows.delete(id);
    else table.rows.set(id, row);
    table.nextId = Math.max(table.nextId, id + 1);
  }

  /** As a foreign key does: only a value that changes is looked up. */
  #checkReferences(model: ModelDefinition, row: Row, before: Row | undefined): void {
    for (const [name, relation] of shapeOf(model).references) {
      const value = row[name];
      if (typeof value !== 'number' || value === before?.[name]) continue;
      if (this.#tables.get(relation)?.rows.has(value) !== true) {
        const table = model.name.replaceAll('.', '_');
        throw new RuleBroken({
          kind: 'database',
          message: `insert or update on table "${table}" violates foreign key constraint "${table}_${name}_fkey"\nDETAIL:  Key (${name})=(${value}) is not present in table "${relation.replaceAll('.', '_')}".\n`,
        });
      }
    }
  }

  #table(name: string): Table {
    const table = this.#tables.get(name);
    if (table === undefined) throw new Error(`the sandbox has no table ${name}`);
    return table;
  }
}

/** Null where a field is empty: in SQL an empty value equals nothing, so such rows never collide. */
function keyOf(fields: readonly string[], row: Row): string | null {
  const values = fields.map((field) => row[field] ?? false);
  return values.some(isEmpty) ? null : JSON.stringify(values);
}

function addHolder(index: Map<Json, Set<number>>, value: Json | undefined, id: number): void {
  for (const each of Array.isArray(value) ? (value as readonly Json[]) : [value ?? false]) {
    const ids = index.get(each);
    if (ids === undefined) index.set(each, new Set([id]));
    else ids.add(id);
  }
}

function removeHolder(index: Map<Json, Set<number>>, value: Json | undefined, id: number): void {
  for (const each of Array.isArray(value) ? (value as readonly Json[]) : [value ?? false]) {
    index.get(each)?.delete(id);
  }
}

function isEmpty(value: Json | undefined): boolean {
  return value === undefined || value === null || value === false || value === '';
}
