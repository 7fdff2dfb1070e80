import { z } from '@hono/zod-openapi';

/** Numbers of rows: what PostgreSQL's `integer` can represent. */
const MAX_NUMBER = 2_147_483_647;

/** What neither a name nor a search contains: control characters, which PostgreSQL refuses in part. */
const CONTROL = /^\P{Cc}*$/u;

/** A number of a row in an address: `7`. */
export const rowNumber = z.coerce.number().int().positive().max(MAX_NUMBER);

/** A text that somebody types. */
export const text = (maximum: number) =>
  z.string().min(1).max(maximum).regex(CONTROL, 'must not contain control characters');

/** The backend that an address names. */
export const backendParams = z.object({
  backend: text(200).openapi({ description: 'Name or id.' }),
});

/** Which page of a list is asked for. */
export const pageQuery = (defaultLimit: number, maximum: number) => ({
  cursor: z.coerce
    .number()
    .int()
    .min(0)
    .max(MAX_NUMBER)
    .optional()
    .openapi({ description: 'nextCursor of the page before.' }),
  limit: z.coerce.number().int().min(1).max(maximum).default(defaultLimit),
});

/** The schema of a page. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    nextCursor: z.int().nullable().openapi({ description: 'Null on the last page.' }),
  });

/** Where the next page begins: behind the last row of a full one. */
export function nextCursor<Row>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => number,
): number | null {
  const last = rows.at(-1);
  return last === undefined || rows.length < limit ? null : cursorOf(last);
}

/** What is done for somebody who waits for the answer alone. */
export const quiet = (): void => undefined;
