import { randomBytes } from 'node:crypto';
import { migrate } from '../../src/database/migrate.ts';
import { connect, storeOver } from '../../src/database/open.ts';
import { postgresPlace } from '../../src/database/drivers/postgres-place.ts';
import { postgresAt } from '../../src/database/drivers/postgres.ts';
import { secretBox } from '../../src/database/secrets/secret-box.ts';
import { describeStore } from '../../src/database/testing/database-suite.ts';
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
