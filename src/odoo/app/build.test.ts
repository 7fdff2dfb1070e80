import { describe, expect, it } from 'vitest';
import { readPython } from '../../../sandbox/odoo/apps/python-literal.ts';
import { descendants, elementsOf, readXml, type XmlElement } from '../../../sandbox/odoo/apps/xml.ts';
import { geographyApp } from '../../domains/geography/app/description.ts';
import { settingsApp } from '../../domains/settings/app/description.ts';
import { taxesApp } from '../../domains/taxes/app/description.ts';
import { basePart } from './base-part.ts';
import { buildApp, type BuiltApp } from './build.ts';
import { NATIVE_FORMS, NATIVE_MODELS } from './native.ts';
import { KNOWN_SERIES } from './series.ts';
import { dataFiles, fileOf, loaded, manifestOf, records, textOf, valueOf } from './testing/built-app.ts';

const PARTS = [basePart, geographyApp, settingsApp, taxesApp];
const build = (series: number) => buildApp(PARTS, { series });

/** Fields by model and name, read back from the file that Odoo gets. */
function fieldsOf(app: BuiltApp): Map<string, Map<string, { ttype: string; relation: string }>> {
  const models = new Map<string, Map<string, { ttype: string; relation: string }>>();
  for (const row of app.fields.values()) {
    const owner = (row.get('model_id/id') ?? '').replace(/^(woo_connector|base|account)\.model_/, '');
    const model = owner.startsWith('x_') ? owner : owner.replaceAll('_', '.');
    const fields = models.get(model) ?? new Map<string, { ttype: string; relation: string }>();
    fields.set(row.get('name') ?? '', { ttype: row.get('ttype') ?? '', relation: row.get('relation') ?? '' });
    models.set(model, fields);
  }
  for (const { model, fields } of Object.values(NATIVE_FORMS).filter((form) => form !== undefined)) {
    for (const name of fields) models.get(model)?.set(name, { ttype: 'char', relation: '' });
  }
  return models;
}

/** Every field named in a view with the model it must be a field of; lines of a list belong to its relation. */
function namedFields(
  arch: XmlElement,
  model: string,
  fields: ReturnType<typeof fieldsOf>,
): [string, string][] {
  return elementsOf(arch).flatMap((child) => {
    if (child.tag !== 'field') return namedFields(child, model, fields);
    const name = child.attributes['name'] ?? '';
    const relation = fields.get(model)?.get(name)?.relation ?? '';
    return [[model, name] as [string, string], ...namedFields(child, relation, fields)];
  });
}

