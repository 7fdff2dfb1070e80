import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { composeServices } from '../../src/compose.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import { savePlan } from '../../src/engine/plan/saved-plan.ts';
import { openDatabase } from '../../src/database/open.ts';
import type { Backend } from '../../src/database/port.ts';
import { startOdoo, startStore, type SandboxOdoo, type SandboxStore } from '../../sandbox/index.ts';
import { installApp, rowOf, rowsOf } from '../testing/app-in-odoo.ts';
import { pair, only } from '../testing/rig.ts';
import { storedTexts, surroundingsOf } from '../testing/stored-texts.ts';

/** Secrets of the store's settings, looked for in every place that anything is written to. */
const CANARY = 'CanaryOfTheStore';
const folder = mkdtempSync(join(tmpdir(), 'woo-odoo-canary-'));
const output: string[] = [];

let woo: SandboxStore;
let odoo: SandboxOdoo;
let engine: Engine;
let backend: Backend;

beforeAll(async () => {
  [woo, odoo] = await Promise.all([startStore(), startOdoo()]);
  installApp(odoo);
  engine = createEngine(only(composeServices(await openDatabase(folder), {})));
  backend = await pair(engine, woo, odoo, {}, 'shop');
});

afterAll(async () => {
  await Promise.all([engine.close(), woo.close(), odoo.close()]);
  rmSync(folder, { recursive: true, force: true });
});

const plant = (id: string, value: unknown, over: { readonly label?: string; readonly type?: string } = {}) =>
  woo.control.putSetting({
    ...{ group: 'tax', id, label: id, type: 'text', default: '', ...over },
    value: value as string,
  });

function plantSecrets(mark: string): void {
  const canary = `${CANARY}${mark}`;
  plant('acme_pw', canary, { type: 'password' });
  plant('acme_api_key', canary);
  plant('acme_stripe_sk_live', canary);
  plant('acme_named', canary, { label: 'Your webhook' });
  plant('acme_nested', { deep: [{ client_secret: canary }] });
  plant('acme_json', JSON.stringify({ token: canary }));
  plant('acme_php', `a:1:{s:7:"api_key";s:20:"${canary}";}`);
  plant('acme_hook', `https://hooks.chat.example/services/T1/B1/${canary}a1b2c3d4e5`);
  plant('acme_smtp', `smtp://mailer:${canary}@mail.example:587`);
}

const sync = async () => {
  const report = await engine.sync(backend, {}, (progress) => output.push(JSON.stringify(progress)));
  output.push(inspect(report, { depth: null, maxArrayLength: null, maxStringLength: null }));
  return report;
};

/** Values that are no secrets and might not come back from Odoo as they went. */
function plantOddities(): void {
  plant('acme spaced  id ', '  two  spaces\tand a tab\n');
  plant('acme_lines', 'one\r\ntwo\rthree\u0000\u0007');
  plant('acme_blank', '   ');
  plant('acme_entities', 'R&amp;amp;D &lt;b&gt; &copy; &notanentity;');
  plant('acme_scripts', 'Ü\u0308 e\u0301 滇 🧾');
  plant('acme_half', `half a character \ud83e`);
  plant('acme_long_label', 'x', { label: '🧾'.repeat(400) });
  plant('acme_number', 12.5, { type: 'number' });
  plant('acme_true', true);
  plant('acme_false', false);
  plant('acme_null', null);
  plant('acme_zero', 0);
  plant('acme_comma,"quote"', '=1+1,"two"');
  plant('äöü/../%00:colon', 'x');
  plant('acme_list', ['b', 'a', 'a'], { type: 'multiselect' });
  plant('acme_empty_list', [], { type: 'multiselect' });
  plant('acme_large', 'lorem '.repeat(5_000));
}

