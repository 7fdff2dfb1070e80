import { z } from 'zod';

/** A database id. */
export const id = z.int().positive();

export const ids = z.array(id);

/** An empty text field is `false` in Odoo's answers. */
export const text = z
  .union([z.string(), z.literal(false)])
  .transform((value) => (value === false ? '' : value));

/** A relation to one record: its id, null where there is none. */
export const related = z
  .union([z.tuple([id, z.unknown()]).rest(z.unknown()), z.literal(false)])
  .transform((value) => (value === false ? null : value[0]));
