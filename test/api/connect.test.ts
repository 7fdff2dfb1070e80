import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ODOO_USERS, STORE_KEYS } from '../../sandbox/index.ts';
import { startRig, type Rig } from '../testing/rig.ts';
import { startApi, type ApiRig } from './api-rig.ts';

let rig: Rig;
let api: ApiRig;
beforeAll(async () => {
  rig = await startRig({ domains: ['geography', 'settings', 'taxes', 'payments'] });
  api = await startApi({ publicUrl: 'https://sync.example', hostNames: ['sync.example'] }, rig);
  await api.setUp();
});
afterAll(async () => {
  await api.close();
  await rig.close();
});

const post = (path: string, body: unknown, headers?: Record<string, string>) =>
  api.admin.ask('POST', path, body, headers);
const { connector, admin } = ODOO_USERS;
const signIn = (change: object = {}) =>
  post('/connect/odoo/sign-in', {
    ...{ url: rig.odoo.url, database: rig.odoo.database, login: connector.login, secret: connector.apiKey },
    ...change,
  });

describe("a store's address", () => {
  it('is looked at as it is typed', async () => {
    const { json } = await post('/connect/store/check', { address: `${rig.woo.url}/wp-admin/` });
    expect(json).toMatchObject({
      ...{ url: rig.woo.url, https: false, permalinks: 'pretty', hasWooCommerce: true, problem: null },
      ...{
        consent: true,
        keyPage: `${rig.woo.url}/wp-admin/admin.php?page=wc-settings&tab=advanced&section=keys&create-key=1`,
      },
    });
    expect(json['name']).not.toBe('');
  });

  it('that is none says why', async () => {
    const code = async (address: string) =>
      ((await post('/connect/store/check', { address })).json['problem'] as { code: string }).code;
    expect(await code('ftp://shop.example')).toBe('store.address_invalid');
    expect(await code('http://me:secret@shop.example')).toBe('store.address_invalid');
    expect(await code('http://127.0.0.1:9')).toBe('store.unreachable');
    rig.woo.control.behave({ permalinks: 'plain' });
    const plain = await post('/connect/store/check', { address: rig.woo.url });
    expect(plain.json).toMatchObject({ permalinks: 'plain', problem: { code: 'store.plain_permalinks' } });
    rig.woo.control.behave({ permalinks: 'pretty' });
    // Where it redirects to is not asked.
    const odoo = await post('/connect/store/check', { address: rig.odoo.url });
    expect(odoo.json['problem']).not.toBeNull();
  });

  it('is looked at for administrators alone', async () => {
    const operator = await api.signIn('otto', 'operator');
    for (const path of ['/connect/store/check', '/connect/odoo/check', '/connect/store/consent'])
      expect((await operator.ask('POST', path, { address: rig.woo.url })).json['code']).toBe(
        'account.not_allowed',
      );
    const foreign = await post('/connect/store/check', { address: 'x' }, { origin: 'https://evil.example' });
    expect(foreign.json['code']).toBe('account.origin');
  });
});

