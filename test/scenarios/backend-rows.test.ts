import { afterEach, describe, expect, it } from 'vitest';
import { installApp, rowOf, rowsOf } from '../testing/app-in-odoo.ts';
import { pair, startRig, type Rig } from '../testing/rig.ts';
import { ServiceRig, until } from '../testing/service-rig.ts';

let rig: Rig | undefined;
let served: ServiceRig | undefined;
afterEach(async () => {
  await served?.close();
  await rig?.close();
  [rig, served] = [undefined, undefined];
});

const quiet = () => undefined;

describe.each([17, 18, 19] as const)("a backend's row, Odoo %s", (series) => {
  it('is there with the backend, where the app was there before', async () => {
    rig = await startRig({ odoo: { series }, app: true });
    const { backend, odoo } = rig;
    const row = rowOf(odoo, 'x_woo_backend');
    expect(row).toMatchObject({
      ...{ x_uuid: backend.id, x_name: 'shop', x_store_url: backend.storeUrl, x_active: true },
      x_company_id: backend.odooCompanyId,
    });
    expect(backend.odooRowId).toBe(row.id);
    // And a sync neither makes it again nor reports it.
    const report = await rig.sync();
    expect(report.message).not.toContain('recreated');
    expect(rowsOf(odoo, 'x_woo_backend')).toHaveLength(1);
  });

  it('is made for every backend once the app comes after them', async () => {
    rig = await startRig({ odoo: { series } });
    const { backend, engine, odoo } = rig;
    expect(backend.odooRowId).toBeNull();
    const address = { url: `${odoo.url}/`, database: odoo.database };
    expect(await engine.makeRows(address, quiet)).toMatchObject([{ row: 'no_app' }]);
    installApp(odoo);
    expect(await engine.makeRows({ ...address, database: 'another' }, quiet)).toEqual([]);
    expect(await engine.makeRows(address, quiet)).toMatchObject([{ row: 'made' }]);
    expect(rowOf(odoo, 'x_woo_backend')).toMatchObject({ x_uuid: backend.id });
    expect(await engine.makeRows(address, quiet)).toMatchObject([{ row: 'there' }]);
    expect(rowsOf(odoo, 'x_woo_backend')).toHaveLength(1);
  });
});

describe('the running service', () => {
  it('makes the row of a backend when the app comes, without a sync and with one call until then', async () => {
    served = await ServiceRig.start({ app: false });
    const { odoo } = served.rig;
    await served.serve();
    await until(() => served?.events.some(({ event }) => event === 'polled') ?? false, 'the first question');
    odoo.control.reset();
    const polls = () => served?.events.filter(({ event }) => event === 'polled').length ?? 0;
    const before = polls();
    await until(() => polls() >= before + 2, 'two more questions');
    // It stays signed in: each asks for the app alone.
    expect(Object.keys(odoo.control.counts().by)).toEqual(['x_woo_app.search_read']);
    installApp(odoo);
    await until(() => rowsOf(odoo, 'x_woo_backend').length === 1, 'the row');
    served.press('sync');
    await served.answered();
    expect(await served.latest()).toMatchObject({ origin: 'odoo', requestNumber: 1 });
  });

  it('heals a row that is gone with the next question, and the next sync reports that', async () => {
    served = await ServiceRig.start();
    const { odoo } = served.rig;
    await served.serve();
    const old = served.row().id;
    odoo.control.unlink('x_woo_backend', [old]);
    const polled = served.events.length;
    await until(() => rowsOf(odoo, 'x_woo_backend').length === 1, 'the row');
    expect(served.events.slice(polled).filter(({ event }) => event === 'polled').length).toBeLessThanOrEqual(
      2,
    );
    served.press('sync');
    await served.answered();
    expect((await served.latest()).message).toContain('had been deleted and was recreated');
    expect(served.faults()).toEqual([]);
  });

  it('reports a row that Odoo refuses once, and goes on asking', async () => {
    served = await ServiceRig.start();
    const { odoo } = served.rig;
    const refusal = { name: 'odoo.exceptions.AccessError', message: 'Not you.', arguments: [], debug: '' };
    const body = {
      jsonrpc: '2.0',
      id: null,
      error: { code: 200, message: 'Odoo Server Error', data: refusal },
    };
    odoo.control.fault({
      only: { model: 'x_woo_backend', call: 'load' },
      action: { kind: 'status', status: 200, body },
      always: true,
    });
    odoo.control.unlink('x_woo_backend', [served.row().id]);
    await served.serve();
    await until(() => (served?.faults().length ?? 0) > 0, 'the fault');
    const polls = () => served?.events.filter((each) => each.event === 'polled' && each.answered).length ?? 0;
    const before = polls();
    await until(() => polls() >= before + 3, 'more questions');
    expect(served.faults()).toMatchObject([
      { where: 'creating the entry of the backend shop in Odoo', error: { code: 'app.backend_refused' } },
    ]);
    odoo.control.clearFaults();
  });
});

describe('adding a backend', () => {
  it('is saved although its row cannot be made, and the service or a sync makes it', async () => {
    rig = await startRig({ app: true });
    const { engine, odoo, woo } = rig;
    await engine.purgeBackend(rig.backend.id);
    odoo.control.unlink('x_woo_backend', [rowOf(odoo, 'x_woo_backend').id]);
    odoo.control.fault({
      only: { model: 'x_woo_backend', call: 'load' },
      action: { kind: 'cut' },
      always: true,
    });
    const added = await pair(engine, woo, odoo, {}, 'again');
    expect(await engine.getBackend('again')).toMatchObject({ id: added.id, odooRowId: null });
    odoo.control.clearFaults();
    const made = await engine.makeRows({ url: odoo.url, database: odoo.database }, quiet);
    expect(made).toMatchObject([{ backend: { id: added.id }, row: 'made' }]);
  });
});
