import { stringWidth, wrap } from './terminal.ts';

const GAP = '  ';
/** Words longer than this are broken, or one of them would decide how the whole table looks. */
const MAX_WORD_WIDTH = 40;
/** The last column contains the sentences; it needs this much to be readable, however long an address in it is. */
const LAST_COLUMN = 20;
/** A row that is wrapped to more lines than this is easier to read as a card. */
const MAX_ROW_LINES = 4;

/**
 * A table without rules that fits the width: when it is too wide, the widest column is wrapped at words, then the
 * next. Where not even the longest words fit side by side, or a row would be many lines of few words, every row becomes
 * a card of `title  value` lines, without what is empty.
 * The columns named in `numbers` (counted from 0) stand to the right. An empty header is left out.
 */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
  numbers: readonly number[] = [],
): string {
  const count = Math.max(header.length, ...rows.map((row) => row.length));
  const columns = Array.from({ length: count }, (_, index) => {
    const cells = rows.map((row) => row[index] ?? '');
    return {
      natural: widest([header[index] ?? '', ...cells]),
      // A column is not made narrower than its longest word: half an address cannot be copied.
      least: Math.min(
        widest([header[index] ?? '', ...cells].flatMap((cell) => cell.split(' '))),
        index === count - 1 ? LAST_COLUMN : MAX_WORD_WIDTH,
      ),
      numeric: numbers.includes(index),
    };
  });
  const available = width - GAP.length * (count - 1);
  const needed = columns.reduce((sum, { least }) => sum + least, 0);
  if (needed > available && count > 2) return cards(header, rows, width);
  const widths = shrink(columns, available);
  const isTall = columns.some(({ natural }, index) => natural > MAX_ROW_LINES * (widths[index] ?? natural));
  if (isTall && count > 2) return cards(header, rows, width);
  const all = header.some((title) => title !== '') ? [header, ...rows] : rows;
  return all.flatMap((row) => rowLines(row, widths, columns)).join('\n');
}

function rowLines(
  row: readonly string[],
  widths: readonly number[],
  columns: readonly { readonly numeric: boolean }[],
): string[] {
  const cells = widths.map((width, index) => {
    const cell = row[index] ?? '';
    return stringWidth(cell) <= width ? [cell] : wrap(cell, width);
  });
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, at) =>
    cells
      .map((lines, index) => {
        const text = lines[at] ?? '';
        const fill = ' '.repeat(Math.max(0, (widths[index] ?? 0) - stringWidth(text)));
        return columns[index]?.numeric ? fill + text : text + fill;
      })
      .join(GAP)
      .trimEnd(),
  );
}

function cards(header: readonly string[], rows: readonly (readonly string[])[], width: number): string {
  return rows
    .map((row) =>
      table(
        [],
        row.flatMap((cell, index) => (cell === '' ? [] : [[header[index] ?? '', cell]])),
        width,
      ),
    )
    .join('\n\n');
}

function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, stringWidth(text)), 0);
}

function shrink(
  columns: readonly { readonly natural: number; readonly least: number }[],
  available: number,
): number[] {
  const widths = columns.map(({ natural }) => natural);
  let excess = widths.reduce((sum, column) => sum + column, 0) - available;
  while (excess > 0) {
    // Two columns (a title and its value) are the last resort: there, the value is broken anywhere.
    const spare = widths.map((column, index) => (column > (columns[index]?.least ?? 0) ? column : 0));
    const from = Math.max(...spare) > 0 ? spare : widths;
    const most = Math.max(...from);
    if (most <= 1) break;
    widths[from.indexOf(most)] = most - 1;
    excess -= 1;
  }
  return widths;
}
