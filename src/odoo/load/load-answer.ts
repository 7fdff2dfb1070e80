import { z } from 'zod';
import { recordId } from '../reader.ts';

const message = z.object({
  type: z.string(),
  message: z.string(),
  record: z.int().optional(),
  rows: z.object({ from: z.int(), to: z.int() }).optional(),
  field: z.unknown().optional(),
});

/** What `load()` answers. `ids` is false when any row was bad: nothing was written then. */
export const loadAnswer = z.object({
  ids: z.union([z.array(recordId), z.literal(false)]),
  messages: z.array(message),
});

export type LoadAnswer = z.infer<typeof loadAnswer>;
export type LoadMessage = LoadAnswer['messages'][number];

/** What a refused batch shows. Positions count from 0 within the batch. */
export interface Refusal {
  /** The rows Odoo names, each with its words. */
  readonly named: ReadonlyMap<number, string>;
  /** Everything Odoo reports, for a row that was alone in its batch. */
  readonly message: string;
}

/**
 * Reads which rows a refused batch of `size` rows names. Names outside the batch are ignored.
 *
 * One name may be false: when saving all rows at once fails with a message for the user, Odoo saves row by row and
 * puts the first failure in front once more, under the number of the first row (`load` in `odoo/models.py` of
 * 17 to 19). So a first row that only the first message names, without a field, beside others, is not yet believed.
 */
export function readRefusal(messages: readonly LoadMessage[], size: number): Refusal {
  const errors = messages.filter((each) => each.type === 'error');
  const named = new Map<number, Set<string>>();
  for (const error of errors) {
    for (const position of positions(error, size)) {
      named.set(position, (named.get(position) ?? new Set()).add(error.message.trim()));
    }
  }
  if (named.size > 1 && isDoubtful(errors, size)) named.delete(0);
  return {
    named: new Map([...named].map(([position, texts]) => [position, [...texts].join(' ')])),
    message: [...new Set((errors.length > 0 ? errors : messages).map((each) => each.message.trim()))].join(
      ' ',
    ),
  };
}

function isDoubtful(errors: readonly LoadMessage[], size: number): boolean {
  const [first, ...rest] = errors;
  return (
    first !== undefined &&
    (first.field === undefined || first.field === false) &&
    positions(first, size).includes(0) &&
    !rest.some((error) => positions(error, size).includes(0))
  );
}

function positions(error: LoadMessage, size: number): number[] {
  const from = error.rows?.from ?? error.record ?? -1;
  const to = Math.min(error.rows?.to ?? from, size - 1);
  return from < 0 || to < from ? [] : Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