describe("the store's own consent", () => {
  const begin = () => post('/connect/store/consent', { address: rig.woo.url });
  const callbackOf = (authorizeUrl: unknown) => {
    const url = new URL(authorizeUrl as string);
    const callback = new URL(url.searchParams.get('callback_url') ?? '');
    return { url, id: url.searchParams.get('user_id') ?? '', path: callback.pathname.replace('/api/v1', '') };
  };
  const { consumerKey, consumerSecret } = STORE_KEYS.readOnly;
  const keys = (id: string) => ({
    ...{ key_id: 1, user_id: id, key_permissions: 'read' },
    ...{ consumer_key: consumerKey, consumer_secret: consumerSecret },
  });
  /** The server of the store, which has neither a session nor an origin. */
  const store = () => api.client();

  it('hands keys over once, to whoever began it, and a backend is paired with them', async () => {
    const begun = await begin();
    expect(begun.status, begun.text).toBe(201);
    const { id, path, url } = callbackOf(begun.json['authorizeUrl']);
    expect(url.origin + url.pathname).toBe(`${rig.woo.url}/wc-auth/v1/authorize`);
    expect(url.searchParams.get('scope')).toBe('read');
    expect(url.searchParams.get('return_url')).toBe(`https://sync.example/connect?consent=${id}`);
    expect(url.searchParams.get('callback_url')).toMatch(
      /^https:\/\/sync\.example\/api\/v1\/connect\/store\/keys\/[\w-]{43}$/u,
    );
    // Who sees the address of the consent does not see the token, and the other way round.
    expect(path).not.toContain(id);
    expect((await api.admin.ask('GET', `/connect/store/consent/${id}`)).json).toMatchObject({
      state: 'waiting',
    });
    const body = {
      name: 'paired',
      storeUrl: rig.woo.url,
      consent: id,
      odooUrl: rig.odoo.url,
      odooDatabase: rig.odoo.database,
      odooLogin: connector.login,
      odooSecret: connector.apiKey,
    };
    expect((await post('/backends', body)).json['code']).toBe('connect.waiting');

    expect((await store().ask('POST', path, keys('somebody else'))).json['code']).toBe(
      'connect.unknown_consent',
    );
    expect((await store().ask('POST', `${path}x`, keys(id))).json['code']).toBe('connect.unknown_consent');
    expect((await store().ask('POST', path, { ...keys(id), consumer_key: 'x' })).json['code']).toBe(
      'request.invalid',
    );
    const foreign = await store().ask('POST', path, keys(id), { origin: 'https://evil.example' });
    expect(foreign.json['code']).toBe('account.origin');
    const writeOnly = await store().ask('POST', path, { ...keys(id), key_permissions: 'write' });
    expect(writeOnly.json['code']).toBe('connect.permissions');
    expect((await store().ask('POST', path, keys(id))).json).toEqual({ done: true });
    // A second time, from anybody: what came first stays.
    expect((await store().ask('POST', path, keys(id))).status).toBe(404);

    const received = await api.admin.ask('GET', `/connect/store/consent/${id}`);
    expect(received.json).toMatchObject({ state: 'received', keyHint: consumerKey.slice(-7) });
    expect(received.text).not.toContain(consumerSecret);
    const other = api.client();
    await post('/users', { login: 'other', password: 'four plain words together', role: 'admin' });
    await other.ask('POST', '/session', { login: 'other', password: 'four plain words together' });
    expect((await other.ask('GET', `/connect/store/consent/${id}`)).status).toBe(404);
    expect((await other.ask('POST', '/backends', body)).json['code']).toBe('connect.unknown_consent');
    const elsewhere = await post('/backends', { ...body, storeUrl: 'http://evil.example' });
    expect(elsewhere.json['code']).toBe('connect.other_store');
    expect(
      (await post('/backends', { ...body, consumerKey: 'ck_x', consumerSecret: 'cs_x' })).json['code'],
    ).toBe('request.invalid');

    await api.admin.ask('DELETE', '/backends/shop');
    const paired = await post('/backends', body);
    expect(paired.status, paired.text).toBe(201);
    expect((await rig.database.backends.secrets(paired.json['id'] as string)).consumerKey).toBe(consumerKey);
    expect((await api.admin.ask('GET', `/connect/store/consent/${id}`)).status).toBe(404);
    const { text } = await api.admin.ask('GET', '/audit');
    for (const secret of [consumerKey, consumerSecret, path.split('/').at(-1) ?? ''])
      expect(text).not.toContain(secret);
    expect(text).toContain('"action":"consent.keys"');
  });

  it('ends by itself and on request, and needs an https address of ours', async () => {
    const { id, path } = callbackOf((await begin()).json['authorizeUrl']);
    expect((await api.admin.ask('DELETE', `/connect/store/consent/${id}`)).json).toEqual({ done: true });
    expect((await store().ask('POST', path, keys(id))).status).toBe(404);
    const late = callbackOf((await begin()).json['authorizeUrl']);
    const unused = callbackOf((await begin()).json['authorizeUrl']);
    expect((await store().ask('POST', unused.path, keys(unused.id))).json).toEqual({ done: true });
    const kept = async () => {
      const { storeConsents, users } = rig.database.accounts;
      const owner = `user ${(await users.findByLogin('anna'))?.user.id}`;
      return storeConsents.keys(unused.id, owner, '2026-11-28T12:00:00Z');
    };
    expect(await kept()).toEqual({ consumerKey, consumerSecret });
    api.time.now = new Date(api.time.now.getTime() + 31 * 60_000);
    expect((await store().ask('POST', late.path, keys(late.id))).status).toBe(404);
    // Keys that nobody used are gone with the next sign-in.
    await api.signIn('vera', 'viewer');
    expect(await kept()).toBeNull();
    const plain = await startApi({}, rig);
    await plain.admin.ask('POST', '/session', { login: 'anna', password: 'four plain words together' });
    const refused = await plain.admin.ask('POST', '/connect/store/consent', { address: rig.woo.url });
    expect([refused.status, refused.json['code']]).toEqual([422, 'connect.no_public_url']);
    await plain.close();
  });
});

