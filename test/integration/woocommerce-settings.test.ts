import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startStore } from '../../sandbox/index.ts';
import type { Fault, SandboxStore } from '../../sandbox/index.ts';
import type { Warning } from '../../src/core/log.ts';
import { openStore } from '../../src/woocommerce/client.ts';
import type { OpenStore } from '../../src/woocommerce/client.ts';
import { quickClock } from '../testing/scripted-server.ts';

let store: SandboxStore;
let reading: OpenStore;
let warnings: Warning[];

beforeAll(async () => {
  store = await startStore();
  store.control.snapshot('start');
});
beforeEach(() => {
  store.control.restore('start');
  store.control.reset();
  warnings = [];
  reading = opened();
});
afterEach(() => reading.close());
afterAll(() => store.close());

const opened = (emailTemplates?: boolean): OpenStore =>
  openStore(
    { url: store.url, signIn: 'oauth1', keys: store.keys.readOnly },
    {
      ...{ clock: quickClock(), timeoutMs: 2_000, retries: 1, emailTemplates },
      warn: (warning) => warnings.push(warning),
    },
  );
const setting = { group: 'general', id: 'acme', label: 'Acme', type: 'text', value: 'x', default: '' };
const always = (path: string, action: Fault['action']): Fault => ({ action, always: true, only: { path } });

describe('settings', () => {
  test('one request for the groups and one for each, e-mail templates only on request', async () => {
    const found = await reading.settings();
    expect(reading.requests()).toBe(13);
    expect(found.settings).toHaveLength(141);
    expect(found.unavailable).toEqual([]);
    expect(found.skipped).toHaveLength(17);
    expect(found.groups).toContainEqual({ id: 'account', label: 'Accounts & Privacy' });
    expect(found.settings).toContainEqual({
      group: 'tax',
      id: 'woocommerce_tax_based_on',
      label: 'Calculate tax based on',
      type: 'select',
      value: 'shipping',
      default: 'shipping',
    });
    // One that has no default, and one whose label contains an entity.
    expect(found.settings.find(({ id }) => id === 'woocommerce_date_type')?.default).toBeNull();
    expect(found.settings.find(({ id }) => id === 'woocommerce_all_except_countries')?.label).toBe(
      'Sell to all countries, except for…',
    );
    await reading.close();
    reading = opened(true);
    const all = await reading.settings();
    expect(reading.requests()).toBe(30);
    expect(all.skipped).toEqual([]);
    expect(new Set(all.settings.map(({ group }) => group))).toContain('email_new_order');
    expect(warnings).toEqual([]);
  });

  test('a group of a plugin below another group than the e-mails is read', async () => {
    store.control.putSettingGroup({ id: 'acme', label: 'Acme', parent: 'products' });
    store.control.putSetting({ ...setting, group: 'acme' });
    expect((await reading.settings()).settings).toContainEqual({ ...setting, group: 'acme' });
  });

  test('order statuses without their counts, custom ones included', async () => {
    store.control.putOrderStatus({ slug: 'awaiting-pickup', name: 'Awaiting &amp; packed' });
    const { rows: statuses } = await reading.orderStatuses();
    expect(statuses).toHaveLength(9);
    expect(statuses.at(-1)).toEqual({ slug: 'awaiting-pickup', name: 'Awaiting & packed' });
    expect(reading.requests()).toBe(1);
  });

  test.each([
    ['', '0', 'UTC'],
    ['', '5.5', 'UTC+05:30'],
    ['', '-3.5', 'UTC-03:30'],
    ['', 12.75, 'UTC+12:45'],
    // Summer time moves the offset; the zone is the same.
    ['Europe/Berlin', 1, 'Europe/Berlin'],
    ['Europe/Berlin', 2, 'Europe/Berlin'],
  ] as const)('the site at %j %j is in %s', async (zone, offset, name) => {
    store.control.setTimeZone(zone, offset);
    store.control.behave({ language: 'de' });
    expect(await reading.site()).toEqual({ timeZone: name, language: 'de_DE' });
    expect(reading.requests()).toBe(2);
  });

  test('the index is asked without keys', async () => {
    await reading.site();
    const asked = store.control.log().filter(({ path }) => path === '/wp-json/');
    expect(asked).toHaveLength(1);
    expect(asked[0]?.query).toMatch(/^_fields=timezone_string%2Cgmt_offset&woo_odoo_fresh=[0-9a-f]{16}$/u);
  });
});

