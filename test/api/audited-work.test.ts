import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { ConnectorError } from '../../src/core/errors.ts';
import { startRig, type Rig } from '../testing/rig.ts';
import { startApi, type ApiRig } from './api-rig.ts';

/** What changes much in Odoo, and may end half done: it is in the audit list whatever its end. */
let rig: Rig;
let api: ApiRig;
beforeAll(async () => {
  rig = await startRig({ app: true });
  api = await startApi({}, rig);
  await api.setUp();
  expect((await rig.sync()).status).toBe('done');
});
afterAll(async () => {
  vi.restoreAllMocks();
  await api.close();
  await rig.close();
});

/** The entries since the last look, oldest first: action and detail. Those of a take-back name the backend. */
let seen = 0;
async function audited(): Promise<[string, string][]> {
  const entries = await rig.database.accounts.audit.list({ limit: 50 });
  const fresh = entries.filter(({ id }) => id > seen).reverse();
  seen = entries[0]?.id ?? seen;
  for (const { action, backendId } of fresh)
    if (action.startsWith('backend.take_back')) expect(backendId, action).toBe(rig.backend.id);
  return fresh.map(({ action, detail }) => [action, detail]);
}

// First: the other one takes the backend out of use for real.
it('a row in Odoo that could not be archived is reported with its reason', async () => {
  const away = new ConnectorError({ code: 'odoo.unreachable', message: 'Odoo is away.' });
  const backend = rig.backend;
  const plan = { archived: [], deleted: [], left: [], settled: [], staying: [], undone: [] };
  vi.spyOn(rig.engine, 'takeBack').mockResolvedValueOnce({
    ...{ backend, plan, runId: null, removed: { backend, row: away } },
  });
  const { json } = await api.admin.ask('POST', '/backends/shop/take-back');
  expect(json).toMatchObject({ row: 'failed', message: 'Odoo is away.' });
});

it('a take-back that fails is there with its cause, one that succeeds with its run', async () => {
  await audited();
  const path = '/backends/shop/take-back';
  rig.odoo.control.fault({ always: true, action: { kind: 'status', status: 404 } });
  const failed = await api.admin.ask('POST', path);
  rig.odoo.control.reset();
  const code = String(failed.json['code']);
  expect(code).toMatch(/^odoo\./u);
  expect(await audited()).toEqual([
    ['backend.take_back', 'shop'],
    ['backend.take_back.failed', `shop: ${code}`],
  ]);

  const take = vi.spyOn(rig.engine, 'takeBack').mockRejectedValueOnce(new TypeError('a key cs_canary'));
  expect((await api.admin.ask('POST', path)).status).toBe(500);
  expect(await audited()).toEqual([
    ['backend.take_back', 'shop'],
    ['backend.take_back.failed', 'shop: unforeseen error'],
  ]);

  // A process that ends in between leaves the entry of the beginning.
  let during: [string, string][] = [];
  take.mockRestore();
  const original = rig.engine.takeBack.bind(rig.engine);
  vi.spyOn(rig.engine, 'takeBack').mockImplementationOnce(async (name, onProgress) => {
    during = await audited();
    return original(name, onProgress);
  });
  const done = await api.admin.ask('POST', path);
  expect(done.status, done.text).toBe(200);
  expect(done.json).toMatchObject({ row: 'archived', message: null });
  expect(during).toEqual([['backend.take_back', 'shop']]);
  const [end] = await audited();
  expect(end?.[0]).toBe('backend.take_back.done');
  expect(end?.[1]).toMatch(/^shop: \d+ archived, (run \d+|no run)$/u);
});
