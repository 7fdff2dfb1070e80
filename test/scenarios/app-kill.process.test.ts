import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  STORE_KEYS,
  startOdoo,
  startStore,
  type Fault,
  type SandboxOdoo,
  type SandboxStore,
} from '../../sandbox/index.ts';
import { appContents, installApp, rowOf } from '../testing/app-in-odoo.ts';
import { Cli } from '../testing/cli-process.ts';
import { giveUpDefaultTax } from '../testing/products.ts';
import { odooContents } from '../testing/rig.ts';

/**
 * The command line is killed (SIGKILL) at requests that concern the app. The next sync gives back the lease that the
 * killed one left, and must end where an undisturbed one ends; the one after it must find nothing to do.
 */
const folder = mkdtempSync(join(tmpdir(), 'woo-odoo-app-kill-'));
const template = join(folder, 'template');
let woo: SandboxStore;
let odoo: SandboxOdoo;
let natives: string[];
let rows: string[];

beforeAll(async () => {
  [woo, odoo] = await Promise.all([startStore(), startOdoo()]);
  giveUpDefaultTax(odoo);
  installApp(odoo);
  // A gateway without a journal would wait for a person in every run.
  for (const { id } of woo.control.data().gateways) woo.control.changeGateway(id, { enabled: false });
  const { consumerKey, consumerSecret } = STORE_KEYS.readOnly;
  const cli = new Cli(template, {
    WOO_ODOO_CONSUMER_KEY: consumerKey,
    WOO_ODOO_CONSUMER_SECRET: consumerSecret,
    WOO_ODOO_ODOO_SECRET: odoo.users.connector.apiKey,
  });
  const place = ['--store-url', woo.url, '--odoo-url', odoo.url, '--odoo-database', odoo.database];
  const added = await cli.run('backend', 'add', 'shop', ...place, '--odoo-login', odoo.users.connector.login);
  expect(added, added.err).toMatchObject({ code: 0 });
  odoo.control.snapshot('fresh');
  const undisturbed = await copyOfTemplate('undisturbed').run('sync', '--json');
  expect(undisturbed, undisturbed.err).toMatchObject({ code: 0 });
  [natives, rows] = [odooContents(odoo), appContents(odoo)];
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

const actions: Fault['only'] = { model: 'ir.actions.server', call: 'run' };
const loads = (model: string): Fault['only'] => ({ model, call: 'load' });
const rowsCall: Fault['only'] = { context: 'woo_rows' };

const MOMENTS: readonly (readonly [name: string, only: Fault['only'], at: number])[] = [
  ['the first records', loads('res.country.state'), 1],
  ['the claim', actions, 1],
  ['the rows of countries and states', rowsCall, 1],
  ['the rest of them', rowsCall, 2],
  ['the settings', rowsCall, 3],
  ['the taxes', loads('account.fiscal.position'), 1],
  ['the carriers', loads('delivery.carrier'), 1],
  ['their rows', rowsCall, 6],
  ['the operations', rowsCall, 8],
  ['the end', { context: 'woo_finish' }, 1],
];

describe.each(['hang', 'hangAfter'] as const)('killed, %s,', (kind) => {
  it.each(MOMENTS)('at %s', { timeout: 120_000 }, async (name, only, at) => {
    odoo.control.restore('fresh');
    odoo.control.reset();
    odoo.control.fault({ action: { kind }, at, ...(only && { only }) });
    const cli = copyOfTemplate(`${kind} ${name}`);
    const { child, finished } = cli.start('sync', '--json');
    const ended = await Promise.race([odoo.control.struck(1), finished]);
    expect(ended, 'the sync ended before it was killed').toBeUndefined();
    child.kill('SIGKILL');
    await finished;
    odoo.control.clearFaults();

    const second = await cli.run('sync', '--json');
    expect(second.code, second.err).toBe(0);
    expect(odooContents(odoo)).toEqual(natives);
    expect(appContents(odoo)).toEqual(rows);
    expect(rowOf(odoo, 'x_woo_backend')).toMatchObject({ x_lease_token: false });

    odoo.control.reset();
    const third = await cli.run('sync', '--json');
    expect(JSON.parse(third.out)).toMatchObject({ status: 'nothing', outcomes: [] });
    expect(odoo.control.counts().writes).toBe(2);
  });
});