test('odd settings are rows of the app, and none is written twice', async () => {
  plantSecrets('Before');
  plantOddities();
  const first = await sync();
  expect(first, first.message).toMatchObject({ status: 'done' });
  const rows = rowsOf(odoo, 'x_woo_setting');
  expect(rows.filter(({ x_type: type }) => type === 'hidden').length).toBeGreaterThanOrEqual(10);
  expect(rowOf(odoo, 'x_woo_setting', { x_key: 'acme_scripts' })['x_value']).toBe('Ü\u0308 é 滇 🧾');
  expect(rowOf(odoo, 'x_woo_setting', { x_key: 'äöü/../%00:colon' })['x_value']).toBe('x');
  expect(rowOf(odoo, 'x_woo_setting', { x_key: 'acme_true' })['x_value']).toBe('1');

  odoo.control.reset();
  const second = await sync();
  expect(second, second.message).toMatchObject({ status: 'nothing' });
  // The claim and the end of the run, on the backend's row.
  expect(odoo.control.counts().writes).toBe(2);
  expect(rowsOf(odoo, 'x_woo_setting')).toEqual(rows);
});

test('a value that becomes a secret is taken out of Odoo', async () => {
  plant('acme_turning', 'a plain value', { label: 'Turning' });
  await sync();
  expect(rowOf(odoo, 'x_woo_setting', { x_key: 'acme_turning' })['x_value']).toBe('a plain value');
  plant('acme_turning', `${CANARY}Turned`, { label: 'Turning', type: 'password' });
  await sync();
  expect(rowOf(odoo, 'x_woo_setting', { x_key: 'acme_turning' })).toMatchObject({
    ...{ x_value: false, x_default: false, x_name: 'Acme turning', x_type: 'hidden' },
  });
});

test('a value that is recognized as secret later is taken out of earlier runs as well', async () => {
  const quietly = () => engine.sync(backend, {}, () => undefined);
  const about = (text: string) => JSON.stringify(rowsOf(odoo, 'x_woo_operation')).split(text).length - 1;
  plant('acme_later', `${CANARY}First`, { label: 'Later' });
  plant('acme_other', 'FirstOther', { label: 'Other' });
  await quietly();
  plant('acme_later', `${CANARY}Second`, { label: 'Later' });
  plant('acme_other', 'SecondOther', { label: 'Other' });
  await quietly();
  // Old and new value of the change.
  expect([about(`${CANARY}First`), about(`${CANARY}Second`)]).toEqual([1, 1]);

  // What a version of the connector that knows more does with the same setting.
  plant('acme_later', `${CANARY}Second`, { label: 'Later', type: 'password' });
  const app = { model: 'x_woo_operation', call: 'write' };
  odoo.control.fault({ action: { kind: 'status', status: 403 }, only: app, always: true });
  await quietly();
  odoo.control.clearFaults();
  // Its row is the mark for the next run, so it is emptied last.
  const row = () => rowOf(odoo, 'x_woo_setting', { x_key: 'acme_later' })['x_value'];
  expect(row()).toBe(`${CANARY}Second`);
  await quietly();
  expect(row()).toBe(false);
  expect(about(CANARY)).toBe(0);
  expect(about('FirstOther')).toBe(1);

  odoo.control.reset();
  expect(await quietly()).toMatchObject({ status: 'nothing' });
  expect(odoo.control.log().filter(({ model }) => model === 'x_woo_operation')).toEqual([]);
});

test('no secret of the settings is in Odoo, in our database, in a plan, a run, a message or an error', async () => {
  plantSecrets('After');
  await sync();
  plantSecrets('Later');
  const plan = await engine.plan(backend, {}, (progress) => output.push(JSON.stringify(progress)));
  output.push(savePlan(plan, backend, {}));
  woo.control.fault({
    action: { kind: 'status', status: 500, body: { code: 'x', message: CANARY, data: { status: 500 } } },
    always: true,
    only: { path: '/settings/tax' },
  });
  await sync();

  const models = ['backend', 'country', 'state', 'setting', 'run', 'operation', 'review'];
  for (const model of models) {
    const rows = rowsOf(odoo, `x_woo_${model}`);
    if (model !== 'review') expect(rows, model).not.toEqual([]);
    output.push(JSON.stringify(rows));
  }
  output.push(JSON.stringify(odoo.control.records('res.country.state')), JSON.stringify(odoo.control.log()));
  await engine.close();
  output.push(...storedTexts(folder));

  const everything = output.join('\n');
  // The rows themselves are reported, so that their values would be seen.
  for (const seen of ['acme_stripe_sk_live', 'acme_hook', 'acme_php', 'settings_unread'])
    expect(everything).toContain(seen);
  expect(surroundingsOf('CanaryOfTheStore', everything)).toBeUndefined();
});
