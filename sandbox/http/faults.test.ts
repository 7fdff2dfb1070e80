import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectControl, startOdoo, startStore } from '../index.ts';
import type { OdooControl, SandboxOdoo, SandboxStore } from '../index.ts';

const INDEX = '/wp-json/?_fields=name';
let store: SandboxStore;

beforeEach(async () => {
  store = await startStore();
});
afterEach(() => store.close());

const get = (ms = 10_000) => fetch(`${store.url}${INDEX}`, { signal: AbortSignal.timeout(ms) });

describe('faults', () => {
  it('strike the request they are set for, once', async () => {
    store.control.fault({ at: 2, action: { kind: 'status', status: 503, headers: { 'Retry-After': '7' } } });
    const replies = [await get(), await get(), await get()];
    expect(replies.map((reply) => reply.status)).toEqual([200, 503, 200]);
    expect(replies[1]?.headers.get('retry-after')).toBe('7');
    expect(store.control.log().map((entry) => entry.fault ?? 'none')).toEqual(['none', 'status', 'none']);
  });

  it('go on where they are set for always, and only where the filter fits', async () => {
    store.control.fault({ at: 2, always: true, only: { path: '/wp-json' }, action: { kind: 'html' } });
    await fetch(`${store.url}/elsewhere`);
    const texts = [await get(), await get(), await get()].map(async (reply) =>
      (await reply.text()).startsWith('<'),
    );
    expect(await Promise.all(texts)).toEqual([false, true, true]);
    store.control.clearFaults();
    expect((await get()).headers.get('content-type')).toContain('json');
  });

  it.each(['cut', 'hang', 'lostAnswer', 'hangAfter'] as const)(
    '%s leaves the client without an answer',
    async (kind) => {
      store.control.fault({ action: { kind } });
      const asked = get(500);
      await store.control.struck(1);
      await expect(asked).rejects.toThrow();
      expect(store.control.log()).toMatchObject([{ fault: kind, status: null }]);
      expect((await get()).status).toBe(200);
    },
  );

  it('damage what is answered', async () => {
    store.control.fault({ action: { kind: 'noise' } });
    store.control.fault({ at: 2, action: { kind: 'noise', text: '\ufeff' } });
    store.control.fault({ at: 3, action: { kind: 'truncate' } });
    const texts: string[] = [];
    for (let turn = 0; turn < 3; turn += 1)
      texts.push(Buffer.from(await (await get()).arrayBuffer()).toString());
    expect(texts[0]).toMatch(/^<br \/>[\s\S]*\{"name"/);
    expect(texts[1]).toMatch(/^\ufeff\{/);
    expect(() => JSON.parse(texts[2] ?? '') as unknown).toThrow();
  });

  it('delay', async () => {
    store.control.fault({ action: { kind: 'delay', ms: 120 } });
    const started = performance.now();
    await get();
    expect(performance.now() - started).toBeGreaterThan(100);
  });
});

describe('a write whose answer is lost', () => {
  let odoo: SandboxOdoo;
  beforeEach(async () => {
    odoo = await startOdoo();
  });
  afterEach(() => odoo.close());

  it.each([
    ['lostAnswer', 1],
    ['cut', 0],
  ] as const)('%s: %i record is there', async (kind, there) => {
    odoo.control.fault({ only: { model: 'res.country.state', call: 'load' }, action: { kind } });
    const args = [
      'res.country.state',
      'load',
      [['id', 'name', 'code', 'country_id/.id'], [['x.a', 'A', 'QQ', '233']]],
      {},
    ];
    const body = {
      params: { service: 'object', method: 'execute_kw', args: [odoo.database, 6, 'connector', ...args] },
    };
    const sent = fetch(`${odoo.url}/jsonrpc`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    await expect(sent).rejects.toThrow();
    expect(odoo.control.records('res.country.state', [['code', '=', 'QQ']])).toHaveLength(there);
    expect(odoo.control.counts().writes).toBe(there);
  });
});

describe('the control from another process', () => {
  it('does what the one in this process does', async () => {
    const odoo = await startOdoo({ series: 17 });
    const remote = connectControl<OdooControl>(odoo.controlUrl);
    const [id] = await remote.create('res.country.state', [{ name: 'New', code: 'NEW', country_id: 233 }]);
    expect(odoo.control.records('res.country.state', [['code', '=', 'NEW']])).toMatchObject([{ id }]);
    await expect(remote.restore('never')).rejects.toThrow('no snapshot never');
    expect(await remote.counts()).toMatchObject({ total: 0 });
    await odoo.close();
  });

  it('offers its own methods and nothing else', async () => {
    const names = ['constructor', 'toString', '__proto__', 'traffic', 'nope'];
    const replies = await Promise.all(
      names.map((name) => fetch(`${store.controlUrl}/${name}`, { method: 'POST' })),
    );
    expect(replies.map((reply) => reply.status)).toEqual(names.map(() => 404));
    expect((await fetch(`${store.controlUrl}/reset`)).status).toBe(404);
  });
});
