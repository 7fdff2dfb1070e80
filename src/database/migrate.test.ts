import { SQLITE_MIGRATIONS } from './migrate.ts';
import { connect } from './open.ts';
import { sqliteDialect } from './drivers/sqlite-dialect.ts';
import { openSqlite } from './drivers/sqlite.ts';
import { describeMigrations } from './testing/migrations-suite.ts';

describeMigrations('migrations on SQLite', SQLITE_MIGRATIONS, async () => {
  const db = connect(sqliteDialect(await openSqlite(':memory:'), 'in memory'));
  return { db, close: () => db.destroy() };
});
