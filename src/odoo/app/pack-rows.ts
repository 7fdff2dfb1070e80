import type { AppRows, AppRowSet } from '../port.ts';

/** Rows of one call. */
const MAX_ROWS = 2_000;

/** Characters of one call, below the megabyte that web servers in front of Odoo commonly allow for a request. */
const MAX_CHARACTERS = 700_000;

/** Ids of one call: they are small, and one statement archives them all. */
const MAX_GONE = 20_000;

/** Part of a set of rows, with its place in the whole. */
export interface PackedRows {
  /** The place of the set among all sets. */
  readonly part: number;
  /** The place of its first row in its set. */
  readonly from: number;
  readonly rows: AppRows;
}

/** Parts the rows into calls, in their order: many small sets share one, a large one takes several. */
export function packRows(parts: readonly AppRows[]): PackedRows[][] {
  const calls: PackedRows[][] = [];
  let current: PackedRows[] = [];
  let free = { rows: MAX_ROWS, characters: MAX_CHARACTERS };
  const close = () => {
    if (current.length > 0) calls.push(current);
    current = [];
    free = { rows: MAX_ROWS, characters: MAX_CHARACTERS };
  };
  for (const [part, rows] of parts.entries()) {
    if ('gone' in rows) {
      for (let from = 0; from < rows.gone.length; from += MAX_GONE)
        current.push({ part, from, rows: { ...rows, gone: rows.gone.slice(from, from + MAX_GONE) } });
      continue;
    }
    let from = 0;
    for (const [index, cells] of rows.rows.entries()) {
      const characters = sizeOf(cells);
      if (free.rows === 0 || (free.characters < characters && free.rows < MAX_ROWS)) {
        if (index > from) current.push({ part, from, rows: cut(rows, from, index) });
        close();
        from = index;
      }
      free = { rows: free.rows - 1, characters: free.characters - characters };
    }
    if (rows.rows.length > from) current.push({ part, from, rows: cut(rows, from, rows.rows.length) });
  }
  close();
  return calls;
}

/** The two halves of a call that was too large; null where it cannot be parted. */
export function halfCalls(call: readonly PackedRows[]): [PackedRows[], PackedRows[]] | null {
  const [only] = call;
  if (only === undefined) return null;
  if (call.length > 1) {
    const middle = Math.ceil(call.length / 2);
    return [call.slice(0, middle), call.slice(middle)];
  }
  const { part, from, rows } = only;
  const size = 'gone' in rows ? rows.gone.length : rows.rows.length;
  if (size < 2) return null;
  const middle = Math.ceil(size / 2);
  return [
    [{ part, from, rows: cut(rows, 0, middle) }],
    [{ part, from: from + middle, rows: cut(rows, middle, size) }],
  ];
}

function cut(rows: AppRows, from: number, to: number): AppRows {
  if ('gone' in rows) return { ...rows, gone: rows.gone.slice(from, to) };
  return { ...rows, rows: rows.rows.slice(from, to) } satisfies AppRowSet;
}

/** What a row takes on the way: its texts as UTF-8 at most, with quotes and commas. */
function sizeOf(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + Buffer.byteLength(cell) + 3, 2);
}
