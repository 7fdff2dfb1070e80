import { SQLITE_MIGRATIONS } from './migrate.ts';
import { connect } from './open.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { openSqlite } from './sqlite.ts';
import { describeMigrations } from './suite/migrations-suite.ts';

describeMigrations('migrations on SQLite', SQLITE_MIGRATIONS, async () => {
  const db = connect(sqliteDialect(await openSqlite(':memory:'), 'in memory'));
  return { db, close: () => db.destroy() };
});
