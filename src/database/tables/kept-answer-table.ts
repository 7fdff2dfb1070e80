import type { Kysely } from 'kysely';
import type { KeptAnswerTable } from '../account-port.ts';
import type { Tables } from './schema.ts';

/** Answers to requests that may be repeated, see `KeptAnswerTable`. */
export function keptAnswerTable(db: Kysely<Tables>): KeptAnswerTable {
  return {
    async begin(answer, abandonedBefore) {
      // Of two requests at once the database lets one in.
      const added = await db
        .insertInto('keptAnswer')
        .values({ ...answer, body: null })
        .onConflict((conflict) => conflict.column('key').doNothing())
        .executeTakeFirst();
      if ((added.numInsertedOrUpdatedRows ?? 0n) > 0n) return null;
      const { key, request, createdAt } = answer;
      // One of those who find it abandoned takes it over.
      const taken = await db
        .updateTable('keptAnswer')
        .set({ request, createdAt })
        .where('key', '=', key)
        .where('body', 'is', null)
        .where('createdAt', '<', abandonedBefore)
        .executeTakeFirst();
      if (taken.numUpdatedRows > 0n) return null;
      const row = await db.selectFrom('keptAnswer').selectAll().where('key', '=', key).executeTakeFirst();
      // Dropped in this moment: whoever repeats the request comes through.
      return row ?? { ...answer, body: null };
    },
    async end(key, body) {
      await db.updateTable('keptAnswer').set({ body }).where('key', '=', key).execute();
    },
    async drop(key) {
      await db.deleteFrom('keptAnswer').where('key', '=', key).execute();
    },
    async removeBefore(date) {
      await db.deleteFrom('keptAnswer').where('createdAt', '<', date).execute();
    },
  };
}
