import { describe, expect, it, onTestFinished } from 'vitest';
import { startOdoo, type SandboxOdoo } from '../../sandbox/index.ts';
import { NOT_DONE } from '../../src/core/cancellation.ts';
import { openOdoo } from '../../src/odoo/open.ts';
import type { AppRows, AppRowsResult, OdooApp, OdooWriter } from '../../src/odoo/port.ts';
import { appFile, installApp, PEOPLE, rowOf, rowsOf } from '../testing/app-in-odoo.ts';

interface Start {
  readonly odoo: SandboxOdoo;
  readonly client: OdooWriter;
  readonly app: OdooApp;
  readonly rowId: number;
  /** Writes with the lease of the run that has the backend. */
  readonly write: (...parts: AppRows[]) => Promise<readonly AppRowsResult[] | null>;
}

const LEASE = { token: 'run 1', leaseSeconds: 60 };

async function start(series: 17 | 18 | 19 = 18): Promise<Start> {
  const odoo = await startOdoo({ series });
  onTestFinished(() => odoo.close());
  installApp(odoo);
  const [rowId = 0] = odoo.control.create('x_woo_backend', [{ x_name: 'shop', x_uuid: 'one' }]);
  const { login, password } = odoo.users.connector;
  const client = await openOdoo({ url: odoo.url, database: odoo.database, login, secret: password });
  const access = await client.app();
  if (access.state !== 'ready') throw new Error(access.state);
  const { app } = access;
  await app.claim({ ...LEASE, rowId, installation: 'here', takeRequest: false });
  const write = (...parts: AppRows[]) => app.writeRows({ ...LEASE, rowId, progress: 'writing', parts });
  return { odoo, client, app, rowId, write };
}

const states = (...rows: string[][]): AppRows => ({
  model: 'x_woo_state',
  columns: ['x_name', 'x_code', 'x_country_code', 'x_woo_country_id'],
  rows,
});
const countries = (...codes: string[]): AppRows => ({
  model: 'x_woo_country',
  columns: ['x_name', 'x_code', 'x_status'],
  rows: codes.map((code) => [`Country ${code}`, code, 'bound']),
});
const plain = (results: readonly AppRowsResult[] | null) =>
  results?.map(({ written, refused }) => [written, ...refused.keys()]);

describe.each([17, 18, 19] as const)('rows of the app, Odoo %s', (series) => {
  it('are made once by key, several models in one call, and point to each other by key', async () => {
    const { odoo, rowId, write } = await start(series);
    odoo.control.reset();
    for (let time = 0; time < 2; time += 1)
      expect(plain(await write(countries('US', 'MX'), states(['California', 'CA', 'US', 'US'])))).toEqual([
        [2],
        [1],
      ]);
    expect(odoo.control.counts().total).toBe(2);
    expect(rowsOf(odoo, 'x_woo_country')).toHaveLength(2);
    expect(rowsOf(odoo, 'x_woo_state')).toHaveLength(1);
    expect(rowOf(odoo, 'x_woo_state')).toMatchObject({
      x_backend_id: rowId,
      x_woo_country_id: rowOf(odoo, 'x_woo_country', { x_code: 'US' }).id,
      x_active: true,
    });
    // Nothing that could outlive them.
    expect(odoo.control.externalIds('x_woo_country')).toEqual({});
  });

  it('name what was not sent any more after a stop, vanished ones too', async () => {
    const { odoo, rowId } = await start(series);
    const { login, password } = odoo.users.connector;
    const connection = { url: odoo.url, database: odoo.database, login, secret: password };
    const stop = new AbortController();
    const access = await (await openOdoo(connection, { stop: stop.signal })).app();
    if (access.state !== 'ready') throw new Error(access.state);
    stop.abort();
    odoo.control.reset();
    const gone = { model: 'x_woo_state', gone: [7, 8], on: '2026-11-01 00:00:00' };
    const parts = [countries('US'), gone];
    const results = await access.app.writeRows({ ...LEASE, rowId, progress: 'writing', parts });
    expect(results?.map(({ refused }) => [...refused])).toEqual([
      [[0, NOT_DONE]],
      [
        [0, NOT_DONE],
        [1, NOT_DONE],
      ],
    ]);
    expect(odoo.control.counts().total).toBe(0);
  });

  it('name what is bad, and keep the rest', async () => {
    const { odoo, write } = await start(series);
    const bad: AppRows = {
      model: 'x_woo_country',
      columns: ['x_name', 'x_code', 'x_status', 'x_country_id'],
      rows: [
        ['Good', 'AA', 'bound', ''],
        ['Bad status', 'BB', 'nonsense', ''],
        ['Good too', 'CC', 'pending', ''],
        ['Not a number', 'DD', 'bound', 'twelve'],
        ['Twice', 'AA', 'bound', ''],
      ],
    };
    const [first, second] =
      (await write(bad, states(['Nowhere', 'X', 'ZZ', 'ZZ'], ['Free', 'Y', '', '']))) ?? [];
    expect(first?.written).toBe(2);
    expect([...(first?.refused.keys() ?? [])].sort()).toEqual([1, 3, 4]);
    expect(first?.refused.get(1)).toContain("'nonsense'");
    expect(first?.refused.get(3)).toContain("'twelve'");
    expect(first?.refused.get(4)).toContain('the same key');
    expect([second?.written, second?.refused.get(0)]).toEqual([1, 'There is no row ZZ of x_woo_country.']);
    expect(rowsOf(odoo, 'x_woo_country').map((row) => row['x_code'])).toEqual(['AA', 'CC']);
  });
});

