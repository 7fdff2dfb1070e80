import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_FAILURES } from '../../src/accounts/throttle.ts';
import { composeServices } from '../../src/compose.ts';
import { openDatabase } from '../../src/database/open.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { PASSWORD, startApi, type ApiRig } from './api-rig.ts';

let api: ApiRig;
beforeEach(async () => {
  api = await startApi();
});
afterEach(() => api.close());

const HOUR = 3_600_000;

describe('the first user', () => {
  it('is made through the link, once, as an administrator', async () => {
    expect((await api.admin.ask('GET', '/setup')).json).toEqual({ needed: true });
    const answer = await api.admin.ask('POST', '/setup', {
      link: api.link,
      login: 'anna',
      password: PASSWORD,
    });
    expect(answer.status).toBe(201);
    expect(answer.json).toMatchObject({ login: 'anna', role: 'admin' });
    expect((await api.admin.ask('GET', '/setup')).json).toEqual({ needed: false });
    const again = await api
      .client()
      .ask('POST', '/setup', { link: api.link, login: 'eve', password: PASSWORD });
    expect([again.status, again.json['code']]).toEqual([410, 'account.setup_link']);
  });

  it('may choose another password when the first one was too short', async () => {
    const short = await api.admin.ask('POST', '/setup', { link: api.link, login: 'anna', password: 'short' });
    expect([short.status, short.json['code']]).toEqual([422, 'user.password']);
    await api.setUp();
  });

  it('may type the login once more, too', async () => {
    const odd = await api.admin.ask('POST', '/setup', { link: api.link, login: 'a b', password: PASSWORD });
    expect(odd.json['code']).toBe('user.login');
    await api.setUp();
  });

  it('is not made through a link that has expired or was made up', async () => {
    const madeUp = await api.admin.ask('POST', '/setup', { link: 'x', login: 'anna', password: PASSWORD });
    expect(madeUp.status).toBe(410);
    api.time.now = new Date(api.time.now.getTime() + 25 * HOUR);
    const late = await api.admin.ask('POST', '/setup', { link: api.link, login: 'anna', password: PASSWORD });
    expect(late.status).toBe(410);
  });
});

