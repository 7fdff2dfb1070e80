import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callByRpc, callService } from './call-by-rpc.ts';
import { ODOO_USERS } from './groups.ts';
import { startOdoo } from './start.ts';
import type { SandboxOdoo } from './start.ts';

let odoo: SandboxOdoo;

beforeAll(async () => {
  odoo = await startOdoo({ series: 19 });
  odoo.control.snapshot('fresh');
});
beforeEach(() => {
  odoo.control.restore('fresh');
  odoo.control.reset();
});
afterAll(() => odoo.close());

const connector = (...call: Parameters<typeof callByRpc>[2]) => callByRpc(odoo, 'connector', call);

async function json2(
  path: string,
  body: object,
  key: string = ODOO_USERS.connector.apiKey,
  database = odoo.database,
) {
  const response = await fetch(`${odoo.url}/json/2/${path}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${key}`,
      'X-Odoo-Database': database,
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text.startsWith('<') ? text : (JSON.parse(text) as unknown) };
}

describe('signing in', () => {
  const authenticate = (login: string, secret: string, database = odoo.database) =>
    callService(odoo, { service: 'common', method: 'authenticate', args: [database, login, secret, {}] });

  it('takes the password and the API key, and answers false to anything else', async () => {
    const { login, password, apiKey, id } = ODOO_USERS.connector;
    expect(await authenticate(login, password)).toBe(id);
    expect(await authenticate(login, apiKey)).toBe(id);
    expect(await authenticate(login, 'wrong')).toBe(false);
    expect(await authenticate(login, '')).toBe(false);
    expect(await authenticate(login, password, 'nodb')).toMatchObject({
      exception: 'psycopg2.OperationalError',
    });
  });

  it('belongs to the user whose secret it is', async () => {
    const args = [
      odoo.database,
      ODOO_USERS.admin.id,
      ODOO_USERS.connector.password,
      'res.users',
      'context_get',
      [],
      {},
    ];
    expect(await callService(odoo, { service: 'object', method: 'execute_kw', args })).toMatchObject({
      exception: 'odoo.exceptions.AccessDenied',
    });
  });

  it('by JSON-2 takes a key only, and finds the database by header', async () => {
    expect((await json2('res.users/context_get', {})).body).toMatchObject({ uid: ODOO_USERS.connector.id });
    expect((await json2('res.users/context_get', {}, ODOO_USERS.connector.password)).status).toBe(401);
    expect((await json2('res.users/context_get', {}, undefined, 'nodb')).status).toBe(404);
  });
});

describe('rights', () => {
  it('let the connector write states, and an employee only read them', async () => {
    const values = [{ name: 'New', code: 'NEW', country_id: 233 }];
    expect(await callByRpc(odoo, 'employee', ['res.country.state', 'search_count', [[]]])).toBeGreaterThan(
      1900,
    );
    expect(await callByRpc(odoo, 'employee', ['res.country.state', 'create', [values]])).toMatchObject({
      exception: 'odoo.exceptions.AccessError',
    });
    expect(await connector('res.country.state', 'create', [values])).toHaveLength(1);
  });

  it.each(['ir.model.data', 'ir.model', 'ir.module.module', 'ir.config_parameter'])(
    'keep %s from the connector',
    async (model) => {
      expect(await connector(model, 'search_count', [[]])).toMatchObject({
        exception: 'odoo.exceptions.AccessError',
      });
      expect(await connector(model, 'fields_get', [])).toHaveProperty('id');
      expect(await callByRpc(odoo, 'admin', [model, 'search_count', [[]]])).toBeGreaterThan(0);
    },
  );

  it('let anyone learn the uuid of the database and the external ids of records', async () => {
    const args = { service_name: 'x', base_url: 'http://x', account_token: 'none' };
    expect(await connector('iap.account', 'get_credits_url', [], args)).toBe(
      'http://x?dbuuid=5a5db0c5-0000-4000-8000-000000000001&service_name=x&account_token=none&credit=0',
    );
    expect(await connector('res.country.state', 'get_external_id', [[13, 999_999]])).toEqual({
      13: 'base.state_us_5',
      999999: '',
    });
  });

  it('refuse a company the user does not belong to', async () => {
    const context = { allowed_company_ids: [2] };
    expect(await connector('res.country', 'search', [[]], { context })).toMatchObject({
      exception: 'odoo.exceptions.AccessError',
    });
  });
});

describe('reading', () => {
  const codes = async (domain: unknown) =>
    (
      (await connector('res.country', 'search_read', [domain], { fields: ['code'], order: 'code' })) as {
        code: string;
      }[]
    ).map(({ code }) => code);

  it.each([
    [
      ['|', ['code', '=', 'DE'], ['code', '=', 'FR']],
      ['DE', 'FR'],
    ],
    [
      ['&', ['code', 'like', 'D'], '!', ['code', 'in', ['DE', 'DZ', 'DO', 'DM', 'DK']]],
      ['AD', 'BD', 'CD', 'DJ', 'GD', 'ID', 'MD', 'SD', 'TD'],
    ],
    [[['name', '=like', 'Ger%']], ['DE']],
    [[['name', 'ilike', 'GERMAN']], ['DE']],
    [[['currency_id.name', '=', 'CHF']], ['CH', 'LI']],
    [[['currency_id', '=', 'CHF']], ['CH', 'LI']],
    [
      [
        ['state_ids.code', '=', 'DE-BY'],
        ['code', '!=', 'XX'],
      ],
      ['DE'],
    ],
    [
      [
        ['id', '>', 10],
        ['id', '<=', 11],
      ],
      ['AS'],
    ],
    [
      [
        ['phone_code', 'not in', [49]],
        ['code', '=', 'DE'],
      ],
      [],
    ],
  ])('%j', async (domain, expected) => {
    expect(await codes(domain)).toEqual(expected);
  });

  it('pages by limit and offset, and hides what is archived unless told not to', async () => {
    const page = { fields: ['id'], order: 'id', limit: 2, offset: 2 };
    expect(await connector('res.country', 'search_read', [[]], page)).toEqual([{ id: 3 }, { id: 4 }]);
    const visible = await connector('res.currency', 'search_count', [[]]);
    const all = await connector('res.currency', 'search_count', [[]], { context: { active_test: false } });
    expect([visible, all]).toEqual([1, 170]);
  });

  it('shows which field there is not', async () => {
    expect(await connector('res.country', 'search', [[['nope', '=', 1]]])).toEqual({
      exception: 'builtins.ValueError',
      message: "Invalid field res.country.nope in leaf ('nope', '=', 1)",
    });
  });
});

