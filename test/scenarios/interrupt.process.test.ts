import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SandboxOdoo, SandboxStore } from '../../sandbox/index.ts';
import { rowOf, rowsOf } from '../testing/app-in-odoo.ts';
import type { Cli } from '../testing/cli-process.ts';
import { addAndSync, startProcessRig, type ProcessRig } from '../testing/process-rig.ts';
import { shrinkStore, until } from '../testing/service-rig.ts';

const BATCH_MS = 3_000;

/** `sync` and `apply` as processes, interrupted while a batch is under way. */
describe('an interrupted run', { timeout: 120_000 }, () => {
  let rig: ProcessRig;
  let plan: string;
  let woo: SandboxStore;
  let odoo: SandboxOdoo;
  let cli: Cli;

  beforeAll(async () => {
    rig = await startProcessRig({ app: true, env: { WOO_ODOO_BATCH_SIZE: '2' } });
    ({ woo, odoo, cli } = rig);
    plan = join(rig.folder, 'plan.json');
    woo.control.setRates([]);
    shrinkStore(woo);
    await addAndSync(rig);
  }, 120_000);
  afterAll(() => rig.close());

  const row = () => rowOf(odoo, 'x_woo_backend');
  const made = (prefix: string) =>
    rowsOf(odoo, 'res.country.state').filter(({ code }) => String(code).startsWith(prefix));
  const newestRun = async () =>
    (JSON.parse((await cli.run('runs', '--json')).out) as { status: string; message: string }[])[0];

  function listStates(prefix: string, count: number): void {
    for (let index = 1; index <= count; index += 1)
      woo.control.putState('AL', { code: `${prefix}${index}`, name: `${prefix} number ${index}` });
  }

  /** Starts a command whose first batch of states takes seconds, and waits until that batch is under way. */
  async function startSlowly(...args: string[]) {
    odoo.control.reset();
    odoo.control.fault({
      only: { model: 'res.country.state', call: 'load' },
      action: { kind: 'delay', ms: BATCH_MS },
    });
    const started = cli.start(...args);
    await until(async () => {
      if (!isUnderWay()) return false;
      await sleep(200);
      return isUnderWay();
    }, 'the first batch to be under way');
    return started;
  }

  /** A request that Odoo has not answered yet. */
  const isUnderWay = () => odoo.control.counts().total > odoo.control.log().length;

  it('finishes the current batch, reports what is left and how to continue, and gives the row back', async () => {
    listStates('AL-I', 6);
    const { child, finished, output } = await startSlowly('sync', 'shop');
    child.kill('SIGINT');
    await until(() => output().includes('Stopping after the current step'), 'the signal to be heard');
    expect(isUnderWay()).toBe(true);
    const { code, out, err } = await finished;
    expect(code, err).toBe(130);
    expect(made('AL-I')).toHaveLength(2);
    expect(out).toContain('Interrupted after 2 changes; the next sync makes the 4 that are left.');
    expect(out).toContain('To continue: woo-odoo sync shop');
    expect(out).not.toContain('skipped state');
    expect(row()).toMatchObject({ x_status: 'partial', x_lease_token: false });
    expect(await newestRun()).toMatchObject({
      status: 'partial',
      message: 'Interrupted after 2 changes; the next sync makes the 4 that are left',
    });

    odoo.control.clearFaults();
    expect(await cli.run('sync', 'shop')).toMatchObject({ code: 0 });
    expect(made('AL-I')).toHaveLength(6);
    expect(row()['x_status']).toBe('done');
  });

  it('SIGTERM does the same to apply, whose saved plan does not match any more', async () => {
    listStates('AL-T', 6);
    expect(await cli.run('plan', 'shop', '--out', plan)).toMatchObject({ code: 2 });
    const { child, finished } = await startSlowly('apply', plan, '--json');
    child.kill('SIGTERM');
    const { code, out, err } = await finished;
    expect(code, err).toBe(130);
    expect(JSON.parse(out)).toMatchObject({ status: 'partial', stopped: 'process' });
    expect(made('AL-T')).toHaveLength(2);
    expect(row()).toMatchObject({ x_lease_token: false });

    odoo.control.clearFaults();
    expect(await cli.run('sync', 'shop')).toMatchObject({ code: 0 });
    expect(made('AL-T')).toHaveLength(6);
  });

  it('another process stops it as a user asks, and it is not taken up again', async () => {
    listStates('AL-S', 6);
    const { finished } = await startSlowly('sync', 'shop');
    const [running] = JSON.parse((await cli.run('runs', '--json')).out) as { id: number }[];
    const id = String(running?.id);
    const asked = await cli.run('runs', 'stop', id);
    expect(asked, asked.err).toMatchObject({ code: 0 });
    expect(asked.out).toContain(`Sync ${id} stops after its current batch. Applied changes are kept.`);
    const { code, out, err } = await finished;
    expect(code, err).toBe(130);
    expect(out).toContain('Stopped by a user after 2 changes; the next sync makes the 4 that are left.');
    expect(made('AL-S')).toHaveLength(2);
    expect(row()).toMatchObject({ x_status: 'partial', x_lease_token: false });
    const late = await cli.run('runs', 'stop', id);
    expect(late).toMatchObject({ code: 1 });
    expect(late.err).toContain(`Run ${id} has ended already: Stopped by a user`);

    odoo.control.clearFaults();
    expect(await cli.run('sync', 'shop')).toMatchObject({ code: 0 });
    expect(made('AL-S')).toHaveLength(6);
  });

  it('a second Ctrl-C ends at once, and the next sync continues', async () => {
    listStates('AL-U', 4);
    const { child, finished, output } = await startSlowly('sync', 'shop');
    child.kill('SIGINT');
    await until(() => output().includes('Stopping after the current step'), 'the signal to be heard');
    // A signal that comes twice at once counts as one.
    await sleep(700);
    child.kill('SIGINT');
    const { code } = await finished;
    expect(isUnderWay()).toBe(true);
    expect(code).toBeNull();
    expect(child.signalCode).toBe('SIGINT');
    odoo.control.clearFaults();
    const next = await cli.run('sync', 'shop');
    expect(next, next.err).toMatchObject({ code: 0 });
    expect(made('AL-U')).toHaveLength(4);
    expect(row()['x_lease_token']).toBe(false);
  });
});
