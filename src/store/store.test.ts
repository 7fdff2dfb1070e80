import { randomBytes } from 'node:crypto';
import { PGliteDialect } from 'kysely';
import { migrate } from './migrate.ts';
import { connect, storeOver } from './open.ts';
import { openPglite } from './pglite.ts';
import { secretBox } from './secret-box.ts';
import { describeStore } from './suite/store-suite.ts';

describeStore('the store on PGlite', async () => {
  const db = connect(new PGliteDialect({ pglite: await openPglite() }));
  await migrate(db);
  return { db, store: await storeOver(db, secretBox(randomBytes(32)), () => db.destroy()) };
});
