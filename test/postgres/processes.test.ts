import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SandboxOdoo, SandboxStore } from '../../sandbox/index.ts';
import type { Cli, Finished } from '../testing/cli-process.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';
import { until } from '../testing/service-rig.ts';
import { startProcessRig, type ProcessRig } from '../testing/process-rig.ts';

/** Several processes of the program on one PostgreSQL database, as a user would run them. */
const LONG = { timeout: 120_000 };

describe('processes on one database', () => {
  const outputs: Finished[] = [];
  let rig: ProcessRig;
  let database: FreshDatabase;
  let woo: SandboxStore;
  let odoo: SandboxOdoo;
  let cli: Cli;

  beforeAll(async () => {
    database = await freshDatabase();
    rig = await startProcessRig({ waiting: 'gateways', env: { DATABASE_URL: database.url } });
    ({ woo, odoo, cli } = rig);
  });
  afterAll(async () => {
    await rig.close();
    await database.drop();
  });

  async function run(...args: string[]): Promise<Finished> {
    const finished = await cli.run(...args);
    outputs.push(finished);
    return finished;
  }

  const statuses = async () =>
    (JSON.parse((await run('runs', '--json')).out) as { status: string }[]).map(({ status }) => status);

  it('start at once on an empty database, and only one adds a backend', async () => {
    const added = await Promise.all([1, 2, 3].map(() => run(...rig.adding('shop'))));
    expect(added.map(({ code }) => code).sort(), added[0]?.err).toEqual([0, 1, 1]);
    for (const { code, err } of added) if (code === 1) expect(err).toContain('[backend.exists]');
  });

  it(
    'plan beside a run and leave it alone; a second run is refused with the name of the first',
    LONG,
    async () => {
      odoo.control.reset();
      // Five commands start and end meanwhile, on a busy machine too.
      odoo.control.fault({ action: { kind: 'delay', ms: 20_000 } });
      const first = cli.start('sync', '--json');
      await odoo.control.reached(1);

      expect(await run('plan', '--json')).toMatchObject({ code: 2 });
      expect(await statuses()).toEqual(['running']);
      const second = await run('sync');
      expect(second).toMatchObject({
        code: 1,
        err: expect.stringContaining('[backend.busy]') as string,
      });
      expect(second.err).toContain(`process ${first.child.pid ?? 0} `);
      expect(await run('backend', 'remove', 'shop')).toMatchObject({
        code: 1,
        err: expect.stringContaining('[backend.busy]') as string,
      });

      const finished = await first.finished;
      expect(finished, finished.err).toMatchObject({ code: 0 });
      expect(await statuses()).toEqual(['done']);
    },
  );

  it('finish what a killed one began', LONG, async () => {
    woo.control.putState('LU', { code: 'LU-X', name: 'Éislek' });
    odoo.control.reset();
    odoo.control.fault({ action: { kind: 'hangAfter' }, only: { call: 'load' } });
    const first = cli.start('sync', '--json');
    await odoo.control.struck(1);
    first.child.kill('SIGKILL');
    await first.finished;
    odoo.control.clearFaults();
    expect(await run('sync', '--json')).toMatchObject({ code: 0 });
    expect((await statuses())[1]).toBe('failed');
    expect(odoo.control.records('res.country.state', [['code', '=', 'LU-X']])).toHaveLength(1);
  });

  it(
    'stop a check of another one, and see one that was killed as stopped',
    { timeout: 240_000 },
    async () => {
      const newest = async () => {
        const { out } = await run('verify', 'history', '--limit', '1', '--json');
        return (JSON.parse(out) as { id: number; state: string; message: string }[])[0];
      };
      const begin = async () => {
        odoo.control.fault({
          ...{
            only: { model: 'sale.order', call: 'onchange' },
            action: { kind: 'delay', ms: 500 },
            always: true,
          },
        });
        const check = cli.start('verify', 'taxes', '--sample', '60', '--yes');
        await until(() => isThere(), 'the check to be under way', 60_000);
        return check;
      };
      const isThere = () =>
        odoo.control
          .records('product.template')
          .some(({ name }) => typeof name === 'string' && name.includes('tax probe'));
      const stopped = await begin();
      const running = await newest();
      expect(running).toMatchObject({ state: 'running' });
      expect(await run('verify', 'stop', String(running?.id))).toMatchObject({ code: 0 });
      expect(await stopped.finished).toMatchObject({
        ...{ code: 130, err: expect.stringContaining('Stopped by a user') as string },
      });
      expect(isThere()).toBe(false);
      const killed = await begin();
      killed.child.kill('SIGKILL');
      await killed.finished;
      odoo.control.clearFaults();
      // The server frees the lock once it has seen the end of the connection.
      await until(async () => (await newest())?.state === 'failed', 'the lock to be free', 60_000);
      expect(await newest()).toMatchObject({ problem: { code: 'verify.stopped' } });
      expect(await run('verify', 'taxes', '--clean')).toMatchObject({ code: 0 });
      expect(isThere()).toBe(false);
    },
  );

  it('show nothing of the address of the database but where it is', async () => {
    const { password, host } = new URL(database.url);
    const doctor = await run('doctor');
    expect(doctor.out).toContain(`${host}/${database.name}`);
    const texts = outputs.map(({ out, err }) => out + err).join('\n');
    expect(password.length).toBeGreaterThan(10);
    expect(texts).not.toContain(password);
    expect(readdirSync(cli.dataDir)).toEqual(['secret.key']);
  });
});