describe('groups that fail', () => {
  test('one that answers 404 is empty', async () => {
    const listed = store.control.data().settings.groups;
    expect(listed.filter((group) => group.missing)).toMatchObject([{ id: 'integration' }]);
    const found = await reading.settings();
    expect([found.unavailable, found.settings.filter(({ group }) => group === 'integration')]).toEqual([
      [],
      [],
    ]);
  });

  test('one that breaks is named, and the others are read', async () => {
    store.control.fault(always('/settings/products', { kind: 'status', status: 500, body: 'PHP died' }));
    const found = await reading.settings();
    expect(found.unavailable).toMatchObject([{ group: 'products', code: 'store.server_error' }]);
    expect(found.settings.some(({ group }) => group === 'products')).toBe(false);
    expect(found.settings.some(({ group }) => group === 'advanced')).toBe(true);
  });

  test('a host’s page is no empty group', async () => {
    store.control.fault(always('/settings/tax', { kind: 'html', status: 404 }));
    expect((await reading.settings()).unavailable).toMatchObject([{ group: 'tax', code: 'store.not_found' }]);
  });

  test('all of them, or their list, is a failure', async () => {
    store.control.fault(always('/settings/', { kind: 'status', status: 500, body: '' }));
    await expect(reading.settings()).rejects.toMatchObject({ code: 'store.server_error' });
    store.control.fault(always('/settings', { kind: 'html' }));
    await expect(reading.settings()).rejects.toMatchObject({ code: 'store.html_answer' });
  });
});

describe('what plugins may list', () => {
  test('an id twice counts once, the first time', async () => {
    const path = '/wp-json/wc/v3/settings/general';
    const body = [{ ...setting }, { ...setting, value: 'later' }];
    store.control.fault({ action: { kind: 'status', status: 200, body }, only: { path } });
    const found = (await reading.settings()).settings.filter(({ group }) => group === 'general');
    expect(found).toEqual([setting]);
  });

  test('rows of odd forms are read, huge and bottomless values stay in the store', async () => {
    const rows = [
      { id: 7, label: null, type: null, value: { width: '300' } },
      { id: 'html', label: '<b>Two</b>\n lines &amp; more', type: 'plugin_own', value: 1.5, default: false },
      { id: 'huge', label: '', type: 'text', value: 'x'.repeat(20_001) },
      { id: 'wide', label: '', type: 'multiselect', value: Array.from({ length: 20_001 }, () => '') },
      { id: 'deep', label: '', type: 'text', value: 'DEEP' },
    ];
    const deep = '['.repeat(50_000) + ']'.repeat(50_000);
    const body = JSON.stringify(rows).replace('"DEEP"', deep);
    const action = { kind: 'status', status: 200, body } as const;
    store.control.fault({ action, only: { path: '/settings/general' } });
    const { settings, hidden } = await reading.settings();
    expect(settings.filter(({ group }) => group === 'general')).toEqual([
      { group: 'general', id: '7', label: '', type: 'text', value: { width: '300' }, default: null },
      {
        group: 'general',
        id: 'html',
        label: 'Two lines & more',
        type: 'plugin_own',
        value: 1.5,
        default: false,
      },
    ]);
    expect(hidden.filter(({ why }) => why === 'too_large').map(({ id }) => id)).toEqual([
      'huge',
      'wide',
      'deep',
    ]);
  });

  test('a group whose name is no path is left out alone, before it is asked for', async () => {
    const before = await reading.settings();
    store.control.putSettingGroup({ id: '../orders', label: 'x', parent: '' });
    store.control.reset();
    const found = await reading.settings();
    expect(found.settings).toEqual(before.settings);
    expect(found.unavailable).toEqual([
      {
        group: '',
        code: 'store.settings_group_unreadable',
        message: 'A settings group is listed whose id is of no known form.',
      },
    ]);
    expect(store.control.log().some(({ path }) => path.includes('orders'))).toBe(false);
  });

  test('a setting without a readable id is left out alone, and nothing of it is shown', async () => {
    const body = [setting, { id: { secret: 'sk_live_1' }, value: 'sk_live_2' }, 'sk_live_3'];
    const path = '/wp-json/wc/v3/settings/general';
    store.control.fault({ action: { kind: 'status', status: 200, body }, only: { path } });
    const { settings, unavailable } = await reading.settings();
    expect(settings.filter(({ group }) => group === 'general')).toEqual([setting]);
    expect(unavailable).toEqual([
      {
        ...{ group: 'general', code: 'store.setting_unreadable', isPartial: true },
        message: '2 settings cannot be understood: id is of no known form.',
      },
    ]);
  });
});

