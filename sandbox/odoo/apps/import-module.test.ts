import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callByRpc } from '../call-by-rpc.ts';
import type { Refusal } from '../call-by-rpc.ts';
import { startOdoo } from '../start.ts';
import type { SandboxOdoo } from '../start.ts';
import { field, probeApp, record } from './probe-app.ts';
import type { ProbeApp } from './probe-app.ts';

describe.each([17, 18, 19] as const)('an app on Odoo %i', (series) => {
  let odoo: SandboxOdoo;
  beforeAll(async () => {
    odoo = await startOdoo({ series });
    odoo.control.snapshot('fresh');
  });
  beforeEach(() => {
    odoo.control.restore('fresh');
  });
  afterAll(() => odoo.close());

  const admin = (model: string, method: string, args: readonly unknown[] = [], kwargs = {}) =>
    callByRpc(odoo, 'admin', [model, method, args, kwargs]);
  const connector = (model: string, method: string, args: readonly unknown[] = [], kwargs = {}) =>
    callByRpc(odoo, 'connector', [model, method, args, kwargs]);
  const install = async (options: ProbeApp = {}) => {
    const file = { module_file: probeApp(series, options) };
    const [id] = (await admin('base.import.module', 'create', [[file]])) as number[];
    return await admin('base.import.module', 'import_module', [[id]]);
  };
  const wrong = async (records: string): Promise<string> => {
    const model = record('ir.model', 'model_thing', { name: 'Thing', model: 'x_probe_thing' });
    const files = { 'd.xml': `<odoo>${model}${field('x_name', 'char')}${records}</odoo>` };
    const answer = (await install({ files })) as Refusal;
    expect(answer.exception).toBe('odoo.exceptions.UserError');
    expect(odoo.control.records('ir.model.data', [['module', '=', 'probe_app']])).toEqual([]);
    expect(await admin('x_probe_thing', 'search', [[]])).toMatchObject({
      message: "Object x_probe_thing doesn't exist",
    });
    return answer.message;
  };

  it('brings its script once, whatever the number of imports, and takes it along', async () => {
    const script = { 'static/src/probe.js': 'export {};' };
    const assets = (path: string) => `'assets': {'web.assets_backend': ['${path}']}`;
    const kept = () => [
      odoo.control.records('ir.asset').map(({ bundle, path }) => [bundle, path]),
      odoo.control.records('ir.attachment').map(({ url }) => url),
    ];
    const app = { files: script, manifest: assets('probe_app/static/src/probe.js') };
    await install(app);
    await install({ ...app, version: `${series}.0.1.1.0` });
    const url = '/probe_app/static/src/probe.js';
    expect(kept()).toEqual([[['web.assets_backend', url]], [url]]);
    expect(Object.values(odoo.control.externalIds('ir.asset'))).toEqual([
      'probe_app.web_assets_backend_/probe_app/static/src/probe_js',
    ]);
    odoo.control.uninstallApp('probe_app');
    expect(kept()).toEqual([[], []]);
    const wild = await install({ files: script, manifest: assets('probe_app/static/src/*.js') });
    if (series === 19) expect((wild as Refusal).message).toContain('wildcards');
    else expect(wild).toMatchObject({ type: 'ir.actions.act_url' });
  });

  it('is installed with its tables, rights, defaults, views and menus under its own name', async () => {
    expect(await install()).toMatchObject({ type: 'ir.actions.act_url' });
    expect(odoo.control.records('ir.module.module', [['name', '=', 'probe_app']])).toMatchObject([
      { state: 'installed', installed_version: `${series}.0.1.0.0`, imported: true },
    ]);
    expect(
      await admin('x_probe_thing', 'search_read', [[]], { fields: ['x_name', 'x_count', 'x_active'] }),
    ).toEqual([{ id: 1, x_name: 'First & only', x_count: 7, x_active: true }]);
    expect(odoo.control.externalIds('x_probe_thing')).toEqual({ 1: 'probe_app.first' });
    expect(odoo.control.records('ir.ui.menu')).toMatchObject([
      { name: 'Probe', parent_id: false, sequence: 40 },
      {
        name: 'Things',
        parent_id: 1,
        action: expect.stringMatching(/^ir\.actions\.act_window,\d+$/) as unknown,
      },
    ]);
    const [form] = odoo.control.records('ir.ui.view', [['name', '=', 'view_form']]);
    expect(form).toMatchObject({ type: 'form' });
    expect(form?.['arch']).toContain(`name="${odoo.control.resolve('probe_app.action') ?? ''}"`);
  });

  it('gives rights by group, implied groups included, and takes them by user', async () => {
    await install();
    const title = "'Thing' (x_probe_thing)";
    expect(await connector('x_probe_thing', 'search', [[]])).toEqual({
      exception: 'odoo.exceptions.AccessError',
      message: `You are not allowed to access ${title} records.\n\nThis operation is allowed for the following groups:\n\t- Probe/Boss\n\t- Probe/User\n\nContact your administrator to request access if necessary.`,
    });
    odoo.control.joinGroup('connector', 'probe_app.group_user');
    expect(await connector('x_probe_thing', 'search', [[]])).toEqual([1]);
    expect(await connector('x_probe_thing', 'write', [[1], { x_name: 'x' }])).toMatchObject({
      exception: 'odoo.exceptions.AccessError',
    });
    odoo.control.leaveGroup('connector', 'probe_app.group_user');
    odoo.control.joinGroup('connector', 'probe_app.group_boss');
    expect(await connector('x_probe_thing', 'write', [[1], { x_name: 'x' }])).toBe(true);
    odoo.control.leaveGroup('connector', 'probe_app.group_boss');
    expect(await connector('x_probe_thing', 'search', [[]])).toHaveProperty('exception');
  });

  it('keeps what its fields say: required, selections, times, archived rows, relations both ways', async () => {
    await install();
    const create = (values: object) => admin('x_probe_thing', 'create', [[values]]);
    expect(await create({ x_kind: 'a' })).toMatchObject({ exception: 'odoo.exceptions.ValidationError' });
    expect(await create({ x_name: 'n', x_kind: 'zz' })).toEqual({
      exception: 'builtins.ValueError',
      message: "Wrong value for x_probe_thing.x_kind: 'zz'",
    });
    expect(await create({ x_name: 'n', x_when: 'yesterday' })).toHaveProperty('exception');
    // An id once drawn is never given back, not even where the row was refused.
    const [gone] = (await create({ x_name: 'gone', x_active: false, x_state_id: 13 })) as number[];
    const [here] = (await create({
      x_name: 'here',
      x_state_id: 13,
      x_when: '2026-11-23 10:00:00',
    })) as number[];
    const things = (context: object) =>
      admin('res.country.state', 'read', [[13], ['x_thing_ids']], { context });
    expect(await things({})).toEqual([{ id: 13, x_thing_ids: [here] }]);
    expect(await things({ active_test: false })).toEqual([{ id: 13, x_thing_ids: [gone, here] }]);
    // `search_read` forgets it before it reads.
    const found = { fields: ['x_thing_ids'], context: { active_test: false } };
    expect(await admin('res.country.state', 'search_read', [[['id', '=', 13]]], found)).toEqual([
      { id: 13, x_thing_ids: [here] },
    ]);
    expect(await admin('x_probe_thing', 'search', [[]])).toEqual([1, here]);
    expect(await admin('x_probe_thing', 'search', [[['x_active', '=', false]]])).toEqual([gone]);
    expect(
      await admin('x_probe_thing', 'fields_get', [], { attributes: ['type', 'relation'] }),
    ).toMatchObject({
      x_child_ids: { type: 'one2many', relation: 'x_probe_thing' },
    });
  });

  it('deletes along cascades, whose external ids stay behind, and forgets other references', async () => {
    await install();
    const columns = ['id', 'x_name', 'x_state_id/.id', 'x_parent_id/id'];
    const load = (id: string, state: string, parent: string) =>
      admin('x_probe_thing', 'load', [columns, [[id, id, state, parent]]]);
    expect(await load('probe_app.p', '13', '')).toMatchObject({ ids: [2] });
    expect(await load('probe_app.c', '13', 'probe_app.p')).toMatchObject({ ids: [3] });
    expect(await admin('res.country.state', 'unlink', [[13]])).toBe(true);
    expect(odoo.control.records('x_probe_thing', [['x_state_id', '!=', false]])).toEqual([]);
    expect(await admin('x_probe_thing', 'unlink', [[2]])).toBe(true);
    expect(odoo.control.records('x_probe_thing').map(({ id }) => id)).toEqual([1]);
    expect(odoo.control.resolve('probe_app.p')).toBeNull();
    expect(odoo.control.resolve('probe_app.c')).toBe(3);
    expect(await load('probe_app.c', '', '')).toMatchObject({ ids: [4] });
  });

  it('is upgraded with its rows; what is dropped stays, what must not be updated too', async () => {
    await install();
    await admin('x_probe_thing', 'create', [[{ x_name: 'mine', x_kind: 'b', x_count: 3 }]]);
    const edit = (text: string) =>
      text
        .replace(field('x_count', 'integer'), '')
        .replace('First &amp; only', 'Second')
        .replace("('b', 'B')", "('c', 'C')")
        .replace('>Thing<', '>Things<');
    await install({ version: `${series}.0.1.1.0`, edit });
    expect(odoo.control.records('x_probe_thing')).toMatchObject([
      { x_name: 'First & only' },
      { x_name: 'mine', x_kind: false, x_count: 3 },
    ]);
    expect(odoo.control.records('ir.model', [['model', '=', 'x_probe_thing']])).toMatchObject([
      { name: 'Things' },
    ]);
    expect(odoo.control.resolve('probe_app.field_x_count')).not.toBeNull();
    // A lower version is taken like any other.
    await install({ version: `${series}.0.1.0.5` });
    expect(odoo.control.records('ir.module.module', [['name', '=', 'probe_app']])).toMatchObject([
      { latest_version: `${series}.0.1.0.5` },
    ]);
    const retyped = await install({ edit: (text) => text.replace('>boolean<', '>char<') });
    expect((retyped as Refusal).message).toContain('somewhere inside\n<record id="field_x_active"');
  });

  it('takes along its models, rows and external ids, and leaves natives and ids under other names', async () => {
    await install();
    const state = (id: string, code: string) => [id, code, code, 'base.us'];
    const columns = ['id', 'name', 'code', 'country_id/id'];
    await admin('res.country.state', 'load', [
      columns,
      [state('__woo_sync__.a', 'QA'), state('probe_app.b', 'QB')],
    ]);
    const rows = [
      ['probe_app.mine', 'mine'],
      ['elsewhere.other', 'other'],
    ];
    await admin('x_probe_thing', 'load', [['id', 'x_name'], rows]);
    const otherId = odoo.control.resolve('elsewhere.other');
    odoo.control.uninstallApp('probe_app');
    expect(odoo.control.records('ir.model.data', [['module', '=', 'probe_app']])).toEqual([]);
    expect(odoo.control.records('ir.module.module', [['name', '=', 'probe_app']])).toEqual([]);
    expect(odoo.control.records('res.country.state', [['code', 'in', ['QA', 'QB']]])).toMatchObject([
      { code: 'QA' },
    ]);
    expect(odoo.control.resolve('__woo_sync__.a')).not.toBeNull();
    expect(odoo.control.resolve('elsewhere.other')).toBe(otherId);
    expect(await admin('x_probe_thing', 'search', [[]])).toHaveProperty('exception');
    expect(await admin('res.country.state', 'fields_get')).not.toHaveProperty('x_thing_ids');
    for (const model of ['ir.ui.menu', 'ir.actions.server', 'ir.model.access', 'ir.default'])
      expect(odoo.control.records(model)).toEqual([]);

    // The trap: after a reinstall the id that stayed is taken for a new row that happens to have its number.
    await install();
    await admin('x_probe_thing', 'load', [['id', 'x_name'], [['probe_app.mine', 'mine']]]);
    await admin('x_probe_thing', 'load', [['id', 'x_name'], [['probe_app.next', 'next']]]);
    expect(odoo.control.resolve('probe_app.next')).toBe(otherId);
    expect(
      await admin('x_probe_thing', 'load', [['id', 'x_name'], [['elsewhere.other', 'other']]]),
    ).toMatchObject({
      ids: [otherId],
    });
    expect(odoo.control.records('x_probe_thing')).toHaveLength(3);
  });

  it('is for administrators only', async () => {
    expect(
      await connector('base.import.module', 'create', [[{ module_file: probeApp(series) }]]),
    ).toMatchObject({
      exception: 'odoo.exceptions.AccessError',
    });
    await install();
    const [module] = odoo.control.records('ir.module.module', [['name', '=', 'probe_app']]);
    expect(await connector('ir.module.module', 'button_immediate_uninstall', [[module?.['id']]])).toEqual({
      exception: 'odoo.exceptions.AccessDenied',
      message: 'Access Denied',
    });
    expect(await admin('ir.module.module', 'button_immediate_uninstall', [[module?.['id']]])).toMatchObject({
      type: 'ir.actions.act_url',
    });
  });

  it('is refused for another series, an unknown dependency and a file that is none', async () => {
    const other = series === 18 ? '19.0.1.0.0' : '18.0.1.0.0';
    const message = series === 18 ? /Invalid version '19\.0\.1\.0\.0'/ : /Module not installable/;
    expect(((await install({ version: other })) as Refusal).message).toMatch(message);
    expect(((await install({ manifest: "'depends': ['nope']" })) as Refusal).message).toContain(
      'Unknown module dependencies:\n - nope',
    );
    expect(((await install({ manifest: "'installable': False" })) as Refusal).message).toContain(
      'Module not installable',
    );
    const noZip = { module_file: Buffer.from('no zip').toString('base64') };
    const [id] = (await admin('base.import.module', 'create', [[noZip]])) as number[];
    expect(await admin('base.import.module', 'import_module', [[id]])).toMatchObject({
      message: 'Only zip files are supported.',
    });
  });

  const there = series === 17 ? 'list' : 'tree';
  const view = (arch: string, more: Readonly<Record<string, string>> = {}) =>
    record('ir.ui.view', 'v', { name: 'v', model: 'x_probe_thing', arch, ...more });
  it.each([
    ['a model without x_', record('ir.model', 'm', { name: 'M', model: 'probe' }), "must start with 'x_'"],
    ['a field without x_', field('probe', 'char'), "starts with 'x_'"],
    ['an unknown relation', field('x_r', 'many2one', { relation: 'x_no' }), "Unknown model name 'x_no'"],
    ['an unknown type', field('x_r', 'chair'), 'field_x_r'],
    ['a bad selection', field('x_r', 'selection', { selection: '[oops' }), 'field_x_r'],
    [
      'a list without its other side',
      field('x_r', 'one2many', { relation: 'x_probe_thing', relation_field: 'x_no' }),
      'field_x_r',
    ],
    [
      'a required reference that would be forgotten',
      field('x_r', 'many2one', { relation: 'res.country', required: '=True' }),
      'The m2o field x_r is required',
    ],
    ['the list of another series', view(`<${there}><field name="x_name"/></${there}>`), 'id="v"'],
    [
      'the window of another series',
      record('ir.actions.act_window', 'w', {
        name: 'w',
        res_model: 'x_probe_thing',
        view_mode: `${there},form`,
      }),
      `${there} is no view mode`,
    ],
    ['an unknown field in a view', view('<form><field name="x_no"/></form>'), 'Field "x_no" does not exist'],
    [
      'an unknown field in a condition',
      view('<form><field name="x_name" invisible="x_no"/></form>'),
      "'x_no'",
    ],
    [
      'an unknown field in a filter',
      view(`<search><filter name="f" domain="[('x_no', '=', 1)]"/></search>`),
      'Unknown field "x_probe_thing.x_no"',
    ],
    [
      'an unknown group-by',
      view(`<search><filter name="f" context="{'group_by': 'x_no'}"/></search>`),
      'Unknown field “x_no”',
    ],
    ['an unknown button', view('<form><button name="%(no)d" type="action"/></form>'), 'id="v"'],
    ['an unknown method', view('<form><button name="no" type="object"/></form>'), 'no is not a valid action'],
    ['an unknown group in a view', view(`<form><group groups="base.nope"/></form>`), 'base.nope'],
    ['an unknown parent', view('<data/>', { inherit_id: '@base.nope' }), 'ref="base.nope"'],
    [
      'a place that is not there',
      view('<xpath expr="//notebook" position="inside"/>', {
        model: 'res.country.state',
        inherit_id: '@base.view_country_state_form',
      }),
      'cannot be located in parent view',
    ],
    ['an unknown model', record('x.no', 'r', { name: 'r' }), 'model="x.no"'],
    ['an unknown value', record('res.groups', 'r', { name: 'r', x_no: '1' }), 'id="r"'],
    ['an unknown reference', record('ir.model.access', 'r', { name: 'r', model_id: '@no' }), 'ref="no"'],
    [
      'the groups of another series',
      record('ir.actions.server', 'r', {
        name: 'r',
        model_id: '@model_thing',
        [series === 19 ? 'groups_id' : 'group_ids']: "=[(4, ref('base.group_user'))]",
      }),
      'id="r"',
    ],
    [
      'the heading of another series',
      record('res.groups', 'r', { name: 'r', [series === 19 ? 'category_id' : 'privilege_id']: '=1' }),
      'id="r"',
    ],
    [
      'the members of another series',
      record('res.groups', 'r', { name: 'r', [series === 19 ? 'users' : 'user_ids']: '=[]' }),
      'id="r"',
    ],
    ['a menu without its window', '<menuitem id="m" action="no"/>', 'action="no"'],
    ['a record of a foreign module', record('res.groups', 'zzz.r', { name: 'r' }), 'id="zzz.r"'],
    ['an unknown element', '<bar/>', 'Element odoo has extra content: bar'],
    ['XML that is none', '<record>', 'mismatch'],
  ])('is refused, all of it, for %s', async (_what, records, message) => {
    expect(await wrong(records)).toContain(message);
  });
});
