import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STORE_KEYS, type SandboxOdoo, type SandboxStore } from '../../sandbox/index.ts';
import { freshDatabase, type FreshDatabase } from '../postgres/database.ts';
import { PEOPLE, rowOf, rowsOf } from '../testing/app-in-odoo.ts';
import { Cli } from '../testing/cli-process.ts';
import { SHARED, shrinkStore, until } from '../testing/service-rig.ts';
import { addAndSync, startProcessRig, type ProcessRig } from '../testing/process-rig.ts';

const WEBHOOK_SECRET = 'webhook-canary-0123456789';
/** A worker that died must be missed within a minute. */
const TAKEOVER_MS = 60_000;

/** The service as processes of its own, as a user runs it, asked to stop or killed in the middle of a run. */
describe('the service as a process', () => {
  const outputs: (() => string)[] = [];
  let rig: ProcessRig;
  let database: FreshDatabase | undefined;
  let woo: SandboxStore;
  let odoo: SandboxOdoo;
  let cli: Cli;

  beforeAll(async () => {
    if (SHARED) database = await freshDatabase();
    const env = {
      ...(database && { DATABASE_URL: database.url }),
      WOO_ODOO_POLL_SECONDS: '1',
      WOO_ODOO_BATCH_SIZE: '2',
      // Nobody listens there: what cannot be delivered must not delay anything.
      WOO_ODOO_WEBHOOK_URL: 'http://127.0.0.1:9/hook?token=address-canary-4711',
      WOO_ODOO_WEBHOOK_SECRET: WEBHOOK_SECRET,
    };
    rig = await startProcessRig({ app: true, env });
    ({ woo, odoo, cli } = rig);
    // Taxes have scenarios of their own.
    woo.control.setRates([]);
    shrinkStore(woo);
    await addAndSync(rig);
  });
  afterAll(async () => {
    await rig.close();
    await database?.drop();
  });

  const row = () => rowOf(odoo, 'x_woo_backend');
  const press = () =>
    odoo.control.press(PEOPLE.seller.login, 'woo_connector.action_request_sync', 'x_woo_backend', row().id);
  const made = (prefix: string) =>
    rowsOf(odoo, 'res.country.state').filter(({ code }) => String(code).startsWith(prefix));
  const answered = (timeoutMs?: number) =>
    until(
      () => row()['x_served_number'] === row()['x_request_number'],
      'the request to be answered',
      timeoutMs,
    );

  function start(...args: string[]) {
    const process = rig.start(...args);
    outputs.push(process.output);
    return process;
  }

  async function serving(process: ReturnType<Cli['start']>): Promise<void> {
    await until(() => process.output().includes('The service is running.'), 'the service to start');
  }

  /** The delayed request has come in and is not answered: nothing else stays under way for so long. */
  async function firstBatchInHand(): Promise<void> {
    const waiting = () => odoo.control.counts().total > odoo.control.log().length;
    await until(async () => {
      if (!waiting()) return false;
      await sleep(200);
      return waiting();
    }, 'the first batch to be under way');
  }

  function listStates(prefix: string, count: number): void {
    for (let index = 1; index <= count; index += 1)
      woo.control.putState('AL', { code: `${prefix}${index}`, name: `${prefix} number ${index}` });
  }

  it(
    'told to stop, it finishes the batch in hand, and the next one finishes the rest',
    { timeout: 120_000 },
    async () => {
      listStates('AL-S', 6);
      const first = start('serve', '--port', '0');
      await serving(first);
      odoo.control.reset();
      odoo.control.fault({
        only: { model: 'res.country.state', call: 'load' },
        action: { kind: 'delay', ms: 3_000 },
      });
      press();
      await until(() => String(row()['x_progress']).startsWith('writing'), 'the run to write');
      await firstBatchInHand();
      first.child.kill('SIGTERM');
      const ended = await first.finished;
      expect(ended.code, ended.err).toBe(0);
      expect(ended.out).toContain('"event":"stopped"');

      expect(made('AL-S')).toHaveLength(2);
      expect(row()).toMatchObject({ x_status: 'partial', x_lease_token: false });
      expect(Number(row()['x_served_number'])).toBe(Number(row()['x_request_number']) - 1);
      const runs = await cli.run('runs', '--json');
      expect(JSON.parse(runs.out)).toMatchObject([
        {
          status: 'partial',
          origin: 'odoo',
          message: expect.stringMatching(
            /^Interrupted after 2 changes.*; the next sync makes the \d+ that are left/,
          ) as string,
        },
        { status: 'done', origin: 'cli' },
      ]);

      const second = start('serve', '--port', '0');
      await answered();
      expect(made('AL-S')).toHaveLength(6);
      expect(row()['x_status']).toBe('done');

      // A failure, of which somebody is to be notified who is not there.
      woo.control.fault({ action: { kind: 'status', status: 403 }, always: true });
      press();
      await answered();
      expect(row()['x_status']).toBe('failed');
      woo.control.clearFaults();
      await until(() => second.output().includes('did not accept'), 'the notification to be tried');
      second.child.kill('SIGINT');
      expect(await second.finished).toMatchObject({ code: 0 });
    },
  );

  it(
    'killed in the middle, it leaves a run that another takes up within a minute',
    { timeout: 180_000 },
    async () => {
      listStates('AL-K', 4);
      const processes = [start('serve', '--port', '0'), ...(SHARED ? [start('worker')] : [])];
      for (const each of processes) await serving(each);
      odoo.control.reset();
      odoo.control.fault({
        only: { model: 'res.country.state', call: 'load' },
        at: 2,
        action: { kind: 'hangAfter' },
      });
      press();
      await odoo.control.struck(1);
      const victim = processes.find(({ output }) => output().includes('"event":"run_began"'));
      expect(victim).toBeDefined();
      const killed = performance.now();
      victim?.child.kill('SIGKILL');
      await victim?.finished;
      odoo.control.clearFaults();
      // The survivor may be a worker: then nobody polls, and the job comes back by itself.
      if (!SHARED) await serving(start('serve', '--port', '0'));
      await answered(TAKEOVER_MS);
      expect(performance.now() - killed).toBeLessThan(TAKEOVER_MS);
      expect(made('AL-K')).toHaveLength(4);
      for (const { child, finished } of rig.started) {
        child.kill('SIGTERM');
        await finished;
      }
      const runs = JSON.parse((await cli.run('runs', '--json')).out) as { status: string; message: string }[];
      expect(runs[0]).toMatchObject({ status: 'done', origin: 'odoo' });
      expect(runs[1]).toMatchObject({
        status: 'failed',
        message: expect.stringContaining('process ended') as string,
      });
    },
  );

  it('a worker needs a server to share', async () => {
    const alone = new Cli(join(rig.folder, 'alone'));
    const refused = await alone.run('worker');
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('[worker.no_server]') as string });
  });

  it('shows no secret in what it writes', () => {
    const everything = outputs.map((output) => output()).join('\n');
    expect(everything).toContain('"event":"run_ended"');
    expect(everything).toContain('127.0.0.1:9');
    const { consumerKey, consumerSecret } = STORE_KEYS.readOnly;
    const password = database === undefined ? [] : [new URL(database.url).password];
    const secrets = [consumerKey, consumerSecret, odoo.users.connector.apiKey, WEBHOOK_SECRET, ...password];
    for (const secret of [...secrets, 'address-canary']) expect(everything).not.toContain(secret);
  });
});
