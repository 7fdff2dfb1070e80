import { StoreFailure } from './failure.ts';

/** WooCommerce allows no more. */
export const PAGE_SIZE = 100;

/** More rows than any store has; a total above it is a fault or an attack, and is not begun. */
export const MOST_ROWS = 500_000;

/** How often a list is read again when it changed while it was being read. */
const REPEATS = 2;

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** `X-WP-Total`, or null where it is missing (a PHP warning before the headers takes it away, some hosts strip it). */
  readonly total: number | null;
}

export interface Paging<Row> {
  /** Reads one page, counted from 1, ordered by id: by anything else WooCommerce repeats and loses rows. */
  readonly readPage: (page: number) => Promise<Page<Row>>;
  /** How many pages are asked for at once. */
  readonly concurrency: number;
  /** For messages. */
  readonly address: string;
}

/**
 * Reads every row of a list, ascending id. The list is right only when every page names the same total, no id comes
 * twice and the count is the total: otherwise it changed under our hands and is read again, twice at most. Without
 * totals it is read until two readings agree.
 *
 * @throws ConnectorError `store.changed_while_reading`, `store.too_large`
 */
export async function readAllPages<Row extends { readonly id: number }>(paging: Paging<Row>): Promise<Row[]> {
  let previous: Row[] | null = null;
  for (let reading = 0; reading <= REPEATS; reading += 1) {
    const first = await paging.readPage(1);
    const rows =
      first.total === null ? await readUntilShort(paging, first) : await readCounted(paging, first);
    if (rows === null) {
      previous = null;
    } else if (first.total !== null || (previous !== null && sameIds(previous, rows))) {
      return rows;
    } else {
      previous = rows;
    }
  }
  throw new StoreFailure({
    code: 'store.changed_while_reading',
    message: `The list at ${paging.address} changed each time it was read.`,
    hint: 'Somebody or something is editing it in the store. Try again when that is done.',
    retryable: true,
  });
}

/** Reads the other pages side by side; null when they do not fit together. */
async function readCounted<Row extends { readonly id: number }>(
  { readPage, concurrency, address }: Paging<Row>,
  first: Page<Row>,
): Promise<Row[] | null> {
  const total = first.total ?? 0;
  if (total > MOST_ROWS) throw tooMany(address, total);
  const pages: Page<Row>[] = [first];
  const count = Math.ceil(total / PAGE_SIZE);
  let next = 2;
  let consistent = fits(first, 1, total);
  const errors: unknown[] = [];
  const worker = async () => {
    // The first fault or sign of change ends the reading: what is left to ask for could not be used.
    while (consistent && errors.length === 0 && next <= count) {
      const number = next;
      next += 1;
      try {
        const page = await readPage(number);
        pages[number - 1] = page;
        consistent &&= fits(page, number, total);
      } catch (error) {
        errors.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, concurrency) }, worker));
  if (errors.length > 0) throw errors[0];
  return consistent ? distinct(pages.flatMap((page) => page.rows)) : null;
}

/** Whether a page holds as many rows as its place in a list of `total` rows demands, and names that total. */
function fits(page: Page<unknown>, number: number, total: number): boolean {
  const expected = Math.max(0, Math.min(PAGE_SIZE, total - (number - 1) * PAGE_SIZE));
  return page.total === total && page.rows.length === expected;
}

/** Without a total the end is the first page that is not full. */
async function readUntilShort<Row extends { readonly id: number }>(
  { readPage, address }: Paging<Row>,
  first: Page<Row>,
): Promise<Row[] | null> {
  const rows = [...first.rows];
  let last = first;
  for (let number = 2; last.rows.length >= PAGE_SIZE; number += 1) {
    if (rows.length > MOST_ROWS) throw tooMany(address, rows.length);
    last = await readPage(number);
    rows.push(...last.rows);
  }
  return distinct(rows);
}

/** The rows by ascending id, or null when an id comes twice. */
function distinct<Row extends { readonly id: number }>(rows: readonly Row[]): Row[] | null {
  if (new Set(rows.map((row) => row.id)).size !== rows.length) return null;
  return [...rows].sort((a, b) => a.id - b.id);
}

function sameIds(a: readonly { id: number }[], b: readonly { id: number }[]): boolean {
  return a.length === b.length && a.every((row, index) => row.id === b[index]?.id);
}

function tooMany(address: string, count: number): StoreFailure {
  return new StoreFailure({
    code: 'store.too_large',
    message: `${address} claims to hold ${count} rows or more; at most ${MOST_ROWS} are read.`,
    hint: 'Check the list in the store; a plugin may answer in its place.',
  });
}

/** Reads `X-WP-Total`: a whole number of rows, or null when it is missing or is none. */
export function readTotal(header: string | null): number | null {
  return header !== null && /^\d{1,12}$/.test(header.trim()) ? Number(header.trim()) : null;
}
