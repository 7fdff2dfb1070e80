import type { PGlite } from '@electric-sql/pglite';
import type { Kysely } from 'kysely';
import { CompiledQuery } from 'kysely';
import type { SqlDoor } from './port.ts';
import type { Database } from './schema.ts';

/**
 * Any SQL on the embedded database. It goes through the query builder's turn-taking: one connection serves everybody, and
 * a statement that slipped into somebody else's transaction would share its fate.
 */
export function embeddedSql(db: Kysely<Database>, pglite: PGlite): SqlDoor {
  return {
    execute: (text, values = []) =>
      db
        .withoutPlugins()
        .connection()
        .execute(async (connection) => {
          if (values.length > 0)
            return { rows: (await connection.executeQuery(CompiledQuery.raw(text, [...values]))).rows };
          try {
            // Only this form takes several statements.
            const results = await pglite.exec(text);
            return { rows: results.flatMap((result) => result.rows) };
          } catch (error) {
            // A transaction that the text began is still open, and the next caller would land in it.
            await pglite.exec('rollback');
            throw error;
          }
        }),
  };
}
