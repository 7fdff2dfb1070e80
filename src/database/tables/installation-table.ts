import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

/** The UUID of this installation, made at the first opening of its database. */
export async function readInstallationId(db: Kysely<Tables>): Promise<string> {
  const known = await db.selectFrom('installation').select('uuid').executeTakeFirst();
  if (known !== undefined) return known.uuid;
  await db
    .insertInto('installation')
    .values({ id: 1, uuid: randomUUID() })
    // Of two processes that open a new database at once, the second takes the id of the first.
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  const { uuid } = await db.selectFrom('installation').select('uuid').executeTakeFirstOrThrow();
  return uuid;
}
