import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../json.ts';
import { callByRpc } from '../call-by-rpc.ts';
import { startOdoo } from '../start.ts';
import type { SandboxOdoo } from '../start.ts';
import { probeApp, record } from './probe-app.ts';

const FIELDS: Readonly<
  Record<string, readonly (readonly [name: string, type: string, relation?: string])[]>
> = {
  x_woo_app: [['x_name', 'char']],
  x_woo_backend: [
    ['x_name', 'char'],
    ['x_installation_id', 'char'],
    ['x_request_number', 'integer'],
    ['x_request_kind', 'char'],
    ['x_request_user_id', 'many2one', 'res.users'],
    ['x_request_date', 'datetime'],
    ['x_served_number', 'integer'],
    ['x_lease_token', 'char'],
    ['x_lease_until', 'datetime'],
    ['x_status', 'char'],
    ['x_progress', 'char'],
    ['x_message', 'text'],
    ['x_last_sync', 'datetime'],
    ['x_last_preview', 'datetime'],
    ['x_preview_message', 'text'],
    ['x_state_count', 'integer'],
    ['x_last_run_id', 'many2one', 'x_woo_run'],
  ],
  x_woo_run: [
    ['x_name', 'char'],
    ['x_backend_id', 'many2one', 'x_woo_backend'],
    ['x_number', 'integer'],
    ['x_kind', 'char'],
    ['x_status', 'char'],
    ['x_started', 'datetime'],
    ['x_ended', 'datetime'],
    ['x_message', 'text'],
    ['x_applied', 'integer'],
    ['x_to_review', 'integer'],
    ['x_duration', 'integer'],
  ],
  x_woo_state: [
    ['x_name', 'char'],
    ['x_choice_id', 'many2one', 'res.country.state'],
  ],
};

const RIGHTS = [
  ['group_user', 'x_woo_app', '1000'],
  ['group_user', 'x_woo_backend', '1000'],
  ['group_user', 'x_woo_state', '1000'],
  ['group_manager', 'x_woo_state', '1100'],
  ...['x_woo_backend', 'x_woo_run', 'x_woo_state'].map(
    (model) => ['group_connector', model, '1110'] as const,
  ),
] as const;

/** The models and actions of the contract, as small as they can be. */
function contractApp(): string {
  const actions = ['request_sync', 'request_preview', 'claim', 'renew', 'finish', 'unknown'].map((name) =>
    record('ir.actions.server', `action_${name}`, {
      name,
      model_id: name.startsWith('request') ? '@model_x_woo_app' : '@model_x_woo_backend',
      state: 'code',
      code: 'pass',
      groups_id: `=[(6, 0, [ref('${name.startsWith('request') ? 'group_user' : 'group_connector'}')])]`,
    }),
  );
  const models = Object.keys(FIELDS).map((model) =>
    record('ir.model', `model_${model}`, { name: model, model }),
  );
  const fields = Object.entries(FIELDS).flatMap(([model, list]) =>
    list.map(([name, ttype, relation]) =>
      record('ir.model.fields', `field_${model}_${name}`, {
        model_id: `@model_${model}`,
        ...{ name, field_description: name, ttype },
        ...(relation === undefined ? {} : { relation }),
      }),
    ),
  );
  const access = RIGHTS.map(([group, model, [read, write, create, unlink]]) =>
    record('ir.model.access', `access_${model}_${group}`, {
      ...{ name: model, model_id: `@model_${model}`, group_id: `@${group}` },
      ...{ perm_read: `=${read ?? ''}`, perm_write: `=${write ?? ''}` },
      ...{ perm_create: `=${create ?? ''}`, perm_unlink: `=${unlink ?? ''}` },
    }),
  );
  const groups = [
    record('res.groups', 'group_user', { name: 'User' }),
    record('res.groups', 'group_manager', { name: 'Manager', implied_ids: "=[(4, ref('group_user'))]" }),
    record('res.groups', 'group_connector', { name: 'Connector' }),
    record('res.groups', 'base.group_system', { implied_ids: "=[(4, ref('group_manager'))]" }),
  ];
  const all = [...groups, ...models, ...fields, ...access, ...actions].join('\n');
  return probeApp(18, { module: 'woo_connector', files: { 'data.xml': `<odoo>${all}</odoo>` } });
}

