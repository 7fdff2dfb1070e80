import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/open.ts';
import { sampleBackend, SECRETS } from '../../src/database/testing/samples.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';

let fresh: FreshDatabase;
let folder: string;
let server: pg.Client;
beforeEach(async () => {
  fresh = await freshDatabase();
  folder = mkdtempSync(join(tmpdir(), 'woo-odoo-data-'));
  server = new pg.Client({ connectionString: fresh.url });
  await server.connect();
});
afterEach(async () => {
  await server.end();
  await fresh.drop();
  rmSync(folder, { recursive: true, force: true });
});

it('a full disk of the server is named, leaves nothing of the write, and goes by itself', async () => {
  const database = await openDatabase(folder, { databaseUrl: fresh.url });
  const backend = sampleBackend();
  // The server answers as it does when it cannot extend a table: SQLSTATE 53100, after the backend's own row.
  await server.query(`create function full_disk() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`);
  await server.query('create trigger full_disk before insert on backend_secret execute function full_disk()');
  await expect(database.backends.add(backend, SECRETS)).rejects.toMatchObject({
    code: 'database.full',
    retryable: true,
    message: expect.stringContaining(fresh.name) as string,
    hint: expect.stringContaining('Free some space') as string,
  });
  expect(await database.backends.list()).toEqual([]);
  await server.query('drop trigger full_disk on backend_secret');
  await database.backends.add(backend, SECRETS);
  expect(await database.backends.secrets(backend.id)).toEqual(SECRETS);
  await database.close();
});

it('a full disk is found by a trial, which takes the space that it is meant to take', async () => {
  const database = await openDatabase(folder, { databaseUrl: fresh.url });
  // A server with a place for small things alone. After the row is stored its size is that on the disk.
  await server.query(`create function nearly_full() returns trigger language plpgsql as $$
    begin
      if pg_column_size(new.message) > 200000 then
        raise exception 'could not extend file: No space left on device' using errcode = '53100';
      end if;
      return null;
    end $$`);
  await server.query(
    'create trigger nearly_full after insert on odoo_watch for each row execute function nearly_full()',
  );
  await expect(database.tryWrite()).rejects.toMatchObject({ code: 'database.full' });
  await server.query('drop trigger nearly_full on odoo_watch');
  await database.tryWrite();
  expect(await database.watches.list()).toEqual([]);
  await database.close();
});
