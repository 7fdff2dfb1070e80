import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startStore } from '../../sandbox/index.ts';
import type { SandboxStore } from '../../sandbox/index.ts';
import type { Warning } from '../../src/core/log.ts';
import { openStore } from '../../src/woocommerce/client.ts';
import { detectStore } from '../../src/woocommerce/detect.ts';
import type { SignIn, StoreKeys } from '../../src/woocommerce/port.ts';
import { makeCertificate } from '../testing/certificate.ts';
import { quickClock } from '../testing/scripted-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'woo-odoo-test-'));
const caFile = join(folder, 'ca.pem');
const tls = makeCertificate();
let plain: SandboxStore;
let secure: SandboxStore;

beforeAll(async () => {
  writeFileSync(caFile, tls.cert);
  plain = await startStore();
  secure = await startStore({ tls });
  for (const store of [plain, secure]) store.control.snapshot('start');
});
beforeEach(() => {
  for (const store of [plain, secure]) {
    store.control.restore('start');
    store.control.reset();
  }
});
afterAll(async () => {
  await Promise.all([plain.close(), secure.close()]);
  rmSync(folder, { recursive: true });
});

const full = (): StoreKeys => plain.keys.full;
const detect = (store: SandboxStore, keys: StoreKeys = plain.keys.readOnly, ahead = 0) =>
  detectStore(store.url, keys, { caFile, clock: quickClock(ahead) });

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});
function openSandbox(store: SandboxStore, signIn: SignIn, keys: StoreKeys = full()) {
  const warnings: Warning[] = [];
  const clock = quickClock();
  const opening = openStore(
    { url: store.url, signIn, keys, caFile },
    { clock, timeoutMs: 2_000, warn: (warning) => warnings.push(warning) },
  );
  opened.push(opening);
  return { ...opening, warnings, slept: clock.slept };
}

describe('detection', () => {
  test('Basic over https, OAuth over http, the query where the host strips the header', async () => {
    const { version } = secure.control.data().behaviour;
    const identity = { name: 'Sandbox Store', version };
    expect(await detect(secure)).toEqual({ ...identity, url: secure.url, signIn: 'basic' });
    expect(await detect(plain)).toEqual({ ...identity, url: plain.url, signIn: 'oauth1' });
    secure.control.behave({ stripAuthorization: true });
    expect(await detect(secure)).toEqual({ ...identity, url: secure.url, signIn: 'query' });
  });

  test('takes three requests', async () => {
    await detect(plain);
    expect(plain.control.log()).toHaveLength(3);
  });

  test('wrong keys, wrong secrets, missing permissions and rights, over http and https', async () => {
    const { readOnly, writeOnly, customer } = plain.keys;
    const unknown = { ...readOnly, consumerKey: `ck_${'9'.repeat(40)}` };
    const wrong = { ...readOnly, consumerSecret: `cs_${'9'.repeat(40)}` };
    for (const store of [plain, secure]) {
      await expect(detect(store, unknown)).rejects.toMatchObject({ code: 'store.wrong_key' });
      await expect(detect(store, wrong)).rejects.toMatchObject({ code: 'store.wrong_secret' });
      await expect(detect(store, writeOnly)).rejects.toMatchObject({ code: 'store.key_write_only' });
      await expect(detect(store, customer)).rejects.toMatchObject({ code: 'store.no_rights' });
    }
  });

  test('a clock that is 20 minutes off matters to signatures only', async () => {
    await expect(detect(plain, full(), 1_200_000)).rejects.toMatchObject({ code: 'store.clock_wrong' });
    expect(await detect(secure, full(), 1_200_000)).toMatchObject({ signIn: 'basic' });
  });

  test('sites that cannot be used', async () => {
    const failures = [
      ['store.no_woocommerce', { woocommerce: false }],
      ['store.plain_permalinks', { permalinks: 'plain' }],
      ['store.rest_off', { rest: 'refused' }],
      ['store.blocked', { rest: 'forbidden' }],
      ['store.redirect', { redirectTo: 'https://www.shop.example' }],
      ['store.other_address', { home: 'https://www.shop.example' }],
    ] as const;
    for (const [code, behaviour] of failures) {
      plain.control.restore('start');
      plain.control.behave(behaviour);
      await expect(detect(plain)).rejects.toMatchObject({ code });
    }
  });

  test('a store whose certificate nobody vouches for', async () => {
    await expect(detectStore(secure.url, full())).rejects.toMatchObject({
      code: 'store.certificate_untrusted',
    });
    expect(secure.control.log()).toEqual([]);
  });
});