describe('sessions', () => {
  beforeEach(() => api.setUp());

  it('begin with login and password, whatever the case of the login, and end by signing out', async () => {
    const browser = api.client();
    const answer = await browser.ask('POST', '/session', { login: 'ANNA', password: PASSWORD });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/u);
    expect((await browser.ask('GET', '/session')).json).toMatchObject({
      ...{ kind: 'user', name: 'anna', may: { operate: true, administer: true } },
    });
    expect((await browser.ask('DELETE', '/session')).status).toBe(200);
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await api.client().ask('GET', '/session', undefined, { cookie })).status).toBe(401);
  });

  it('do not begin with a wrong password, an unknown login, or for a disabled user, in the same words', async () => {
    await api.signIn('bert', 'viewer');
    await api.admin.ask('PATCH', '/users/bert', { disabled: true });
    const answers = await Promise.all([
      api.client().ask('POST', '/session', { login: 'anna', password: 'wrong' }),
      api.client().ask('POST', '/session', { login: 'nobody', password: PASSWORD }),
      api.client().ask('POST', '/session', { login: 'bert', password: PASSWORD }),
    ]);
    for (const { status, json } of answers)
      expect([status, json['code'], json['detail']]).toEqual([
        ...[401, 'account.sign_in', 'Login or password is not correct.'],
      ]);
  });

  it('are refused for a while after too many wrong passwords, the right one included', async () => {
    for (let tries = 0; tries < MAX_FAILURES.pair; tries++)
      await api.client().ask('POST', '/session', { login: 'anna', password: `wrong ${tries}` });
    const answer = await api.client().ask('POST', '/session', { login: 'anna', password: PASSWORD });
    expect([answer.status, answer.json['code']]).toEqual([429, 'account.throttled']);
  });

  it('are refused to many guesses at once, too, and to each address by itself', async () => {
    const proxied = await startApi({ behindProxy: true });
    await proxied.setUp();
    const ask = (password: string, address: string) =>
      proxied.client().ask('POST', '/session', { login: 'anna', password }, { 'x-forwarded-for': address });
    const guesses = await Promise.all(Array.from({ length: 25 }, (_, at) => ask(`guess ${at}`, '192.0.2.1')));
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(MAX_FAILURES.pair);
    expect((await ask(PASSWORD, '192.0.2.1')).status).toBe(429);
    // Whoever knows a login cannot keep its owner out.
    expect((await ask(PASSWORD, '192.0.2.2')).status).toBe(201);
    // An IPv6 network counts as one address.
    const network = await Promise.all(
      Array.from({ length: 25 }, (_, at) => ask(`guess ${at}`, `2001:db8:1:2::${at.toString(16)}`)),
    );
    expect(network.filter(({ status }) => status === 401)).toHaveLength(MAX_FAILURES.pair);
    expect((await ask(PASSWORD, '2001:db8:1:3::1')).status).toBe(201);
    await proxied.close();
  });

  it('begin anew in a browser that has one, without a CSRF token, and end the one before', async () => {
    const cookie = api.admin.cookie();
    const answer = await api
      .client()
      .ask('POST', '/session', { login: 'anna', password: PASSWORD }, { cookie });
    expect(answer.status).toBe(201);
    expect((await api.client().ask('GET', '/session', undefined, { cookie })).status).toBe(401);
  });

  it('end when nobody uses them, and after a week in any case', async () => {
    api.time.now = new Date(api.time.now.getTime() + 13 * HOUR);
    expect((await api.admin.ask('GET', '/session')).status).toBe(401);
    const browser = api.client();
    await browser.ask('POST', '/session', { login: 'anna', password: PASSWORD });
    for (let half = 0; half < 14; half++) {
      api.time.now = new Date(api.time.now.getTime() + 11.9 * HOUR);
      expect((await browser.ask('GET', '/session')).status, `after ${half} half days`).toBe(200);
    }
    api.time.now = new Date(api.time.now.getTime() + 11.9 * HOUR);
    expect((await browser.ask('GET', '/session')).status).toBe(401);
  });

  it('write only with the CSRF token, and only for a page of this server', async () => {
    const body = { login: 'carl', password: PASSWORD, role: 'viewer' };
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'http://localhost:9999' },
      { 'sec-fetch-site': 'cross-site' },
    ] as Record<string, string>[]) {
      const answer = await api.admin.ask('POST', '/users', body, headers);
      expect([answer.status, answer.json['code']], JSON.stringify(headers)).toEqual([403, 'account.origin']);
    }
    api.admin.forgetCsrf();
    const bare = await api.admin.ask('POST', '/users', body);
    expect([bare.status, bare.json['code']]).toEqual([403, 'account.csrf']);
    expect(await api.accounts.tables.users.findByLogin('carl')).toBeNull();
    await api.admin.ask('GET', '/session');
  });

  it('of others end when a password changes, one’s own stays', async () => {
    const other = api.client();
    await other.ask('POST', '/session', { login: 'anna', password: PASSWORD });
    const wrong = await api.admin.ask('POST', '/session/password', {
      current: 'x',
      next: 'another long one!',
    });
    expect(wrong.json['code']).toBe('account.wrong_password');
    const right = await api.admin.ask('POST', '/session/password', {
      current: PASSWORD,
      next: 'another long password',
    });
    expect(right.status).toBe(200);
    expect((await other.ask('GET', '/session')).status).toBe(401);
    expect((await api.admin.ask('GET', '/session')).status).toBe(200);
  });

  it('do not begin with a text without end', async () => {
    const ask = (length: number) =>
      api.client().ask('POST', '/session', { login: 'anna', password: 'x'.repeat(length) });
    expect((await ask(1_000)).json['code']).toBe('account.sign_in');
    expect((await ask(5_000)).json['code']).toBe('request.invalid');
    const odd = await api.client().ask('POST', '/session', { login: 'a\0', password: 'x' });
    expect(odd.json['code']).toBe('request.invalid');
  });
});

