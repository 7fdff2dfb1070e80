import { randomBytes } from 'node:crypto';
import { migrate } from './migrate.ts';
import { connect, sqlitePlace, storeOver } from './open.ts';
import { secretBox } from './secret-box.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { openSqlite } from './sqlite.ts';
import { describeStore } from './suite/store-suite.ts';

describeStore('the store on SQLite', async () => {
  const database = await openSqlite(':memory:');
  const db = connect(sqliteDialect(database, 'in memory'));
  await migrate(db);
  const box = secretBox(randomBytes(32));
  return { db, store: await storeOver(db, box, () => db.destroy(), sqlitePlace(db, database, 'memory')) };
});
