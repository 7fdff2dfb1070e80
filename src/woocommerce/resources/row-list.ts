import { z } from 'zod';
import type { Redact } from '../http/redact.ts';
import type { InvalidRow, StoreList } from '../port.ts';
import { badField, badRow, fieldsOf, noObject } from './bad-row.ts';
import { code } from './schemas.ts';

interface RowList<Row> {
  readonly row: z.ZodType<Row>;
  /** The field that identifies a row. */
  readonly key: keyof Row & string;
  /** More rows than this are no list. */
  readonly most: number;
  /** What a second row of the same key is: the same once more (the last one counts), or a fault. */
  readonly twins: 'same' | 'fault';
}

/**
 * A short list that comes whole. No row fails it: what cannot be understood is a fault of its own. An answer of rows of
 * which not one can be understood is no such list.
 *
 * @param redact removes keys from what a fault quotes
 */
export function rowListSchema<Row>(
  { key, most, row: schema, twins }: RowList<Row>,
  redact: Redact,
): z.ZodType<StoreList<Row>> {
  return z
    .array(z.unknown())
    .max(most)
    .transform((rows, context) => {
      const read = new Map<unknown, Row>();
      const faults: InvalidRow[] = [];
      for (const row of rows) {
        const fields = fieldsOf(row);
        const id = code.safeParse(fields?.[key]).data ?? null;
        const parsed = schema.safeParse(row);
        if (!parsed.success)
          faults.push({ id, ...(fields ? badRow(fields, parsed.error, redact) : noObject(row, redact)) });
        else if (twins === 'fault' && read.has(parsed.data[key]))
          faults.push({ id, ...badField(key, 'comes a second time') });
        else read.set(parsed.data[key], parsed.data);
      }
      const [first] = faults;
      if (read.size === 0 && first !== undefined)
        context.addIssue({ code: 'custom', path: [0, first.field], message: first.message });
      return { rows: [...read.values()], faults };
    });
}