describe('roles', () => {
  beforeEach(() => api.setUp());

  it('a viewer sees and changes nothing; an operator may sync and not pair; nobody without a sign-in sees anything', async () => {
    const viewer = await api.signIn('vera', 'viewer');
    const operator = await api.signIn('otto', 'operator');
    expect((await viewer.ask('GET', '/backends')).status).toBe(200);
    expect((await operator.ask('GET', '/backends')).status).toBe(200);
    const sync = { kind: 'sync' };
    expect((await viewer.ask('POST', '/backends/shop/runs', sync)).status).toBe(403);
    expect((await operator.ask('POST', '/backends/shop/runs', sync)).status).toBe(404);
    const stranger = api.client();
    for (const path of [
      '/backends',
      '/status',
      '/runs',
      '/runs/1',
      '/session',
      '/events',
      '/users',
      '/doctor',
    ])
      expect((await stranger.ask('GET', path)).status, path).toBe(401);
  });

  /** Every route that is not for everybody who is signed in, with a body that is right, and who may. */
  const backend = {
    name: 'x',
    storeUrl: 'x',
    odooUrl: 'x',
    odooDatabase: 'x',
    odooLogin: 'x',
    odooSecret: 'x',
  };
  const ODOO = { url: 'ftp://x', database: 'x', login: 'x', secret: 'x' };
  const ROUTES = [
    ['POST', '/backends', 'admin', { ...backend, consumerKey: 'x', consumerSecret: 'x' }],
    ['POST', '/connect/store/check', 'admin', { address: 'ftp://x' }],
    ['POST', '/connect/store/consent', 'admin', { address: 'ftp://x' }],
    ['GET', '/connect/store/consent/x', 'admin', undefined],
    ['DELETE', '/connect/store/consent/x', 'admin', undefined],
    ['POST', '/connect/odoo/check', 'admin', { address: 'ftp://x' }],
    ['POST', '/connect/odoo/sign-in', 'admin', ODOO],
    ['POST', '/odoo-app/status', 'admin', ODOO],
    ['POST', '/odoo-app/install', 'admin', ODOO],
    ['POST', '/odoo-app/upgrade', 'admin', ODOO],
    ['PATCH', '/backends/x', 'admin', { environment: 'staging' }],
    ['DELETE', '/backends/x', 'admin', undefined],
    ['GET', '/backends/x/take-back', 'admin', undefined],
    ['POST', '/backends/x/take-back', 'admin', undefined],
    ['POST', '/backends/x/test', 'operator', undefined],
    ['POST', '/backends/x/runs', 'operator', { kind: 'sync' }],
    ['PUT', '/backends/x/rows/state/x/choice', 'operator', { recordId: 1 }],
    [
      ...(['POST', '/backends/x/agreements/x/align', 'operator'] as const),
      { to: 'x', login: 'x', secret: 'x' },
    ],
    ['PUT', '/backends/x/rows/state/x/left', 'operator', undefined],
    ['DELETE', '/backends/x/rows/state/x/left', 'operator', undefined],
    ['POST', '/runs/1/apply', 'operator', undefined],
    ['POST', '/runs/1/discard', 'operator', undefined],
    ['POST', '/runs/1/stop', 'operator', undefined],
    ['POST', '/backends/x/proofs', 'operator', { kind: 'taxes' }],
    ['POST', '/proofs/1/stop', 'operator', undefined],
    ['GET', '/backends/x/replacements', 'operator', undefined],
    ['POST', '/backends/x/replacements', 'operator', undefined],
    ['PUT', '/backends/x/schedules/sync', 'operator', { everyMinutes: 5 }],
    ['DELETE', '/backends/x/schedules/sync', 'operator', undefined],
    ['GET', '/doctor', 'operator', undefined],
    ['GET', '/users', 'admin', undefined],
    ['POST', '/users', 'admin', { login: 'new', password: PASSWORD, role: 'viewer' }],
    ['PATCH', '/users/x', 'admin', { role: 'viewer' }],
    ['GET', '/tokens', 'admin', undefined],
    ['POST', '/tokens', 'admin', { name: 'new', scope: 'read' }],
    ['DELETE', '/tokens/x', 'admin', undefined],
    ['GET', '/audit', 'admin', undefined],
  ] as const;

  it('decide on every route that is not for all', async () => {
    const [viewer, operator] = [await api.signIn('vera', 'viewer'), await api.signIn('otto', 'operator')];
    for (const [method, path, role, body] of ROUTES) {
      const codes = [];
      for (const each of [viewer, operator, api.admin])
        codes.push((await each.ask(method, path, body)).json['code'] === 'account.not_allowed');
      expect(codes, `${method} ${path}`).toEqual([true, role === 'admin', false]);
    }
  });

  it('are asked for by every route of the description', async () => {
    const { json } = await api.admin.ask('GET', '/openapi.json');
    const listed = new Set<string>(ROUTES.map(([method, path]) => `${method} ${path}`));
    for (const [path, methods] of Object.entries(json['paths'] as Record<string, object>))
      for (const method of Object.keys(methods).map((each) => each.toUpperCase())) {
        const open = [
          ...['GET /setup', 'POST /setup', 'POST /session', 'POST /connect/store/keys/{token}'],
        ].includes(`${method} ${path}`);
        const filled = path
          .replace('{kind}', 'sync')
          .replace('{run}', '1')
          .replace('{proof}', '1')
          .replace('{type}', 'state')
          .replaceAll(/\{\w+\}/gu, 'x');
        const status = (await api.client().ask(method, filled)).status;
        expect(status === 401, `${method} ${path}`).toBe(!open);
        // What writes and is not in the table is for everybody who is signed in: one's own session, and questions.
        if (method !== 'GET' && !open && !listed.has(`${method} ${filled}`))
          expect(path).toMatch(/^\/session|\/(?:explain|resolve)$/u);
      }
  });

  it('change at once, and the last administrator stays one', async () => {
    const viewer = await api.signIn('vera', 'viewer');
    expect((await viewer.ask('GET', '/users')).status).toBe(403);
    await api.admin.ask('PATCH', '/users/vera', { role: 'admin' });
    expect((await viewer.ask('GET', '/users')).status).toBe(200);
    await api.admin.ask('PATCH', '/users/vera', { disabled: true });
    expect((await viewer.ask('GET', '/users')).status).toBe(401);
    for (const change of [{ role: 'viewer' }, { disabled: true }]) {
      const last = await api.admin.ask('PATCH', '/users/anna', change);
      expect([last.status, last.json['code']]).toEqual([409, 'user.last_admin']);
    }
  });

  it('a change of a user is made as a whole, or not at all', async () => {
    const before = await api.accounts.tables.users.findByLogin('anna');
    const refused = await api.admin.ask('PATCH', '/users/anna', {
      ...{ password: 'quite another password', role: 'viewer' },
    });
    expect(refused.json['code']).toBe('user.last_admin');
    expect(await api.accounts.tables.users.findByLogin('anna')).toEqual(before);
    expect((await api.admin.ask('GET', '/session')).status).toBe(200);
  });

  it('users have a name of their own and a password that is worth the name', async () => {
    const add = (login: string, password = PASSWORD) =>
      api.admin.ask('POST', '/users', { login, password, role: 'viewer' });
    expect((await add('Anna')).json['code']).toBe('user.exists');
    expect((await add('a b')).json['code']).toBe('user.login');
    expect((await add('')).json['code']).toBe('user.login');
    expect((await add('dora', 'aaaaaaaaaaaaaaaa')).json['code']).toBe('user.password');
    expect((await add('dora', 'dora dora dora dora')).json['code']).toBe('user.password');
    expect((await add('dora', 'x'.repeat(300))).json['code']).toBe('user.password');
  });
});

