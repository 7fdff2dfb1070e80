import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { json2Protocol } from '../../src/odoo/rpc/json2.ts';
import { callService, jsonRpcProtocol } from '../../src/odoo/rpc/json-rpc.ts';
import { loadAnswer, readRefusal } from '../../src/odoo/load/load-answer.ts';
import type { Invocation, Protocol } from '../../src/odoo/rpc/protocol.ts';
import { createTransport } from '../../src/odoo/rpc/transport.ts';
import type { Transport } from '../../src/odoo/rpc/transport.ts';
import { parseSeries, readVersion } from '../../src/odoo/rpc/version.ts';
import { failure } from '../testing/odoo-connect.ts';
import { startServer } from '../testing/odoo-server.ts';
import type { AnsweringServer } from '../testing/odoo-server.ts';

const folder = process.env['RECORDED'];
if (folder === undefined) throw new Error('RECORDED names no folder with recorded answers.');
const SERIES = ['17.0', '18.0', '19.0'] as const;

const exchange = z.object({
  request: z.object({
    path: z.string(),
    body: z
      .object({ params: z.object({ service: z.string(), method: z.string(), args: z.array(z.unknown()) }) })
      .optional()
      .catch(undefined),
  }),
  status: z.number(),
  headers: z.record(z.string(), z.string()),
  body: z.unknown(),
});

function recorded(series: string, name: string): z.infer<typeof exchange> {
  const file = join(folder as string, 'odoo', series, 'wire', `${name}.json`);
  return exchange.parse(JSON.parse(readFileSync(file, 'utf8')));
}

const namesOf = (series: string, prefix: string) =>
  readdirSync(join(folder, 'odoo', series, 'wire'))
    .map((file) => file.replace(/\.json$/, ''))
    .filter((name) => name.startsWith(prefix));

const servers: AnsweringServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map(async (server) => server.close()));
});

/** A server that answers one recorded exchange to whatever is asked. */
async function replay(series: string, name: string): Promise<Transport> {
  const { status, headers, body } = recorded(series, name);
  const type = headers['Content-Type'] ?? '';
  const server = await startServer(() => ({
    status,
    headers: { 'content-type': type },
    ...(typeof body === 'string' && !type.includes('json') ? { text: body } : { json: body }),
  }));
  servers.push(server);
  return createTransport(server.url, { timeoutMs: 5_000, maxAnswerBytes: 1 << 24 });
}

const plain = (text: string) => text;
const invocation: Invocation = { model: 'res.country.state', method: 'load', context: {} };

async function jsonRpc(series: string, name: string): Promise<Protocol> {
  const access = { database: 'd', userId: 2, secret: 's' };
  return jsonRpcProtocol(await replay(series, `jsonrpc.${name}`), access, plain);
}

async function json2(name: string): Promise<Protocol> {
  return json2Protocol(await replay('19.0', `json2.${name}`), { database: 'd', apiKey: 'k' }, plain);
}

