import type { Kysely } from 'kysely';
import { z } from 'zod';
import { given, mergeChoices, runChoicesSchema } from '../../core/run-choices.ts';
import type { AskedRun, AskedRunTable } from '../port.ts';
import type { Tables } from './schema.ts';
import { checkStored, parseStored } from './stored-values.ts';

const askedRunSchema: z.ZodType<AskedRun> = z.strictObject({
  backendId: z.string(),
  kind: z.enum(['sync', 'preview']),
  askedAt: z.string(),
});

/** What was decided, with the time of the request: a run answers those from before it began. */
const choicesSchema = z.array(z.strictObject({ askedAt: z.string(), choices: runChoicesSchema }));

type Key = Pick<AskedRun, 'backendId' | 'kind'>;

/** Runs that the API was asked for, see `AskedRunTable`. */
export function askedRunTable(db: Kysely<Tables>): AskedRunTable {
  const find = async ({ backendId, kind }: Key, connection: Kysely<Tables> = db) => {
    const row = await connection
      .selectFrom('askedRun')
      .where('backendId', '=', backendId)
      .where('kind', '=', kind)
      .select('choices')
      .executeTakeFirst();
    return row === undefined
      ? []
      : parseStored(choicesSchema, row.choices, `choices of the asked run of backend ${backendId}`);
  };
  return {
    async put(asked, choices = {}) {
      const { askedAt } = asked;
      await db.transaction().execute(async (transaction) => {
        const before = await find(asked, transaction);
        const own = given(choices);
        const all = Object.keys(own).length === 0 ? before : [...before, { askedAt, choices: own }];
        const stored = JSON.stringify(all);
        await transaction
          .insertInto('askedRun')
          .values({ ...asked, choices: stored })
          .onConflict((conflict) =>
            conflict.columns(['backendId', 'kind']).doUpdateSet({ askedAt, choices: stored }),
          )
          .execute();
      });
    },
    async choices(asked) {
      return mergeChoices((await find(asked)).map(({ choices }) => choices));
    },
    async list() {
      const rows = await db
        .selectFrom('askedRun')
        .innerJoin('backend', 'backend.id', 'askedRun.backendId')
        .where('backend.removedAt', 'is', null)
        .select(['askedRun.backendId', 'askedRun.kind', 'askedRun.askedAt'])
        .orderBy('askedRun.askedAt')
        .execute();
      return rows.map((row) => checkStored(askedRunSchema, row, `asked run of backend ${row.backendId}`));
    },
    async answered({ backendId, kind }, before) {
      await db.transaction().execute(async (transaction) => {
        const left = (await find({ backendId, kind }, transaction)).filter(({ askedAt }) => askedAt > before);
        await transaction
          .deleteFrom('askedRun')
          .where('backendId', '=', backendId)
          .where('kind', '=', kind)
          .where('askedAt', '<=', before)
          .execute();
        await transaction
          .updateTable('askedRun')
          .set({ choices: JSON.stringify(left) })
          .where('backendId', '=', backendId)
          .where('kind', '=', kind)
          .execute();
      });
    },
  };
}
