import type { z } from '@hono/zod-openapi';
import type { runOperationSchema } from './run-schemas.ts';

type Row = z.infer<typeof runOperationSchema>;

const COLUMNS: CsvColumns<Row> = [
  ['domain', (row) => row.domain],
  ['change', (row) => row.kind],
  ['type', (row) => row.type],
  ['key', (row) => row.key],
  ['name', (row) => row.label],
  ['group', (row) => row.group ?? ''],
  ['status', (row) => row.status],
  ['reason', (row) => row.reason],
  ['message', (row) => row.message ?? ''],
  ['odoo model', (row) => row.record?.model ?? ''],
  ['odoo id', (row) => String(row.record?.id ?? '')],
  ['changes', (row) => row.changes.map(({ field, from, to }) => `${field}: ${from} → ${to}`).join('; ')],
  ['remedy', (row) => row.remedy],
];

/** Names of columns, and what is in each. */
export type CsvColumns<Item> = readonly (readonly [string, (row: Item) => string])[];

/** Operations as CSV, part by part. */
export function csvOf(pages: AsyncIterable<readonly Row[]>): ReadableStream<Uint8Array> {
  return tableAsCsv(COLUMNS, pages);
}

/** Rows as CSV (RFC 4180), part by part. */
export function tableAsCsv<Item>(
  columns: CsvColumns<Item>,
  pages: AsyncIterable<readonly Item[]>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const lines = (async function* () {
    yield encoder.encode(`\uFEFF${columns.map(([name]) => cell(name)).join(',')}\r\n`);
    for await (const rows of pages)
      yield encoder.encode(
        rows.map((row) => `${columns.map(([, of]) => cell(of(row))).join(',')}\r\n`).join(''),
      );
  })();
  return ReadableStream.from(lines);
}

/** Operations as one JSON list, part by part. */
export function jsonOf(pages: AsyncIterable<readonly Row[]>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const parts = (async function* () {
    let before = '[';
    for await (const rows of pages)
      for (const row of rows) {
        yield encoder.encode(`${before}\n${JSON.stringify(row)}`);
        before = ',';
      }
    yield encoder.encode(before === '[' ? '[]\n' : '\n]\n');
  })();
  return ReadableStream.from(parts);
}

/** What makes a spreadsheet take a cell for a formula; where the separator is another one, in the middle of a field too. */
const FORMULA = /(^|[;\t\r\n])(?=[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20])/gu;

/**
 * A store's administrator could name a zone `=HYPERLINK(...)`. An apostrophe in front makes it a text (OWASP, CSV
 * injection).
 */
export function cell(text: string): string {
  const safe = text.replace(FORMULA, "$1'");
  return `"${safe.replaceAll('"', '""')}"`;
}
