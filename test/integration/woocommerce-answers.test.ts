import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { Warning } from '../../src/core/log.ts';
import { openStore } from '../../src/woocommerce/client.ts';
import type { OpenStore, StoreOptions } from '../../src/woocommerce/client.ts';
import { makeCertificate } from '../testing/certificate.ts';
import { quickClock, startScript, wordPressError } from '../testing/scripted-server.ts';
import type { Script, ScriptedServer } from '../testing/scripted-server.ts';

const keys = { consumerKey: `ck_${'1'.repeat(40)}`, consumerSecret: `cs_${'2'.repeat(40)}` };
const folder = mkdtempSync(join(tmpdir(), 'woo-odoo-test-'));
const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function storeOf(
  script: Script,
  options: StoreOptions = {},
): Promise<{ store: OpenStore; server: ScriptedServer; warnings: Warning[]; slept: number[] }> {
  const server = await startScript(script);
  const warnings: Warning[] = [];
  const clock = quickClock();
  const store = openStore(
    { url: server.url, signIn: 'oauth1', keys },
    { clock, warn: (warning) => warnings.push(warning), ...options },
  );
  open.push(store, server);
  return { store, server, warnings, slept: clock.slept };
}

const COUNTRIES = [{ code: 'DE', name: 'Germany', states: [{ code: 'DE-BE', name: 'Berlin' }] }];
const LISTED = { countries: COUNTRIES, faults: [] };

describe('hostile text', () => {
  test('an error of 200,000 signs that begin a tag is read at once', async () => {
    const { store } = await storeOf(() => ({
      status: 403,
      json: { code: 'forbidden', message: '<'.repeat(200_000), data: { status: 403 } },
    }));
    const begun = process.threadCpuUsage();
    await expect(store.countries()).rejects.toMatchObject({
      code: expect.stringMatching(/^store\./u) as string,
    });
    // It took twelve seconds for half as many; another program on the machine does not count.
    expect(process.threadCpuUsage(begun).user / 1_000).toBeLessThan(3_000);
  });
});

describe('what is read', () => {
  test('asks for what it needs, signed, once', async () => {
    const { store, server } = await storeOf(() => ({ json: COUNTRIES }));
    expect(await store.countries()).toEqual(LISTED);
    expect(server.heard).toHaveLength(1);
    expect(server.heard[0]).toMatch(
      /^GET \/wp-json\/wc\/v3\/data\/countries\?_fields=code%2Cname%2Cstates&oauth_consumer_key=ck_1+&/,
    );
    expect(store.requests()).toBe(1);
  });

  test('pages by id', async () => {
    const { store, server } = await storeOf((request) => {
      const page = Number(new URL(request.url ?? '', 'http://x').searchParams.get('page'));
      const rates = Array.from({ length: page === 3 ? 50 : 100 }, (_, index) => ({
        ...{ country: 'US', state: '', postcodes: [], cities: [], rate: '1.0000', name: 'n', priority: 1 },
        ...{ compound: false, shipping: true, order: 0, class: 'standard', id: (page - 1) * 100 + index + 1 },
      }));
      return { json: rates, headers: { 'X-WP-Total': '250' } };
    });
    const { rates } = await store.taxRates();
    expect(rates.map(({ id }) => id)).toEqual(Array.from({ length: 250 }, (_, index) => index + 1));
    expect(server.heard).toHaveLength(3);
    expect(server.heard.every((line) => line.includes('orderby=id&order=asc&per_page=100&page='))).toBe(true);
  });

  test('keeps no more requests in flight than allowed', async () => {
    const waiting: ServerResponse[] = [];
    let most = 0;
    const { store } = await storeOf(
      (_, response) => {
        waiting.push(response);
        most = Math.max(most, waiting.length);
        // Three are answered together, a little later: a fourth that may fly beside them would be here by then.
        if (waiting.length === 3)
          setTimeout(() => {
            for (const one of waiting.splice(0)) one.writeHead(200).end(JSON.stringify(COUNTRIES));
          }, 20);
        return undefined;
      },
      { concurrency: 3 },
    );
    await Promise.all(Array.from({ length: 12 }, () => store.countries()));
    expect(most).toBe(3);
  });

  test('reads what stands behind a byte-order mark or PHP warnings, and reports the warnings', async () => {
    const noise =
      '<br />\n<b>Warning</b>: Undefined array key in <b>/srv/plugin.php</b> on line <b>3</b><br />\n';
    const { store, warnings } = await storeOf((_request, _response, count) => ({
      text: (count === 1 ? '\ufeff' : noise) + JSON.stringify(COUNTRIES),
    }));
    expect(await store.countries()).toEqual(LISTED);
    expect(warnings).toEqual([]);
    expect(await store.countries()).toEqual(LISTED);
    expect(warnings).toMatchObject([
      { code: 'store.noise', message: expect.stringContaining('Undefined array key') as string },
    ]);
  });
});

