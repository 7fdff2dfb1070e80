import { chmodSync, copyFileSync, mkdtempSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SandboxOdoo, SandboxStore } from '../../sandbox/index.ts';
import { Cli, type Finished } from '../testing/cli-process.ts';
import { startProcessRig, type ProcessRig } from '../testing/process-rig.ts';
import { until } from '../testing/service-rig.ts';

/** Several processes of the program on one data folder, as a user runs them. */
const LONG = { timeout: 180_000 };

describe('processes on one data folder', () => {
  let rig: ProcessRig;
  let woo: SandboxStore;
  let odoo: SandboxOdoo;
  let cli: Cli;

  beforeAll(async () => {
    rig = await startProcessRig({ waiting: 'gateways', env: { WOO_ODOO_POLL_SECONDS: '1' } });
    ({ woo, odoo, cli } = rig);
  });
  afterAll(() => rig.close());

  const runs = async (): Promise<{ status: string; origin: string }[]> =>
    JSON.parse((await cli.run('runs', '--json')).out) as { status: string; origin: string }[];
  const failedWith = (code: string) => ({ code: 1, err: expect.stringContaining(`[${code}]`) as string });
  /** A sync that waits in the middle of its first write. */
  async function startAndPause(action: 'delay' | 'hangAfter'): Promise<ReturnType<Cli['start']>> {
    odoo.control.reset();
    if (action === 'delay') odoo.control.fault({ action: { kind: 'delay', ms: 20_000 } });
    else odoo.control.fault({ action: { kind: 'hangAfter' }, only: { call: 'load' } });
    const sync = rig.start('sync', '--json');
    await (action === 'delay' ? odoo.control.reached(1) : odoo.control.struck(1));
    return sync;
  }

  it('start at once in a folder that is not there yet, and only one adds a backend', LONG, async () => {
    const added: Finished[] = await Promise.all([1, 2, 3].map(() => rig.add('shop')));
    expect(added.map(({ code }) => code).sort(), added.map(({ err }) => err).join('')).toEqual([0, 1, 1]);
    for (const finished of added)
      if (finished.code !== 0) expect(finished).toMatchObject(failedWith('backend.exists'));
    expect(added.map(({ err }) => err).join('')).not.toContain('Warning');
  });

  it('look and plan beside a sync; a second sync is refused with the number of the first', LONG, async () => {
    const first = await startAndPause('delay');
    const [second, removal, plan] = await Promise.all([
      cli.run('sync'),
      cli.run('backend', 'remove', 'shop'),
      cli.run('plan', '--json'),
    ]);
    expect(second).toMatchObject(failedWith('backend.busy'));
    expect(second.err).toContain(`process ${first.child.pid ?? 0} `);
    expect(removal).toMatchObject(failedWith('backend.busy'));
    expect(plan, plan.err).toMatchObject({ code: 2 });
    expect((await runs()).map(({ status }) => status)).toEqual(['running']);
    const finished = await first.finished;
    expect(finished, finished.err).toMatchObject({ code: 0 });
    odoo.control.clearFaults();
  });

  it('of two syncs begun at once, one runs or both follow each other', LONG, async () => {
    const both = await Promise.all([cli.run('sync'), cli.run('sync')]);
    const refused = both.filter(({ code }) => code !== 0);
    expect(refused.length).toBeLessThan(2);
    for (const finished of refused) expect(finished).toMatchObject(failedWith('backend.busy'));
    expect((await runs()).filter(({ status }) => status === 'running')).toEqual([]);
  });

  it('take over what a killed one had', LONG, async () => {
    woo.control.putState('LU', { code: 'LU-X', name: 'Éislek' });
    const first = await startAndPause('hangAfter');
    first.child.kill('SIGKILL');
    await first.finished;
    odoo.control.clearFaults();
    expect(await cli.run('sync', '--json')).toMatchObject({ code: 0 });
    expect((await runs())[1]?.status).toBe('failed');
    expect(odoo.control.records('res.country.state', [['code', '=', 'LU-X']])).toHaveLength(1);
  });

  it('work beside a running service, and back it up', LONG, async () => {
    const service = rig.start('serve', '--port', '0');
    await until(
      () => service.output().includes('"leading"') || service.output().includes('leads'),
      'the lead',
    );
    for (const args of [['plan'], ['sync'], ['status'], ['runs'], ['backend', 'list'], ['doctor']])
      expect((await cli.run(...args)).err).not.toContain('[d');
    expect(await cli.run('schedule', 'set', 'shop', '--cron', '*/5 * * * * *')).toMatchObject({ code: 0 });
    // The same pair again: what matters is that it is judged, not refused for the folder's sake.
    expect(await rig.add('again')).toMatchObject(failedWith('backend.exists'));
    await until(
      async () => (await runs()).some(({ origin }) => origin === 'schedule'),
      'the scheduled run',
      60_000,
    );

    expect(await cli.run('schedule', 'remove', 'shop')).toMatchObject({ code: 0 });

    const file = join(rig.folder, 'backup.db');
    const backup = await cli.run('backup', file);
    expect(backup, backup.err).toMatchObject({
      code: 0,
      out: expect.stringContaining('secret.key') as string,
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await cli.run('backup', file)).toMatchObject(failedWith('backup.exists'));
    expect(await cli.run('backup', join(rig.folder, 'no', 'such', 'folder'))).toMatchObject(
      failedWith('backup.unwritable'),
    );

    const listed = await cli.run('backend', 'list', '--json');
    service.child.kill('SIGTERM');
    expect(await service.finished).toMatchObject({ code: 0 });

    const restored = new Cli(mkdtempSync(join(rig.folder, 'restored-')), cli.env);
    copyFileSync(file, join(restored.dataDir, 'connector.db'));
    expect(await restored.run('backend', 'list')).toMatchObject(failedWith('secret_key.missing'));
    copyFileSync(join(cli.dataDir, 'secret.key'), join(restored.dataDir, 'secret.key'));
    chmodSync(join(restored.dataDir, 'secret.key'), 0o600);
    expect((await restored.run('backend', 'list', '--json')).out).toBe(listed.out);
    const planned = await restored.run('plan');
    expect(planned, planned.out + planned.err).toMatchObject({ code: 0 });
    const synced = await restored.run('sync');
    expect(synced, synced.out + synced.err).toMatchObject({ code: 0 });
  });
});
