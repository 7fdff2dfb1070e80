import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { randomBytes } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openMemoryDatabase, openDatabase } from './open.ts';
import { sampleBackend } from './testing/samples.ts';

const SECRETS = { consumerKey: 'ck_canary', consumerSecret: 'cs_canary', odooSecret: 'odoo_canary' };
const code = (expected: string) => ({ code: expected });

describe('openDatabase', () => {
  let parent: string;
  let folder: string;
  let keyFile: string;
  beforeEach(() => {
    parent = mkdtempSync(path.join(os.tmpdir(), 'woo-odoo-open-'));
    folder = path.join(parent, 'new', 'data');
    keyFile = path.join(folder, 'secret.key');
  });
  afterEach(() => rmSync(parent, { recursive: true, force: true }));

  /** A data folder with one backend and a key file; a copy, since making one takes seconds. */
  let template: string;
  const backend = sampleBackend();
  beforeAll(async () => {
    template = mkdtempSync(path.join(os.tmpdir(), 'woo-odoo-template-'));
    const database = await openDatabase(template);
    await database.backends.add(backend, SECRETS);
    await database.close();
  });
  afterAll(() => rmSync(template, { recursive: true, force: true }));

  function useTemplate(): void {
    mkdirSync(path.dirname(folder));
    cpSync(template, folder, { recursive: true });
    chmodSync(keyFile, 0o600);
  }

  it('makes a private folder and key, and finds everything again', async () => {
    const first = await openDatabase(folder);
    await first.backends.add(backend, SECRETS);
    await first.close();
    for (const [file, mode] of [
      [folder, 0o700],
      [path.join(folder, 'connector.db'), 0o600],
      [keyFile, 0o600],
    ] as const)
      expect(statSync(file).mode & 0o777).toBe(mode);
    expect(readdirSync(folder).sort()).toEqual(['connector.db', 'secret.key']);
    const database = await openDatabase(folder);
    expect(database.installationId).toBe(first.installationId);
    expect(await database.facts()).toMatchObject({ kind: 'embedded', place: folder });
    expect(await database.backends.secrets(backend.id)).toEqual(SECRETS);
    await database.close();
    await database.close();
  });

  it('leaves no credential readable in any file of the folder', () => {
    useTemplate();
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const texts = files.map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'));
    expect(texts.some((text) => text.includes('https://odoo.example'))).toBe(true);
    expect(texts.filter((text) => text.includes('canary'))).toEqual([]);
  });

  it('may be opened many times, from the first moment on, and has the same id, key and rows', async () => {
    const stores = await Promise.all(Array.from({ length: 5 }, () => openDatabase(folder)));
    const [first, second, ...rest] = stores;
    if (first === undefined || second === undefined) throw new Error('unreachable');
    expect(new Set(stores.map(({ installationId }) => installationId)).size).toBe(1);
    await first.backends.add(backend, SECRETS);
    for (const database of [second, ...rest])
      expect(await database.backends.secrets(backend.id)).toEqual(SECRETS);
    const lock = await first.lock(backend);
    await expect(second.lock(backend)).rejects.toMatchObject({
      ...code('backend.busy'),
      message: expect.stringContaining(`process ${process.pid} on `) as string,
    });
    await lock.release();
    await (await second.lock(backend)).release();
    for (const database of stores) await database.close();
  });

  it('names a database of the old kind, and leaves it', async () => {
    const old = path.join(folder, 'db');
    mkdirSync(old, { recursive: true });
    writeFileSync(path.join(old, 'PG_VERSION'), '17');
    await expect(openDatabase(folder)).rejects.toMatchObject({
      ...code('data.old_kind'),
      message: expect.stringContaining(folder) as string,
      hint: expect.stringMatching(/Move .*db away .*backend add.*Nothing is lost in Odoo/u) as string,
    });
    expect(readdirSync(folder)).toEqual(['db']);
    rmSync(old, { recursive: true });
    await (await openDatabase(folder)).close();
  });

  it('names a file that is no database', async () => {
    useTemplate();
    writeFileSync(path.join(folder, 'connector.db'), 'no database '.repeat(1_000));
    await expect(openDatabase(folder)).rejects.toMatchObject(code('data.unreadable'));
  });

  it('reports a wrong, lost, exposed or spoilt key at once, and opens again with the right one', async () => {
    useTemplate();
    const key = readFileSync(keyFile);
    await expect(openDatabase(folder, { secretKey: randomBytes(32) })).rejects.toMatchObject(
      code('secret_key.wrong'),
    );
    rmSync(keyFile);
    await expect(openDatabase(folder)).rejects.toMatchObject(code('secret_key.missing'));
    expect(readdirSync(folder)).not.toContain('secret.key');
    writeFileSync(keyFile, randomBytes(32).toString('base64'), { mode: 0o600 });
    await expect(openDatabase(folder)).rejects.toMatchObject(code('secret_key.wrong'));
    writeFileSync(keyFile, key.subarray(0, 20));
    await expect(openDatabase(folder)).rejects.toMatchObject(code('secret_key.invalid'));
    writeFileSync(keyFile, key);
    chmodSync(keyFile, 0o640);
    await expect(openDatabase(folder)).rejects.toMatchObject(code('secret_key.exposed'));
    chmodSync(keyFile, 0o600);
    const database = await openDatabase(folder, { secretKey: Buffer.from(key.toString(), 'base64') });
    expect(await database.backends.secrets(backend.id)).toEqual(SECRETS);
    await database.close();
  });

  it('replaces a lost key with the first credentials that are stored, and reads no others with it', async () => {
    useTemplate();
    const former = await openDatabase(folder);
    const other = sampleBackend({ name: 'other', storeUrl: 'https://other.example' });
    await former.backends.add(other, SECRETS);
    await former.close();
    rmSync(keyFile);
    const replacing = await openDatabase(folder, { replaceKey: true });
    await replacing.backends.change(backend.id, {}, SECRETS);
    await replacing.close();
    const database = await openDatabase(folder);
    expect(await database.backends.secrets(backend.id)).toEqual(SECRETS);
    await expect(database.backends.secrets(other.id)).rejects.toMatchObject({
      ...code('secret_key.wrong'),
      hint: expect.stringContaining('backend edit') as string,
    });
    await database.close();
  });

  it('makes no key file beside a given key, and takes a new key while nothing is encrypted', async () => {
    await (await openDatabase(folder, { secretKey: randomBytes(32) })).close();
    expect(readdirSync(folder)).toEqual(['connector.db']);
    const secretKey = randomBytes(32);
    const database = await openDatabase(folder, { secretKey });
    await database.backends.add(backend, SECRETS);
    await database.close();
    await expect(openDatabase(folder)).rejects.toMatchObject(code('secret_key.missing'));
    await (await openDatabase(folder, { secretKey })).close();
  });

  it('refuses the database of a newer version and does not change it', async () => {
    useTemplate();
    const database = new DatabaseSync(path.join(folder, 'connector.db'));
    database.exec(`insert into schema_migration (number, name) values (999, 'from the future')`);
    database.close();
    const before = readFileSync(path.join(folder, 'connector.db'));
    await expect(openDatabase(folder)).rejects.toMatchObject(code('data.newer'));
    expect(readFileSync(path.join(folder, 'connector.db'))).toEqual(before);
  });

  it('names a folder that cannot be used', async () => {
    writeFileSync(path.join(parent, 'new'), 'a file');
    await expect(openDatabase(folder)).rejects.toMatchObject(code('data.unwritable'));
  });

  it('keeps what was recorded when the process is killed', async () => {
    const module = new URL('./open.ts', import.meta.url).href;
    const child = spawn(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `const { openDatabase } = await import(${JSON.stringify(module)});
         const database = await openDatabase(${JSON.stringify(folder)});
         await database.backends.add(${JSON.stringify(sampleBackend({ name: 'survivor' }))}, ${JSON.stringify(SECRETS)});
         process.stdout.write('recorded');
         setInterval(() => {}, 1000);`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const database = await openDatabase(folder);
    expect((await database.backends.list()).map(({ name }) => name)).toEqual(['survivor']);
    await database.close();
  });
});

describe('openMemoryDatabase', () => {
  it('gives stores that know nothing of each other', async () => {
    const [first, second] = [await openMemoryDatabase(), await openMemoryDatabase()];
    const backend = sampleBackend();
    await first.backends.add(backend, SECRETS);
    expect(await first.backends.secrets(backend.id)).toEqual(SECRETS);
    expect(await second.backends.list()).toEqual([]);
    expect(second.installationId).not.toBe(first.installationId);
    await Promise.all([first.close(), second.close()]);
  });
});