describe('what passes', () => {
  test.each([429, 500, 502, 503, 504])('a %d is asked again', async (status) => {
    const { store, slept, warnings } = await storeOf((_request, _response, count) =>
      count < 3 ? { status, text: '<html>Busy</html>' } : { json: COUNTRIES },
    );
    expect(await store.countries()).toEqual(LISTED);
    expect(store.requests()).toBe(3);
    expect(slept).toHaveLength(2);
    expect(warnings).toHaveLength(2);
  });

  test('a Retry-After is obeyed, in seconds and as a date', async () => {
    const now = new Date('2026-11-23T04:00:00Z');
    const headers = [
      { 'Retry-After': '20' },
      { 'Retry-After': new Date(now.getTime() + 40_000).toUTCString(), Date: now.toUTCString() },
    ];
    const { store, slept } = await storeOf((_request, _response, count) => {
      const given = headers[count - 1];
      return given === undefined ? { json: COUNTRIES } : { status: 429, headers: given, text: '' };
    });
    await store.countries();
    expect(slept).toEqual([20_000, 40_000]);
  });

  test('a Retry-After of an hour is reported and not waited for', async () => {
    const { store, slept } = await storeOf(() => ({
      status: 429,
      headers: { 'Retry-After': '3600' },
      text: '',
    }));
    await expect(store.countries()).rejects.toMatchObject({
      code: 'store.busy',
      message: expect.stringContaining('3600 s') as string,
      retryable: true,
    });
    expect(slept).toEqual([]);
  });

  test('a connection that is cut, before or within the answer, is asked again', async () => {
    const { store } = await storeOf((request, response, count) => {
      if (count === 1) request.socket.destroy();
      if (count === 2) {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('[{"code":"DE"', () => request.socket.destroy());
      }
      return count < 3 ? undefined : { json: COUNTRIES };
    });
    expect(await store.countries()).toEqual(LISTED);
    expect(store.requests()).toBe(3);
  });

  test('a silent store is a time-out', async () => {
    const { store } = await storeOf(() => undefined, { timeoutMs: 60, retries: 1 });
    await expect(store.countries()).rejects.toMatchObject({
      code: 'store.timeout',
      message: expect.stringContaining('0.06 s') as string,
    });
    expect(store.requests()).toBe(2);
  });

  test('so is one that stops within the answer', async () => {
    const { store } = await storeOf(
      (_, response) => {
        response.writeHead(200).write('[');
        return undefined;
      },
      { timeoutMs: 60, retries: 0 },
    );
    await expect(store.countries()).rejects.toMatchObject({ code: 'store.timeout' });
  });
});

describe('what is refused', () => {
  const cases: [string, Script, string, RegExp][] = [
    [
      'a page',
      () => ({ text: '<!DOCTYPE html><title>Coming soon</title>' }),
      'store.html_answer',
      /wc\/v3\/data\/countries answered a web page .*Coming soon/,
    ],
    ['nothing', () => ({ text: '' }), 'store.not_json', /an empty answer/],
    ['words', () => ({ text: 'No entry' }), 'store.not_json', /“No entry”/],
    ['cut JSON', () => ({ text: '[{"code":"DE","na' }), 'store.bad_json', /countries .*“\[{"code":"DE","na”/],
    ['another shape', () => ({ json: [{ code: 'DE' }] }), 'store.wrong_shape', /\[0\]\.name/],
    ['a firewall', () => ({ status: 403, text: '<html>Forbidden</html>' }), 'store.blocked', /\(403\)/],
    [
      'a password wall',
      () => ({ status: 401, text: 'x', headers: { 'WWW-Authenticate': 'Basic realm="staging"' } }),
      'store.password_wall',
      /asks for a user name/,
    ],
    ['a missing page', () => ({ status: 404, text: '<html>404</html>' }), 'store.not_found', /nothing at/],
    ['a missing route', () => wordPressError(404, 'rest_no_route'), 'store.no_route', /countries/],
    [
      'plain HTTP where TLS is spoken',
      () => ({ status: 400, text: '<html>' }),
      'store.needs_https',
      /encryption/,
    ],
    [
      'a redirect',
      () => ({
        status: 301,
        headers: { Location: 'https://www.shop.example/wp-json/wc/v3/x?oauth_nonce=1' },
      }),
      'store.redirect',
      /redirects to https:\/\/www\.shop\.example\/wp-json\/wc\/v3\/x\.$/,
    ],
    [
      'a switched-off API',
      () => wordPressError(401, 'rest_cannot_access'),
      'store.rest_off',
      /rest_cannot_access/,
    ],
    ['a bad parameter', () => wordPressError(400, 'rest_invalid_param'), 'store.refused_request', /\(400\)/],
    [
      'an error behind a lost status',
      () => ({ ...wordPressError(404, 'rest_no_route'), status: 200 }),
      'store.no_route',
      /countries/,
    ],
    ['a broken store', () => wordPressError(500, 'internal_server_error'), 'store.server_error', /\(500\)/],
  ];
  test.each(cases)('%s', async (_name, script, code, message) => {
    const { store } = await storeOf(script);
    const error: unknown = await store.countries().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) as string });
    expect((error as { hint: string }).hint.length).toBeGreaterThan(20);
  });

  test('an endless answer ends at the bound, also when it is packed', async () => {
    const bomb = gzipSync(Buffer.alloc(5_000_000, 0x20));
    const scripts: Script[] = [
      () => ({ text: ' '.repeat(200_000) }),
      (_, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
        return undefined;
      },
    ];
    for (const script of scripts) {
      const { store } = await storeOf(script, { maxBytes: 100_000 });
      await expect(store.countries()).rejects.toMatchObject({ code: 'store.too_large' });
      expect(store.requests()).toBe(1);
    }
  });

  test('a redirect is not followed', async () => {
    const { store, server } = await storeOf(() => ({ status: 302, headers: { Location: '/elsewhere' } }));
    await expect(store.countries()).rejects.toMatchObject({ code: 'store.redirect' });
    expect(server.heard).toHaveLength(1);
  });
});

