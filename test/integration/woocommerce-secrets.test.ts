import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Warning } from '../../src/core/log.ts';
import { openStore } from '../../src/woocommerce/client.ts';
import { detectStore } from '../../src/woocommerce/detect.ts';
import type { SignIn, InvalidTaxRate } from '../../src/woocommerce/port.ts';
import { makeCertificate } from '../testing/certificate.ts';
import { quickClock, startScript } from '../testing/scripted-server.ts';
import type { Scripted, ScriptedServer } from '../testing/scripted-server.ts';

const keys = { consumerKey: 'ck_CanaryKey/with+signs=', consumerSecret: 'cs_CanarySecret &with%signs' };
const FORBIDDEN = [
  keys.consumerKey,
  keys.consumerSecret,
  encodeURIComponent(keys.consumerKey),
  encodeURIComponent(keys.consumerSecret),
  Buffer.from(`${keys.consumerKey}:${keys.consumerSecret}`).toString('base64'),
  'Canary',
].map((text) => text.toLowerCase());

const folder = mkdtempSync(join(tmpdir(), 'woo-odoo-test-'));
const tls = makeCertificate();
const caFile = join(folder, 'ca.pem');
let secure: ScriptedServer;
let plain: ScriptedServer;
/** What the servers answer; `echo` is all that the request told them, in every form. */
let behaviour: (echo: string, asked: URL) => Scripted | 'hang' | 'cut';

beforeAll(async () => {
  writeFileSync(caFile, tls.cert);
  const script = (scheme: string) => (request: Parameters<Parameters<typeof startScript>[0]>[0]) => {
    const asked = new URL(request.url ?? '', `${scheme}://${request.headers.host ?? ''}`);
    const header = request.headers.authorization ?? '';
    const basic = Buffer.from(header.replace(/^Basic /, ''), 'base64').toString();
    const echo = `${request.url ?? ''} ${decodeURIComponent(request.url ?? '')} ${header} ${basic}`;
    const scripted = behaviour(echo, asked);
    if (scripted === 'cut') request.socket.destroy();
    return typeof scripted === 'string' ? undefined : scripted;
  };
  secure = await startScript(script('https'), tls);
  plain = await startScript(script('http'));
});
afterAll(async () => {
  await Promise.all([secure.close(), plain.close()]);
  rmSync(folder, { recursive: true });
});

/** Everything a log could make of an error: texts, stack, causes, JSON, and all properties however deep and hidden. */
function everything(thrown: unknown): string {
  const { message, stack, hint, cause } = thrown as Error & { hint?: string };
  return [
    String(thrown),
    message,
    stack,
    hint,
    inspect(cause, { depth: 20, showHidden: true }),
    JSON.stringify(thrown),
    inspect(thrown, { depth: 20, showHidden: true }),
  ].join('\n');
}

function expectNoSecret(text: string): void {
  for (const form of FORBIDDEN) expect(text.toLowerCase()).not.toContain(form);
}

const error = (status: number, code: string, message: string): Scripted => ({
  status,
  json: { code, message, data: { status } },
});

const BEHAVIOURS: Record<string, (echo: string, asked: URL) => Scripted | 'hang' | 'cut'> = {
  'a page that echoes': (echo) => ({ text: `<html>${echo}</html>` }),
  'a page that echoes at the cut': (echo) => ({ text: `<html>${'.'.repeat(95)}${echo}</html>` }),
  'words that echo': (echo) => ({ text: echo }),
  'cut JSON that echoes': (echo) => ({ text: `{"a":"${echo}` }),
  'noise that echoes': (echo) => ({ text: `<b>${echo}</b>\n[]` }),
  'another shape that echoes': (echo) => ({ json: { [echo]: echo } }),
  'a wrong value that echoes': (echo) => ({ json: [{ code: 'US', name: 1, states: echo }] }),
  'a redirect that keeps the query': (_, asked) => ({
    status: 301,
    headers: { Location: `https://www.shop.example${asked.pathname}${asked.search}` },
  }),
  'a redirect with keys in the path': () => ({
    status: 302,
    headers: { Location: `/login/${encodeURIComponent(keys.consumerSecret)}/` },
  }),
  'no such route': (echo) => error(404, 'rest_no_route', echo),
  'a bad parameter': (echo) => error(400, 'rest_invalid_param', `${'.'.repeat(180)}${echo}`),
  'a code that echoes': (echo) => error(400, echo.slice(0, 190), echo),
  'switched off': (echo) => error(401, 'rest_cannot_access', echo),
  'refused keys': (echo) => error(401, 'woocommerce_rest_authentication_error', echo),
  'ignored keys': (echo) => error(401, 'woocommerce_rest_cannot_view', echo),
  'no rights': (echo) => error(403, 'woocommerce_rest_cannot_view', echo),
  'a broken store': (echo) => error(500, 'internal_server_error', `<p>${echo}</p>`),
  'a busy store': (echo) => ({ status: 429, text: echo, headers: { 'Retry-After': '1' } }),
  'a firewall': (echo) => ({ status: 403, text: echo }),
  'too much': (echo) => ({ text: echo.repeat(2_000) }),
  'a cut connection': () => 'cut',
  silence: () => 'hang',
};

