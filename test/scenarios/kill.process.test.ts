import { cpSync, mkdtempSync, rmSync } from 'node:fs';
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
import { Cli, type Finished } from '../testing/cli-process.ts';
import { giveUpDefaultTax } from '../testing/products.ts';
import { odooContents } from '../testing/rig.ts';

/**
 * The command line is killed (SIGKILL) while a request of a first sync is under way: at every one that writes, once
 * before Odoo handled it and once after, and at some that read. The next sync must end where an undisturbed one ends,
 * and the one after it must find nothing to do.
 */
const folder = mkdtempSync(join(tmpdir(), 'woo-odoo-kill-'));
const template = join(folder, 'template');
let woo: SandboxStore;
let odoo: SandboxOdoo;
let expected: string[];
let storeRequests: number;
/** Which requests of Odoo wrote, by their numbers. */
let writes: number[];

beforeAll(async () => {
  [woo, odoo] = await Promise.all([startStore(), startOdoo()]);
  giveUpDefaultTax(odoo);
  const { consumerKey, consumerSecret } = STORE_KEYS.readOnly;
  const cli = new Cli(template, {
    WOO_ODOO_CONSUMER_KEY: consumerKey,
    WOO_ODOO_CONSUMER_SECRET: consumerSecret,
    WOO_ODOO_ODOO_SECRET: odoo.users.connector.apiKey,
  });
  const pair = ['--store-url', woo.url, '--odoo-url', odoo.url, '--odoo-database', odoo.database];
  const added = await cli.run('backend', 'add', 'shop', ...pair, '--odoo-login', odoo.users.connector.login);
  expect(added, added.err).toMatchObject({ code: 0 });
  odoo.control.snapshot('fresh');

  const undisturbed = copyOfTemplate('undisturbed');
  woo.control.reset();
  odoo.control.reset();
  expect(await undisturbed.run('sync', '--json')).toMatchObject({ code: 0 });
  storeRequests = woo.control.counts().total;
  writes = odoo.control.log().flatMap(({ number, changes }) => (changes > 0 ? [number] : []));
  expected = odooContents(odoo);
});

afterAll(async () => {
  await Promise.all([woo.close(), odoo.close()]);
  rmSync(folder, { recursive: true, force: true });
});

function copyOfTemplate(name: string): Cli {
  const copy = join(folder, name);
  cpSync(template, copy, { recursive: true });
  return new Cli(copy);
}

async function killAt(side: 'woo' | 'odoo', at: number, kind: 'hang' | 'hangAfter'): Promise<void> {
  const server = side === 'woo' ? woo : odoo;
  const name = `${side} request ${at}, ${kind}`;
  odoo.control.restore('fresh');
  woo.control.reset();
  odoo.control.reset();
  server.control.fault({ action: { kind }, at });
  const cli = copyOfTemplate(name);

  const { child, finished } = cli.start('sync', '--json');
  await struck(server, name, finished);
  child.kill('SIGKILL');
  await finished;

  server.control.clearFaults();
  const second = await cli.run('sync', '--json');
  expect(second.code, `${name}: ${second.err}`).toBe(0);
  expect(odooContents(odoo), name).toEqual(expected);

  odoo.control.reset();
  const third = await cli.run('sync', '--json');
  expect(JSON.parse(third.out), name).toMatchObject({ status: 'nothing', outcomes: [] });
  expect(odoo.control.counts().changes, name).toBe(0);

  const runs = await cli.run('runs', '--json');
  const statuses = (JSON.parse(runs.out) as { status: string }[]).map(({ status }) => status);
  // The killed run does not stay open for ever. Where everything had been applied, the second found it so.
  expect(statuses.slice(0, 1), name).toEqual(['nothing']);
  expect(statuses.at(-1), name).toBe('failed');
}

/** Waits until the fault has struck; a sync that ends before that has not been killed. */
async function struck(
  server: SandboxStore | SandboxOdoo,
  name: string,
  finished: Promise<Finished>,
): Promise<void> {
  let ended: Finished | undefined;
  void finished.then((result) => (ended = result));
  while (!server.control.log().some(({ fault }) => fault !== undefined)) {
    if (ended) throw new Error(`${name}: the sync ended before it was killed: ${ended.err}`);
    await sleep(5);
  }
}

describe('killed at any request', () => {
  // Reading is all the store is asked for: the first request, the last and one amid the settings stand for the others.
  it('of the store', { timeout: 300_000 }, async () => {
    expect(storeRequests).toBe(37);
    for (const at of [1, 9, storeRequests]) await killAt('woo', at, 'hang');
    await killAt('woo', 1, 'hangAfter');
  });

  it('of Odoo, before it was handled', { timeout: 600_000 }, async () => {
    const firstWrite = writes[0] ?? 0;
    expect(firstWrite).toBeGreaterThan(8);
    for (const at of [1, firstWrite - 1, ...writes]) await killAt('odoo', at, 'hang');
  });

  it('of Odoo, after it was handled', { timeout: 600_000 }, async () => {
    for (const at of writes) await killAt('odoo', at, 'hangAfter');
  });
});
