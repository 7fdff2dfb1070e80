import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { OdooWatch, OdooWatchTable } from '../port.ts';
import type { Tables } from './schema.ts';
import { checkStored, storableOrNull } from './stored-values.ts';

const watchSchema: z.ZodType<OdooWatch> = z.strictObject({
  odooUrl: z.string(),
  odooDatabase: z.string(),
  state: z.enum(['ok', 'away', 'no_app']),
  answeredAt: z.string().nullable(),
  since: z.string(),
  message: z.string().nullable(),
});

/** The status of the Odoos that are asked for requests, see `OdooWatchTable`. */
export function odooWatchTable(db: Kysely<Tables>): OdooWatchTable {
  return {
    async list() {
      const rows = await db.selectFrom('odooWatch').selectAll().execute();
      return rows.map((row) => checkStored(watchSchema, row, `watch of ${row.odooUrl}`));
    },

    async put(watch) {
      const row = { ...watch, message: storableOrNull(watch.message) };
      await db
        .insertInto('odooWatch')
        .values(row)
        .onConflict((conflict) => conflict.columns(['odooUrl', 'odooDatabase']).doUpdateSet(row))
        .execute();
    },
  };
}
