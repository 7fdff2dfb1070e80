import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { asText } from './describe.ts';
import { FAULT_KINDS } from './faults.ts';
import { HELP, readOptions } from './options.ts';
import { runSandbox } from './run.ts';
import type { RunningSandbox } from './run.ts';
import { readState, refuseOtherChoices, type SandboxState } from './state-folder.ts';
import { STORE_KINDS } from './stores.ts';

const running: RunningSandbox[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.close();
});

async function run(...args: string[]) {
  const options = readOptions(args);
  const sandbox = await runSandbox(options);
  running.push(sandbox);
  return { ...sandbox, text: asText(sandbox, options) };
}

it('the help names every kind of store and of fault', () => {
  for (const kind of [...STORE_KINDS, ...FAULT_KINDS]) expect(HELP).toContain(kind);
  expect(Math.max(...HELP.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
});

it('an old store reports its version and takes no sign-in headers', async () => {
  const { store, text } = await run('woocommerce', '--store', 'old');
  expect(text).toContain('WooCommerce 7.0.1');
  expect(text).not.toContain('Odoo 18');
  const { consumerKey, consumerSecret } = store?.keys.readOnly ?? { consumerKey: '', consumerSecret: '' };
  const answer = await fetch(`${store?.url ?? ''}/wp-json/wc/v3/taxes`, {
    headers: { authorization: `Basic ${btoa(`${consumerKey}:${consumerSecret}`)}` },
  });
  expect(answer.status).toBe(401);
});

it('a store with many rates has ten thousand besides', async () => {
  const { store } = await run('woocommerce', '--store', 'many-rates');
  expect(store?.control.data().taxRates).toHaveLength(10_059);
});

it('a German store stands in Berlin, and its Odoo has the German chart', async () => {
  const { odoo, store } = await run('--store', 'german', '--series', '17');
  const { settings } = store?.control.data().settings ?? { settings: [] };
  expect(settings.find(({ id }) => id === 'woocommerce_currency')?.value).toBe('EUR');
  const [company] = odoo?.control.records('res.company') ?? [];
  const [country] = odoo?.control.records('res.country', [['id', '=', company?.['country_id'] ?? 0]]) ?? [];
  expect(country?.['code']).toBe('DE');
});

it('with faults requests fail now and then, and the same again comes through', async () => {
  const { store, text } = await run('woocommerce', '--faults');
  expect(text).toContain('Requests fail now and then: slow, busy');
  expect(readOptions(['--faults', 'cut,page', 'odoo'])).toMatchObject({
    faults: ['cut', 'page'],
    server: 'odoo',
  });
  expect(readOptions(['--faults', 'odoo'])).toMatchObject({ faults: FAULT_KINDS, server: 'odoo' });
  const statuses: number[] = [];
  for (let index = 0; index < 12; index += 1)
    statuses.push((await fetch(`${store?.url ?? ''}/wp-json/`).catch(() => ({ status: 0 }))).status);
  expect(statuses).toContain(200);
  expect(statuses.filter((status) => status !== 200).length).toBeGreaterThan(0);
}, 20_000);

it('a folder of another version, or a broken one, is refused with what to do', () => {
  const folder = mkdtempSync(join(tmpdir(), 'woo-odoo-sandbox-'));
  try {
    expect(readState(folder)).toBeNull();
    writeFileSync(join(folder, 'sandbox.json'), '{"format":0}');
    expect(() => readState(folder)).toThrow('remove it to begin anew');
    writeFileSync(join(folder, 'sandbox.json'), '{"for');
    expect(() => readState(folder)).toThrow('remove it to begin anew');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('other choices than a folder was made with are refused, the same and none are not', () => {
  const kept = {
    ...{ format: 1, series: 19, store: 'german', chart: 'de', database: 'sandbox' },
    ports: { store: 4001, odoo: 4002 },
  } as unknown as SandboxState;
  const ask = (...args: string[]) => refuseOtherChoices(kept, readOptions(['--state', 'x', ...args]));
  expect(() => ask()).not.toThrow();
  expect(() => ask('--series', '19', '--store=german', '--port', '4001')).not.toThrow();
  expect(() => ask('--port', '0', '--faults')).not.toThrow();
  expect(() => ask('--series', '18')).toThrow(
    'the folder of --state was made with --series 19; leave --series out, or name another folder',
  );
  expect(() => ask('--store', 'international')).toThrow('made with --store german');
  expect(() => ask('--database', 'other')).toThrow('made with --database sandbox');
  expect(() => ask('--port', '5000')).toThrow('made with --port 4001');
});
