import { afterEach, expect, test } from 'vitest';
import { failure } from '../../test/testing/odoo-connect.ts';
import { DATABASE_UUID, startScriptedOdoo, startServer } from '../../test/testing/odoo-server.ts';
import type { AnsweringServer, Reply, ScriptedOdoo, SeenRequest } from '../../test/testing/odoo-server.ts';
import { openOdoo } from './open.ts';
import type { OpenOdooOptions } from './open.ts';
import type { OdooConnection } from './port.ts';

const open: AnsweringServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(async (server) => server.close()));
});

const KEY = 'k'.repeat(40);
const quick: OpenOdooOptions = { sleep: async () => Promise.resolve(), timeoutMs: 2_000 };

function connection(server: AnsweringServer, change: Partial<OdooConnection> = {}): OdooConnection {
  return { url: server.url, database: 'shop', login: 'connector', secret: 'pw', ...change };
}

async function scripted(script: ScriptedOdoo = {}): Promise<AnsweringServer> {
  const server = await startScriptedOdoo(script);
  open.push(server);
  return server;
}

async function serving(reply: (request: SeenRequest) => Reply): Promise<AnsweringServer> {
  const server = await startServer(reply);
  open.push(server);
  return server;
}

test.each(['17.0', '18.0', 'saas~18.2'])('series %s signs in by JSON-RPC in 4 calls', async (version) => {
  const server = await scripted({ version });
  const odoo = await openOdoo(connection(server), quick);
  expect(odoo.identity).toEqual({
    series: version === '17.0' ? 17 : 18,
    version,
    protocol: 'jsonrpc',
    database: 'shop',
    databaseUuid: DATABASE_UUID,
    userId: 7,
    login: 'connector',
    company: { id: 1, name: 'My Company' },
  });
  expect(odoo.calls()).toBe(4);
  expect(server.requests).toHaveLength(4);
});

test('series 19 signs in by JSON-2 with an API key, in 4 calls', async () => {
  const server = await scripted({ version: '19.0', apiKey: KEY });
  const odoo = await openOdoo(connection(server, { secret: KEY }), quick);
  expect(odoo.identity).toMatchObject({
    series: 19,
    protocol: 'json2',
    userId: 7,
    databaseUuid: DATABASE_UUID,
  });
  expect(odoo.calls()).toBe(4);
  expect(server.requests.at(-1)?.headers['x-odoo-database']).toBe('shop');
  // A kept connection that the server closes meanwhile would make a write look lost.
  expect(server.requests.map(({ headers }) => headers.connection)).toEqual(Array(4).fill('close'));
});

test('series 19 with a password falls back to JSON-RPC, in 5 calls, in 4 when remembered', async () => {
  const server = await scripted({ version: '19.0', apiKey: KEY });
  const odoo = await openOdoo(connection(server), quick);
  expect(odoo.identity.protocol).toBe('jsonrpc');
  expect(odoo.calls()).toBe(5);
  const again = await openOdoo(connection(server), { ...quick, protocol: odoo.identity.protocol });
  expect(again.calls()).toBe(4);
});

test('a password that cannot be a key is never put into a header', async () => {
  const server = await scripted({ version: '19.0', secret: 'пароль\n1' });
  const odoo = await openOdoo(connection(server, { secret: 'пароль\n1' }), quick);
  expect(odoo.identity.protocol).toBe('jsonrpc');
  expect(odoo.calls()).toBe(4);
});

test('a later series without JSON-RPC is found by its version route', async () => {
  const server = await scripted({
    apiKey: KEY,
    intercept: ({ path }) => {
      if (path === '/json/version')
        return { json: { version: '21.0', version_info: [21, 0, 0, 'final', 0, ''] } };
      return path === '/jsonrpc' ? { status: 404, text: '<title>404</title>' } : undefined;
    },
  });
  const odoo = await openOdoo(connection(server, { secret: KEY }), quick);
  expect(odoo.identity).toMatchObject({ series: 21, protocol: 'json2' });
  expect(odoo.calls()).toBe(5);
});

test('another company is read by name, one the user may not use is refused', async () => {
  const server = await scripted();
  const odoo = await openOdoo(connection(server, { companyId: 3 }), quick);
  expect(odoo.identity.company).toEqual({ id: 3, name: 'Branch' });
  expect(odoo.calls()).toBe(5);
  const error = await failure(openOdoo(connection(server, { companyId: 9 }), quick));
  expect(error).toMatchObject({ code: 'odoo.company_denied' });
  expect(error.message).toContain('1, 3');
});

