import { readdirSync, readFileSync, watch } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/open.ts';
import { Cli } from '../testing/cli-process.ts';
import { startProcessRig, type ProcessRig } from '../testing/process-rig.ts';

const flat = (text: string) => text.replaceAll(/\s+/gu, ' ');

describe('woo-odoo key rotate', () => {
  let rig: ProcessRig;
  let keyFile: string;
  beforeAll(async () => {
    rig = await startProcessRig();
    keyFile = join(rig.cli.dataDir, 'secret.key');
    expect((await rig.add('shop')).code).toBe(0);
  });
  afterAll(() => rig.close());

  const keyOf = () => readFileSync(keyFile, 'utf8').trim();
  /** The credentials as another process reads them. */
  async function secrets() {
    const database = await openDatabase(rig.cli.dataDir);
    try {
      const [backend] = await database.backends.list();
      return await database.backends.secrets(backend?.id ?? '');
    } finally {
      await database.close();
    }
  }

  it(
    'asks first, is refused beside a service, and both keys work after what they opened',
    {
      timeout: 120_000,
    },
    async () => {
      const { cli } = rig;
      const former = keyOf();
      const unasked = await cli.run('key', 'rotate');
      expect(unasked).toMatchObject({ code: 1, err: expect.stringContaining('[cli.confirm]') as string });
      const service = rig.start('serve', '--port', '0');
      await expect.poll(() => service.output()).toContain('became the leader');
      const refused = await cli.run('key', 'rotate', '--yes');
      expect(refused).toMatchObject({
        code: 1,
        err: expect.stringContaining('[secret_key.in_use]') as string,
      });
      expect(flat(refused.err)).toContain('Stop all services and workers');
      expect(keyOf()).toBe(former);
      service.child.kill('SIGTERM');
      await service.finished;

      const rotated = await cli.run('key', 'rotate', '--yes');
      expect(rotated).toMatchObject({
        code: 0,
        out: expect.stringContaining('3 credentials are encrypted with the new key') as string,
      });
      expect(keyOf()).not.toBe(former);
      for (const text of [rotated.out, rotated.err]) {
        expect(text).not.toContain(keyOf());
        expect(text).not.toContain(former);
      }
      expect((await cli.run('backend', 'test', 'shop')).code).toBe(0);
      const old = new Cli(cli.dataDir, { ...cli.env, WOO_ODOO_SECRET_KEY: former });
      expect(await old.run('backend', 'list')).toMatchObject({
        code: 1,
        err: expect.stringContaining('[secret_key.wrong]') as string,
      });
    },
  );

  it('killed at any moment leaves credentials that can be read', { timeout: 180_000 }, async () => {
    const before = await secrets();
    const keys = new Set([keyOf()]);
    let killed = 0;
    for (let at = 0; at < 14; at += 1) {
      const { child, finished } = rig.cli.start('key', 'rotate', '--yes');
      const ended = finished.then(({ code }) => code);
      // In a time around the first sight of the new key: the commit and the exchange of the files take milliseconds.
      const folder = watch(rig.cli.dataDir, (_, name) => {
        if (name === 'secret.key.new') void sleep(at / 2).then(() => child.kill('SIGKILL'));
        if (at % 6 === 0 && name?.endsWith('.draft') === true) child.kill('SIGKILL');
      });
      if ((await ended) === null) killed += 1;
      folder.close();
      expect(await secrets(), `kill ${at}`).toEqual(before);
      keys.add(keyOf());
    }
    expect(killed).toBeGreaterThan(5);
    expect((await rig.cli.run('key', 'rotate', '--yes')).code).toBe(0);
    expect(keys.has(keyOf())).toBe(false);
    // Nothing of the rotations that were killed is left.
    const left = readdirSync(rig.cli.dataDir).filter((name) => name.startsWith('secret.key'));
    expect(left).toEqual(['secret.key']);
    expect(await secrets()).toEqual(before);
    expect((await rig.cli.run('backend', 'test', 'shop')).code).toBe(0);
  });

  it(
    'takes the new key from the environment where the present one is there',
    { timeout: 180_000 },
    async () => {
      const { cli } = rig;
      const present = keyOf();
      const next = randomBytes(32).toString('base64');
      const withKeys = (env: Readonly<Record<string, string>>) =>
        new Cli(cli.dataDir, { ...cli.env, ...env });
      const without = await withKeys({ WOO_ODOO_SECRET_KEY: present }).run('key', 'rotate', '--yes');
      expect(without).toMatchObject({
        code: 1,
        err: expect.stringContaining('[secret_key.new_missing]') as string,
      });
      const env = { WOO_ODOO_SECRET_KEY: present, WOO_ODOO_NEW_SECRET_KEY: next };
      const rotated = await withKeys(env).run('key', 'rotate', '--yes');
      expect(rotated.code, rotated.err).toBe(0);
      expect(flat(rotated.out)).toContain('Set WOO_ODOO_SECRET_KEY to the new key');
      expect(rotated.out + rotated.err).not.toContain(next);
      expect((await withKeys({ WOO_ODOO_SECRET_KEY: next }).run('backend', 'test', 'shop')).code).toBe(0);
      const again = await withKeys(env).run('key', 'rotate', '--yes');
      expect(again).toMatchObject({ code: 1, err: expect.stringContaining('after a rotation') as string });
    },
  );
});
