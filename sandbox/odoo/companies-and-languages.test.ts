import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { callByRpc } from './call-by-rpc.ts';
import { startOdoo } from './start.ts';
import type { SandboxOdoo } from './start.ts';

let odoo: SandboxOdoo;
beforeAll(async () => {
  odoo = await startOdoo({ series: 18 });
  odoo.control.snapshot('fresh');
});
beforeEach(() => {
  odoo.control.restore('fresh');
});
afterAll(() => odoo.close());

const read = (model: string, domain: unknown, field: string, context: object) =>
  callByRpc(odoo, 'connector', [model, 'search_read', [domain], { fields: [field], context }]);

it('lets a user work in the companies that are theirs, and see no others', async () => {
  const id = odoo.control.addCompany('Filiale', 'DE', ['connector']);
  odoo.control.addCompany('Foreign', 'FR');
  const names = await read('res.company', [], 'name', { allowed_company_ids: [1, id] });
  expect(names).toEqual([
    { id, name: 'Filiale' },
    { id: 1, name: 'My Company' },
  ]);
  expect(await read('res.company', [], 'name', { allowed_company_ids: [id + 1] })).toMatchObject({
    exception: 'odoo.exceptions.AccessError',
  });
  expect(await callByRpc(odoo, 'admin', ['res.company', 'search_count', [[]]])).toBe(3);
});

it('reads and writes the names of countries in an installed language, and refuses any other', async () => {
  const germany = [['code', '=', 'DE']];
  const german = { lang: 'de_DE' };
  expect(await read('res.country', germany, 'name', german)).toEqual({
    exception: 'odoo.exceptions.UserError',
    message: 'Invalid language code: de_DE',
  });
  odoo.control.installLanguage('de_DE');
  expect(await read('res.country', germany, 'name', german)).toEqual([{ id: 57, name: 'Deutschland' }]);
  expect(await read('res.country', [['name', '=', 'Deutschland']], 'code', german)).toEqual([
    { id: 57, code: 'DE' },
  ]);
  expect(await read('res.country', germany, 'name', { lang: 'en_US' })).toEqual([
    { id: 57, name: 'Germany' },
  ]);
  expect(await read('res.country', germany, 'name', {})).toEqual([{ id: 57, name: 'Germany' }]);
  const values = [[57], { name: 'BRD' }];
  await callByRpc(odoo, 'admin', ['res.country', 'write', values, { context: german }]);
  expect(await read('res.country', germany, 'name', german)).toEqual([{ id: 57, name: 'BRD' }]);
  expect(await read('res.country', germany, 'name', {})).toEqual([{ id: 57, name: 'Germany' }]);
});

it('keeps the groups of a user as the users of its groups', async () => {
  const id = odoo.control.resolve('base.group_system');
  const write = (command: number) =>
    callByRpc(odoo, 'admin', ['res.users', 'write', [[7], { groups_id: [[command, id, 0]] }]]);
  const may = () => callByRpc(odoo, 'employee', ['ir.config_parameter', 'search_count', [[]]]);
  expect(await may()).toHaveProperty('exception');
  expect(await write(4)).toBe(true);
  expect(await may()).toBeGreaterThan(0);
  expect(odoo.control.records('res.groups', [['id', '=', id]])).toMatchObject([{ users: [2, 7] }]);
  await write(3);
  expect(await may()).toHaveProperty('exception');
});
