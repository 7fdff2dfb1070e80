import { z } from 'zod';

/** A whole number that PHP or a plugin may have made text. Odoo's integers, into which these are written, cannot be larger. */
export const whole = z
  .union([z.int32(), z.string().regex(/^-?\d{1,10}$/)])
  .transform(Number)
  .pipe(z.int32());

/** A place in an order; empty or null, as with what was never ordered, is 0. */
export const place = z
  .literal(['', null])
  .transform(() => 0)
  .or(whole);

/** A switch in the forms that WooCommerce keeps in its tables and shows in its answers. */
export const enabled = z
  .literal([true, 'yes', 1, '1', false, 'no', 0, '0', ''])
  .transform((value) => value === true || value === 'yes' || value === 1 || value === '1');

/** The rows without those whose id another one had before. */
export function firstOfEach<Row extends { readonly id: string | number }>(rows: readonly Row[]): Row[] {
  const first = new Map<string | number, Row>();
  for (const row of rows) if (!first.has(row.id)) first.set(row.id, row);
  return [...first.values()];
}