let odoo: SandboxOdoo;
let backend = 0;
beforeAll(async () => {
  odoo = await startOdoo({ series: 18 });
  const { control } = odoo;
  control.installApp(contractApp());
  control.joinGroup('connector', 'woo_connector.group_connector');
  control.joinGroup('employee', 'woo_connector.group_user');
  [backend = 0] = control.create('x_woo_backend', [{ x_name: 'Shop' }]);
  control.snapshot('ready');
});
beforeEach(() => {
  odoo.control.restore('ready');
});
afterAll(() => odoo.close());

const row = () => odoo.control.records('x_woo_backend')[0] ?? {};
const press = (login: string, action: string) =>
  odoo.control.press(login, `woo_connector.action_${action}`, 'x_woo_backend', backend);
const run = async (action: string, context: JsonObject, user: 'connector' | 'employee' = 'connector') => {
  const active = { active_model: 'x_woo_backend', active_id: backend, active_ids: [backend] };
  const id = odoo.control.resolve(`woo_connector.action_${action}`);
  const call = ['ir.actions.server', 'run', [[id]], { context: { ...active, ...context } }] as const;
  return (await callByRpc(odoo, user, call)) as { tag: string; params: Json; exception?: string };
};
const claim = (token: string, more: JsonObject = {}) =>
  run('claim', { woo_claim: { installation: 'i1', token, lease_seconds: 60, take_request: false, ...more } });

describe('the buttons', () => {
  it('count requests up for whoever may press them, who may write nothing else', async () => {
    press('employee', 'request_sync');
    press('employee', 'request_preview');
    expect(row()).toMatchObject({ x_request_number: 2, x_request_kind: 'sync', x_request_user_id: 7 });
    expect(() => {
      odoo.control.writeAs('employee', 'x_woo_backend', backend, { x_name: 'mine' });
    }).toThrow('You are not allowed to modify');
    expect(await run('claim', { woo_claim: {} }, 'employee')).toEqual({
      exception: 'odoo.exceptions.AccessError',
      message: "You don't have enough access rights to run this action.",
    });
  });

  it('ask for a preview where nothing waits, and for a sync over one that does', () => {
    press('admin', 'request_preview');
    expect(row()).toMatchObject({ x_request_number: 1, x_request_kind: 'preview' });
    press('admin', 'request_sync');
    expect(row()).toMatchObject({ x_request_number: 2, x_request_kind: 'sync' });
  });

  it('are nobody’s without the group', () => {
    odoo.control.leaveGroup('employee', 'woo_connector.group_user');
    expect(() => press('employee', 'request_sync')).toThrow("don't have enough access rights");
    expect(row()).toMatchObject({ x_request_number: 0 });
  });
});

