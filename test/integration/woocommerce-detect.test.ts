import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { detectStore } from '../../src/woocommerce/detect.ts';
import { makeCertificate } from '../testing/certificate.ts';
import { quickClock, startScript, wordPressError } from '../testing/scripted-server.ts';
import type { Scripted, ScriptedServer } from '../testing/scripted-server.ts';

const keys = { consumerKey: `ck_${'1'.repeat(40)}`, consumerSecret: `cs_${'2'.repeat(40)}` };
const open: ScriptedServer[] = [];
const folder = mkdtempSync(join(tmpdir(), 'woo-odoo-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly home: string;
}

/** A store below `path`, of which each test changes what it is about. */
async function storeThat(answer: (asked: Asked) => Scripted | undefined, path = ''): Promise<ScriptedServer> {
  const server: ScriptedServer = await startScript((request) => {
    const url = new URL(request.url ?? '', server.url);
    const home = server.url + path;
    const asked = { method: request.method ?? '', path: url.pathname, query: url.searchParams, home };
    const special = answer(asked);
    if (special !== undefined) return special;
    if (asked.path === `${path}/wp-json/`) return index(home);
    if (asked.path === `${path}/wp-json/wc/v3/taxes`) return { json: asked.method === 'OPTIONS' ? {} : [] };
    if (asked.path === `${path}/wp-json/wc/v3/system_status`)
      return { json: { environment: { version: '9.8.7' } } };
    return { status: 404, text: '<html>not here</html>' };
  });
  open.push(server);
  return server;
}

function index(home: string): Scripted {
  return { json: { name: 'Tom &amp; Co', home: `${home}/`, url: home, namespaces: ['wp/v2', 'wc/v3'] } };
}

const detect = (url: string, ahead = 0) => detectStore(url, keys, { clock: quickClock(ahead), retries: 1 });

describe('detectStore', () => {
  test('finds the store with three requests, and sends no key before it knows the place', async () => {
    const server = await storeThat(() => undefined);
    expect(await detect(server.url)).toEqual({
      url: server.url,
      name: 'Tom & Co',
      version: '9.8.7',
      signIn: 'oauth1',
    });
    expect(server.heard).toHaveLength(3);
    expect(server.heard[0]).toMatch(
      /^GET \/wp-json\/\?_fields=name%2Cnamespaces%2Chome%2Curl&woo_odoo_fresh=[0-9a-f]{16}$/u,
    );
  });

  test('finds a store below a path, and one whose page was pasted', async () => {
    const deep = await storeThat(() => undefined, '/our/store');
    expect(await detect(`${deep.url}/our/store/wp-admin/`)).toMatchObject({ url: `${deep.url}/our/store` });
    const flat = await storeThat(() => undefined);
    expect(await detect(`${flat.url}/shop/page/`)).toMatchObject({ url: flat.url });
  });

  test('does without the version where the key may not read it', async () => {
    const server = await storeThat(({ path }) =>
      path.endsWith('/system_status') ? wordPressError(403, 'woocommerce_rest_cannot_view') : undefined,
    );
    expect(await detect(server.url)).toMatchObject({ version: null, signIn: 'oauth1' });
  });

  test('takes WordPress answering ?rest_route= below any page for no sign of plain permalinks', async () => {
    const server = await storeThat(({ query, home }) => (query.has('rest_route') ? index(home) : undefined));
    expect(await detect(`${server.url}/shop/`)).toMatchObject({ url: server.url });
  });

  const failures: [string, string, (asked: Asked) => Scripted | undefined][] = [
    ['no WordPress', 'store.not_wordpress', () => ({ status: 404, text: 'nothing' })],
    ['a page at every address', 'store.html_answer', () => ({ text: '<html><body>Welcome</body></html>' })],
    ['JSON of something else', 'store.not_wordpress', () => ({ json: { hello: 'world' } })],
    [
      'no WooCommerce',
      'store.no_woocommerce',
      ({ home }) => ({ json: { name: 'Blog', home, namespaces: ['wp/v2'] } }),
    ],
    [
      'plain permalinks',
      'store.plain_permalinks',
      ({ query, home }) => (query.has('rest_route') ? index(home) : { text: '<html>home page</html>' }),
    ],
    ['REST switched off', 'store.rest_off', () => wordPressError(401, 'rest_cannot_access')],
    ['REST behind a firewall', 'store.blocked', () => ({ status: 403, text: '<html>Forbidden</html>' })],
    [
      'a redirect to https',
      'store.redirect',
      ({ path }) => ({ status: 301, headers: { Location: `https://www.shop.example${path}` } }),
    ],
    ['another address', 'store.other_address', () => index('https://www.shop.example')],
    ['an address that is none', 'store.other_address', () => index('nonsense')],
  ];
  test.each(failures)('%s', async (_name, code, answer) => {
    const server = await storeThat(answer);
    await expect(detect(`${server.url}/shop`)).rejects.toMatchObject({
      code,
      hint: expect.stringMatching(/.{20}/) as string,
    });
    // Whatever went wrong before the store was known, no key was sent there.
    expect(server.heard.join()).not.toContain('consumer_key');
  });

  test('names the address behind a redirect as the remedy', async () => {
    const server = await storeThat(() => ({
      status: 301,
      headers: { Location: 'https://www.shop.example/wp-json/?a=1' },
    }));
    await expect(detect(server.url)).rejects.toMatchObject({
      hint: 'Give https://www.shop.example as the address of the store.',
    });
  });

  test('keys the wrong way round are noticed before anything is sent', async () => {
    const swapped = { consumerKey: keys.consumerSecret, consumerSecret: keys.consumerKey };
    await expect(detectStore('http://127.0.0.1:9', swapped)).rejects.toMatchObject({
      code: 'store.keys_swapped',
    });
  });
});

describe('why keys are refused, in a language nobody here reads', () => {
  const AUTHENTICATION = 'woocommerce_rest_authentication_error';
  const refuse = (message: string, headers = {}) => ({
    ...wordPressError(401, AUTHENTICATION, message),
    headers,
  });
  const isApi = ({ path }: Asked) => path.includes('/wc/v3/');

  test('an unknown key: a made-up one is refused in the same words', async () => {
    const server = await storeThat((asked) => (isApi(asked) ? refuse('キーが無効です') : undefined));
    await expect(detect(server.url)).rejects.toMatchObject({ code: 'store.wrong_key' });
  });

  test('a wrong secret: a made-up key is refused in other words', async () => {
    const server = await storeThat((asked) => {
      if (!isApi(asked)) return undefined;
      return refuse(
        asked.query.get('oauth_consumer_key') === keys.consumerKey ? '署名が無効です' : 'キーが無効です',
      );
    });
    await expect(detect(server.url)).rejects.toMatchObject({ code: 'store.wrong_secret' });
  });

  test('a key that may not read: OPTIONS needs no permission', async () => {
    const server = await storeThat((asked) => {
      if (!isApi(asked)) return undefined;
      return asked.method === 'OPTIONS' ? { json: { namespace: 'wc/v3' } } : refuse('権限がありません');
    });
    await expect(detect(server.url)).rejects.toMatchObject({ code: 'store.key_write_only' });
  });

  test('a host that answers OPTIONS by itself proves nothing', async () => {
    const server = await storeThat((asked) => {
      if (!isApi(asked)) return undefined;
      return asked.method === 'OPTIONS' ? { status: 200, text: '' } : refuse('権限がありません');
    });
    await expect(detect(server.url)).rejects.toMatchObject({ code: 'store.key_refused' });
  });

  test('a wrong clock: a signature in the time of the store is accepted', async () => {
    const theirs = () => Math.floor(Date.now() / 1000);
    const store = (asked: Asked): Scripted | undefined => {
      if (!isApi(asked)) return undefined;
      const headers = { Date: new Date(theirs() * 1000).toUTCString() };
      if (asked.query.get('oauth_consumer_key') !== keys.consumerKey)
        return refuse('キーが無効です', headers);
      const off = Math.abs(Number(asked.query.get('oauth_timestamp')) - theirs());
      if (off > 900) return refuse('時刻が無効です', headers);
      return asked.method === 'OPTIONS' ? { json: { namespace: 'wc/v3' }, headers } : undefined;
    };
    const server = await storeThat(store);
    await expect(detect(server.url, 3_600_000)).rejects.toMatchObject({
      code: 'store.clock_wrong',
      message: expect.stringContaining('60 minutes') as string,
    });
    expect(await detect(server.url, 600_000)).toMatchObject({ signIn: 'oauth1' });
  });

  test('WordPress does not see that https was used: it knows the key and ignores it', async () => {
    const tls = makeCertificate();
    const caFile = join(folder, 'ca.pem');
    writeFileSync(caFile, tls.cert);
    let known = true;
    const server: ScriptedServer = await startScript((request) => {
      const asked = new URL(request.url ?? '', server.url);
      if (asked.pathname === '/wp-json/') return index(server.url);
      const key = asked.searchParams.get('oauth_consumer_key');
      if (key === null) return wordPressError(401, 'woocommerce_rest_cannot_view', '権限がありません');
      return refuse(known && key === keys.consumerKey ? '署名が無効です' : 'キーが無効です');
    }, tls);
    open.push(server);
    const attempt = () => detectStore(server.url, keys, { caFile });
    await expect(attempt()).rejects.toMatchObject({ code: 'store.https_not_seen' });
    known = false;
    await expect(attempt()).rejects.toMatchObject({ code: 'store.wrong_key' });
  });

  test('a user without rights', async () => {
    const server = await storeThat((asked) =>
      isApi(asked) ? wordPressError(403, 'woocommerce_rest_cannot_view', '権限がありません') : undefined,
    );
    await expect(detect(server.url)).rejects.toMatchObject({ code: 'store.no_rights' });
  });

  test('a key that WordPress takes for the name of a user', async () => {
    const server = await storeThat((asked) =>
      isApi(asked) ? wordPressError(401, 'invalid_username') : undefined,
    );
    await expect(detect(server.url)).rejects.toMatchObject({ code: 'store.wrong_key' });
  });

  test('a plugin that guards the API is not mistaken for a wrong key', async () => {
    const server = await storeThat((asked) =>
      isApi(asked) ? wordPressError(403, 'rest_forbidden') : undefined,
    );
    await expect(detect(server.url)).rejects.toMatchObject({ code: 'store.rest_off' });
  });

  test('the refusal stands when the store falls silent before its cause is found', async () => {
    const server = await storeThat((asked) => {
      if (!isApi(asked)) return undefined;
      return asked.method === 'OPTIONS' ? { status: 503, text: 'busy' } : refuse('x');
    });
    await expect(detect(server.url)).rejects.toMatchObject({ code: 'store.key_refused' });
  });
});
