import { z } from '@hono/zod-openapi';

export const explainedValueSchema = z.object({ name: z.string(), value: z.string() });

/** A table of how a side calculates, as `ExplainedTable`. */
export const explainedTableSchema = z.object({
  title: z.string(),
  head: z.array(z.string()),
  rows: z.array(z.array(z.string())),
  empty: z.string(),
});