describe('canaries', () => {
  const CANARY = 'CanaryValue';
  let planted = 0;
  const plant = (id: string, over: Partial<Parameters<typeof store.control.putSetting>[0]> = {}) => {
    planted += 1;
    const row = { ...setting, id, value: `${CANARY}${planted}`, default: `${CANARY}Default`, ...over };
    store.control.putSetting(row);
  };

  beforeEach(() => {
    planted = 0;
    plant('acme_mail', { type: 'password' });
    plant('acme_passphrase');
    plant('acme_client_SECRET', { group: 'tax' });
    plant('acme_access_token');
    plant('acmeApiKey', { group: 'advanced' });
    plant('acme_signature', { type: 'textarea' });
    plant('acme_private', { type: 'select' });
    plant('acme_credentials', { type: 'multiselect', value: [`${CANARY}InList`] });
    plant('acme_connection', { label: 'API key' });
    plant('acme_token_default', { value: '' });
    plant('acme_object', { type: 'image_width', value: { mode: 'live', api_token: `${CANARY}InObject` } });
    plant('acme_nested', { value: { a: [{ secret: `${CANARY}Nested` }] } });
    plant('acme_packed', { value: `{"client_secret":"${CANARY}Packed"}` });
    plant('acme_php', { value: `a:1:{s:7:"api_key";s:11:"${CANARY}Php";}` });
    plant('acme_query', { value: `https://hooks.example/x?token=${CANARY}Query` });
    plant('acme_url', { value: `https://user:${CANARY}Url@api.example/` });
    plant('acme_pem', { value: `-----BEGIN RSA PRIVATE KEY-----\n${CANARY}Pem` });
    plant('acme_stripe', { value: `sk_live_${CANARY}Stripe` });
  });

  test('hidden, and reported by group and id', async () => {
    await reading.close();
    reading = opened(true);
    const found = await reading.settings();
    const reported = found.hidden.filter(({ id }) => id.startsWith('acme'));
    expect(reported).toHaveLength(planted);
    expect(reported).toContainEqual({ group: 'tax', id: 'acme_client_SECRET', why: 'secret' });
    expect(found.settings.filter(({ id }) => id.startsWith('acme'))).toEqual([]);
    const everything = inspect([found, await reading.orderStatuses(), await reading.site(), warnings], {
      depth: null,
      maxArrayLength: null,
      maxStringLength: null,
    });
    expect(everything).not.toContain('Canary');
    expect(store.control.log().some(({ path }) => path.includes('payment_gateways'))).toBe(false);
  });

  test.each([
    ['cut short', { kind: 'truncate', bytes: 1_000 }],
    ['cut short at once', { kind: 'truncate', bytes: 90 }],
    ['behind noise', { kind: 'noise', text: `Notice: ${CANARY} in settings.php\n` }],
    [
      'in an error',
      { kind: 'status', status: 500, body: { code: 'x', message: CANARY, data: { status: 500 } } },
    ],
    [
      'in a refusal',
      { kind: 'status', status: 400, body: { code: 'x', message: CANARY, data: { status: 400 } } },
    ],
    ['in a page', { kind: 'status', status: 200, body: `<html><body>${CANARY}</body></html>` }],
    ['in something else', { kind: 'status', status: 200, body: `plain ${CANARY}` }],
    ['in another shape', { kind: 'status', status: 200, body: { value: CANARY } }],
    ['in a row of another shape', { kind: 'status', status: 200, body: [{ id: null, value: CANARY }] }],
    ['asking for a pause', { kind: 'status', status: 503, body: CANARY, headers: { 'Retry-After': '1' } }],
  ] as const)('not told where an answer is broken: %s', async (_, action) => {
    // The canary stands first, where an excerpt would show it.
    store.control.putSettingGroup({ id: 'acme', label: 'Acme', parent: '' });
    store.control.putSetting({ ...setting, group: 'acme', id: 'api_key', value: CANARY });
    store.control.fault(always('/settings/', action));
    const answered = await reading.settings().catch((error: unknown) => error);
    const output = inspect([answered, warnings], { depth: null, maxStringLength: null, showHidden: true });
    expect(output).toMatch(/store\./);
    expect(output).not.toContain('Canary');
  });
});