it('rows of an earlier version, written by load() with external ids, are taken over by key', async () => {
  const { odoo, client, rowId, write } = await start();
  const columns = ['x_name', 'x_code', 'x_backend_id/.id'];
  const [loaded] = await client.load('x_woo_country', columns, [
    {
      externalId: 'woo_connector.b85008f02_country_US',
      values: { x_name: 'USA', x_code: 'US', 'x_backend_id/.id': String(rowId) },
    },
  ]);
  expect(plain(await write(countries('US')))).toEqual([[1]]);
  const row = rowOf(odoo, 'x_woo_country');
  expect(loaded).toMatchObject({ id: row.id });
  expect(row['x_name']).toBe('Country US');
});

it('what is archived comes back by key, and only rows of the backend are archived', async () => {
  const { odoo, rowId, write } = await start();
  await write(countries('US', 'MX'));
  const [other = 0] = odoo.control.create('x_woo_backend', [{ x_name: 'other', x_uuid: 'two' }]);
  const [theirs = 0] = odoo.control.create('x_woo_country', [{ x_code: 'US', x_backend_id: other }]);
  const own = rowOf(odoo, 'x_woo_country', { x_code: 'US', x_backend_id: rowId }).id;
  await write({ model: 'x_woo_country', gone: [own, theirs], on: '2026-11-28 10:00:00' });
  const of = (id: number) => rowOf(odoo, 'x_woo_country', { id });
  expect(of(own)).toMatchObject({
    x_active: false,
    x_status: 'vanished',
    x_vanished_on: '2026-11-28 10:00:00',
  });
  expect(of(theirs)).toMatchObject({ x_active: true, x_vanished_on: false });
  await write(countries('US'));
  expect(of(own)).toMatchObject({ x_active: true, x_status: 'bound', x_vanished_on: false });
  expect(rowsOf(odoo, 'x_woo_country')).toHaveLength(3);
});

it('only who has the lease may write, in the models of the app, and only as the connector', async () => {
  const { odoo, app, rowId, write } = await start();
  expect(
    await app.writeRows({ ...LEASE, token: 'other', rowId, progress: '', parts: [countries('US')] }),
  ).toBeNull();
  expect(rowsOf(odoo, 'x_woo_country')).toEqual([]);
  const partner = { model: 'res.partner', columns: ['name'], rows: [['Somebody']] };
  await expect(write(partner)).rejects.toThrow('no rows of the model res.partner');
  await expect(write({ ...countries('US'), columns: ['x_name', 'x_code', 'x_nothing'] })).rejects.toThrow(
    'x_nothing',
  );
  const { login, password } = PEOPLE.manager;
  const manager = await openOdoo({ url: odoo.url, database: odoo.database, login, secret: password });
  const access = await manager.app();
  if (access.state !== 'ready') throw new Error(access.state);
  await expect(
    access.app.writeRows({ ...LEASE, rowId, progress: '', parts: [countries('US')] }),
  ).rejects.toMatchObject({ code: 'odoo.access_error' });
});

it('are read in several models with one call, and on after 5,000', async () => {
  const { odoo, app, rowId, write } = await start();
  await write(countries('US', 'MX'));
  odoo.control.create(
    'x_woo_tax_rate',
    Array.from({ length: 5_001 }, (_, index) => ({ x_rate_id: index + 1, x_backend_id: rowId })),
  );
  odoo.control.reset();
  const ask = (model: string, field: string) => ({
    ...{ model, fields: [field] },
    row: (_: number, [value]: readonly unknown[]) => value,
  });
  const found = await app.readRows(rowId, [
    ask('x_woo_country', 'x_code'),
    ask('x_woo_tax_rate', 'x_rate_id'),
    ask('x_woo_tax_rate', 'x_later'),
    ask('x_woo_later', 'x_code'),
  ]);
  expect(odoo.control.counts().total).toBe(2);
  expect(found[0]).toMatchObject({ rows: ['US', 'MX'] });
  const rates = found[1];
  expect(rates && 'rows' in rates && new Set(rates.rows).size).toBe(5_001);
  expect(found.slice(2)).toEqual([{ missing: 'x_woo_tax_rate.x_later' }, { missing: 'x_woo_later' }]);
});

it('a request that is too large for what stands before Odoo is halved', async () => {
  const { odoo, write } = await start();
  odoo.control.fault({ only: { context: 'woo_rows' }, action: { kind: 'status', status: 413 } });
  expect(plain(await write(countries('US', 'MX', 'CA')))).toEqual([[3]]);
  expect(rowsOf(odoo, 'x_woo_country')).toHaveLength(3);
});

it('an answer that was lost is asked for again, and makes no second row', async () => {
  const { odoo, write } = await start();
  odoo.control.fault({ only: { context: 'woo_rows' }, action: { kind: 'lostAnswer' } });
  expect(plain(await write(countries('US', 'MX')))).toEqual([[2]]);
  expect(rowsOf(odoo, 'x_woo_country')).toHaveLength(2);
});

it('an app of an earlier version is distinguished, and stays so until it is upgraded', async () => {
  const { odoo, client } = await start();
  const row = rowOf(odoo, 'x_woo_app');
  odoo.control.write('x_woo_app', [row.id], { x_rows_action: false });
  const { login, password } = odoo.users.connector;
  const again = await openOdoo({ url: odoo.url, database: odoo.database, login, secret: password });
  const access = await again.app();
  expect(access).toMatchObject({ state: 'ready', app: { current: false } });
  odoo.control.installApp(appFile(18, '1.9.0'));
  expect(await again.app()).toMatchObject({ state: 'ready', app: { current: true } });
  expect(client.identity.series).toBe(18);
});
