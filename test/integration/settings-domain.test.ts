import { DEFAULT_TAX_POLICY } from '../../src/core/domain.ts';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startStore } from '../../sandbox/index.ts';
import type { SandboxStore } from '../../sandbox/index.ts';
import { EMPTY_MEMORY } from '../../src/core/memory.ts';
import type { ExistingAppRows } from '../../src/core/app-rows.ts';
import type { SettingFacts } from '../../src/domains/settings/facts.ts';
import { settingsDomain } from '../../src/domains/settings/index.ts';
import { geography } from '../../src/domains/geography/index.ts';
import { openStore } from '../../src/woocommerce/client.ts';
import type { OpenStore } from '../../src/woocommerce/client.ts';
import { quickClock } from '../testing/scripted-server.ts';

/** The domain over the wire: a sandbox store, the client, the plan; Odoo's rows are kept in memory. */
const domain = settingsDomain;
const backendId = '5b1f6a52-0000-4000-8000-000000000001';
let store: SandboxStore;
let reading: OpenStore;
let mirror: ExistingAppRows;

beforeAll(async () => {
  store = await startStore();
  store.control.snapshot('start');
});
beforeEach(async () => {
  store.control.restore('start');
  store.control.reset();
  reading = openStore(
    { url: store.url, signIn: 'oauth1', keys: store.keys.readOnly },
    { clock: quickClock(), retries: 0 },
  );
  mirror = mirrorOf(await domain.readStore(reading));
});
afterEach(() => reading.close());
afterAll(() => store.close());

function mirrorOf(facts: SettingFacts): ExistingAppRows {
  const made = domain.mirror.rows({
    store: facts,
    operations: [],
    agreements: [],
    backendId,
    recordId: () => null,
    written: () => null,
  });
  const rows = [...made].map(({ key, values }, at) => ({
    id: at + 1,
    key,
    values,
    active: true,
    choice: null,
    written: null,
    boundId: null,
  }));
  return { rows: new Map([['x_woo_setting', rows]]) };
}

async function plan() {
  const facts = await domain.readStore(reading);
  const made = domain.plan({
    store: facts,
    odoo: null,
    memory: { ...EMPTY_MEMORY, lastCounts: { setting: mirror.rows.get('x_woo_setting')?.length ?? 0 } },
    mirror,
    policy: {
      taxes: DEFAULT_TAX_POLICY,
      onPersonChange: 'keep',
      allowRemovals: false,
      recreateDeleted: false,
    },
    backendId,
    odooSeries: 18,
    found: () => null,
  });
  const changes = made.operations.filter(({ kind }) => kind !== 'keep');
  return { changes, notes: made.notes.filter(({ level }) => level === 'review') };
}

test('settings and geography take 17 requests, of 24 that the issue allows', async () => {
  await geography.readStore(reading);
  expect(reading.requests()).toBe(17);
  expect(store.control.counts().total).toBe(17);
});

test('a store that did not change gives an empty plan', async () => {
  expect(await plan()).toEqual({ changes: [], notes: [] });
});

test('what the merchant changes, empties, adds and removes is followed', async () => {
  const { control } = store;
  control.setSetting('general', 'woocommerce_store_city', '');
  control.setSetting('general', 'woocommerce_specific_allowed_countries', ['DE', 'AT']);
  control.setSetting('tax', 'woocommerce_prices_include_tax', 'yes');
  control.putSetting({ group: 'tax', id: 'acme', label: 'Acme &amp; Co', type: 'text', value: 'x' });
  control.removeSetting('products', 'woocommerce_weight_unit');
  control.putOrderStatus({ slug: 'packed', name: 'Packed' });
  control.setTimeZone('Europe/Berlin', 1);
  const { changes, notes } = await plan();
  expect(notes).toEqual([]);
  expect(
    changes.map(({ kind, subject, changes: values }) => [
      kind,
      subject.key,
      ...(values ?? []).flatMap(({ field, from, to }) => [field, from, to]),
    ]),
  ).toEqual([
    ['update', 'general:woocommerce_specific_allowed_countries', 'value', '', '["AT","DE"]'],
    ['update', 'general:woocommerce_store_city', 'value', 'San Francisco', ''],
    ['create', 'order_statuses:packed'],
    ['archive', 'products:woocommerce_weight_unit'],
    ['update', 'site:timezone', 'value', 'UTC', 'Europe/Berlin'],
    ['create', 'tax:acme'],
    ['update', 'tax:woocommerce_prices_include_tax', 'value', 'no', 'yes'],
  ]);
});

test('form is no change', async () => {
  const { control } = store;
  control.setSetting('general', 'woocommerce_price_num_decimals', 2);
  control.setSetting('general', 'woocommerce_specific_allowed_countries', []);
  control.setSetting('products', 'woocommerce_hold_stock_minutes', '60.0');
  control.setSetting('products', 'woocommerce_downloads_deliver_inline', false);
  control.setSetting('general', 'woocommerce_store_city', 'San&#32;Francisco');
  control.setSetting('wc_admin', 'woocommerce_excluded_report_order_statuses', {
    '0': 'failed',
    '2': 'cancelled',
    '3': 'pending',
  });
  expect(await plan()).toEqual({ changes: [], notes: [] });
});

test('a group that breaks is reviewed, its rows stay, and the others are followed', async () => {
  const { control } = store;
  control.setSetting('tax', 'woocommerce_tax_based_on', 'base');
  control.fault({
    action: { kind: 'status', status: 500 },
    always: true,
    only: { path: '/settings/products' },
  });
  control.fault({ action: { kind: 'status', status: 500 }, always: true, only: { path: '/system_status' } });
  const { changes, notes } = await plan();
  expect(changes.map(({ subject }) => subject.key)).toEqual(['tax:woocommerce_tax_based_on']);
  expect(notes.map(({ code }) => code)).toEqual(['settings_unread', 'settings_unread', 'removals_blocked']);
});

test('planted secrets are in no plan and no row', async () => {
  const { control } = store;
  const canary = 'CanaryValue';
  control.putSetting({ group: 'tax', id: 'acme_pw', label: 'A', type: 'password', value: canary });
  control.putSetting({
    group: 'tax',
    id: 'acme_token',
    label: 'A',
    type: 'text',
    value: canary,
    default: canary,
  });
  control.setSetting('general', 'woocommerce_store_city', `mail://user:${canary}@host.example`);
  const facts = await domain.readStore(reading);
  const output = JSON.stringify([await plan(), facts, [...mirrorOf(facts).rows]]);
  expect(output).toContain('acme_token');
  expect(output).not.toContain(canary);
});
