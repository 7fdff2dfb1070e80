import type { LoadLine, LoadRow } from '../port.ts';

/** What `load()` takes: the names of the columns, and the rows. */
export interface LoadTable {
  readonly fields: readonly string[];
  readonly data: readonly (readonly string[])[];
  /** The position of the record that each row belongs to: Odoo names rows, not records. */
  readonly recordOfRow: readonly number[];
}

/**
 * Records with their lines as the table `load()` reads: a record takes as many rows as its longest one2many field has
 * lines; all but the first leave the record's own columns empty, which is how Odoo knows that they continue it.
 * (Odoo's `_extract_records`.) The first row of a record always contains something in its own columns: its external id.
 */
export function loadTable(columns: readonly string[], rows: readonly LoadRow[]): LoadTable {
  const lineColumns = columnsOfLines(rows);
  const blank = columns.map(() => '');
  const recordOfRow: number[] = [];
  const data = rows.flatMap(({ externalId, values, lines = [] }, record) => {
    const byField = [...Map.groupBy(lines, (line) => line.field).values()];
    const height = Math.max(1, ...byField.map((own) => own.length));
    return Array.from({ length: height }, (_, index) => {
      recordOfRow.push(record);
      const own =
        index === 0 ? [externalId, ...columns.map((column) => values[column] ?? '')] : ['', ...blank];
      const beside = byField.flatMap((each) => each[index] ?? []);
      return [...own, ...lineColumns.map((column) => cellOf(beside, column))];
    });
  });
  const fields = ['id', ...columns, ...lineColumns.map(({ field, name }) => `${field}/${name}`)];
  return { fields, data, recordOfRow };
}

interface LineColumn {
  readonly field: string;
  readonly name: string;
}

function columnsOfLines(rows: readonly LoadRow[]): LineColumn[] {
  const names = new Map<string, Set<string>>();
  for (const { field, values } of rows.flatMap(({ lines = [] }) => lines)) {
    const known = names.get(field) ?? new Set(['id']);
    for (const name of Object.keys(values)) known.add(name);
    names.set(field, known);
  }
  return [...names].flatMap(([field, known]) => [...known].map((name) => ({ field, name })));
}

function cellOf(lines: readonly LoadLine[], { field, name }: LineColumn): string {
  const line = lines.find((one) => one.field === field);
  if (line === undefined) return '';
  return name === 'id' ? line.externalId : (line.values[name] ?? '');
}
