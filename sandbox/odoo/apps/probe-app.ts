import { strToU8, zipSync } from 'fflate';
import type { Series } from '../model.ts';

/** A small app, made for the sandbox's own tests: things with a state, a parent, tags, and a button. */
export interface ProbeApp {
  readonly module?: string;
  readonly version?: string;
  /** What the manifest says besides, as Python: `'installable': False`. */
  readonly manifest?: string;
  /** Replaces the whole content of a file. */
  readonly files?: Readonly<Record<string, string>>;
  /** Changes the text of the data files before they are packed. */
  readonly edit?: (text: string) => string;
}

/** Packs the app for a series, as base64. */
export function probeApp(series: Series, options: ProbeApp = {}): string {
  const {
    module = 'probe_app',
    version = `${series}.0.1.0.0`,
    manifest = '',
    edit = (text: string) => text,
  } = options;
  const files = options.files ?? {
    'models.xml': modelsXml(series),
    'ir.model.access.csv': ACCESS,
    'views.xml': viewsXml(series),
  };
  const list = Object.keys(files).map((path) => `'${path}'`);
  const entries = Object.entries(files).map(
    ([path, text]) => [`${module}/${path}`, strToU8(edit(text))] as const,
  );
  const head = `{'name': "Probe", 'version': '${version}', 'depends': ['base'], 'application': True,\n 'data': [${list.join(', ')}], ${manifest}}`;
  const zip = zipSync({ [`${module}/__manifest__.py`]: strToU8(head), ...Object.fromEntries(entries) });
  return Buffer.from(zip).toString('base64');
}

/** A record of a data file. `@x` is a reference, `=x` a Python expression, `<x` is XML. */
export function record(model: string, id: string, values: Readonly<Record<string, string>>): string {
  const fields = Object.entries(values).map(([name, value]) => {
    if (value.startsWith('@')) return `<field name="${name}" ref="${value.slice(1)}"/>`;
    if (value.startsWith('=')) return `<field name="${name}" eval="${value.slice(1)}"/>`;
    if (value.startsWith('<')) return `<field name="${name}" type="xml">${value}</field>`;
    return `<field name="${name}">${value}</field>`;
  });
  return `<record id="${id}" model="${model}">${fields.join('')}</record>`;
}

/** A field of the model of things. */
export function field(name: string, ttype: string, more: Readonly<Record<string, string>> = {}): string {
  const base = { model_id: '@model_thing', name, field_description: name, ttype };
  return record('ir.model.fields', `field_${name}`, { ...base, ...more });
}

const ACCESS = `id,name,model_id/id,group_id/id,perm_read,perm_write,perm_create,perm_unlink
access_user,"things, read",model_thing,group_user,1,,,
access_boss,"things, all",model_thing,group_boss,1,1,1,1
`;

function modelsXml(series: Series): string {
  const users = series === 19 ? 'user_ids' : 'users';
  const above: Record<string, string> =
    series === 19 ? { privilege_id: '@privilege' } : { category_id: '@category' };
  const parent = { relation: 'x_probe_thing', on_delete: 'cascade' };
  return `<?xml version="1.0" encoding="utf-8"?>
<odoo>
${record('ir.module.category', 'category', { name: 'Probe' })}
${series === 19 ? record('res.groups.privilege', 'privilege', { name: 'Probe', category_id: '@category' }) : ''}
${record('res.groups', 'group_user', { name: 'User', ...above })}
${record('res.groups', 'group_boss', {
  name: 'Boss',
  implied_ids: "=[(4, ref('group_user'))]",
  [users]: "=[Command.link(ref('base.user_admin'))]",
  ...above,
})}
${record('ir.model', 'model_thing', { name: 'Thing', model: 'x_probe_thing' })}
${field('x_name', 'char', { required: '=True' })}
${field('x_active', 'boolean')}
${field('x_count', 'integer')}
${field('x_when', 'datetime')}
${field('x_kind', 'selection', { selection: "[('a', 'A'), ('b', 'B')]" })}
${field('x_state_id', 'many2one', { relation: 'res.country.state', on_delete: 'set null' })}
${field('x_parent_id', 'many2one', parent)}
${field('x_child_ids', 'one2many', { relation: 'x_probe_thing', relation_field: 'x_parent_id' })}
${field('x_tag_ids', 'many2many', { relation: 'res.country' })}
${record('ir.model.fields', 'field_native', {
  model_id: '@base.model_res_country_state',
  name: 'x_thing_ids',
  field_description: 'Things',
  ttype: 'one2many',
  relation: 'x_probe_thing',
  relation_field: 'x_state_id',
})}
${record('ir.default', 'default_active', { field_id: '@field_x_active', json_value: 'true' })}
${record('ir.actions.server', 'action', { name: 'Go', model_id: '@model_thing', state: 'code', code: 'pass' })}
<data noupdate="1">${record('x_probe_thing', 'first', { x_name: 'First &amp; only', x_count: '7' })}</data>
</odoo>`;
}

function viewsXml(series: Series): string {
  const list = series === 17 ? 'tree' : 'list';
  const form = `<form><header><button name="%(action)d" type="action" string="Go"/></header><sheet><field name="x_kind" invisible="not x_name"/><field name="x_name"/><field name="x_child_ids"><${list}><field name="x_name" decoration-info="x_name == 'parent'"/></${list}></field></sheet></form>`;
  const search = `<search><field name="x_name"/><filter name="a" domain="[('x_kind', '=', 'a')]"/><group><filter name="by" context="{'group_by': 'x_kind'}"/></group></search>`;
  const extension = `<xpath expr="//field[@name='code']/ancestor::group[last()]" position="after"><notebook groups="probe_app.group_user"><page><field name="x_thing_ids"><${list}><field name="x_name"/></${list}></field></page></notebook></xpath>`;
  const view = (id: string, arch: string, more: Readonly<Record<string, string>> = {}) =>
    record('ir.ui.view', id, { name: id, model: 'x_probe_thing', arch, ...more });
  return `<odoo>
${view('view_form', form)}
${view('view_list', `<${list} default_order="x_name desc"><field name="x_name"/></${list}>`)}
${view('view_search', search)}
${view('view_state', extension, { model: 'res.country.state', inherit_id: '@base.view_country_state_form' })}
${record('ir.actions.act_window', 'window', { name: 'Things', res_model: 'x_probe_thing', view_mode: `${list},form` })}
<menuitem id="menu_root" name="Probe" sequence="40"><menuitem id="menu_inner" action="window" groups="group_user"/></menuitem>
</odoo>`;
}
