import type { Kysely } from 'kysely';
import type { SessionTable } from '../account-port.ts';
import type { Tables } from './schema.ts';

/** Signed-in browsers, see `SessionTable`. */
export function sessionTable(db: Kysely<Tables>): SessionTable {
  return {
    async add(session) {
      await db.insertInto('userSession').values(session).execute();
    },
    async find(hash) {
      const row = await db.selectFrom('userSession').selectAll().where('hash', '=', hash).executeTakeFirst();
      return row ?? null;
    },
    async seen(hash, seenAt, expiresAt) {
      await db.updateTable('userSession').set({ seenAt, expiresAt }).where('hash', '=', hash).execute();
    },
    async remove(hash) {
      await db.deleteFrom('userSession').where('hash', '=', hash).execute();
    },
    async removeOf(userId, exceptHash = '') {
      await db
        .deleteFrom('userSession')
        .where('userId', '=', userId)
        .where('hash', '<>', exceptHash)
        .execute();
    },
    async removeExpired(now) {
      await db.deleteFrom('userSession').where('expiresAt', '<=', now).execute();
    },
  };
}