describe('writing', () => {
  it('is one transaction per call', async () => {
    const values = ['A', 'B', 'A'].map((code) => ({ name: code, code: `Q${code}`, country_id: 233 }));
    const before = odoo.control.records('res.country.state').length;
    expect(await connector('res.country.state', 'create', [values])).toMatchObject({
      exception: 'odoo.exceptions.ValidationError',
      message: expect.stringContaining('must be unique by country') as unknown,
    });
    expect(odoo.control.records('res.country.state')).toHaveLength(before);
    expect(odoo.control.counts()).toMatchObject({ writes: 0, changes: 0 });
  });

  it('keeps a country that states point at, and sets other references to nothing', async () => {
    const germany = await callByRpc(odoo, 'admin', ['res.country', 'unlink', [[57]]]);
    expect(germany).toMatchObject({ exception: 'odoo.exceptions.ValidationError' });
    const [chf] = odoo.control.records('res.currency', [['name', '=', 'CHF']]);
    await callByRpc(odoo, 'admin', ['res.currency', 'unlink', [[chf?.['id']]]]);
    expect(odoo.control.records('res.country', [['code', '=', 'CH']])).toMatchObject([
      { currency_id: false },
    ]);
  });

  it('unlinks nothing and answers true where JSON-2 names no ids', async () => {
    expect(await json2('res.country.state/unlink', {})).toEqual({ status: 200, body: true });
    expect(odoo.control.counts().changes).toBe(0);
  });

  it('tells by status what went wrong in JSON-2', async () => {
    const create = (values: object) => json2('res.country.state/create', { vals_list: [values] });
    expect((await create({ name: 'x', code: 'CA', country_id: 233 })).status).toBe(422);
    expect((await create({ name: 'x' })).status).toBe(422);
    expect((await create({ nope: 1 })).status).toBe(500);
    expect((await json2('res.country/create', { vals_list: [{}] })).status).toBe(403);
    expect((await json2('res.country/search', {})).status).toBe(422);
    expect((await json2('res.country/search', { domain: [], nope: 1 })).status).toBe(422);
  });
});

describe('the log', () => {
  it('keeps model, method, arguments and context, and no secret', async () => {
    await connector('res.country', 'search', [[['code', '=', 'US']]], {
      limit: 1,
      context: { lang: 'en_US' },
    });
    await json2('res.country/search', { domain: [], context: { active_test: false } });
    expect(odoo.control.log()).toMatchObject([
      {
        number: 1,
        model: 'res.country',
        call: 'search',
        context: { lang: 'en_US' },
        status: 200,
        changes: 0,
      },
      {
        number: 2,
        model: 'res.country',
        call: 'search',
        context: { active_test: false },
        args: { domain: [] },
      },
    ]);
    expect(JSON.stringify(odoo.control.log())).not.toMatch(/sandbox-connector-api-key|"connector"/);
  });
});

describe('models as data', () => {
  it('can be added while it runs: read, written, loaded, kept apart by rights', async () => {
    odoo.control.defineModel({
      name: 'x_woo_note',
      title: 'Note',
      order: 'x_name',
      recName: 'x_name',
      fields: {
        x_name: { type: 'char', string: 'Name', required: true },
        x_state_ids: { type: 'many2many', string: 'States', relation: 'res.country.state' },
        x_kind: { type: 'selection', string: 'Kind', selection: [['a', 'A']], default: 'a' },
      },
      access: [['base.group_partner_manager', 'rwc']],
    });
    const columns = ['id', 'x_name', 'x_state_ids/.id'];
    const loaded = await connector('x_woo_note', 'load', [columns, [['app.n1', 'One', '13,14']]]);
    expect(loaded).toMatchObject({ messages: [] });
    expect(
      await connector('x_woo_note', 'search_read', [[]], { fields: ['x_kind', 'x_state_ids'] }),
    ).toMatchObject([{ x_kind: 'a', x_state_ids: [13, 14] }]);
    expect(await connector('x_woo_note', 'unlink', [[1]])).toMatchObject({
      exception: 'odoo.exceptions.AccessError',
    });
  });

  it('survive in a copy of the database under another uuid', async () => {
    odoo.control.copyDatabase('copy', 'c0ffee00-0000-4000-8000-000000000000');
    const { id, password } = ODOO_USERS.admin;
    const args = ['copy', id, password, 'ir.config_parameter', 'get_param', ['database.uuid'], {}];
    expect(await callService(odoo, { service: 'object', method: 'execute_kw', args })).toBe(
      'c0ffee00-0000-4000-8000-000000000000',
    );
    expect(odoo.control.databases()).toEqual(['sandbox', 'copy']);
    odoo.control.restore('fresh');
    expect(odoo.control.databases()).toEqual(['sandbox']);
  });
});
