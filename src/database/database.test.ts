import { randomBytes } from 'node:crypto';
import { migrate } from './migrate.ts';
import { connect, sqlitePlace, storeOver } from './open.ts';
import { secretBox } from './secrets/secret-box.ts';
import { sqliteDialect } from './drivers/sqlite-dialect.ts';
import { openSqlite } from './drivers/sqlite.ts';
import { describeStore } from './testing/database-suite.ts';

describeStore('the store on SQLite', async () => {
  const database = await openSqlite(':memory:');
  const db = connect(sqliteDialect(database, 'in memory'));
  await migrate(db);
  const box = secretBox(randomBytes(32));
  return { db, store: await storeOver(db, box, () => db.destroy(), sqlitePlace(db, database, 'memory')) };
});