describe('the connection', () => {
  test('a refused connection and an unknown host', async () => {
    const server = await startScript(() => ({ json: [] }));
    await server.close();
    const refused = openStore({ url: server.url, signIn: 'oauth1', keys }, { clock: quickClock() });
    await expect(refused.countries()).rejects.toMatchObject({ code: 'store.refused', retryable: true });
    expect(refused.requests()).toBe(4);
    const unknown = openStore({ url: 'http://no-such-host.invalid', signIn: 'oauth1', keys }, { retries: 0 });
    // Without any name server the machine reports it differently; both name the host.
    await expect(unknown.countries()).rejects.toMatchObject({
      code: expect.stringMatching(/^store\.(?:unknown_host|unreachable)$/) as string,
      message: expect.stringContaining('no-such-host.invalid') as string,
    });
    open.push(refused, unknown);
  });

  test('a certificate of its own is refused, and accepted with a CA file', async () => {
    const tls = makeCertificate();
    const server = await startScript(() => ({ json: COUNTRIES }), tls);
    const caFile = join(folder, 'ca.pem');
    writeFileSync(caFile, tls.cert);
    const connection = { url: server.url, signIn: 'basic', keys } as const;
    const without = openStore(connection, { clock: quickClock() });
    const withCa = openStore({ ...connection, caFile });
    open.push(without, withCa, server);
    await expect(without.countries()).rejects.toMatchObject({
      code: 'store.certificate_untrusted',
      hint: expect.stringContaining('CA file') as string,
    });
    expect(without.requests()).toBe(1);
    expect(server.heard).toEqual([]);
    expect(await withCa.countries()).toEqual(LISTED);
  });

  test.each([
    ['store.certificate_expired', { notAfter: new Date(Date.now() - 86_400_000) }],
    ['store.certificate_name', { hosts: ['other.example'] }],
  ])('%s', async (code, options) => {
    const tls = makeCertificate(options);
    const server = await startScript(() => ({ json: COUNTRIES }), tls);
    const caFile = join(folder, `${code}.pem`);
    writeFileSync(caFile, tls.cert);
    const store = openStore({ url: server.url, signIn: 'basic', keys, caFile });
    open.push(store, server);
    await expect(store.countries()).rejects.toMatchObject({ code });
  });

  test('https to a port that speaks http', async () => {
    const server = await startScript(() => ({ json: COUNTRIES }));
    const store = openStore({ url: server.url.replace('http:', 'https:'), signIn: 'basic', keys });
    open.push(store, server);
    await expect(store.countries()).rejects.toMatchObject({ code: 'store.tls' });
  });

  test('a CA file that is missing or no certificate', () => {
    const noise = join(folder, 'noise.pem');
    writeFileSync(noise, 'no certificate');
    for (const caFile of [noise, join(folder, 'missing.pem')]) {
      const connection = { url: 'https://shop.example', signIn: 'basic', keys, caFile } as const;
      expect(() => openStore(connection)).toThrow(
        expect.objectContaining({
          code: 'store.ca_file',
          message: expect.stringContaining(caFile) as string,
        }),
      );
    }
  });
});