describe('tokens', () => {
  beforeEach(() => api.setUp());

  it('are shown once, do what their scope allows, and end when they are revoked', async () => {
    const make = async (scope: string) =>
      (await api.admin.ask('POST', '/tokens', { name: `a ${scope} one`, scope })).json;
    const [read, write] = [await make('read'), await make('write')];
    const [reader, writer] = [api.client(String(read['text'])), api.client(String(write['text']))];
    expect((await reader.ask('GET', '/backends')).status).toBe(200);
    expect((await reader.ask('POST', '/backends/x/runs', {})).status).toBe(403);
    expect((await writer.ask('POST', '/backends/x/runs', {})).status).toBe(404);
    expect((await writer.ask('GET', '/users')).status).toBe(403);
    const listed = await api.admin.ask('GET', '/tokens');
    expect(listed.text).not.toContain(String(read['text']));
    expect(listed.text).toContain('"lastUsedAt":"2026-11-28T12:00:00.000Z"');
    const { id } = read['token'] as { id: string };
    expect((await api.admin.ask('DELETE', `/tokens/${id}`)).status).toBe(200);
    expect((await reader.ask('GET', '/backends')).json['code']).toBe('account.signed_out');
    expect((await api.admin.ask('DELETE', `/tokens/${id}`)).status).toBe(404);
  });

  it('have names of their own, and end with the right of who made them', async () => {
    const bert = await api.signIn('bert', 'admin');
    const made = await bert.ask('POST', '/tokens', { name: 'nightly', scope: 'write' });
    expect((await bert.ask('POST', '/tokens', { name: 'nightly', scope: 'read' })).json['code']).toBe(
      'token.exists',
    );
    const program = api.client(String(made.json['text']));
    expect((await program.ask('GET', '/backends')).status).toBe(200);
    await api.admin.ask('PATCH', '/users/bert', { role: 'operator' });
    expect((await program.ask('GET', '/backends')).status).toBe(401);
    const { text } = await api.admin.ask('GET', '/audit?limit=3');
    expect(text).toContain('nightly, made by bert');
  });

  it('that are wrong are refused, also beside a good cookie', async () => {
    const answer = await api.admin.ask('GET', '/backends', undefined, { authorization: 'Bearer woodoo_no' });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('and passwords are in no file of the database in the clear', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'woo-odoo-api-'));
    const database = await openDatabase(folder);
    const engine = createEngine(composeServices(database, {}));
    const stored = await startApi({}, { database, engine });
    await stored.setUp();
    const { json } = await stored.admin.ask('POST', '/tokens', { name: 'canary', scope: 'read' });
    const cookie = stored.admin.cookie().split('=')[1] ?? '';
    const secrets = [PASSWORD, String(json['text']), cookie, stored.link ?? ''];
    expect(secrets.every((secret) => secret.length > 20)).toBe(true);
    const files = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'latin1'));
    expect(files.join('')).toContain('argon2id');
    for (const secret of secrets) expect(files.join('')).not.toContain(secret);
    await stored.close();
    await engine.close();
    rmSync(folder, { recursive: true });
  });
});

describe('the audit list', () => {
  it('names who did what, the newest first, page by page', async () => {
    await api.setUp();
    await api.signIn('vera', 'viewer');
    await api.client().ask('POST', '/session', { login: 'vera', password: 'wrong' });
    const { json } = await api.admin.ask('GET', '/audit?limit=2');
    expect(json['items']).toMatchObject([
      { actor: 'user:vera', action: 'sign_in.refused' },
      { actor: 'user:vera', action: 'sign_in' },
    ]);
    const next = await api.admin.ask('GET', `/audit?limit=2&cursor=${String(json['nextCursor'])}`);
    expect(next.json['items']).toMatchObject([
      { actor: 'user:anna', action: 'user.add', detail: 'vera as viewer' },
      { actor: 'user:anna', action: 'sign_in' },
    ]);
  });
});
