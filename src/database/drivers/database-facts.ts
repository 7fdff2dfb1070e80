import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { DatabaseFacts } from '../port.ts';
import type { Tables } from '../tables/schema.ts';
import { isSqlite } from './sqlite-dialect.ts';

/** Asks the database what it is. */
export async function databaseFacts(
  db: Kysely<Tables>,
  { kind, place }: Pick<DatabaseFacts, 'kind' | 'place'>,
): Promise<DatabaseFacts> {
  const answer = await sql<{ serverVersion: string; migration: number }>`
    select ${isSqlite(db) ? sql`sqlite_version()` : sql`current_setting('server_version')`} as server_version,
      (select coalesce(max(number), 0) from schema_migration) as migration`.execute(db);
  const [row = { serverVersion: '?', migration: 0 }] = answer.rows;
  // A distribution adds its own words: `15.14 (Debian 15.14-0+deb12u1)`.
  return { kind, place, serverVersion: row.serverVersion.split(' ')[0] ?? '', migration: row.migration };
}
