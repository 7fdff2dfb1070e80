import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cell } from '../../src/server/api/csv.ts';
import { PASSWORD, startApi, type ApiRig } from './api-rig.ts';

let api: ApiRig;
beforeEach(async () => {
  api = await startApi({ publicUrl: 'https://sync.example', hostNames: ['sync.example'] });
});
afterEach(() => api.close());

describe('every answer', () => {
  it('carries headers that keep a browser from loading, framing and keeping it', async () => {
    const { headers } = await api.admin.ask('GET', '/setup');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    ['localhost:8080', 200],
    ['127.0.0.1:1234', 200],
    ['[::1]:8080', 200],
    ['sync.example', 200],
    ['192.168.1.5:8080', 200],
    ['[2001:db8::1]:8080', 200],
    ['evil.example', 421],
    ['1.2.3.4.evil.example', 421],
    ['localhost.evil.example:8080', 421],
    ['sync.example.evil.example', 421],
  ])('is given under our own names only: %s', async (host, status) => {
    expect((await api.admin.ask('GET', '/setup', undefined, { host })).status).toBe(status);
  });

  it('to an error is a problem document with code and remedy', async () => {
    const { status, headers, json } = await api.client().ask('GET', '/backends');
    expect([status, headers.get('content-type')]).toEqual([401, 'application/problem+json']);
    expect(json).toMatchObject({
      ...{ type: 'urn:woo-odoo:error:account.signed_out', status: 401, code: 'account.signed_out' },
      ...{ title: 'Sign-in needed', detail: 'You are not signed in.' },
      hint: expect.stringContaining('Sign in') as string,
    });
  });

  it('to an unforeseen error names a number of the log, and nothing else', async () => {
    await api.setUp();
    api.database.backends.list = () => Promise.reject(new Error('canary at 10.0.0.1'));
    const { status, text } = await api.admin.ask('GET', '/backends');
    expect(status).toBe(500);
    expect(text).not.toContain('canary');
    expect(api.faults).toHaveLength(1);
    expect(text).toContain(api.faults[0]?.id);
  });
});

describe('requests', () => {
  it('of strangers are not looked into', async () => {
    const answer = await api.client().ask('POST', '/backends', { nonsense: true });
    expect(answer.status).toBe(401);
  });

  it('that do not fit name the field', async () => {
    await api.setUp();
    const { status, json } = await api.admin.ask('POST', '/users', {
      login: 'x',
      password: 'y',
      role: 'king',
    });
    expect([status, json['code']]).toEqual([400, 'request.invalid']);
    expect(json['detail']).toContain('role');
  });

  it('that are no JSON, or too large, are refused', async () => {
    await api.setUp();
    const large = await api.admin.ask('POST', '/users', { login: 'x'.repeat(300_000) });
    expect([large.status, large.json['code']]).toEqual([413, 'request.too_large']);
    const odd = await api.app.request('/api/v1/session', {
      method: 'POST',
      headers: { host: 'localhost', 'content-type': 'application/json' },
      body: '{"login":',
    });
    expect(odd.status).toBe(400);
    expect(await odd.json()).toMatchObject({ code: 'request.invalid' });
  });

  it('for rows that no database has are refused as such', async () => {
    await api.setUp();
    for (const path of [
      '/runs/abc',
      '/runs/abc/operations.csv',
      '/runs/99999999999',
      '/runs?cursor=99999999999',
      '/backends/%00',
    ])
      expect([path, (await api.admin.ask('GET', path)).json['code']]).toEqual([path, 'request.invalid']);
    expect(api.faults).toEqual([]);
  });

  it('behind a proxy come from whom the proxy saw, and get a cookie for https', async () => {
    const proxied = await startApi({ behindProxy: true });
    await proxied.setUp();
    const answer = await proxied
      .client()
      .ask(
        'POST',
        '/session',
        { login: 'anna', password: PASSWORD },
        { 'x-forwarded-for': '1.1.1.1, 203.0.113.9', 'x-forwarded-proto': 'https' },
      );
    expect(answer.headers.get('set-cookie')).toContain('Secure');
    const [entry] = await proxied.accounts.tables.audit.list({ limit: 1 });
    expect(entry?.detail).toBe('from 203.0.113.9');
    await proxied.close();
  });
});

describe('/readyz', () => {
  it('shows strangers the state, and addresses to those who are signed in', async () => {
    await api.setUp();
    const ask = async (headers: Record<string, string> = {}) =>
      (await api.app.request('/readyz', { headers: { host: 'pod-7', ...headers } })).json();
    expect(await ask()).toEqual({
      ...{ ready: true, database: 'ok', stopping: false, leads: true, queue: { waiting: 0, active: 0 } },
    });
    expect(await ask({ cookie: api.admin.cookie() })).toMatchObject({ odoos: [] });
  });
});

describe('the figures', () => {
  it('need a sign-in or a token, unless they are open', async () => {
    const ask = (headers: Record<string, string> = {}) =>
      api.app.request('/metrics', { headers: { host: 'localhost', ...headers } });
    expect((await ask()).status).toBe(401);
    await api.setUp();
    expect((await ask({ cookie: api.admin.cookie() })).status).toBe(200);
    const { json } = await api.admin.ask('POST', '/tokens', { name: 'figures', scope: 'read' });
    expect((await ask({ authorization: `Bearer ${String(json['text'])}` })).status).toBe(200);
    const open = await startApi({ openMetrics: true });
    expect((await open.app.request('/metrics', { headers: { host: 'localhost' } })).status).toBe(200);
    await open.close();
  });
});

describe('the documentation', () => {
  it('does not grow, however often it is asked for', async () => {
    const sizes = [];
    for (let times = 0; times < 3; times++)
      sizes.push((await api.admin.ask('GET', '/openapi.json')).text.length);
    expect(new Set(sizes).size).toBe(1);
  });

  it('describes routes, and is a page that loads nothing from elsewhere', async () => {
    const { json } = await api.admin.ask('GET', '/openapi.json');
    expect(json['openapi']).toBe('3.1.0');
    expect(Object.keys(json['paths'] as object)).toEqual(
      expect.arrayContaining(['/session', '/backends/{backend}/runs', '/runs/{run}/operations', '/audit']),
    );
    const page = await api.admin.ask('GET', '/api/docs');
    expect(page.status).toBe(200);
    expect(page.text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//u);
    for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js', 'start.js'])
      expect((await api.admin.ask('GET', `/api/docs/${file}`)).status, file).toBe(200);
  });
});

describe('a cell of a CSV file', () => {
  it.each([
    ['Berlin', '"Berlin"'],
    ['say "hi"', '"say ""hi"""'],
    ['=HYPERLINK("http://evil.example")', '"\'=HYPERLINK(""http://evil.example"")"'],
    ['+1', '"\'+1"'],
    ['-1', '"\'-1"'],
    ['@x', '"\'@x"'],
    ['\tx', '"\'\tx"'],
    ['a=1', '"a=1"'],
    ['x;=1', '"x;\'=1"'],
    ['x\n=1', '"x\n\'=1"'],
    ['\uFF1D1', '"\'\uFF1D1"'],
  ])('is no formula: %j', (text, expected) => {
    expect(cell(text)).toBe(expected);
  });
});