test("a company that Odoo does not show is refused, instead of having the name of the user's own", async () => {
  const server = await scripted({
    model: ({ method, model }) => (`${model}.${method}` === 'res.company.read' ? { result: [] } : undefined),
  });
  const error = await failure(openOdoo(connection(server, { companyId: 3 }), quick));
  expect(error).toMatchObject({ code: 'odoo.company_denied' });
  expect(error.message).toContain('does not show company 3');
});

test('a branch is worked for together with the companies above it, which the user must be allowed', async () => {
  const contexts: unknown[] = [];
  const parents = { ids: [1, 3] };
  const server = await scripted({
    model: ({ context, ids, method, model }) => {
      contexts.push(context['allowed_company_ids']);
      const branch = { id: ids?.[0] ?? 0, name: 'Branch', parent_ids: parents.ids };
      return `${model}.${method}` === 'res.company.read' ? { result: [branch] } : undefined;
    },
  });
  const odoo = await openOdoo(connection(server, { companyId: 3 }), quick);
  expect(odoo.identity.company).toEqual({ id: 3, name: 'Branch' });
  expect(contexts.at(-1)).toEqual([3, 1]);
  parents.ids = [5, 3];
  const error = await failure(openOdoo(connection(server, { companyId: 3 }), quick));
  expect(error).toMatchObject({ code: 'odoo.company_denied' });
  expect(error.message).toContain('company 5 above it');
});

test.each([
  ['the parameter, for an administrator', DATABASE_UUID, DATABASE_UUID],
  ['nothing, for anybody else', null, null],
])('without the credits address the uuid is %s', async (_, parameter, expected) => {
  const server = await scripted({
    model: ({ model }) => {
      const refused = { raise: 'odoo.exceptions.AccessError', message: 'not allowed' };
      if (model === 'iap.account') return refused;
      if (model === 'ir.config_parameter') return parameter === null ? refused : { result: parameter };
      return undefined;
    },
  });
  const odoo = await openOdoo(connection(server), quick);
  expect(odoo.identity.databaseUuid).toBe(expected);
  expect(odoo.calls()).toBe(5);
});

test('the address of the credits page is not believed when it contains no uuid', async () => {
  const server = await scripted({
    model: ({ model }) =>
      model === 'iap.account' ? { result: 'http://x?dbuuid=<script>&service_name=x' } : undefined,
  });
  expect((await openOdoo(connection(server), quick)).identity.databaseUuid).toBeNull();
});

test.each([
  ['a wrong password', { secret: 'nope' }, 'odoo.sign_in_refused'],
  ['a wrong login', { login: 'nobody' }, 'odoo.sign_in_refused'],
  ['no login', { login: '' }, 'odoo.sign_in_refused'],
])('%s is refused with all it can be', async (_, change, code) => {
  const server = await scripted();
  const error = await failure(openOdoo(connection(server, change), quick));
  expect(error.code).toBe(code);
  expect(error.hint).toMatch(/login.*password.*expired/s);
  expect(server.requests.length).toBeLessThanOrEqual(2);
});

test('an expired API key on 19 is a refused sign-in', async () => {
  const server = await scripted({ version: '19.0', apiKey: KEY });
  expect(await failure(openOdoo(connection(server, { secret: 'x'.repeat(40) }), quick))).toMatchObject({
    code: 'odoo.sign_in_refused',
  });
  const keyOnly = connection(server, { secret: 'x'.repeat(40), login: '' });
  expect(await failure(openOdoo(keyOnly, quick))).toMatchObject({ code: 'odoo.sign_in_refused' });
});

test("another user's API key is refused by name", async () => {
  const server = await scripted({ version: '19.0', apiKey: KEY, login: 'someone' });
  const error = await failure(openOdoo(connection(server, { secret: KEY }), quick));
  expect(error).toMatchObject({ code: 'odoo.login_mismatch' });
  expect(error.message).toContain('"someone"');
});

const noDatabase = {
  jsonrpc: '2.0',
  id: 1,
  error: {
    code: 200,
    message: 'Odoo Server Error',
    data: { name: 'psycopg2.OperationalError', message: 'FATAL' },
  },
};

