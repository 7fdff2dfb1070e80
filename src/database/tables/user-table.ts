import type { Kysely } from 'kysely';
import { z } from 'zod';
import { ConnectorError } from '../../core/errors.ts';
import { loginKey } from '../../core/login-key.ts';
import { compareText } from '../../core/plan.ts';
import { ROLES } from '../../core/roles.ts';
import type { User, UserTable } from '../account-port.ts';
import { violatedUniqueRule } from '../drivers/database-error.ts';
import type { Tables } from './schema.ts';
import { isSqlite } from '../drivers/sqlite-dialect.ts';
import { checkStored } from './stored-values.ts';

const userSchema: z.ZodType<User> = z.strictObject({
  id: z.string(),
  login: z.string(),
  role: z.enum(ROLES),
  createdAt: z.string(),
  disabledAt: z.string().nullable(),
});

const COLUMNS = ['id', 'login', 'role', 'createdAt', 'disabledAt'] as const;
const read = (row: unknown) => checkStored(userSchema, row, 'the users');

/** Those who sign in to the page, see `UserTable`. */
export function userTable(db: Kysely<Tables>): UserTable {
  return {
    async add(user, passwordHash) {
      try {
        await db
          .insertInto('appUser')
          .values({ ...user, passwordHash, loginKey: loginKey(user.login) })
          .execute();
      } catch (error) {
        if (violatedUniqueRule(error) === null) throw error;
        throw new ConnectorError({
          code: 'user.exists',
          message: `There is already a user "${user.login}".`,
          hint: 'Choose another login, or change that user.',
        });
      }
    },

    async list() {
      const rows = await db.selectFrom('appUser').select(COLUMNS).execute();
      return rows.map(read).sort((a, b) => compareText(loginKey(a.login), loginKey(b.login)));
    },

    async find(id) {
      const row = await db.selectFrom('appUser').select(COLUMNS).where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : read(row);
    },

    async findByLogin(login) {
      const found = await db
        .selectFrom('appUser')
        .select([...COLUMNS, 'passwordHash'])
        .where('loginKey', '=', loginKey(login))
        .executeTakeFirst();
      if (found === undefined) return null;
      const { passwordHash, ...row } = found;
      return { user: read(row), passwordHash };
    },

    async change(id, change) {
      await db.transaction().execute(async (transaction) => {
        // Two admins who take each other's role away at once: the second waits here and sees what the first did.
        const lock = transaction.selectFrom('appUser').select(['id', 'role', 'disabledAt']);
        const before = await (isSqlite(db) ? lock : lock.forUpdate()).execute();
        await transaction.updateTable('appUser').set(change).where('id', '=', id).execute();
        const isAdmin = (row: { role: string; disabledAt: string | null }) =>
          row.role === 'admin' && row.disabledAt === null;
        const after = before.map((row) => (row.id === id ? { ...row, ...change } : row));
        if (!before.some(isAdmin) || after.some(isAdmin)) return;
        throw new ConnectorError({
          code: 'user.last_admin',
          message: 'This is the only administrator who can sign in.',
          hint: 'Make another user an administrator first.',
        });
      });
    },
  };
}
