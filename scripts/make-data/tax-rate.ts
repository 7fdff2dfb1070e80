import { z } from 'zod';

/** A tax rate as a store shows it, with what is taken over. */
export const rate = z.object({
  id: z.number().int(),
  country: z.string(),
  state: z.string(),
  postcodes: z.array(z.string()),
  cities: z.array(z.string()),
  rate: z.string(),
  name: z.string(),
  priority: z.number().int(),
  compound: z.boolean(),
  shipping: z.boolean(),
  order: z.number().int(),
  class: z.string(),
});
