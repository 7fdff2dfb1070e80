import { StoreFailure } from './failure.ts';

/** WooCommerce allows no more. */
export const PAGE_SIZE = 100;

/** More rows than any store has; a total above it is a fault or an attack, and is not begun. */
export const MAX_ROWS = 500_000;

/** How often a list is read again when it changed while it was being read. */
const REPEATS = 2;

/** A row of a list; null where its id could not be read. */
export interface Identified {
  readonly id: number | null;
}

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
  /** Hears of a total that is not how many rows there are, though they were all read. */
  readonly onOddTotal?: (odd: OddTotal) => void;
}

/** A list whose `X-WP-Total` is wrong. */
export interface OddTotal {
  readonly address: string;
  /** What the first page named. */
  readonly total: number;
  readonly count: number;
}

/**
 * Reads every row of a list, ascending id, those without one last. The list is right only when every page names the
 * same total, no id comes on two pages, the count is the total and no full page ends it: otherwise it changed under our
 * hands and is read again, twice at most. Totals that never fit (WooCommerce up to 5.9 counts the page, plugins for
 * languages count rows that they hide) are reported once two readings to the end agree. Without totals it is
 * read to the first empty page until two readings agree, too. Twins on one page are the store's own and stay: a change moves rows from page to page,
 * and where one repeats because of it another is missing.
 *
 * @throws ConnectorError `store.changed_while_reading`, `store.pages_repeat`, `store.too_large`
 */
export async function readAllPages<Row extends Identified>(paging: Paging<Row>): Promise<Row[]> {
  let previous: Row[] | null = null;
  for (let reading = 0; reading <= REPEATS; reading += 1) {
    const first = await paging.readPage(1);
    if (first.total === null) {
      const rows = await readUntilEmpty(paging, first);
      if (rows !== null && previous !== null && sameIds(previous, rows)) return rows;
      previous = rows;
    } else if (reading === 0) {
      const rows = await readCounted(paging, first);
      if (rows !== null) return rows;
    } else {
      const { rows, fits: isRight } = await readToEnd(paging, first);
      if (rows !== null && isRight) return rows;
      if (rows !== null && previous !== null && sameIds(previous, rows)) {
        paging.onOddTotal?.({ address: paging.address, total: first.total, count: rows.length });
        return rows;
      }
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
async function readCounted<Row extends Identified>(
  { readPage, concurrency, address }: Paging<Row>,
  first: Page<Row>,
): Promise<Row[] | null> {
  const total = first.total ?? 0;
  if (total > MAX_ROWS) throw tooMany(address, total);
  const pages: Page<Row>[] = [first];
  // One page more than the total needs where the last one is full: a total that counts the page ends nothing.
  const count = Math.max(1, Math.floor(total / PAGE_SIZE) + 1);
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
  for (const [index, page] of pages.entries()) refuseRepeated(page, pages[index + 1], address);
  return consistent ? joined(pages) : null;
}

/**
 * Reads one page after another until one is empty, whatever totals are named: pages from which a plugin took rows are short
 * and end nothing. `fits`: whether the totals turned out right.
 */
async function readToEnd<Row extends Identified>(
  { readPage, address }: Paging<Row>,
  first: Page<Row>,
): Promise<{ readonly rows: Row[] | null; readonly fits: boolean }> {
  const pages = [first];
  let count = first.rows.length;
  const isRight = () => pages.every(({ total }) => total === count);
  for (let last = first; last.rows.length > 0;) {
    if (last.rows.length < PAGE_SIZE && isRight()) break;
    if (count > MAX_ROWS) throw tooMany(address, count);
    last = await readPage(pages.length + 1);
    refuseRepeated(pages.at(-1), last, address);
    // The page behind the last one may count nothing at all.
    if (last.rows.length > 0) pages.push(last);
    count += last.rows.length;
  }
  return { rows: joined(pages), fits: isRight() };
}

/** Whether a page contains as many rows as its place in a list of `total` rows demands, and names that total. */
function fits(page: Page<unknown>, number: number, total: number): boolean {
  const expected = Math.max(0, Math.min(PAGE_SIZE, total - (number - 1) * PAGE_SIZE));
  return page.total === total && page.rows.length === expected;
}

/** Without a total the end is the first empty page: a plugin may take rows from any page before it. */
async function readUntilEmpty<Row extends Identified>(
  { readPage, address }: Paging<Row>,
  first: Page<Row>,
): Promise<Row[] | null> {
  const pages = [first];
  for (let last = first; last.rows.length > 0;) {
    if (pages.length * PAGE_SIZE > MAX_ROWS) throw tooMany(address, pages.length * PAGE_SIZE);
    last = await readPage(pages.length + 1);
    refuseRepeated(pages.at(-1), last, address);
    pages.push(last);
  }
  return joined(pages);
}

/** A page of a list that is not read whole, as far as it shows whether another one follows. */
export interface PageEnd {
  /** Counted from 1. */
  readonly page: number;
  /** Rows that the store returned, those that could not be understood included. */
  readonly rows: number;
  /** Rows that were asked for. */
  readonly size: number;
  /** `X-WP-TotalPages`, or null where it is missing. */
  readonly pages: number | null;
}

/**
 * Whether a list ends with this page. A full page never ends it, since some versions count the page alone; a short one ends it
 * only where the store names no further page: plugins take rows from pages that are not the last one.
 */
export function isLastPage({ page, pages, rows, size }: PageEnd): boolean {
  if (rows >= size) return false;
  return pages === null ? rows === 0 : page >= pages;
}

/** The rows by ascending id, those without one last, or null when an id comes on two pages. */
function joined<Row extends Identified>(pages: readonly Page<Row>[]): Row[] | null {
  const seen = new Set<number | null>();
  for (const { rows } of pages) {
    const ids = rows.map((row) => row.id).filter((id) => id !== null);
    if (ids.some((id) => seen.has(id))) return null;
    for (const id of ids) seen.add(id);
  }
  return pages.flatMap((page) => page.rows).sort((a, b) => (a.id ?? Infinity) - (b.id ?? Infinity) || 0);
}

function sameIds(a: readonly Identified[], b: readonly Identified[]): boolean {
  return a.length === b.length && a.every((row, index) => row.id === b[index]?.id);
}

/**
 * A cache or a plugin that ignores which page is asked for would be read to the bound, thousands of requests later. A page is
 * another one's twin where all of its rows are; an edit in between moves rows, but never all of a page by exactly one page.
 */
function refuseRepeated<Row>(
  page: Page<Row> | undefined,
  next: Page<Row> | undefined,
  address: string,
): void {
  if (page === undefined || next === undefined || next.rows.length === 0) return;
  if (page.rows.length !== next.rows.length || JSON.stringify(page.rows) !== JSON.stringify(next.rows))
    return;
  throw new StoreFailure({
    code: 'store.pages_repeat',
    message: `${address} answers with the same rows, whichever page is asked for.`,
    hint: 'A page cache or a plugin in the store ignores the page number. Take the REST API (/wp-json/) out of it.',
  });
}

function tooMany(address: string, count: number): StoreFailure {
  return new StoreFailure({
    code: 'store.too_large',
    message: `${address} claims to have ${count} rows or more; at most ${MAX_ROWS} are read.`,
    hint: 'Check the list in the store; a plugin may answer in its place.',
  });
}

/** Reads `X-WP-Total` or `X-WP-TotalPages`: a whole number, or null when it is missing or is none. */
export function readTotal(header: string | null): number | null {
  return header !== null && /^\d{1,12}$/.test(header.trim()) ? Number(header.trim()) : null;
}
