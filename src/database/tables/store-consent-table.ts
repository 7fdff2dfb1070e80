import type { Kysely } from 'kysely';
import type { StoreConsentTable } from '../account-port.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import { requireKey } from '../secrets/secret-key.ts';
import type { Tables } from './schema.ts';

/** Keys on their way from a store, see `StoreConsentTable`. */
export function storeConsentTable(db: Kysely<Tables>, box: SecretBox): StoreConsentTable {
  const open = (id: string, owner: string, now: string) =>
    db
      .selectFrom('storeConsent')
      .selectAll()
      .where('id', '=', id)
      .where('owner', '=', owner)
      .where('expiresAt', '>', now)
      .executeTakeFirst();
  return {
    async put(consent, tokenHash) {
      const keys = { sealedKey: null, sealedSecret: null, keyHint: null };
      await db
        .insertInto('storeConsent')
        .values({ ...consent, ...keys, tokenHash })
        .execute();
    },
    receive: (tokenHash, id, { consumerKey, consumerSecret }, now) =>
      db.transaction().execute(async (transaction) => {
        await requireKey(transaction, box);
        const { numUpdatedRows } = await transaction
          .updateTable('storeConsent')
          .set({
            sealedKey: box.seal(consumerKey, { backendId: id, field: 'consumerKey' }),
            sealedSecret: box.seal(consumerSecret, { backendId: id, field: 'consumerSecret' }),
            keyHint: consumerKey.slice(-7),
          })
          .where('tokenHash', '=', tokenHash)
          .where('id', '=', id)
          .where('sealedKey', 'is', null)
          .where('expiresAt', '>', now)
          .executeTakeFirst();
        return numUpdatedRows > 0n;
      }),
    async find(id, owner, now) {
      const row = await open(id, owner, now);
      if (row === undefined) return null;
      const { expiresAt, keyHint, storeUrl } = row;
      return { id, owner, expiresAt, keyHint, storeUrl };
    },
    async keys(id, owner, now) {
      const row = await open(id, owner, now);
      if (row === undefined || row.sealedKey === null || row.sealedSecret === null) return null;
      return {
        consumerKey: box.open(row.sealedKey, { backendId: id, field: 'consumerKey' }),
        consumerSecret: box.open(row.sealedSecret, { backendId: id, field: 'consumerSecret' }),
      };
    },
    async removeExpired(now) {
      await db.deleteFrom('storeConsent').where('expiresAt', '<=', now).execute();
    },
    async remove(id, owner) {
      const gone = await db
        .deleteFrom('storeConsent')
        .where('id', '=', id)
        .where('owner', '=', owner)
        .executeTakeFirst();
      return gone.numDeletedRows > 0n;
    },
  };
}