/** The fields that conditions, filters and groupings name; those of a list inside a field are of its relation. */
function namesInExpressions(
  element: XmlElement,
  model: string,
  fields: ReturnType<typeof fieldsOf>,
): (readonly [string, string])[] {
  const { attributes } = element;
  const names = [
    ...[...(attributes['domain'] ?? '').matchAll(/\('(x_\w+)'/g)].map(([, name = '']) => name),
    ...[...(attributes['invisible'] ?? '').matchAll(/\bx_\w+/g)].map(([name]) => name),
    ...[...(attributes['context'] ?? '').matchAll(/'group_by': '(x_\w+)'/g)].map(([, name = '']) => name),
  ];
  const relation = fields.get(model)?.get(attributes['name'] ?? '')?.relation ?? '';
  const inner = element.tag === 'field' && relation !== '' ? relation : model;
  return [
    ...names.map((name) => [model, name] as const),
    ...elementsOf(element).flatMap((child) => namesInExpressions(child, inner, fields)),
  ];
}

describe.each(KNOWN_SERIES.map((series) => ({ series })))('the app for Odoo $series', ({ series }) => {
  const app = build(series);
  const fields = fieldsOf(app);
  const views = records(app, 'ir.ui.view');

  it('is a module whose manifest names exactly its files', () => {
    expect(readPython(fileOf(app, '__manifest__.py'))).toMatchObject({
      version: `${series}.0.1.12.1`,
      depends: ['account', 'base', 'web'],
      application: true,
    });
    const named = ['__manifest__.py', ...dataFiles(app)].map((path) => `woo_connector/${path}`);
    const scripts = Object.values(manifestOf(app).assets).flat();
    expect(scripts).toEqual(['woo_connector/static/src/live_activity.js']);
    expect(new Set(app.files.keys())).toEqual(
      new Set([...named, ...scripts, 'woo_connector/static/description/icon.svg']),
    );
    expect(loaded(app).length).toBeGreaterThan(50);
  });

  it('has each id once and refers only to what is there before', () => {
    const seen = new Set<string>();
    const missing: string[] = [];
    const check = (reference: string) => {
      const local = reference.replace(/^woo_connector\./, '');
      if (!/^(base|account)\./.test(local) && !seen.has(local)) missing.push(reference);
    };
    for (const path of dataFiles(app)) {
      if (path.endsWith('.csv')) {
        for (const [id, row] of app.fields) {
          check(row.get('model_id/id') ?? '');
          seen.add(id);
        }
        continue;
      }
      for (const record of elementsOf(readXml(fileOf(app, path)))) {
        const id = record.attributes['id'] ?? '';
        expect(seen).not.toContain(id);
        for (const { attributes } of descendants(record)) {
          for (const name of ['ref', 'parent', 'action', 'groups'])
            if (attributes[name]) check(attributes[name]);
          const values = Object.values(attributes);
          for (const value of values) {
            for (const [, reference = ''] of value.matchAll(/ref\('([^']+)'\)|%\(([^)]+)\)d/g)) {
              if (reference !== '') check(reference);
            }
            for (const [, reference = ''] of value.matchAll(/%\(([^)]+)\)d/g)) check(reference);
          }
        }
        if (record.tag !== 'function') seen.add(id);
      }
    }
    expect(missing).toEqual([]);
    // Odoo makes these up when it imports the script and the icon.
    const script = '/woo_connector/static/src/live_activity_js';
    expect(app.externalIds).toEqual(
      new Set([
        ...seen,
        `attachment_${script}`,
        `web_assets_backend_${script}`,
        'attachment_/woo_connector/static/description/icon_svg',
      ]),
    );
  });

  it('names only fields that exist in views, conditions, filters and windows', () => {
    expect(views.length).toBeGreaterThan(10);
    const unknown = views.flatMap((view) => {
      const model = textOf(view, 'model');
      const arch = valueOf(view, 'arch');
      if (arch === undefined) throw new Error('a view without arch');
      return [...namedFields(arch, model, fields), ...namesInExpressions(arch, model, fields)]
        .filter(([owner, name]) => !fields.get(owner)?.has(name))
        .map(([owner, name]) => `${owner}.${name}`);
    });
    expect(unknown).toEqual([]);
    const windows = records(app, 'ir.actions.act_window');
    expect(windows.every((each) => app.models.has(textOf(each, 'res_model')))).toBe(true);
  });

  it('decides by no field that is in the view for developers alone', () => {
    const open = (element: XmlElement): string[] =>
      elementsOf(element).flatMap((child) => {
        const { groups, name = '' } = child.attributes;
        if (groups === 'base.group_no_one') return [];
        return child.tag === 'field' ? [name] : open(child);
      });
    const forms = views.filter((each) => !each.attributes['id']?.startsWith('view_tab_'));
    const refused = forms.flatMap((view) => {
      const arch = valueOf(view, 'arch');
      const named = arch === undefined ? [] : namesInExpressions(arch, textOf(view, 'model'), fields);
      const there = new Set(arch === undefined ? [] : open(arch));
      const [root] = arch === undefined ? [] : elementsOf(arch);
      if (root?.tag !== 'form') return [];
      return named.filter(([owner, name]) => owner === textOf(view, 'model') && !there.has(name));
    });
    expect(refused).toEqual([]);
  });

  it('points only to models that are there', () => {
    const relations = [...app.fields.values()]
      .map((row) => row.get('relation') ?? '')
      .filter((name) => name !== '');
    expect(relations.filter((name) => !app.models.has(name) && !(name in NATIVE_MODELS))).toEqual([]);
  });

  it('puts a tab among those of a form that has tabs, else beside a field, and hides it where it is empty', () => {
    const tab = (name: string) => {
      const found = views.find((each) => each.attributes['id'] === `view_tab_${name}`);
      if (found === undefined) throw new Error(`there is no tab ${name}`);
      const [, place, shown] = descendants(valueOf(found, 'arch') ?? found);
      return [
        place?.attributes['expr'],
        place?.attributes['position'],
        shown?.tag,
        shown?.attributes['invisible'],
      ];
    };
    expect(tab('state')).toEqual([
      "//field[@name='code']/ancestor::group[last()]",
      'after',
      'notebook',
      'not x_woo_state_ids',
    ]);
    expect(tab('tax')).toEqual([
      '//notebook',
      'inside',
      'page',
      'not x_woo_tax_class_ids and not x_woo_tax_ids and not x_woo_tax_rate_ids',
    ]);
  });

  it('opens the list behind a number with the filters that make the number', () => {
    const form = views.find((each) => each.attributes['id'] === 'view_x_woo_backend_form');
    const contexts = descendants(form ?? { tag: '', attributes: {}, children: [], line: 0 }).flatMap(
      ({ attributes }) =>
        attributes['class'] === 'oe_stat_button'
          ? [readPython((attributes['context'] ?? '').replace(/: id\b/u, ': 1'))]
          : [],
    );
    expect(contexts).toContainEqual({ search_default_x_backend_id: 1, search_default_differ: 1 });
    expect(contexts).toContainEqual({ search_default_x_backend_id: 1 });
  });

  it('has no Python but that of server actions and computed fields, and none that their sandbox refuses', () => {
    for (const path of app.files.keys()) {
      expect(path).toMatch(
        /\.(xml|csv)$|\/__manifest__\.py$|\/static\/(src\/live_activity\.js|description\/icon\.svg)$/,
      );
    }
    const withCode = loaded(app).filter((each) => valueOf(each, 'code') !== undefined);
    expect(new Set(withCode.map((each) => each.attributes['model']))).toEqual(new Set(['ir.actions.server']));
    expect(withCode).toHaveLength(13);
    const computed = [...app.fields.values()].filter((row) => row.get('compute') !== '');
    const guards = computed.filter((row) => row.get('name') === 'x_guard');
    const others = computed.filter((row) => !guards.includes(row));
    expect(others.map((row) => row.get('name'))).toEqual([
      ...['x_state', 'x_unanswered', 'x_activity', 'x_busy', 'x_service'],
      // The country of a state, and the companies of tax classes, taxes and rates: what choices depend on.
      ...['x_country_id', 'x_company_id', 'x_company_id', 'x_company_id'],
    ]);
    // Values that depend on the time of day are never kept; a guard is asked with every change of the others.
    expect(others.every((row) => row.get('store') === '')).toBe(true);
    expect(guards.every((row) => row.get('store') === '1' && row.get('depends') !== '')).toBe(true);
    const code = [
      ...withCode.map((action) => textOf(action, 'code')),
      ...computed.map((row) => row.get('compute') ?? ''),
    ];
    // A `with` statement is among what it refuses too, so that savepoints are closed by hand.
    for (const each of code)
      expect(each).not.toMatch(/__|\bimport\b|\bexec\b|\t|^[ \t]*with\b|\bgetattr\b/mu);
  });

  it('gives every model its access, and the right to delete runs and their operations alone', () => {
    const access = records(app, 'ir.model.access');
    const groupsOf = (model: string) =>
      access
        .filter((each) => valueOf(each, 'model_id')?.attributes['ref'] === `model_${model}`)
        .map((each) => valueOf(each, 'group_id')?.attributes['ref']);
    for (const model of app.models.keys()) {
      expect(groupsOf(model)).toEqual(
        expect.arrayContaining(['group_user', 'group_manager', 'group_connector']),
      );
    }
    const deleters = access.flatMap((each) =>
      valueOf(each, 'perm_unlink')?.attributes['eval'] === '0' ? [] : [each.attributes['id']],
    );
    expect(deleters).toEqual(
      ['run', 'operation'].flatMap((name) =>
        ['manager', 'connector'].map((group) => `access_x_woo_${name}_${group}`),
      ),
    );
    const closed = views.flatMap((view) => {
      const [root] = elementsOf(valueOf(view, 'arch') ?? view);
      return root?.attributes['delete'] === '0' ? [textOf(view, 'model')] : [];
    });
    expect(closed).toContain('x_woo_backend');
    expect(closed).not.toContain('x_woo_run');
    const writers = access
      .filter((each) => valueOf(each, 'perm_write')?.attributes['eval'] === '1')
      .map((each) => each.attributes['id'] ?? '')
      .filter((id) => !id.endsWith('_connector'));
    const corrected = ['country', 'state', 'tax_class', 'tax', 'tax_rate', 'check'];
    expect(writers).toEqual(corrected.map((name) => `access_x_woo_${name}_manager`));
  });

  it('guards every model of which a manager may write a field, by all its other fields', () => {
    const rows = [...app.fields.entries()];
    const guarded = rows.filter(([, row]) => row.get('name') === 'x_guard');
    const corrected = ['country', 'state', 'tax_class', 'tax', 'tax_rate', 'check'];
    expect(guarded.map(([, row]) => row.get('model_id/id'))).toEqual(
      corrected.map((name) => `woo_connector.model_x_woo_${name}`),
    );
    for (const [, row] of guarded) {
      const own = rows
        .map(([, each]) => each)
        .filter((each) => each.get('model_id/id') === row.get('model_id/id'));
      const free = own.filter((each) => each.get('readonly') === '');
      const stored = own.filter((each) => each.get('store') === '1' && each.get('ttype') !== 'one2many');
      expect(row.get('depends')?.split(',')).toEqual(
        stored.filter((each) => each !== row && !free.includes(each)).map((each) => each.get('name')),
      );
      expect(row.get('compute')).toContain(
        series === 17 ? ".check_access_rights('create')" : ".check_access('create')",
      );
    }
    // Odoo looks the fields up that another depends on: those of the same file are not there yet.
    const paths = [...app.files.keys()];
    const [first, second] = ['fields', 'fields-dependent'].map(
      (name) => `woo_connector/data/ir.model.${name}.csv`,
    );
    expect(paths.indexOf(second ?? '')).toBeGreaterThan(paths.indexOf(first ?? ''));
    expect(app.files.get(first ?? '')).not.toContain('x_guard');
  });

  it('shows users the rows of their companies, and the connector all', () => {
    const rules = records(app, 'ir.rule');
    for (const model of [...app.models.keys()].filter((name) => name !== 'x_woo_app')) {
      const own = rules.filter((each) => valueOf(each, 'model_id')?.attributes['ref'] === `model_${model}`);
      expect(own.map((each) => valueOf(each, 'groups')?.attributes['eval'])).toEqual([
        "[(6, 0, [ref('group_user'), ref('base.group_user')])]",
        "[(6, 0, [ref('group_connector')])]",
      ]);
      expect(textOf(own[0] as XmlElement, 'domain_force')).toMatch(
        /\('(x_\w+_id\.)*x_company_id', 'in', company_ids\)/u,
      );
    }
  });

  it('speaks the words of its series', () => {
    const text = [...app.files.values()].join('\n');
    const list = series === 17 ? 'tree' : 'list';
    const other = series === 17 ? 'list' : 'tree';
    expect(text).toContain(`<field name="view_mode">${list},form</field>`);
    expect(text).not.toMatch(new RegExp(`<${other}[ >]|[>,]${other},`));
    expect(text).toContain(`<field name="view_mode">kanban,${list},form</field>`);
    expect(text).toContain(`<t t-name="${series === 17 ? 'kanban-box' : 'card'}">`);
    const groups = series < 19 ? 'groups_id' : 'group_ids';
    const otherGroups = series < 19 ? 'group_ids' : 'groups_id';
    expect(text).toContain(`name="${groups}"`);
    expect(text).not.toContain(`name="${otherGroups}"`);
    const privilege = records(app, 'res.groups').some((each) => valueOf(each, 'privilege_id') !== undefined);
    const category = records(app, 'res.groups').some((each) => valueOf(each, 'category_id') !== undefined);
    expect([privilege, category]).toEqual([series >= 19, series < 19]);
  });

  it('names only fields that Odoo records of that kind have', () => {
    const unknown = loaded(app)
      .filter(({ tag }) => tag === 'record')
      .flatMap((record) => {
        const model = record.attributes['model'] ?? '';
        const known = app.models.has(model)
          ? [...(fields.get(model)?.keys() ?? [])]
          : (RECORD_FIELDS[model] ?? []);
        return elementsOf(record)
          .map((field) => field.attributes['name'] ?? '')
          .filter((name) => !known.includes(name))
          .map((name) => `${model}.${name}`);
      });
    expect(unknown).toEqual([]);
  });
});

/** Fields of Odoo's own models that the app may write; those of one series are held by the test above. */
const RECORD_FIELDS: Readonly<Record<string, readonly string[]>> = {
  'ir.module.category': ['name', 'description', 'sequence'],
  'res.groups.privilege': ['name', 'category_id'],
  'res.groups': ['name', 'comment', 'implied_ids', 'category_id', 'privilege_id'],
  'ir.model': ['name', 'model'],
  'ir.model.access': [
    'name',
    'model_id',
    'group_id',
    'perm_read',
    'perm_write',
    'perm_create',
    'perm_unlink',
  ],
  'ir.rule': ['name', 'model_id', 'domain_force', 'groups'],
  'ir.default': ['field_id', 'json_value'],
  'ir.actions.server': ['name', 'model_id', 'state', 'code', 'groups_id', 'group_ids'],
  'ir.actions.act_window': ['name', 'res_model', 'view_mode', 'search_view_id', 'context', 'domain', 'help'],
  'ir.ui.view': ['name', 'model', 'inherit_id', 'arch'],
};
