import { expect, it } from 'vitest';
import { migrate, POSTGRES_MIGRATIONS } from '../../src/database/migrate.ts';
import { connect } from '../../src/database/open.ts';
import { postgresAt } from '../../src/database/drivers/postgres.ts';
import { sqliteDialect } from '../../src/database/drivers/sqlite-dialect.ts';
import { openSqlite } from '../../src/database/drivers/sqlite.ts';
import { describeMigrations } from '../../src/database/testing/migrations-suite.ts';
import { freshDatabase } from './database.ts';

async function open() {
  const database = await freshDatabase();
  const db = connect(postgresAt(database.url).dialect);
  const close = async () => {
    await db.destroy();
    await database.drop();
  };
  return { db, close };
}

describeMigrations('migrations on PostgreSQL', POSTGRES_MIGRATIONS, open);

it('both databases end with the same tables and columns', async () => {
  const { db: postgres, close } = await open();
  const sqlite = connect(sqliteDialect(await openSqlite(':memory:'), 'in memory'));
  const columns = async (db: typeof postgres) => {
    await migrate(db);
    const tables = await db.introspection.getTables();
    return tables
      .flatMap((table) =>
        table.columns.map(
          ({ name, isNullable, hasDefaultValue, isAutoIncrementing }) =>
            `${table.name}.${name} ${isNullable ? 'null' : 'not null'} ${hasDefaultValue && !isAutoIncrementing}`,
        ),
      )
      .sort();
  };
  // PostgreSQL has locks of its own.
  const onSqlite = (await columns(sqlite)).filter((column) => !column.startsWith('process_lock.'));
  expect(onSqlite.length).toBeGreaterThan(70);
  expect(onSqlite).toEqual(await columns(postgres));
  await sqlite.destroy();
  await close();
});
