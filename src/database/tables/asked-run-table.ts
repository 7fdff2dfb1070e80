import type { Kysely } from 'kysely';
import { z } from 'zod';
import { given, mergeChoices, runChoicesSchema } from '../../core/run-choices.ts';
import type { AskedRun, AskedRunTable } from '../port.ts';
import type { Tables } from './schema.ts';
import { isSqlite } from '../drivers/sqlite-dialect.ts';
import { checkStored, parseStored } from './stored-values.ts';

const askedRunSchema: z.ZodType<AskedRun> = z.strictObject({
  backendId: z.string(),
  kind: z.enum(['sync', 'preview']),
  askedAt: z.string(),
});

/** What was decided, with the time of the request: a run answers those from before it began. */
const choicesSchema = z.array(z.strictObject({ askedAt: z.string(), choices: runChoicesSchema }));

type Choices = z.infer<typeof choicesSchema>;

type Key = Pick<AskedRun, 'backendId' | 'kind'>;

/** Runs that the API was asked for, see `AskedRunTable`. */
export function askedRunTable(db: Kysely<Tables>): AskedRunTable {
  const choicesOf = ({ backendId, kind }: Key, connection: Kysely<Tables>) =>
    connection
      .selectFrom('askedRun')
      .where('backendId', '=', backendId)
      .where('kind', '=', kind)
      .select('choices');
  const read = async ({ backendId }: Key, query: ReturnType<typeof choicesOf>) => {
    const row = await query.executeTakeFirst();
    return row === undefined
      ? []
      : parseStored(choicesSchema, row.choices, `choices of the asked run of backend ${backendId}`);
  };
  /** Changes the choices within a transaction; nobody else does so in between. */
  const changeChoices = async (
    transaction: Kysely<Tables>,
    asked: Key,
    change: (before: Choices) => Choices,
  ) => {
    const query = choicesOf(asked, transaction);
    const before = await read(asked, isSqlite(db) ? query : query.forUpdate());
    await transaction
      .updateTable('askedRun')
      .set({ choices: JSON.stringify(change(before)) })
      .where('backendId', '=', asked.backendId)
      .where('kind', '=', asked.kind)
      .execute();
  };
  return {
    async put(asked, choices = {}) {
      const { askedAt } = asked;
      const own = given(choices);
      await db.transaction().execute(async (transaction) => {
        await transaction
          .insertInto('askedRun')
          .values({ ...asked, choices: '[]' })
          .onConflict((conflict) => conflict.columns(['backendId', 'kind']).doUpdateSet({ askedAt }))
          .execute();
        if (Object.keys(own).length > 0)
          await changeChoices(transaction, asked, (before) => [...before, { askedAt, choices: own }]);
      });
    },
    async choices(asked) {
      return mergeChoices((await read(asked, choicesOf(asked, db))).map(({ choices }) => choices));
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
        await transaction
          .deleteFrom('askedRun')
          .where('backendId', '=', backendId)
          .where('kind', '=', kind)
          .where('askedAt', '<=', before)
          .execute();
        await changeChoices(transaction, { backendId, kind }, (all) =>
          all.filter(({ askedAt }) => askedAt > before),
        );
      });
    },
  };
}
