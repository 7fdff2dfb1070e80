import { connect, type Socket } from 'node:net';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openStore } from '../../src/woocommerce/client.ts';
import { createTransport } from '../../src/odoo/rpc/transport.ts';
import { startScript, type ScriptedServer } from '../testing/scripted-server.ts';

const keys = { consumerKey: `ck_${'1'.repeat(40)}`, consumerSecret: `cs_${'2'.repeat(40)}` };
const ODOO = { timeoutMs: 5000, maxAnswerBytes: 10_000 };

/** A proxy that leads every name to one server on this machine, and remembers which names were asked for. */
describe('a proxy in the environment', () => {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const proxy = createServer();
  let server: ScriptedServer;
  let address: string;

  beforeAll(async () => {
    server = await startScript(() => ({ json: [] }));
    const port = Number(new URL(server.url).port);
    proxy.on('connect', (request, socket: Socket) => {
      asked.push(request.url ?? '');
      sockets.add(socket);
      if (request.url?.startsWith('closed.') === true) {
        socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
        return;
      }
      const upstream = connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        upstream.pipe(socket).pipe(upstream);
      });
      upstream.on('error', () => socket.destroy());
      socket.on('error', () => upstream.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    asked.length = 0;
  });
  afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
    await server.close();
  });

  it('is used for the store and for Odoo', async () => {
    vi.stubEnv('HTTP_PROXY', address);
    const store = openStore({ url: 'http://store.example', signIn: 'oauth1', keys });
    expect(await store.countries()).toEqual({ countries: [], faults: [] });
    await store.close();
    const odoo = createTransport('http://odoo.example:8069', ODOO);
    expect(await odoo.send({ path: '/jsonrpc', body: {} })).toMatchObject({ status: 200, json: [] });
    expect(asked).toEqual(['store.example:80', 'odoo.example:8069']);
  });

  it('is left out for this machine, and for the hosts of NO_PROXY', async () => {
    vi.stubEnv('HTTP_PROXY', address);
    vi.stubEnv('NO_PROXY', 'direct.invalid');
    const store = openStore({ url: server.url, signIn: 'oauth1', keys });
    expect(await store.countries()).toEqual({ countries: [], faults: [] });
    await store.close();
    const odoo = createTransport('http://direct.invalid', ODOO);
    await expect(odoo.send({ path: '/' })).rejects.toMatchObject({ code: 'odoo.unreachable' });
    expect(asked).toEqual([]);
  });

  it('is named when it does not let a request through', async () => {
    vi.stubEnv('HTTP_PROXY', address);
    const store = openStore({ url: 'http://closed.example', signIn: 'oauth1', keys }, { retries: 0 });
    await expect(store.countries()).rejects.toMatchObject({
      hint: expect.stringContaining('HTTP_PROXY') as string,
    });
    await store.close();
    const odoo = createTransport('http://closed.example', ODOO);
    await expect(odoo.send({ path: '/' })).rejects.toMatchObject({
      hint: expect.stringContaining('NO_PROXY') as string,
    });
  });
});
