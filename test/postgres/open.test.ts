import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/database/open.ts';
import type { Store } from '../../src/database/port.ts';
import { sampleBackend, SECRETS } from '../../src/database/testing/samples.ts';
import { freshDatabase, onServer, type FreshDatabase } from './database.ts';

describe('openStore on PostgreSQL', () => {
  let database: FreshDatabase;
  let folder: string;
  let stores: Store[];
  beforeEach(async () => {
    database = await freshDatabase();
    folder = mkdtempSync(join(tmpdir(), 'woo-odoo-data-'));
    stores = [];
  });
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(dataDir = folder, secretKey?: Uint8Array): Promise<Store> {
    const store = await openStore(dataDir, { databaseUrl: database.url, secretKey });
    stores.push(store);
    return store;
  }

  it('is opened by many at once, who agree on tables, key and id', async () => {
    const opened = await Promise.all(Array.from({ length: 8 }, () => open()));
    expect(new Set(opened.map(({ installationId }) => installationId)).size).toBe(1);
    const backend = sampleBackend();
    await opened[0]?.backends.add(backend, SECRETS);
    for (const store of opened) expect(await store.backends.secrets(backend.id)).toEqual(SECRETS);
    // No database, no lock and no draft in the folder.
    expect(readdirSync(folder)).toEqual(['secret.key']);
    const { host } = new URL(database.url);
    expect(await opened[0]?.facts()).toMatchObject({
      kind: 'postgresql',
      place: `${host}/${database.name}`,
    });
  });

  it('names the tool that backs it up', async () => {
    const store = await open();
    await expect(store.backup(join(folder, 'copy'))).rejects.toMatchObject({
      code: 'backup.postgresql',
      hint: expect.stringContaining('pg_dump') as string,
    });
  });

  it('never stores credentials under two keys', async () => {
    const [first, second] = [await open(folder, randomBytes(32)), await open(folder, randomBytes(32))];
    // While nothing was encrypted the second brought its key in place of the first one's.
    await expect(first.backends.add(sampleBackend(), SECRETS)).rejects.toMatchObject({
      code: 'secret_key.wrong',
    });
    const backend = sampleBackend();
    await second.backends.add(backend, SECRETS);
    expect((await first.backends.list()).map(({ id }) => id)).toEqual([backend.id]);
    await expect(open(folder, randomBytes(32))).rejects.toMatchObject({ code: 'secret_key.wrong' });
    await expect(open(folder)).rejects.toMatchObject({ code: 'secret_key.missing' });
  });

  it('names who has a backend, and lets it go when that connection ends', async () => {
    const [first, second] = [await open(), await open()];
    const backend = sampleBackend();
    await first.backends.add(backend, SECRETS);
    const hold = await first.hold(backend);
    await expect(second.hold(backend)).rejects.toMatchObject({
      code: 'backend.busy',
      message: expect.stringContaining(`process ${process.pid} on `) as string,
    });
    await onServer(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'
        and database = (select oid from pg_database where datname = current_database())`,
      database.url,
    );
    await expect(hold.check()).rejects.toMatchObject({ code: 'backend.hold_lost', retryable: true });
    const taken = await second.hold(backend);
    await taken.check();
    await hold.release();
    await taken.release();
  });

  it('goes on with a new connection after the server ended all of them', async () => {
    const store = await open();
    await store.backends.list();
    await onServer(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database.name}'`,
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await store.backends.list()).toEqual([]);
  });

  it('gives the queue any SQL: one statement with values, or several without, and leaves no transaction open', async () => {
    const store = await open();
    const { sql } = store;
    if (sql === null) throw new Error('no SQL for the queue');
    const [row] = (await sql.execute('select $1::text as "camelCase", 1 as snake_case', ['x'])).rows;
    expect(row).toEqual({ camelCase: 'x', snake_case: 1 });
    const several = await sql.execute(`begin; select 1 as one; select 2 as two; commit`);
    expect(several.rows).toEqual([{ one: 1 }, { two: 2 }]);
    await expect(sql.execute(`begin; select 1; select * from there_is_no_such_table`)).rejects.toThrow();
    expect(await store.backends.list()).toEqual([]);
    expect(await store.runs.failInterrupted('now', 'was killed')).toBe(0);
  });

  it('tells what is wrong with the address, and never the password', async () => {
    const password = 'canary-password';
    const change = (edit: (url: URL) => void) => {
      const url = new URL(database.url);
      edit(url);
      return url.href;
    };
    const reader = `reader_${database.name}`;
    await onServer(`create role ${reader} login password '${password}'`);
    const unfit = {
      'database.sign_in': change((url) => (url.password = password)),
      'database.missing': change((url) => (url.pathname = '/not_there')),
      'database.unreachable': change((url) => {
        url.password = password;
        url.port = '1';
      }),
      'database.rights': change((url) => {
        url.username = reader;
        url.password = password;
      }),
    };
    // Since PostgreSQL 15 nobody but the owner may make tables in a new database; before that everybody might.
    await onServer('revoke create on schema public from public', database.url);
    for (const [code, databaseUrl] of Object.entries(unfit)) {
      const failure: unknown = await openStore(folder, { databaseUrl }).then(
        () => 'was opened',
        (error: unknown) => error,
      );
      expect(failure).toMatchObject({ code });
      expect(inspect(failure, { depth: 20, showHidden: true })).not.toContain(password);
    }
    await onServer(`drop role ${reader}`);
  });
});