describe('a claim', () => {
  it('is one connector’s until its lease runs out, and one installation’s for ever', async () => {
    press('employee', 'request_sync');
    const claimed = {
      ...{ last_run: 0, request_number: 1, request_kind: 'sync', request_user: 7, served_number: 0 },
    };
    expect(await claim('t1')).toEqual({ type: 'ir.actions.client', tag: 'woo_claimed', params: claimed });
    expect(row()).toMatchObject({ x_installation_id: 'i1', x_lease_token: 't1', x_status: 'running' });
    expect(await claim('t2')).toMatchObject({
      tag: 'woo_busy',
      params: { reason: 'leased', installation: 'i1' },
    });
    expect(await claim('t1')).toMatchObject({ tag: 'woo_claimed' });
    odoo.control.write('x_woo_backend', [backend], { x_lease_until: '2020-01-01 00:00:00' });
    expect(await claim('t2', { installation: 'i2' })).toMatchObject({
      tag: 'woo_busy',
      params: { reason: 'other_installation', lease_until: '' },
    });
    expect(await claim('t2')).toMatchObject({ tag: 'woo_claimed' });
  });

  it('is refused where only a request would do and none waits', async () => {
    expect(await claim('t1', { take_request: true })).toMatchObject({
      tag: 'woo_busy',
      params: { reason: 'nothing_requested' },
    });
    press('employee', 'request_sync');
    expect(await claim('t1', { take_request: true })).toMatchObject({ tag: 'woo_claimed' });
  });

  it('is renewed and ended only with its own token; the end can be reported twice', async () => {
    press('employee', 'request_sync');
    await claim('t1');
    expect(await run('renew', { woo_renew: { token: 'other' } })).toMatchObject({ tag: 'woo_lost' });
    expect(await run('renew', { woo_renew: { token: 't1', progress: '1 of 2' } })).toMatchObject({
      tag: 'woo_renewed',
    });
    expect(row()).toMatchObject({ x_progress: '1 of 2' });
    const ended = {
      number: 4,
      kind: 'sync',
      status: 'done',
      started: '2026-11-23T10:00:00.000Z',
      ended: '2026-11-23T10:00:09.000Z',
      message: '',
    };
    const report = {
      served_number: 1,
      status: 'done',
      message: 'all well',
      counts: { state: 12, nope: 1 },
      run: ended,
    };
    expect(await run('finish', { woo_finish: { ...report, token: 'other' } })).toMatchObject({
      tag: 'woo_lost',
    });
    for (let time = 0; time < 2; time += 1) {
      expect(await run('finish', { woo_finish: { ...report, token: 't1' } })).toMatchObject({
        tag: 'woo_finished',
        params: { run_id: 1 },
      });
    }
    expect(odoo.control.records('x_woo_run')).toMatchObject([
      { x_name: 'Run 4', x_backend_id: backend, x_started: '2026-11-23 10:00:00' },
    ]);
    expect(row()).toMatchObject({
      x_served_number: 1,
      x_status: 'done',
      x_state_count: 12,
      x_lease_token: false,
      x_last_run_id: 1,
      x_last_sync: '2026-11-23 10:00:09',
    });
  });

  it('never lowers the number served, and needs no run', async () => {
    odoo.control.write('x_woo_backend', [backend], { x_served_number: 5 });
    await claim('t1');
    const report = {
      token: 't1',
      served_number: 3,
      status: 'failed',
      message: 'no store',
      counts: {},
      run: null,
    };
    expect(await run('finish', { woo_finish: report })).toMatchObject({ params: { run_id: false } });
    expect(row()).toMatchObject({ x_served_number: 5, x_status: 'failed', x_last_sync: false });
  });

  it('needs a backend and an action the sandbox knows', async () => {
    const id = odoo.control.resolve('woo_connector.action_claim');
    const context = { active_model: 'x_woo_backend', active_id: 99, active_ids: [99] };
    expect(
      await callByRpc(odoo, 'connector', ['ir.actions.server', 'run', [[id]], { context }]),
    ).toMatchObject({
      exception: 'odoo.exceptions.UserError',
    });
    expect(await run('unknown', {})).toMatchObject({ exception: 'builtins.ValueError' });
    expect(await callByRpc(odoo, 'admin', ['ir.actions.server', 'run', [[9999]]])).toMatchObject({
      exception: 'odoo.exceptions.MissingError',
    });
  });
});

describe('rights on mirror rows', () => {
  it('let the connector write, a manager choose, and an employee look', async () => {
    const columns = ['id', 'x_name'];
    const loaded = await callByRpc(odoo, 'connector', [
      'x_woo_state',
      'load',
      [columns, [['woo_connector.s', 'S']]],
    ]);
    expect(loaded).toMatchObject({ ids: [1], messages: [] });
    const choose = () => {
      odoo.control.writeAs('employee', 'x_woo_state', 1, { x_choice_id: 13 });
    };
    expect(choose).toThrow('You are not allowed to modify');
    odoo.control.joinGroup('employee', 'woo_connector.group_manager');
    choose();
    expect(odoo.control.records('x_woo_state')).toMatchObject([{ x_choice_id: 13 }]);
    expect(await callByRpc(odoo, 'employee', ['x_woo_state', 'create', [[{ x_name: 'x' }]]])).toHaveProperty(
      'exception',
    );
    odoo.control.writeAs('admin', 'x_woo_state', 1, { x_choice_id: false });
    expect(odoo.control.records('x_woo_state')).toMatchObject([{ x_choice_id: false }]);
    expect(await callByRpc(odoo, 'connector', ['x_woo_state', 'unlink', [[1]]])).toHaveProperty('exception');
  });
});

it('gives all of it to a restored copy, which then goes its own way', () => {
  odoo.control.copyDatabase('copy', 'c0ffee00-0000-4000-8000-000000000000');
  odoo.control.uninstallApp('woo_connector');
  expect(odoo.control.resolve('woo_connector.group_user')).toBeNull();
  expect(odoo.control.databases()).toEqual(['sandbox', 'copy']);
});
