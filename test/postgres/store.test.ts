import { randomBytes } from 'node:crypto';
import { migrate } from '../../src/database/migrate.ts';
import { connect, databaseOver } from '../../src/database/open.ts';
import { postgresEndpoint } from '../../src/database/drivers/postgres-endpoint.ts';
import { postgresAt } from '../../src/database/drivers/postgres.ts';
import { secretBox } from '../../src/database/secrets/secret-box.ts';
import { describeDatabase } from '../../src/database/testing/database-suite.ts';
import { freshDatabase } from './database.ts';

describeDatabase('the store on PostgreSQL', async () => {
  const database = await freshDatabase();
  const server = postgresAt(database.url);
  const db = connect(server.dialect);
  await migrate(db);
  const release = async () => {
    await db.destroy();
    await database.drop();
  };
  return {
    db,
    database: await databaseOver(db, secretBox(randomBytes(32)), release, postgresEndpoint(server)),
  };
});
