import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { AskedRun, AskedRunTable } from '../port.ts';
import type { Tables } from './schema.ts';
import { checkStored } from './stored-values.ts';

const askedRunSchema: z.ZodType<AskedRun> = z.strictObject({
  backendId: z.string(),
  kind: z.enum(['sync', 'preview']),
  askedAt: z.string(),
});

/** Runs that the API was asked for, see `AskedRunTable`. */
export function askedRunTable(db: Kysely<Tables>): AskedRunTable {
  return {
    async put(asked) {
      await db
        .insertInto('askedRun')
        .values(asked)
        .onConflict((conflict) =>
          conflict.columns(['backendId', 'kind']).doUpdateSet({ askedAt: asked.askedAt }),
        )
        .execute();
    },
    async list() {
      const rows = await db
        .selectFrom('askedRun')
        .innerJoin('backend', 'backend.id', 'askedRun.backendId')
        .where('backend.removedAt', 'is', null)
        .selectAll('askedRun')
        .orderBy('askedRun.askedAt')
        .execute();
      return rows.map((row) => checkStored(askedRunSchema, row, `asked run of backend ${row.backendId}`));
    },
    async answered({ backendId, kind }, before) {
      await db
        .deleteFrom('askedRun')
        .where('backendId', '=', backendId)
        .where('kind', '=', kind)
        .where('askedAt', '<=', before)
        .execute();
    },
  };
}
