import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabaseOptions } from '../open.ts';
import type { Database } from '../port.ts';
import { sampleBackend, SECRETS } from './samples.ts';

/** What the suite needs to know of a database. */
export interface KeyGround {
  /** Opens the database from a data folder, with its key or the one given. */
  readonly open: (dataDir: string, options?: OpenDatabaseOptions) => Promise<Database>;
  /** All texts in all tables that are encrypted, by table and column. */
  readonly sealed: (dataDir: string) => Promise<Readonly<Record<string, readonly string[]>>>;
}

const KEYS = { consumerKey: 'ck_canary_consent', consumerSecret: 'cs_canary_consent' };
const NOW = '2026-11-29T12:00:00.000Z';
const LATER = '2026-11-29T13:00:00.000Z';
const code = (expected: string) => expect.objectContaining({ code: expected }) as Error;

/** What holds for the rotation of the key on either database. */
export function keySuite(ground: () => KeyGround): void {
  describe('rotateKey', () => {
    let folder: string;
    let keyFile: string;
    let opened: Database[];
    const backend = sampleBackend();
    const second = sampleBackend({ name: 'Second' });
    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'woo-odoo-key-'));
      keyFile = join(folder, 'secret.key');
      opened = [];
      const database = await open();
      await database.backends.add(backend, SECRETS);
      await database.backends.add(second, SECRETS);
      const { storeConsents } = database.accounts;
      await storeConsents.put({ id: 'c', owner: 'o', storeUrl: 'https://s', expiresAt: LATER }, 'hash');
      await storeConsents.put({ id: 'empty', owner: 'o', storeUrl: 'https://s', expiresAt: LATER }, 'other');
      await storeConsents.receive('hash', 'c', KEYS, NOW);
    });
    afterEach(async () => {
      await Promise.all(opened.map((database) => database.close()));
      rmSync(folder, { recursive: true, force: true });
    });

    async function open(options?: OpenDatabaseOptions): Promise<Database> {
      const database = await ground().open(folder, options);
      opened.push(database);
      return database;
    }
    /** Another process: all credentials are there. */
    async function expectReadable(options?: OpenDatabaseOptions): Promise<void> {
      const database = await open(options);
      for (const { id } of [backend, second]) expect(await database.backends.secrets(id)).toEqual(SECRETS);
      expect(await database.accounts.storeConsents.keys('c', 'o', NOW)).toEqual(KEYS);
      await database.close();
    }
    const keyOf = (file = keyFile) => readFileSync(file, 'utf8').trim();

    it('encrypts every stored secret again, and brings the new key into the file', async () => {
      const [former, before] = [keyOf(), await ground().sealed(folder)];
      const rotated = await (await open()).rotateKey(undefined);
      expect(rotated).toMatchObject({ encrypted: 8, unreadable: [], keyIn: 'file' });
      expect(keyOf()).not.toBe(former);
      expect(statSync(keyFile).mode & 0o777).toBe(0o600);
      expect(existsSync(`${keyFile}.new`)).toBe(false);
      await expectReadable();
      const after = await ground().sealed(folder);
      // A column that is not in this list is one that the rotation does not know.
      expect(Object.keys(after).sort()).toEqual([
        ...['backend_secret.sealed', 'secret_key_check.sealed'],
        ...['store_consent.sealed_key', 'store_consent.sealed_secret'],
      ]);
      const texts = new Set(Object.values(before).flat());
      expect(Object.values(after).flat()).toHaveLength(9);
      expect(Object.values(after).flatMap((each) => each.filter((text) => texts.has(text)))).toEqual([]);
      const old = { secretKey: Buffer.from(former, 'base64') };
      await expect(open(old)).rejects.toThrow(code('secret_key.wrong'));
    });

    it('leaves a process that was open before with nothing to read, and nothing that it may write', async () => {
      const before = await open();
      await (await open()).rotateKey(undefined);
      await expect(before.backends.secrets(backend.id)).rejects.toThrow(code('secret_key.wrong'));
      await expect(before.backends.add(sampleBackend(), SECRETS)).rejects.toThrow(code('secret_key.wrong'));
      await expect(before.backends.change(backend.id, {}, SECRETS)).rejects.toThrow(code('secret_key.wrong'));
      await expect(before.rotateKey(undefined)).rejects.toThrow(code('secret_key.wrong'));
      await expectReadable();
    });

    it('is refused beside a service and beside a run', async () => {
      const [service, database, former] = [await open(), await open(), keyOf()];
      const lead = await service.lead();
      await expect(database.rotateKey(undefined)).rejects.toThrow(code('secret_key.in_use'));
      await lead?.release();
      const lock = await service.lock(second);
      await expect(database.rotateKey(undefined)).rejects.toThrow(
        expect.objectContaining({
          code: 'secret_key.in_use',
          message: expect.stringContaining('Second') as string,
        }) as Error,
      );
      await lock.release();
      expect(keyOf()).toBe(former);
      expect(existsSync(`${keyFile}.new`)).toBe(false);
      // A service may lead again.
      const again = await service.lead();
      expect(again).not.toBeNull();
      await again?.release();
      await expectReadable();
    });

    it('killed before its commit has changed nothing, and the next one goes through', async () => {
      const other = join(folder, 'other.new');
      copyFileSync(keyFile, other);
      await (await open()).rotateKey(undefined);
      // The file of a rotation that did not commit: not the key of the database.
      renameSync(other, `${keyFile}.new`);
      await expectReadable();
      const present = keyOf();
      await expectReadable();
      expect(keyOf()).toBe(present);
      await (await open()).rotateKey(undefined);
      expect(keyOf()).not.toBe(present);
      await expectReadable();
    });

    it.each(['opened', 'opened to replace the key', 'opened by many'])(
      'killed after its commit is completed by the next that opens: %s',
      async (how) => {
        const former = join(folder, 'former');
        copyFileSync(keyFile, former);
        await (await open()).rotateKey(undefined);
        const next = keyOf();
        renameSync(keyFile, `${keyFile}.new`);
        renameSync(former, keyFile);
        if (how === 'opened by many') await Promise.all(Array.from({ length: 4 }, () => expectReadable()));
        else await expectReadable({ replaceKey: how !== 'opened' });
        expect(keyOf()).toBe(next);
        expect(existsSync(`${keyFile}.new`)).toBe(false);
        await expectReadable();
      },
    );

    it('takes a key that is given, and leaves the file alone', async () => {
      const present = Buffer.from(keyOf(), 'base64');
      rmSync(keyFile);
      const next = randomBytes(32);
      const database = await open({ secretKey: present });
      await expect(database.rotateKey(undefined)).rejects.toThrow(code('secret_key.new_missing'));
      await expect(database.rotateKey(present)).rejects.toThrow(code('secret_key.new_same'));
      expect(await database.rotateKey(next)).toMatchObject({ encrypted: 8, keyIn: 'environment' });
      expect(existsSync(keyFile)).toBe(false);
      await expectReadable({ secretKey: next });
      await expect(open({ secretKey: present })).rejects.toThrow(code('secret_key.wrong'));
    });

    it('puts a given key into the file where the present one is there', async () => {
      const next = randomBytes(32);
      await (await open()).rotateKey(next);
      expect(keyOf()).toBe(next.toString('base64'));
      await expectReadable();
    });

    it('is not replaced beside a service, which has the key that fits', async () => {
      const service = await open();
      const lead = await service.lead();
      renameSync(keyFile, `${keyFile}.lost`);
      const replacing = { replaceKey: true };
      await expect(open(replacing)).rejects.toThrow(code('secret_key.in_use'));
      // No key was made that fits nothing.
      expect(existsSync(keyFile)).toBe(false);
      renameSync(`${keyFile}.lost`, keyFile);
      // A key that fits replaces nothing.
      await expectReadable(replacing);
      await lead?.release();
      rmSync(keyFile);
      const next = await open(replacing);
      await next.backends.change(backend.id, {}, SECRETS);
      expect(await (await open()).backends.secrets(backend.id)).toEqual(SECRETS);
    });

    it('leaves what no key fits as it is, and names the backends', async () => {
      const replacing = await open({ secretKey: randomBytes(32), replaceKey: true });
      await replacing.backends.change(backend.id, {}, SECRETS);
      const { encrypted, unreadable } = await replacing.rotateKey(randomBytes(32));
      expect({ encrypted, unreadable }).toEqual({ encrypted: 3, unreadable: ['Second'] });
    });
  });
}
