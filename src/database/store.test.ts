import { randomBytes } from 'node:crypto';
import { PGliteDialect } from 'kysely';
import { migrate } from './migrate.ts';
import { connect, storeOver } from './open.ts';
import { openPglite } from './pglite.ts';
import { secretBox } from './secret-box.ts';
import { embeddedSql } from './sql-door.ts';
import { describeStore } from './suite/store-suite.ts';

describeStore('the store on PGlite', async () => {
  const pglite = await openPglite();
  const db = connect(new PGliteDialect({ pglite }));
  await migrate(db);
  const place = { kind: 'embedded', place: 'memory', sql: embeddedSql(db, pglite) } as const;
  return { db, store: await storeOver(db, secretBox(randomBytes(32)), () => db.destroy(), place) };
});
