import { randomBytes } from 'node:crypto';
import { migrate } from './migrate.ts';
import { connect, sqliteEndpoint, databaseOver } from './open.ts';
import { secretBox } from './secrets/secret-box.ts';
import { sqliteDialect } from './drivers/sqlite-dialect.ts';
import { openSqlite } from './drivers/sqlite.ts';
import { describeDatabase } from './testing/database-suite.ts';

describeDatabase('the store on SQLite', async () => {
  const database = await openSqlite(':memory:');
  const db = connect(sqliteDialect(database, 'in memory'));
  await migrate(db);
  const box = secretBox(randomBytes(32));
  return {
    db,
    database: await databaseOver(db, box, () => db.destroy(), sqliteEndpoint(db, database, 'memory')),
  };
});