test.each([
  [
    '18.0',
    (request: SeenRequest) =>
      JSON.stringify(request.body).includes('authenticate') ? { json: noDatabase } : undefined,
  ],
  [
    '19.0',
    ({ path }: SeenRequest) =>
      path.startsWith('/json/2/') ? { status: 404, text: '<title>404 Not Found</title>' } : undefined,
  ],
])('a wrong database on %s is named, and not tried again', async (version, intercept) => {
  const server = await scripted({ version, intercept });
  const error = await failure(openOdoo(connection(server), quick));
  expect(error).toMatchObject({ code: 'odoo.wrong_database', retryable: false });
  expect(error.message).toContain('"shop"');
  expect(server.requests).toHaveLength(2);
});

test.each([
  ['another web site', { status: 404, text: '<!doctype html><title>Shop</title>' }, 'odoo.not_odoo'],
  ['a web site that answers everything', { text: '<!doctype html><title>Shop</title>' }, 'odoo.not_odoo'],
  ['another API', { json: { hello: 'world' } }, 'odoo.not_odoo'],
  [
    'a version nobody knows',
    { json: { jsonrpc: '2.0', id: 1, result: { server_version: 'master' } } },
    'odoo.not_odoo',
  ],
  ['an old Odoo', { json: { jsonrpc: '2.0', id: 1, result: { server_version: '16.0' } } }, 'odoo.too_old'],
  [
    'a database selector',
    { status: 303, text: '', headers: { location: '/web/database/selector' } },
    'odoo.database_selector',
  ],
  [
    'a redirect',
    { status: 301, text: '', headers: { location: 'https://www.example.com/jsonrpc' } },
    'odoo.redirected',
  ],
  ['a redirect to nowhere', { status: 301, text: '', headers: { location: 'http://[' } }, 'odoo.redirected'],
  ['a firewall', { status: 403, text: 'Forbidden' }, 'odoo.blocked'],
  ['a server that is down', { status: 502, text: '<h1>Bad Gateway</h1>' }, 'odoo.unavailable'],
])('%s is reported with its address and a remedy', async (_, reply, code) => {
  const server = await serving(() => reply);
  const error = await failure(openOdoo(connection(server), { ...quick, retries: 1 }));
  expect(error.code).toBe(code);
  expect(error.message).toContain(server.url);
  expect(error.hint).toBeTruthy();
});

test('the first characters of a page are shown', async () => {
  const server = await serving(() => ({ status: 404, text: `<title>Blog</title>\n${'x'.repeat(5_000)}` }));
  const error = await failure(openOdoo(connection(server), quick));
  expect(error.message).toContain('<title>Blog</title>');
  expect(error.message.length).toBeLessThan(400);
});

test.each([
  ['nothing at all', 'nothing'],
  ['ftp://example.com', 'ftp'],
  ['https://user:hunter2@example.com', 'hunter2'],
  ['https://example.com/?key=hunter2', 'hunter2'],
])('the address %s is refused without being repeated', async (url, secret) => {
  const error = await failure(openOdoo({ url, database: 'shop', login: 'a', secret: 'pw' }, quick));
  expect(error.code).toBe('odoo.bad_address');
  expect(error.message).not.toContain(secret);
});

test('a server that is not there is unreachable, and no request was sent', async () => {
  const server = await startServer(() => ({ json: null }));
  await server.close();
  const error = await failure(openOdoo(connection(server), { ...quick, retries: 2 }));
  expect(error).toMatchObject({ code: 'odoo.unreachable', retryable: true });
});

test('sign-in survives connections that break', async () => {
  let faults = 0;
  const server = await scripted({
    intercept: () =>
      faults++ % 2 === 0 ? { fault: faults % 4 === 1 ? 'before' : 'within', json: { a: 'b' } } : undefined,
  });
  const odoo = await openOdoo(connection(server), quick);
  expect(odoo.calls()).toBe(8);
  expect(server.requests).toHaveLength(8);
});

test('a missing or invalid CA file is named', async () => {
  const server = await scripted();
  for (const caFile of ['/no/such/ca.pem', import.meta.filename]) {
    const error = await failure(openOdoo(connection(server, { caFile }), quick));
    expect(error.code).toBe('odoo.ca_file');
    expect(error.message).toContain(caFile);
  }
  expect(server.requests).toHaveLength(0);
});
