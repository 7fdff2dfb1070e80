import { afterEach, describe, expect, it } from 'vitest';
import { makeCertificate } from '../../test/testing/certificate.ts';
import { ask } from '../../test/contract/ask.ts';
import type { Reply } from '../../test/contract/ask.ts';
import { startStore, STORE_KEYS } from '../index.ts';
import type { SandboxStore, StoreOptions } from '../index.ts';

const API = '/wp-json/wc/v3';
const certificate = makeCertificate();
let store: SandboxStore | null = null;

afterEach(async () => {
  await store?.close();
  store = null;
});

async function start(options: StoreOptions = {}): Promise<SandboxStore> {
  store = await startStore({ tls: certificate, ...options });
  return store;
}

interface Keys {
  readonly consumerKey: string;
  readonly consumerSecret: string;
}

async function get(
  path: string,
  keys: Keys | null = STORE_KEYS.readOnly,
  method = 'GET',
  body?: unknown,
): Promise<Reply> {
  const pair =
    keys === null ? '' : Buffer.from(`${keys.consumerKey}:${keys.consumerSecret}`).toString('base64');
  return await ask({
    method,
    url: `${store?.url ?? ''}${path}`,
    ca: certificate.cert,
    headers: keys === null ? {} : { Authorization: `Basic ${pair}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

interface Country {
  readonly code: string;
  readonly name: string;
  readonly states: readonly { readonly code: string | number; readonly name: string }[];
}

function idsOf(reply: Reply): number[] {
  return (reply.json as { id: number }[]).map((row) => row.id);
}

describe('what the store holds', () => {
  it('lists 2,040 states, UM codes as numbers, names with entities', async () => {
    await start();
    const countries = (await get(`${API}/data/countries`)).json as Country[];
    expect(countries.flatMap((country) => country.states)).toHaveLength(2040);
    const byCode = new Map(countries.map((country) => [country.code, country]));
    expect(byCode.get('UM')?.states.every((state) => typeof state.code === 'number')).toBe(true);
    expect(byCode.get('PH')?.states.map((state) => state.code)).toContain('00');
    expect(byCode.get('CW')?.name).toBe('Cura&ccedil;ao');
  });

  it('speaks German: other names, the same codes', async () => {
    const { control } = await start();
    const english = (await get(`${API}/data/countries`)).json as Country[];
    control.behave({ language: 'de' });
    const german = (await get(`${API}/data/countries`)).json as Country[];
    const codes = (countries: Country[]) =>
      countries.map((country) => [country.code, ...country.states.map((state) => state.code)]);
    expect(codes(german)).toEqual(codes(english));
    const names = (countries: Country[]) =>
      countries.flatMap((country) => country.states).map((state) => state.name);
    expect(names(german).filter((name, index) => name !== names(english)[index]).length).toBeGreaterThan(100);
    expect(german.find((country) => country.code === 'AT')?.name).toBe('Österreich');
  });

  it('can be changed while it runs, remembered and put back', async () => {
    const { control } = await start();
    control.snapshot('before');
    control.putState('LU', { code: 'L', name: 'Luxembourg' });
    control.putState('US', { code: 'CA', name: 'Golden State' });
    control.removeState('US', 'AL');
    control.putCountry({ code: 'XA', name: 'Xanadu', states: [] });
    control.removeCountry('DE');
    const countries = (await get(`${API}/data/countries`)).json as Country[];
    const us = countries.find((country) => country.code === 'US')?.states ?? [];
    expect(us.find((state) => state.code === 'CA')?.name).toBe('Golden State');
    expect(us.some((state) => state.code === 'AL')).toBe(false);
    expect(countries.find((country) => country.code === 'LU')?.states).toHaveLength(1);
    expect(countries.map((country) => country.code)).toEqual(expect.arrayContaining(['XA']));
    expect(countries.some((country) => country.code === 'DE')).toBe(false);
    control.restore('before');
    expect(
      ((await get(`${API}/data/countries`)).json as Country[]).some((country) => country.code === 'DE'),
    ).toBe(true);
    expect(() => control.restore('never')).toThrow('no snapshot');
    expect(() => control.putState('ZZ', { code: 'A', name: 'A' })).toThrow('no country ZZ');
  });
});

describe('tax rates', () => {
  it('page without loss by id, and lose rows by priority as MySQL does', async () => {
    await start();
    const pages = async (orderby: string) =>
      (
        await Promise.all(
          [1, 2, 3, 4, 5, 6].map((page) => get(`${API}/taxes?orderby=${orderby}&page=${page}`)),
        )
      ).flatMap(idsOf);
    const byId = await pages('id');
    expect(byId).toEqual([...byId].sort((a, b) => a - b));
    expect(new Set(byId).size).toBe(59);
    const byPriority = await pages('priority');
    expect(byPriority).toHaveLength(59);
    expect(new Set(byPriority).size).toBeLessThan(59);
  });

  it('are created, changed, deleted, and counted as changes', async () => {
    const { control } = await start();
    const created = await get(`${API}/taxes`, STORE_KEYS.full, 'POST', {
      country: 'de',
      rate: '19',
      name: 'USt.',
    });
    expect(created.status).toBe(201);
    const { id, rate, country } = created.json as { id: number; rate: string; country: string };
    expect([rate, country]).toEqual(['19.0000', 'DE']);
    expect((await get(`${API}/taxes/${id}`, STORE_KEYS.full, 'PUT', { rate: '20.5' })).json).toMatchObject({
      rate: '20.5000',
    });
    expect((await get(`${API}/taxes/${id}`, STORE_KEYS.full, 'POST', { name: 'x' })).json).toMatchObject({
      name: 'x',
    });
    expect((await get(`${API}/taxes`, STORE_KEYS.full, 'PUT', {})).json).toMatchObject({
      code: 'rest_no_route',
    });
    expect((await get(`${API}/taxes/${id}`, STORE_KEYS.full, 'DELETE')).status).toBe(501);
    expect((await get(`${API}/taxes/${id}?force=true`, STORE_KEYS.full, 'DELETE')).status).toBe(200);
    expect((await get(`${API}/taxes/${id}`)).status).toBe(404);
    expect(control.counts()).toMatchObject({ total: 7, writes: 4, changes: 4 });
  });
});

describe('who may come in', () => {
  it('knows keys in the query over https, and Basic is nobody over http', async () => {
    await start();
    const { consumerKey, consumerSecret } = STORE_KEYS.readOnly;
    const query = `consumer_key=${consumerKey}&consumer_secret=${consumerSecret}`;
    expect((await get(`${API}/taxes/1?${query}`, null)).status).toBe(200);
    expect(store?.control.log().at(-1)?.query).toBe('');
    await store?.close();
    store = await startStore();
    expect((await get(`${API}/taxes/1`)).json).toMatchObject({ code: 'woocommerce_rest_cannot_view' });
    expect((await get(`${API}/taxes/1?${query}`, null)).status).toBe(401);
  });

  it('refuses by permission with 401 and by role with 403', async () => {
    await start();
    const post = { country: 'US', rate: '1' };
    expect((await get(`${API}/taxes`, STORE_KEYS.readOnly, 'POST', post)).status).toBe(401);
    expect((await get(`${API}/taxes`, STORE_KEYS.writeOnly)).status).toBe(401);
    expect((await get(`${API}/taxes`, STORE_KEYS.customer)).status).toBe(403);
    store?.control.putKey({ ...STORE_KEYS.readOnly, permission: 'read_write' });
    expect((await get(`${API}/taxes`, STORE_KEYS.readOnly, 'POST', post)).status).toBe(201);
    store?.control.removeKey(STORE_KEYS.readOnly.consumerKey);
    expect((await get(`${API}/taxes`)).json).toMatchObject({ code: 'woocommerce_rest_cannot_view' });
  });

  it('does not see the header where the host strips it', async () => {
    await start({ stripAuthorization: true });
    expect((await get(`${API}/taxes/1`)).status).toBe(401);
  });
});

describe('what may be wrong with a site', () => {
  it('has no REST address under plain permalinks', async () => {
    await start({ permalinks: 'plain' });
    const reply = await get('/wp-json/');
    expect([reply.status, reply.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    expect((await get('/?rest_route=/')).json).toMatchObject({ name: 'Sandbox Store' });
  });

  it('tells by its namespaces whether there is WooCommerce', async () => {
    const { control } = await start();
    expect((await get('/wp-json/?_fields=namespaces', null)).json).toMatchObject({
      namespaces: expect.arrayContaining(['wc/v3']) as unknown,
    });
    control.behave({ woocommerce: false });
    expect(JSON.stringify((await get('/wp-json/?_fields=namespaces', null)).json)).not.toContain('wc/v3');
    expect((await get(`${API}/taxes`)).json).toMatchObject({ code: 'rest_no_route' });
  });

  it.each([
    ['refused', 401],
    ['forbidden', 403],
  ] as const)('has its REST API %s', async (rest, status) => {
    await start({ rest });
    expect((await get('/wp-json/')).status).toBe(status);
  });

  it('redirects everything, query included', async () => {
    await start({ redirectTo: 'https://www.shop.example' });
    const reply = await get(`${API}/taxes?page=2`);
    expect([reply.status, reply.headers.location]).toEqual([
      301,
      `https://www.shop.example${API}/taxes?page=2`,
    ]);
  });
});
