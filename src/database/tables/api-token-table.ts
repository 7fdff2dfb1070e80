import type { Kysely } from 'kysely';
import { z } from 'zod';
import { ConnectorError } from '../../core/errors.ts';
import type { ApiToken, ApiTokenTable } from '../account-port.ts';
import { violatedUniqueRule } from '../drivers/database-error.ts';
import type { Tables } from './schema.ts';
import { checkStored } from './stored-values.ts';

const tokenSchema: z.ZodType<ApiToken> = z.strictObject({
  id: z.string(),
  name: z.string(),
  scope: z.enum(['read', 'write']),
  createdBy: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
});

const COLUMNS = ['id', 'name', 'scope', 'createdBy', 'createdAt', 'lastUsedAt', 'revokedAt'] as const;
const read = (row: unknown) => checkStored(tokenSchema, row, 'the tokens of the API');

/** Programs' ways in, see `ApiTokenTable`. */
export function apiTokenTable(db: Kysely<Tables>): ApiTokenTable {
  return {
    async add(token, hash) {
      try {
        await db
          .insertInto('apiToken')
          .values({ ...token, hash })
          .execute();
      } catch (error) {
        if (violatedUniqueRule(error) === null) throw error;
        throw new ConnectorError({
          code: 'token.exists',
          message: `There is already a token "${token.name}".`,
          hint: 'Choose another name, or revoke that token first.',
        });
      }
    },
    async list() {
      const rows = await db
        .selectFrom('apiToken')
        .select(COLUMNS)
        .orderBy('createdAt', 'desc')
        .orderBy('id')
        .execute();
      return rows.map(read);
    },
    async findByHash(hash) {
      const row = await db.selectFrom('apiToken').select(COLUMNS).where('hash', '=', hash).executeTakeFirst();
      return row === undefined ? null : read(row);
    },
    async used(id, lastUsedAt) {
      await db.updateTable('apiToken').set({ lastUsedAt }).where('id', '=', id).execute();
    },
    async revoke(id, revokedAt) {
      const changed = await db
        .updateTable('apiToken')
        .set({ revokedAt })
        .where('id', '=', id)
        .where('revokedAt', 'is', null)
        .executeTakeFirst();
      return changed.numUpdatedRows > 0n;
    },
    async revokeOf(createdBy, revokedAt) {
      const rows = await db
        .updateTable('apiToken')
        .set({ revokedAt })
        .where('createdBy', '=', createdBy)
        .where('revokedAt', 'is', null)
        .returning('name')
        .execute();
      return rows.map(({ name }) => name);
    },
  };
}
