import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../migrate.ts';
import { connect } from '../open.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { openSqlite } from './sqlite.ts';
import { tryWrite } from './try-write.ts';

describe('what SQLite refuses', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'woo-odoo-sqlite-'));
    file = join(folder, 'connector.db');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is a full disk: nothing of the transaction stays, and it goes on when there is space', async () => {
    const database = await openSqlite(file);
    const db = connect(sqliteDialect(database, file));
    await migrate(db);
    const fill = (count: number) =>
      db.transaction().execute(async (transaction) => {
        for (let index = 0; index < count; index += 1)
          await sql`insert into installation (id, uuid) values (1, ${'x'.repeat(100_000)})
            on conflict (id) do update set uuid = uuid || excluded.uuid`.execute(transaction);
      });
    const { page_count: pages } = database.prepare('pragma page_count').get() as { page_count: number };
    database.exec(`pragma max_page_count = ${pages + 50}`);
    await expect(fill(20)).rejects.toMatchObject({
      code: 'database.full',
      retryable: true,
      message: expect.stringContaining(file) as string,
    });
    expect(await db.selectFrom('installation').selectAll().execute()).toEqual([]);
    database.exec('pragma max_page_count = 1000000');
    await fill(1);
    await db.destroy();
  });

  it('is a full disk that is tried: the trial fails, leaves nothing, and passes when there is space', async () => {
    const database = await openSqlite(file);
    const db = connect(sqliteDialect(database, file));
    await migrate(db);
    await tryWrite(db);
    const { page_count: pages } = database.prepare('pragma page_count').get() as { page_count: number };
    database.exec(`pragma max_page_count = ${pages}`);
    database.exec('pragma incremental_vacuum(0)');
    await expect(
      (async () => {
        database.exec(`pragma max_page_count = ${pages - 60}`);
        await tryWrite(db);
      })(),
    ).rejects.toMatchObject({ code: 'database.full' });
    database.exec('pragma max_page_count = 1000000');
    await tryWrite(db);
    expect(await db.selectFrom('odooWatch').selectAll().execute()).toEqual([]);
    await db.destroy();
  });

  it('is another process that writes: it waits for it, in vain only when that takes seconds', async () => {
    const db = connect(sqliteDialect(await openSqlite(file), file));
    await migrate(db);
    const other = new DatabaseSync(file);
    other.exec('begin immediate');
    const insert = () => db.insertInto('installation').values({ id: 1, uuid: 'one' }).execute();
    const waiting = insert();
    // The rest of the process goes on meanwhile.
    await new Promise((resolve) => setTimeout(resolve, 100));
    other.exec('commit');
    await waiting;
    other.exec('begin immediate');
    await expect(insert()).rejects.toMatchObject({ code: 'database.busy', retryable: true });
    other.exec('rollback');
    other.close();
    await db.destroy();
  });

  it('keeps what the settings promise', async () => {
    const database = await openSqlite(file);
    const setting = (name: string) => Object.values(database.prepare(`pragma ${name}`).get() ?? {})[0];
    expect(setting('journal_mode')).toBe('wal');
    expect(setting('synchronous')).toBe(2);
    expect(setting('foreign_keys')).toBe(1);
    expect(setting('auto_vacuum')).toBe(2);
    database.close();
  });
});
