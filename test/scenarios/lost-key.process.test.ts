import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Cli } from '../testing/cli-process.ts';
import { startProcessRig, type ProcessRig } from '../testing/process-rig.ts';

describe('a lost secret key', () => {
  let rig: ProcessRig;
  beforeAll(async () => {
    rig = await startProcessRig();
    expect((await rig.add('shop')).code).toBe(0);
  });
  afterAll(() => rig.close());

  it('is replaced by entering the credentials again, as the error says', { timeout: 120_000 }, async () => {
    const { cli, woo } = rig;
    const keyFile = join(cli.dataDir, 'secret.key');
    const former = readFileSync(keyFile, 'utf8');
    rmSync(keyFile);
    const lost = await cli.run('plan');
    expect(lost).toMatchObject({ code: 1, err: expect.stringContaining('[secret_key.missing]') as string });
    expect(lost.err.replaceAll(/\s+/gu, ' ')).toContain('woo-odoo backend edit NAME --replace-key');

    // A service that still runs has the key: it is not replaced beside it.
    writeFileSync(keyFile, former, { mode: 0o600 });
    const service = rig.start('serve', '--port', '0');
    await expect.poll(() => service.output()).toContain('became the leader');
    rmSync(keyFile);
    const beside = await cli.run('backend', 'edit', 'shop', '--replace-key');
    expect(beside).toMatchObject({ code: 1, err: expect.stringContaining('[secret_key.in_use]') as string });
    expect(existsSync(keyFile)).toBe(false);
    service.child.kill('SIGTERM');
    await service.finished;

    // Credentials that do not work change nothing: the database stays with its former key.
    const wrongEnv = { ...cli.env, WOO_ODOO_ODOO_SECRET: 'not-the-secret' };
    const failed = await new Cli(cli.dataDir, wrongEnv).run('backend', 'edit', 'shop', '--replace-key');
    expect(failed.code).toBe(1);
    const formerKey = new Cli(cli.dataDir, { ...cli.env, WOO_ODOO_SECRET_KEY: former.trim() });
    expect((await formerKey.run('backend', 'test', 'shop')).code).toBe(0);

    const saved = await cli.run('backend', 'edit', 'shop', '--replace-key');
    expect(saved).toMatchObject({ code: 0, out: expect.stringContaining('Saved backend shop') as string });
    expect(readFileSync(keyFile, 'utf8')).not.toBe(former);
    woo.control.setRates([]);
    expect((await cli.run('sync')).code).toBe(0);
    // The former key opens nothing any more.
    const refused = await formerKey.run('backend', 'list');
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('[secret_key.wrong]') as string });
  });
});