describe.each(Object.keys(BEHAVIOURS))('%s', (name) => {
  test.each<SignIn>(['basic', 'query', 'oauth1'])('%s', async (signIn) => {
    behaviour = BEHAVIOURS[name] ?? (() => 'cut');
    const warnings: Warning[] = [];
    const options = {
      clock: quickClock(),
      timeoutMs: 150,
      retries: 1,
      maxBytes: 100_000,
      warn: (warning: Warning) => warnings.push(warning),
    };
    const store = openStore(
      { url: (signIn === 'oauth1' ? plain : secure).url, signIn, keys, caFile },
      options,
    );
    const thrown: unknown[] = [];
    const faults: InvalidTaxRate[] = [];
    const rates = async () => void faults.push(...(await store.taxRates()).faults);
    for (const read of [() => store.countries(), () => store.taxClasses(), rates]) {
      await read().catch((caught: unknown) => thrown.push(caught));
    }
    await store.close();
    // Each of these answers is an error, except noise before an empty list, which is a warning, and a bad tax rate.
    expect(thrown.length + warnings.length + faults.length).toBeGreaterThanOrEqual(3);
    expectNoSecret(JSON.stringify(faults));
    for (const one of thrown) {
      expect(one).toMatchObject({
        name: 'ConnectorError',
        code: expect.stringMatching(/^store\./) as string,
      });
      expect((one as Error).cause).toBeUndefined();
      expectNoSecret(everything(one));
    }
    expectNoSecret(JSON.stringify(warnings));
  });

  test('while it is detected, from the index on', async () => {
    const index = (home: string): Scripted => ({ json: { name: 'x', home, namespaces: ['wc/v3'] } });
    for (const { url } of [secure, plain]) {
      behaviour = (echo, asked) =>
        asked.pathname === '/wp-json/' ? index(url) : (BEHAVIOURS[name]?.(echo, asked) ?? 'cut');
      const warnings: Warning[] = [];
      const options = { caFile, clock: quickClock(), timeoutMs: 150, retries: 0 };
      const thrown = await detectStore(url, keys, {
        ...options,
        warn: (warning) => warnings.push(warning),
      }).catch((caught: unknown) => caught);
      expectNoSecret(everything(thrown) + JSON.stringify(warnings));
    }
  });
});

test('the connection itself', async () => {
  const connections = [
    { url: 'http://127.0.0.1:9', signIn: 'oauth1' },
    { url: 'https://no-such-host.invalid', signIn: 'query' },
    { url: secure.url, signIn: 'query' },
    { url: plain.url.replace('http:', 'https:'), signIn: 'basic' },
    { url: plain.url, signIn: 'query' },
    { url: plain.url, signIn: 'basic' },
    { url: 'not an address', signIn: 'query' },
    { url: 'https://', signIn: 'oauth1' },
  ] as const;
  for (const connection of connections) {
    const store = openStore({ ...connection, keys }, { clock: quickClock(), retries: 0 });
    const thrown: unknown = await store.countries().catch((caught: unknown) => caught);
    expect(thrown).toBeInstanceOf(Error);
    expectNoSecret(everything(thrown));
    await store.close();
  }
});

test('a code of an error that is no name of one is not shown where an answer may contain secrets', async () => {
  const store = openStore(
    { url: secure.url, keys, signIn: 'basic', caFile },
    { clock: quickClock(), warn: () => undefined },
  );
  behaviour = () => error(403, 'Canary_of_a_gateway', 'Sorry.');
  const hidden = await store.paymentGateways().catch((thrown: unknown) => thrown);
  expectNoSecret(everything(hidden));
  behaviour = () => error(403, 'some_plugin_says_no', 'Canary');
  const shown = everything(await store.paymentGateways().catch((thrown: unknown) => thrown));
  expectNoSecret(shown);
  expect(shown).toContain('some_plugin_says_no');
  await store.close();
});