describe('an Odoo', () => {
  it('is looked at by its address: version and databases', async () => {
    expect((await post('/connect/odoo/check', { address: `${rig.odoo.url}/` })).json).toMatchObject({
      ...{ url: rig.odoo.url, series: 18, databases: [rig.odoo.database], problem: null },
      keyPage: `${rig.odoo.url}/web#action=base.action_res_users_my`,
    });
    const none = await post('/connect/odoo/check', { address: rig.woo.url });
    expect(none.json).toMatchObject({ version: null, problem: { code: 'odoo.not_odoo' } });
    const odd = await post('/connect/odoo/check', { address: 'nonsense' });
    expect(odd.json).toMatchObject({ problem: { code: 'odoo.bad_address' } });
  });

  it('shows companies, the rights that are missing with their group, and the app, at sign-in', async () => {
    const full = await signIn();
    expect(full.json, full.text).toMatchObject({
      ...{ database: rig.odoo.database, login: connector.login, lacking: [], app: { state: 'absent' } },
      companies: [{ id: 1 }],
    });
    const branch = rig.odoo.control.addBranch('North', 1, [connector.login]);
    expect((await signIn()).json).toMatchObject({ companies: [{ id: 1 }, { id: branch, name: 'North' }] });
    rig.odoo.control.putUser({
      ...connector,
      id: 77,
      login: 'poor',
      apiKey: 'poor-api-key',
      password: 'poor',
      groups: ['base.group_user'],
    });
    const { json } = await signIn({ login: 'poor', secret: 'poor-api-key' });
    const lacking = json['lacking'] as { purpose: string; remedy: string }[];
    expect(lacking.length).toBeGreaterThan(0);
    for (const { remedy } of lacking) expect(remedy).toMatch(/\S/u);
    const wrong = await signIn({ secret: 'canary-secret' });
    expect(wrong.json['code']).toBe('odoo.sign_in_refused');
    expect(wrong.text).not.toContain('canary-secret');
  });

  it('gets the app from an administrator who is not stored, or as a file', async () => {
    const place = {
      url: rig.odoo.url,
      database: rig.odoo.database,
      login: admin.login,
      secret: admin.password,
    };
    expect((await post('/odoo-app/status', place)).json).toMatchObject({ state: 'not_installed' });
    const operator = await api.signIn('olga', 'operator');
    expect((await operator.ask('POST', '/odoo-app/install', place)).json['code']).toBe('account.not_allowed');
    const refused = await post('/odoo-app/install', {
      ...place,
      login: connector.login,
      secret: connector.apiKey,
    });
    expect(refused.json['code']).toBe('app.not_administrator');
    const installed = await post('/odoo-app/install', { ...place, connectorLogin: connector.login });
    expect(installed.json, installed.text).toMatchObject({
      ...{ status: { state: 'current' }, connector: connector.login },
      backends: [{ name: 'paired', row: 'made' }],
    });
    expect((await signIn()).json).toMatchObject({ app: { state: 'ready', current: true } });
    expect((await post('/odoo-app/install', place)).json['code']).toBe('app.already_installed');
    expect((await post('/odoo-app/upgrade', place)).json).toMatchObject({ status: { state: 'current' } });
    const file = await api.app.request('/api/v1/odoo-app/18/app.zip', {
      headers: { host: 'localhost', cookie: api.admin.cookie() },
    });
    expect(file.headers.get('content-disposition')).toMatch(/woo_connector-18\.0\.\S+\.zip/u);
    expect(
      Buffer.from(await file.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    const { text } = await api.admin.ask('GET', '/audit');
    expect(text).toContain('"action":"odoo_app.install"');
    expect(text).not.toContain(admin.apiKey);
  });
});

describe('policies', () => {
  it('are shown with the consequence of each value, in the words of the command line', async () => {
    const { json } = await api.admin.ask('GET', '/policies');
    const items = json['items'] as {
      name: string;
      initial: string;
      values: { value: string; consequence: string }[];
    }[];
    expect(items.map(({ name }) => name)).toContain('onPersonChange');
    for (const { initial, values } of items.filter((item) => item.values.length > 0)) {
      expect(values.map(({ value }) => value)).toContain(initial);
      for (const { consequence } of values) expect(consequence).toMatch(/\.$/u);
    }
    // What is offered is what a backend takes.
    for (const { name, values } of items)
      for (const { value } of values) {
        const changed = await api.admin.ask('PATCH', '/backends/paired', { [name]: value });
        expect(changed.json, `${name} ${value}`).toMatchObject({ [name]: value });
      }
  });
});