describe('reading', () => {
  test.each<[SignIn, () => SandboxStore]>([
    ['oauth1', () => plain],
    ['basic', () => secure],
    ['query', () => secure],
  ])('%s: every country, state and tax rate, in two requests', async (signIn, store) => {
    const reading = openSandbox(store(), signIn, plain.keys.readOnly);
    const { countries } = await reading.countries();
    const { rates, faults } = await reading.taxRates();
    const data = store().control.data();
    expect(countries.map(({ code }) => code)).toEqual(data.countries.map(({ code }) => code));
    expect(countries.flatMap(({ states }) => states)).toHaveLength(
      data.countries.flatMap(({ states }) => states).length,
    );
    expect(countries.find(({ code }) => code === 'UM')?.states[0]?.code).toBe('81');
    expect(
      countries.some(({ name, states }) => [name, ...states.map((one) => one.name)].join().includes('&#')),
    ).toBe(false);
    expect(faults).toEqual([]);
    expect(rates.map(({ id, rate }) => [id, rate])).toEqual(
      [...data.taxRates].sort((a, b) => a.id - b.id).map(({ id, rate }) => [id, rate]),
    );
    expect(reading.requests()).toBe(2);
    expect(reading.warnings).toEqual([]);
  });

  test('many rates, page by page', async () => {
    const rate = plain.control.data().taxRates[0];
    if (rate === undefined) throw new Error('the sandbox has no rates');
    for (let id = 1_000; id < 1_300; id += 1) plain.control.putRate({ ...rate, id });
    const reading = openSandbox(plain, 'oauth1');
    const count = plain.control.data().taxRates.length;
    expect(new Set((await reading.taxRates()).rates.map(({ id }) => id)).size).toBe(count);
    expect(reading.requests()).toBe(Math.ceil(count / 100));
  });

  test('bad rates stop nothing', async () => {
    const good = plain.control.data().taxRates[0];
    if (good === undefined) throw new Error('the sandbox has no rates');
    plain.control.setRates(Array.from({ length: 150 }, (_, index) => ({ ...good, id: index + 1 })));
    const body = { ...good, postcodes: [], cities: [] };
    plain.control.putRawRate({ ...body, id: 200, rate: 'seven' });
    plain.control.putRawRate({ ...body, id: null });
    plain.control.putRawRate(['no object']);
    plain.control.putRawRate({ ...body, id: 201, rate: '1000.0000' });
    plain.control.putRawRate({ ...body, id: 201, rate: '-1.0000' });
    const reading = openSandbox(plain, 'oauth1');
    const { rates, faults } = await reading.taxRates();
    expect(rates.map(({ id }) => id)).toEqual([...Array.from({ length: 150 }, (_, index) => index + 1), 201]);
    expect(rates.at(-1)?.rate).toBe('1000.0000');
    expect(faults.map(({ id, field }) => [id, field])).toEqual([
      [200, 'rate'],
      [201, 'id'],
      [null, 'id'],
      [null, 'row'],
    ]);
    expect(reading.requests()).toBe(2);
  });

  test('tax classes, the standard one first', async () => {
    plain.control.putClass({ slug: 'a-first', name: 'A first' });
    expect((await openSandbox(plain, 'oauth1').taxClasses()).rows.map(({ slug }) => slug)).toEqual([
      'standard',
      'a-first',
      'food-books',
      'reduced-rate',
      'zero-rate',
    ]);
  });

  test('faults that pass are passed over', async () => {
    const actions = [
      { kind: 'cut' },
      { kind: 'lostAnswer' },
      { kind: 'truncate' },
      { kind: 'status', status: 503, headers: { 'Retry-After': '7' }, body: '<html>busy</html>' },
    ] as const;
    for (const action of actions) {
      plain.control.reset();
      plain.control.fault({ action });
      const reading = openSandbox(plain, 'oauth1');
      expect((await reading.countries()).countries.length).toBeGreaterThan(200);
      expect(reading.requests()).toBe(2);
      expect(reading.warnings.map(({ code }) => code)).toEqual(['store.retried']);
      if (action.kind === 'status') expect(reading.slept).toEqual([7_000]);
    }
  });

  test('noise is read over and reported, a byte-order mark is read over', async () => {
    plain.control.fault({ action: { kind: 'noise' } });
    plain.control.fault({ action: { kind: 'noise', text: '\ufeff' }, at: 2 });
    const reading = openSandbox(plain, 'oauth1');
    await reading.countries();
    await reading.countries();
    expect(reading.warnings.map(({ code }) => code)).toEqual(['store.noise']);
  });

  test('faults that do not pass are reported', async () => {
    plain.control.fault({ action: { kind: 'html' } });
    await expect(openSandbox(plain, 'oauth1').countries()).rejects.toMatchObject({
      code: 'store.html_answer',
    });
    plain.control.removeKey(plain.keys.readOnly.consumerKey);
    await expect(openSandbox(plain, 'oauth1', plain.keys.readOnly).countries()).rejects.toMatchObject({
      code: 'store.wrong_key',
    });
  });
});

