import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_FAILURES_PER_LOGIN } from '../../src/accounts/throttle.ts';
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
    for (let tries = 0; tries < MAX_FAILURES_PER_LOGIN; tries++)
      await api.client().ask('POST', '/session', { login: 'anna', password: `wrong ${tries}` });
    const answer = await api.client().ask('POST', '/session', { login: 'anna', password: PASSWORD });
    expect([answer.status, answer.json['code']]).toEqual([429, 'account.throttled']);
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

  it('cost the server no hash for texts without end', async () => {
    const long = 'x'.repeat(5_000);
    const answer = await api.client().ask('POST', '/session', { login: 'anna', password: long });
    expect(answer.status).toBe(401);
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
    for (const [method, path, body] of [
      ['POST', '/backends', {}],
      ['GET', '/users', undefined],
      ['GET', '/tokens', undefined],
      ['GET', '/audit', undefined],
    ] as const) {
      const status = (await operator.ask(method, path, body)).status;
      expect([400, 403], `${method} ${path}`).toContain(status);
    }
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

  it('that are wrong are refused, also beside a good cookie', async () => {
    const answer = await api.admin.ask('GET', '/backends', undefined, { authorization: 'Bearer woodoo_no' });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('and passwords are nowhere in the database in the clear', async () => {
    const { json } = await api.admin.ask('POST', '/tokens', { name: 'canary', scope: 'read' });
    const cookie = api.admin.cookie().split('=')[1] ?? '';
    const { users, tokens, audit } = api.accounts.tables;
    const found = JSON.stringify([
      await users.findByLogin('anna'),
      await tokens.list(),
      await audit.list({ limit: 100 }),
    ]);
    for (const secret of [PASSWORD, String(json['text']), cookie]) expect(found).not.toContain(secret);
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
