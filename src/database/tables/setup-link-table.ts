import type { Kysely } from 'kysely';
import type { SetupLinkTable } from '../account-port.ts';
import type { Tables } from './schema.ts';

/** The link that makes the first user: one row at most, see `SetupLinkTable`. */
export function setupLinkTable(db: Kysely<Tables>): SetupLinkTable {
  return {
    async replace(hash, expiresAt) {
      const row = { id: 1, hash, expiresAt };
      await db
        .insertInto('setupLink')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    },
    async use(hash, now) {
      const gone = await db
        .deleteFrom('setupLink')
        .where('hash', '=', hash)
        .where('expiresAt', '>', now)
        .executeTakeFirst();
      return gone.numDeletedRows > 0n;
    },
  };
}
