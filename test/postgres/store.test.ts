import { randomBytes } from 'node:crypto';
import { migrate } from '../../src/store/migrate.ts';
import { connect, postgresPlace, storeOver } from '../../src/store/open.ts';
import { postgresAt } from '../../src/store/postgres.ts';
import { secretBox } from '../../src/store/secret-box.ts';
import { describeStore } from '../../src/store/suite/store-suite.ts';
import { freshDatabase } from './database.ts';

describeStore('the store on PostgreSQL', async () => {
  const database = await freshDatabase();
  const server = postgresAt(database.url);
  const db = connect(server.dialect);
  await migrate(db);
  const release = async () => {
    await db.destroy();
    await database.drop();
  };
  return { db, store: await storeOver(db, secretBox(randomBytes(32)), release, postgresPlace(server)) };
});
