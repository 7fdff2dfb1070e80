import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/open.ts';
import type { Database } from '../../src/database/port.ts';
import { sampleBackend, SECRETS } from '../../src/database/testing/samples.ts';
import { freshDatabase, onServer, type FreshDatabase } from './database.ts';

describe('openDatabase on PostgreSQL', () => {
  let fresh: FreshDatabase;
  let folder: string;
  let opened: Database[];
  beforeEach(async () => {
    fresh = await freshDatabase();
    folder = mkdtempSync(join(tmpdir(), 'woo-odoo-data-'));
    opened = [];
  });
  afterEach(async () => {
    await Promise.all(opened.map((database) => database.close()));
    await fresh.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(dataDir = folder, secretKey?: Uint8Array): Promise<Database> {
    const database = await openDatabase(dataDir, { databaseUrl: fresh.url, secretKey });
    opened.push(database);
    return database;
  }

  it('is opened by many at once, who agree on tables, key and id', async () => {
    const opened = await Promise.all(Array.from({ length: 8 }, () => open()));
    expect(new Set(opened.map(({ installationId }) => installationId)).size).toBe(1);
    const backend = sampleBackend();
    await opened[0]?.backends.add(backend, SECRETS);
    for (const database of opened) expect(await database.backends.secrets(backend.id)).toEqual(SECRETS);
    // No database, no lock and no draft in the folder.
    expect(readdirSync(folder)).toEqual(['secret.key']);
    const { host } = new URL(fresh.url);
    expect(await opened[0]?.facts()).toMatchObject({
      kind: 'postgresql',
      place: `${host}/${fresh.name}`,
    });
  });

  it('names the tool that backs it up', async () => {
    const database = await open();
    await expect(database.backup(join(folder, 'copy'))).rejects.toMatchObject({
      code: 'backup.postgresql',
      hint: expect.stringContaining('pg_dump') as string,
    });
  });

  it('never opened credentials under two keys', async () => {
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
    const lock = await first.lock(backend);
    await expect(second.lock(backend)).rejects.toMatchObject({
      code: 'backend.busy',
      message: expect.stringContaining(`process ${process.pid} on `) as string,
    });
    await onServer(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'
        and database = (select oid from pg_database where datname = current_database())`,
      fresh.url,
    );
    await expect(lock.check()).rejects.toMatchObject({ code: 'backend.hold_lost', retryable: true });
    const taken = await second.lock(backend);
    await taken.check();
    await lock.release();
    await taken.release();
  });

  it('goes on with a new connection after the server ended all of them', async () => {
    const database = await open();
    await database.backends.list();
    await onServer(
      // It answers when they are gone.
      `select pg_terminate_backend(pid, 30000) from pg_stat_activity where datname = '${fresh.name}'`,
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await database.backends.list()).toEqual([]);
  });

  it('gives the queue any SQL: one statement with values, or several without, and leaves no transaction open', async () => {
    const database = await open();
    const { sql } = database;
    if (sql === null) throw new Error('no SQL for the queue');
    const [row] = (await sql.execute('select $1::text as "camelCase", 1 as snake_case', ['x'])).rows;
    expect(row).toEqual({ camelCase: 'x', snake_case: 1 });
    const several = await sql.execute(`begin; select 1 as one; select 2 as two; commit`);
    expect(several.rows).toEqual([{ one: 1 }, { two: 2 }]);
    await expect(sql.execute(`begin; select 1; select * from there_is_no_such_table`)).rejects.toThrow();
    expect(await database.backends.list()).toEqual([]);
    expect(await database.runs.failInterrupted('now', 'was killed')).toBe(0);
  });

  it('reports what is wrong with the address, and never the password', async () => {
    const password = 'canary-password';
    const change = (edit: (url: URL) => void) => {
      const url = new URL(fresh.url);
      edit(url);
      return url.href;
    };
    const reader = `reader_${fresh.name}`;
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
    await onServer('revoke create on schema public from public', fresh.url);
    for (const [code, databaseUrl] of Object.entries(unfit)) {
      const failure: unknown = await openDatabase(folder, { databaseUrl }).then(
        () => 'was opened',
        (error: unknown) => error,
      );
      expect(failure).toMatchObject({ code });
      expect(inspect(failure, { depth: 20, showHidden: true })).not.toContain(password);
    }
    await onServer(`drop role ${reader}`);
  });
});
