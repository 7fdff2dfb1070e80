import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { sqliteDialect } from '../drivers/sqlite-dialect.ts';
import { openSqlite } from '../drivers/sqlite.ts';
import { migrate } from '../migrate.ts';
import { connect, openDatabase, sqliteEndpoint } from '../open.ts';
import { keySuite } from '../testing/key-suite.ts';
import { makeKeyFile, promoteNewKey, readKeyFile, readNewKey, writeNewKey } from './key-file.ts';
import { rotateKey } from './rotate-key.ts';
import { secretBox } from './secret-box.ts';
import { isKeyOf, openSecretBox } from './secret-key.ts';

keySuite(() => ({
  open: openDatabase,
  sealed(dataDir) {
    const database = new DatabaseSync(path.join(dataDir, 'connector.db'), { readOnly: true });
    const found: Record<string, string[]> = {};
    const tables = database.prepare("select name from sqlite_master where type = 'table'").all();
    for (const table of tables.map(({ name }) => String(name))) {
      for (const row of database.prepare(`select * from "${table}"`).all())
        for (const [column, value] of Object.entries(row))
          if (typeof value === 'string' && value.startsWith('v1.'))
            (found[`${table}.${column}`] ??= []).push(value);
    }
    database.close();
    return Promise.resolve(found);
  },
}));

let folder: string;
let keyFile: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'woo-odoo-key-'));
  keyFile = path.join(folder, 'secret.key');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('after its commit a rotation does not take the new key of the next one, which may still fail', async () => {
  const file = path.join(folder, 'connector.db');
  const database = await openSqlite(file);
  const db = connect(sqliteDialect(database, file));
  await migrate(db);
  const box = await openSecretBox(db, folder, undefined);
  const place = sqliteEndpoint(db, database, folder);
  const lead = { check: () => Promise.resolve(), release: () => Promise.resolve() };
  // The lead was lost: its connection broke.
  const locks = { ...place.locks, tryLead: () => Promise.resolve(lead) };
  const transaction = db.transaction.bind(db);
  vi.spyOn(db, 'transaction').mockImplementationOnce(() => {
    const begun = transaction();
    const execute: typeof begun.execute = async (work) => {
      const result = await begun.execute(work);
      // Another process opens the folder, which exchanges the files, and begins a rotation of its own.
      renameSync(`${keyFile}.new`, keyFile);
      writeNewKey(keyFile, randomBytes(32));
      return result;
    };
    return Object.assign(Object.create(begun) as typeof begun, { execute });
  });
  const endpoint = { ...place, locks, key: { dataDir: folder, isGiven: false } };
  expect(await rotateKey({ db, box, endpoint }, undefined)).toMatchObject({ keyIn: 'file' });
  expect(await isKeyOf(db, secretBox(readKeyFile(keyFile) ?? randomBytes(32)))).toBe(true);
  expect(readNewKey(keyFile)).not.toBeNull();
  await db.destroy();
});

it('a key file that cannot be written is named, with what to do, and leaves nothing of the key behind', () => {
  const unwritable = expect.objectContaining({
    code: 'secret_key.unwritable',
    hint: expect.stringContaining('let this user write the folder') as string,
  }) as Error;
  const nowhere = path.join(folder, 'none', 'secret.key');
  expect(() => makeKeyFile(nowhere)).toThrow(unwritable);
  expect(() => {
    writeNewKey(nowhere, randomBytes(32));
  }).toThrow(unwritable);
  writeNewKey(keyFile, randomBytes(32));
  mkdirSync(keyFile);
  expect(() => {
    promoteNewKey(keyFile);
  }).toThrow(unwritable);
  expect(() => makeKeyFile(keyFile)).toThrow(unwritable);
  expect(readdirSync(folder).toSorted()).toEqual(['secret.key', 'secret.key.new']);
});
