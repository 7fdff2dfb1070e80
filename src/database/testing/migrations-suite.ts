import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../migrate.ts';
import type { Migration } from '../migrate.ts';
import type { Tables } from '../tables/schema.ts';

const FIRST: Migration = {
  name: 'first',
  statements: ['create table one (id integer)', 'insert into one values (1)'],
};
const SECOND: Migration = { name: 'second', statements: ['alter table one add column more text'] };
const BROKEN: Migration = { name: 'broken', statements: ['create table two (id integer)', 'not SQL'] };

/** An empty database, and what ends it. */
export interface EmptyDatabase {
  readonly db: Kysely<Tables>;
  close(): Promise<void>;
}

/** How every database is brought up to date. `open` gives an empty one; `released` are its migrations. */
export function describeMigrations(
  name: string,
  released: readonly Migration[],
  open: () => Promise<EmptyDatabase>,
): void {
  describe(name, () => {
    let opened: EmptyDatabase;
    let db: Kysely<Tables>;
    beforeEach(async () => {
      opened = await open();
      db = opened.db;
    });
    afterEach(() => opened.close());

    const rows = async (query: string) => (await sql.raw(query).execute(db)).rows;
    const applied = () => rows('select number, name from schema_migration order by number');

    it('makes a fresh database, and leaves one that is up to date alone', async () => {
      await migrate(db);
      const expected = released.map(({ name }, index) => ({ number: index + 1, name }));
      expect(await applied()).toEqual(expected);
      await migrate(db);
      expect(await applied()).toEqual(expected);
    });

    it('brings an older database on and keeps its rows', async () => {
      await migrate(db, [FIRST]);
      await migrate(db, [FIRST, SECOND]);
      expect(await rows('select * from one')).toEqual([{ id: 1, more: null }]);
      expect(await applied()).toHaveLength(2);
    });

    it('leaves nothing of a migration that fails, and all before it', async () => {
      await expect(migrate(db, [FIRST, BROKEN])).rejects.toThrow(/syntax/);
      expect(await applied()).toEqual([{ number: 1, name: 'first' }]);
      await expect(rows('select * from two')).rejects.toThrow(/does not exist|no such table/);
      await migrate(db, [FIRST, SECOND]);
    });

    it('refuses a database that knows more, or something else', async () => {
      await migrate(db, [FIRST, SECOND]);
      await expect(migrate(db, [FIRST])).rejects.toMatchObject({ code: 'data.newer' });
      await expect(migrate(db, [FIRST, BROKEN])).rejects.toMatchObject({ code: 'data.newer' });
      expect(await applied()).toHaveLength(2);
    });
  });
}