describe.each(SERIES)('recorded JSON-RPC of Odoo %s', (series) => {
  test('every envelope is read: a result, or an error with a code', async () => {
    const names = namesOf(series, 'jsonrpc.');
    expect(names.length).toBeGreaterThan(20);
    for (const name of names) {
      const failed = (recorded(series, name).body as { error?: unknown }).error !== undefined;
      const call = { service: 'object', method: 'execute_kw', args: [], doing: name } as const;
      const answer = callService(await replay(series, name), call, plain);
      if (failed) {
        expect((await failure(answer)).code, name).toMatch(/^odoo\.(?!bad_answer|not_json|server_error)/);
      } else {
        expect(await answer, name).not.toBeUndefined();
      }
    }
  });

  test('its version is read', async () => {
    const { version, series: number } = await readVersion(await replay(series, 'jsonrpc.version'), plain);
    expect(`${number}.0`).toBe(series);
    expect(version).toBe(series);
  });

  test.each([
    ['create_duplicate', 'odoo.validation', 'odoo.exceptions.ValidationError'],
    ['private_method', 'odoo.access_error', 'odoo.exceptions.AccessError'],
    ['unknown_model', 'odoo.user_error', 'odoo.exceptions.UserError'],
    ['unknown_method', 'odoo.missing_model', 'builtins.AttributeError'],
    ['unknown_field', 'odoo.wrong_call', 'builtins.ValueError'],
    ['load_unknown_column', 'odoo.wrong_call', undefined],
    ['authenticate_wrong_db', 'odoo.database_unavailable', 'psycopg2.OperationalError'],
  ])('%s is %s', async (name, code, fault) => {
    const error = await failure((await jsonRpc(series, name)).invoke(invocation));
    expect(error).toMatchObject({ code, ...(fault === undefined ? {} : { fault }) });
  });

  test('the sign-in is a number, a refused one is false', async () => {
    expect(await (await jsonRpc(series, 'authenticate')).invoke(invocation)).toBeTypeOf('number');
    expect(await (await jsonRpc(series, 'authenticate_wrong_password')).invoke(invocation)).toBe(false);
  });

  test('a load is accepted, and a refused one names the three bad rows of four', async () => {
    const good = loadAnswer.parse(await (await jsonRpc(series, 'load_create')).invoke(invocation));
    expect(good.ids).toHaveLength(2);
    const bad = loadAnswer.parse(await (await jsonRpc(series, 'load_errors')).invoke(invocation));
    expect(bad.ids).toBe(false);
    const { named } = readRefusal(bad.messages, 4);
    expect([...named.keys()].sort()).toEqual([1, 2, 3]);
    expect([...named.values()].every((words) => words.length > 10)).toBe(true);
  });

  test('what we send by position is what was sent to the real server', async () => {
    for (const [name, args] of [
      ['load_create', { fields: 0, data: 1 }],
      ['create_many', { vals_list: 0 }],
    ] as const) {
      const positional = (recorded(series, `jsonrpc.${name}`).request.body?.params.args[5] ??
        []) as unknown[];
      const server = await startServer(() => ({ json: { jsonrpc: '2.0', id: 1, result: true } }));
      servers.push(server);
      const transport = createTransport(server.url, { timeoutMs: 5_000, maxAnswerBytes: 1 << 24 });
      const protocol = jsonRpcProtocol(transport, { database: 'd', userId: 2, secret: 's' }, plain);
      const named = Object.fromEntries(Object.entries(args).map(([key, at]) => [key, positional[at]]));
      await protocol.invoke({ ...invocation, args: named, byPosition: true });
      const sent = server.requests[0]?.body as { params: { args: unknown[] } };
      expect(sent.params.args[5]).toEqual(positional);
    }
  });
});

describe('recorded JSON-2 of Odoo 19', () => {
  test.each([
    ['create_duplicate', 'odoo.validation'],
    ['private_method', 'odoo.access_error'],
    ['unknown_model', 'odoo.missing_model'],
    ['unknown_method', 'odoo.missing_model'],
    ['unknown_field', 'odoo.wrong_call'],
    ['wrong_key', 'odoo.access_denied'],
    ['no_key', 'odoo.wrong_call'],
    ['wrong_db', 'odoo.wrong_database'],
  ])('%s is %s', async (name, code) => {
    expect(await failure((await json2(name)).invoke(invocation))).toMatchObject({ code, retryable: false });
  });

  test('every other answer is passed on as it is', async () => {
    const names = namesOf('19.0', 'json2.').filter((name) => recorded('19.0', name).status === 200);
    expect(names.length).toBeGreaterThan(8);
    for (const name of names) {
      const answer = await (await json2(name.slice('json2.'.length))).invoke(invocation);
      expect(answer, name).toEqual(recorded('19.0', name).body);
    }
  });

  test('loads are read', () => {
    expect(loadAnswer.parse(recorded('19.0', 'json2.load').body).ids).toHaveLength(1);
    const bad = loadAnswer.parse(recorded('19.0', 'json2.load_errors').body);
    expect([...readRefusal(bad.messages, 1).named.keys()]).toEqual([0]);
  });

  test('the version route says the series', () => {
    const { version } = z.object({ version: z.string() }).parse(recorded('19.0', 'json2.version').body);
    expect(parseSeries(version)).toBe(19);
  });
});
