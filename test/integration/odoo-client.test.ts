import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startOdoo } from '../../sandbox/index.ts';
import type { Fault, SandboxOdoo } from '../../sandbox/index.ts';
import { openOdoo } from '../../src/odoo/open.ts';
import type { OdooClient, OpenOdooOptions } from '../../src/odoo/open.ts';
import { failure } from '../testing/odoo-connect.ts';
import type { LoadRow, OdooConnection } from '../../src/odoo/port.ts';

const state = z.object({
  id: z.number(),
  code: z.string(),
  name: z.string(),
  country_id: z.tuple([z.number(), z.string()]),
});

describe.each([
  { series: 17, protocol: 'jsonrpc', secret: 'apiKey' },
  { series: 18, protocol: 'jsonrpc', secret: 'apiKey' },
  { series: 19, protocol: 'json2', secret: 'apiKey' },
  { series: 19, protocol: 'jsonrpc', secret: 'password' },
] as const)('the sandbox Odoo $series with $secret', ({ series, protocol, secret }) => {
  let sandbox: SandboxOdoo;
  beforeAll(async () => {
    sandbox = await startOdoo({ series });
    sandbox.control.snapshot('fresh');
  });
  afterAll(async () => sandbox.close());
  beforeEach(() => {
    sandbox.control.restore('fresh');
    sandbox.control.reset();
  });

  function connection(change: Partial<OdooConnection> = {}): OdooConnection {
    const { login, [secret]: own } = sandbox.users.connector;
    return { url: sandbox.url, database: sandbox.database, login, secret: own, ...change };
  }

  async function connect(options: OpenOdooOptions = {}): Promise<OdooClient> {
    return openOdoo(connection(), { sleep: async () => Promise.resolve(), timeoutMs: 10_000, ...options });
  }

  async function unitedStates(odoo: OdooClient): Promise<string> {
    const found = await odoo.searchRead('res.country', {
      domain: [['code', '=', 'US']],
      fields: ['code'],
      row: z.object({ id: z.number(), code: z.string() }),
    });
    return String(found[0]?.id);
  }

  const columns = ['name', 'code', 'country_id/.id'];
  const row = (key: string, code: string, country: string): LoadRow => ({
    externalId: `__woo_sync__.state_US_${key}`,
    values: { name: `State ${key}`, code, 'country_id/.id': country },
  });

  test('shows what it is, in at most 5 calls, each of them counted', async () => {
    const odoo = await connect();
    expect(odoo.identity).toMatchObject({
      series,
      protocol,
      login: 'connector',
      userId: 6,
      company: { id: 1 },
    });
    expect(odoo.identity.databaseUuid).toMatch(/^[0-9a-f-]{36}$/);
    expect(odoo.calls()).toBe(sandbox.control.counts().total);
    expect(odoo.calls()).toBeLessThanOrEqual(5);
  });

  test('reads every state, whole and in chunks, with its external id', async () => {
    const odoo = await connect();
    const query = { fields: ['code', 'name', 'country_id'], row: state };
    const all = await odoo.searchRead('res.country.state', query);
    expect(all.length).toBeGreaterThan(1_700);
    expect(await (await connect({ chunkSize: 300 })).searchRead('res.country.state', query)).toEqual(all);
    const ids = await odoo.externalIds(
      'res.country.state',
      all.map(({ id }) => id),
    );
    expect(ids.size).toBe(all.length);
  });

  test('knows the fields of a model, and that a model is missing', async () => {
    const odoo = await connect();
    const fields = await odoo.fields('res.country.state');
    expect(fields?.get('country_id')).toEqual({ type: 'many2one', required: true, relation: 'res.country' });
    expect(await odoo.fields('x_no.such')).toBeNull();
  });

  test('loads good rows, tells of bad ones, and changes nothing the second time', async () => {
    const odoo = await connect();
    const us = await unitedStates(odoo);
    const rows = Array.from({ length: 120 }, (_, i) =>
      row(`A~20~${i}-x`, i === 41 ? 'CA' : i === 77 ? '' : `ZZ${i}`, i === 90 ? '99999999' : us),
    );
    const before = odoo.calls();
    const results = await odoo.load('res.country.state', columns, rows);
    expect(odoo.calls() - before).toBe(2);
    expect(results.flatMap((result, i) => ('error' in result ? [i] : []))).toEqual([41, 77, 90]);
    const ids = results.flatMap((result) => ('id' in result ? [result.id] : []));
    const externalIds = await odoo.externalIds('res.country.state', ids);
    expect(
      results.every((result) => 'error' in result || externalIds.get(result.id) === result.externalId),
    ).toBe(true);
    expect(await odoo.load('res.country.state', columns, rows)).toEqual(results);
  });

  test('a first row that is bad, or beside bad ones, is judged rightly', async () => {
    const odoo = await connect();
    const us = await unitedStates(odoo);
    for (const bad of [[0], [0, 3], [3], [0, 1, 2, 3, 4, 5]]) {
      const rows = Array.from({ length: 6 }, (_, i) =>
        row(`B${bad.length}${i}`, bad.includes(i) ? 'CA' : `Y${i}`, us),
      );
      const results = await odoo.load('res.country.state', columns, rows);
      expect(results.flatMap((result, i) => ('error' in result ? [i] : []))).toEqual(bad);
      sandbox.control.restore('fresh');
    }
  });

  test.each<Fault['action']>([
    { kind: 'cut' },
    { kind: 'lostAnswer' },
    { kind: 'truncate' },
    { kind: 'html' },
    { kind: 'noise' },
    { kind: 'status', status: 503, body: 'busy' },
  ])('a load survives $kind, a create reports that it may have been applied', async (action) => {
    const odoo = await connect();
    const us = await unitedStates(odoo);
    sandbox.control.fault({ action, only: { call: 'load' } });
    const results = await odoo.load('res.country.state', columns, [row('C', 'ZC', us)]);
    expect(results).toEqual([{ externalId: '__woo_sync__.state_US_C', id: expect.any(Number) as number }]);
    expect(sandbox.control.records('res.country.state', [['code', '=', 'ZC']])).toHaveLength(1);

    sandbox.control.fault({ action, only: { call: 'create' } });
    const values = { name: 'D', code: 'ZD', country_id: Number(us) };
    expect(await failure(odoo.create('res.country.state', [values]))).toMatchObject({
      code: 'odoo.answer_lost',
    });
    expect(sandbox.control.counts().by['res.country.state.create']).toBe(1);
    expect(odoo.calls()).toBe(sandbox.control.counts().total);
  });

  test('creates, writes and unlinks', async () => {
    const odoo = await connect();
    const us = Number(await unitedStates(odoo));
    const ids = await odoo.create('res.country.state', [
      { name: 'E', code: 'ZE', country_id: us },
      { name: 'F', code: 'ZF', country_id: us },
    ]);
    await odoo.write('res.country.state', ids, { name: 'Same' });
    const rows = await odoo.searchRead('res.country.state', {
      domain: [['id', 'in', ids]],
      fields: ['name', 'code', 'country_id'],
      row: state,
    });
    expect(rows.map(({ name }) => name)).toEqual(['Same', 'Same']);
    await odoo.call('res.country.state', 'unlink', {
      ids: [ids[0] as number, ...ids.slice(1)],
      answer: z.literal(true),
    });
    expect(sandbox.control.records('res.country.state', [['id', 'in', ids]])).toEqual([]);
  });

  test('types what Odoo refuses', async () => {
    const odoo = await connect();
    const us = Number(await unitedStates(odoo));
    const twin = odoo.create('res.country.state', [{ name: 'C', code: 'CA', country_id: us }]);
    expect(await failure(twin)).toMatchObject({ code: 'odoo.validation' });
    const denied = odoo.searchRead('ir.model.data', { fields: ['name'], row: z.object({ id: z.number() }) });
    expect(await failure(denied)).toMatchObject({ code: 'odoo.access_error' });
    const unknown = odoo.load(
      'res.country.state',
      ['nope'],
      [
        { externalId: 'a.b', values: { nope: '1' } },
        { externalId: 'a.c', values: { nope: '1' } },
      ],
    );
    expect(await failure(unknown)).toMatchObject({ code: 'odoo.wrong_call' });
    expect(
      await failure(odoo.load('x_no.such', ['name'], [{ externalId: 'a.b', values: { name: '1' } }])),
    ).toMatchObject({
      code: 'odoo.missing_model',
    });
  });

  test('tells a wrong database, secret and company apart', async () => {
    const quick = { sleep: async () => Promise.resolve() };
    expect(await failure(openOdoo(connection({ database: 'nodb' }), quick))).toMatchObject({
      code: 'odoo.wrong_database',
    });
    expect(await failure(openOdoo(connection({ secret: 'nope' }), quick))).toMatchObject({
      code: 'odoo.sign_in_refused',
    });
    expect(await failure(openOdoo(connection({ companyId: 9 }), quick))).toMatchObject({
      code: 'odoo.company_denied',
    });
  });
});