describe('a page cache in front of the REST API', () => {
  const statesOf = async (store: { countries: ReturnType<typeof openStore>['countries'] }) =>
    (await store.countries()).countries.find(({ code }) => code === 'US')?.states.length ?? 0;

  test.each<SignIn>(['basic', 'query', 'oauth1'])(
    '%s: no address is asked for twice, so that one that keeps whole addresses answers nothing',
    async (signIn) => {
      const server = signIn === 'oauth1' ? plain : secure;
      server.control.behave({ pageCache: { keyedBy: 'address', shows: 'nothing' } });
      const store = openSandbox(server, signIn);
      const before = await statesOf(store);
      server.control.removeState('US', 'CA');
      expect(await statesOf(store)).toBe(before - 1);
      expect(await store.site()).toEqual(await store.site());
      expect(store.cachedAnswers()).toEqual([]);
    },
  );

  test.each(['age', 'litespeed', 'cloudflare', 'varnish', 'cloudfront'] as const)(
    'one that ignores parameters it does not know is recognized: %s',
    async (shows) => {
      secure.control.behave({ pageCache: { keyedBy: 'known', shows } });
      const store = openSandbox(secure, 'basic');
      await store.countries();
      expect(store.cachedAnswers()).toEqual([]);
      await store.countries();
      await store.countries();
      expect(store.cachedAnswers()).toMatchObject([
        { count: 2, address: `${secure.url}/wp-json/wc/v3/data/countries` },
      ]);
      expect(store.warnings).toMatchObject([{ code: 'store.cached' }]);
      expect(JSON.stringify([store.cachedAnswers(), store.warnings])).not.toContain(full().consumerKey);
    },
  );

  test('keys that a cache repeats in its header are shown nowhere', async () => {
    const headers = { 'X-Cache': `HIT ${full().consumerKey} ${full().consumerSecret}` };
    secure.control.fault({ action: { kind: 'status', status: 200, headers, body: [] } });
    const store = openSandbox(secure, 'query');
    await store.taxClasses().catch(() => undefined);
    expect(store.cachedAnswers()).toHaveLength(1);
    const shown = JSON.stringify([store.cachedAnswers(), store.warnings]);
    expect(shown).not.toContain(full().consumerKey);
    expect(shown).not.toContain(full().consumerSecret);
  });

  test('is found with the store', async () => {
    expect((await detect(secure)).cached).toBeUndefined();
    secure.control.behave({ pageCache: { keyedBy: 'known', shows: 'varnish' } });
    await detect(secure);
    expect((await detect(secure)).cached).toMatchObject({ cache: 'Varnish' });
  });
});
