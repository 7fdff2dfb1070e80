import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  STORE_KEYS,
  startOdoo,
  startStore,
  type SandboxOdoo,
  type SandboxStore,
} from '../../sandbox/index.ts';
import { installApp, rowOf, rowsOf } from '../testing/app-in-odoo.ts';
import { Cli } from '../testing/cli-process.ts';
import { giveUpDefaultTax } from '../testing/products.ts';
import { shrinkStore, until } from '../testing/service-rig.ts';

const BATCH_MS = 3_000;

/** `sync` and `apply` as processes, interrupted while a batch is under way. */
describe('an interrupted run', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'woo-odoo-interrupt-'));
  const plan = join(folder, 'plan.json');
  let woo: SandboxStore;
  let odoo: SandboxOdoo;
  let cli: Cli;

  beforeAll(async () => {
    [woo, odoo] = await Promise.all([startStore(), startOdoo()]);
    woo.control.setRates([]);
    giveUpDefaultTax(odoo);
    for (const { id } of woo.control.data().gateways) woo.control.changeGateway(id, { enabled: false });
    installApp(odoo);
    shrinkStore(woo);
    cli = new Cli(join(folder, 'data'), {
      WOO_ODOO_CONSUMER_KEY: STORE_KEYS.readOnly.consumerKey,
      WOO_ODOO_CONSUMER_SECRET: STORE_KEYS.readOnly.consumerSecret,
      WOO_ODOO_ODOO_SECRET: odoo.users.connector.apiKey,
      WOO_ODOO_BATCH_SIZE: '2',
    });
    const place = ['--store-url', woo.url, '--odoo-url', odoo.url, '--odoo-database', odoo.database];
    const login = odoo.users.connector.login;
    const added = await cli.run('backend', 'add', 'shop', ...place, '--odoo-login', login);
    expect(added, added.err).toMatchObject({ code: 0 });
    const first = await cli.run('sync', '--json');
    expect(first, first.err).toMatchObject({ code: 0 });
  }, 120_000);
  afterAll(async () => {
    await Promise.all([woo.close(), odoo.close()]);
    rmSync(folder, { recursive: true, force: true });
  });

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
    const waiting = () => odoo.control.counts().total > odoo.control.log().length;
    await until(async () => {
      if (!waiting()) return false;
      await sleep(200);
      return waiting();
    }, 'the first batch to be under way');
    return started;
  }

  it('finishes the current batch, reports what is left and how to continue, and gives the row back', async () => {
    listStates('AL-I', 6);
    const { child, finished, output } = await startSlowly('sync', 'shop');
    child.kill('SIGINT');
    await until(() => output().includes('Stopping after the current batch'), 'the signal to be heard', 1_500);
    const { code, out, err } = await finished;
    expect(code, err).toBe(130);
    expect(made('AL-I')).toHaveLength(2);
    expect(out).toContain('Interrupted: 2 changes applied; 4 left; the next sync continues.');
    expect(out).toContain('To continue: woo-odoo sync shop');
    expect(out).not.toContain('skipped state');
    expect(row()).toMatchObject({ x_status: 'partial', x_lease_token: false });
    expect(await newestRun()).toMatchObject({
      status: 'partial',
      message: 'Interrupted: 2 changes applied; 4 left; the next sync continues',
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
    expect(JSON.parse(out)).toMatchObject({ status: 'partial', stopped: true });
    expect(made('AL-T')).toHaveLength(2);
    expect(row()).toMatchObject({ x_lease_token: false });

    odoo.control.clearFaults();
    expect(await cli.run('sync', 'shop')).toMatchObject({ code: 0 });
    expect(made('AL-T')).toHaveLength(6);
  });

  it('a second Ctrl-C ends at once, and the next sync continues', async () => {
    listStates('AL-U', 4);
    const { child, finished } = await startSlowly('sync', 'shop');
    child.kill('SIGINT');
    await sleep(700);
    const asked = performance.now();
    child.kill('SIGINT');
    const { code } = await finished;
    expect(code).toBeNull();
    expect(child.signalCode).toBe('SIGINT');
    expect(performance.now() - asked).toBeLessThan(1_500);
    odoo.control.clearFaults();
    const next = await cli.run('sync', 'shop');
    expect(next, next.err).toMatchObject({ code: 0 });
    expect(made('AL-U')).toHaveLength(4);
    expect(row()['x_lease_token']).toBe(false);
  });
});
