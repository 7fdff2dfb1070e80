import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/open.ts';
import { keySuite } from '../../src/database/testing/key-suite.ts';
import { sampleBackend, SECRETS } from '../../src/database/testing/samples.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';

let fresh: FreshDatabase;
let folder: string;
beforeEach(async () => {
  fresh = await freshDatabase();
  folder = mkdtempSync(join(tmpdir(), 'woo-odoo-data-'));
});
afterEach(async () => {
  await fresh.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function query(text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: fresh.url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

keySuite(() => ({
  open: (dataDir, options) => openDatabase(dataDir, { ...options, databaseUrl: fresh.url }),
  async sealed() {
    const found: Record<string, string[]> = {};
    const tables = await query(
      "select table_name as name from information_schema.tables where table_schema = 'public'",
    );
    for (const table of tables.map(({ name }) => String(name))) {
      for (const row of await query(`select * from "${table}"`))
        for (const [column, value] of Object.entries(row))
          if (typeof value === 'string' && value.startsWith('v1.'))
            (found[`${table}.${column}`] ??= []).push(value);
    }
    return found;
  },
}));

describe('the key of a PostgreSQL database', () => {
  const open = (dataDir = folder, replaceKey = false) =>
    openDatabase(dataDir, { databaseUrl: fresh.url, replaceKey });

  it('is not rotated while another program is connected: a worker leads nothing', async () => {
    const database = await open();
    const worker = new pg.Client({
      connectionString: fresh.url,
      application_name: 'woo-odoo process 7 on elsewhere',
    });
    await worker.connect();
    await expect(database.rotateKey(undefined)).rejects.toMatchObject({
      code: 'secret_key.in_use',
      message: expect.stringContaining('process 7 on elsewhere') as string,
    });
    await worker.end();
    await expect.poll(() => database.rotateKey(undefined).then(({ keyIn }) => keyIn)).toBe('file');
    await database.close();
  });

  it('is on the disk before the former key file goes, also where the server commits without waiting', async () => {
    await (await open()).close();
    await query(`alter database ${fresh.name} set synchronous_commit = off`);
    await query(`create function wait_for_disk() returns trigger language plpgsql as $$ begin
      if current_setting('synchronous_commit') = 'off' then raise exception 'not waited for'; end if;
      return new;
    end $$`);
    await query(`create trigger wait_for_disk before update on secret_key_check
      for each row execute function wait_for_disk()`);
    const database = await open();
    expect(await database.rotateKey(undefined)).toMatchObject({ keyIn: 'file' });
    await database.close();
  });

  describe('that is lost', () => {
    const backends = Array.from({ length: 6 }, () => sampleBackend());
    let elsewhere: string;
    beforeAll(() => {
      elsewhere = mkdtempSync(join(tmpdir(), 'woo-odoo-data-'));
    });
    afterAll(() => rmSync(elsewhere, { recursive: true, force: true }));

    it('is replaced by several processes at once, none of which waits for another for good', async () => {
      const first = await open();
      for (const backend of backends) await first.backends.add(backend, SECRETS);
      await first.close();
      const makers = await open(elsewhere, true);
      const several = await Promise.all(backends.map(() => open(elsewhere, true)));
      const ends = await Promise.allSettled(
        several.map((database, at) => database.backends.change(backends[at]?.id ?? '', {}, SECRETS)),
      );
      expect(ends.filter(({ status }) => status === 'rejected')).toEqual([]);
      const after = await open(elsewhere);
      for (const { id } of backends) expect(await after.backends.secrets(id)).toEqual(SECRETS);
      await Promise.all([after, makers, ...several].map((database) => database.close()));
    });
  });
});
