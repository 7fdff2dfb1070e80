import { strFromU8, unzipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import { readPython } from '../../../sandbox/odoo/apps/python-literal.ts';
import {
  descendants,
  elementsOf,
  readXml,
  textInside,
  type XmlElement,
} from '../../../sandbox/odoo/apps/xml.ts';
import { geographyApp } from '../../domains/geography/app/description.ts';
import { settingsApp } from '../../domains/settings/app/description.ts';
import { taxesApp } from '../../domains/taxes/app/description.ts';
import { basePart } from './base-part.ts';
import { buildApp, zipWithoutFields, type BuiltApp } from './build.ts';
import { NATIVE_FORMS, NATIVE_MODELS } from './native.ts';
import { KNOWN_SERIES } from './series.ts';

const PARTS = [basePart, geographyApp, settingsApp, taxesApp];
const build = (series: number) => buildApp(PARTS, { series });

/** The elements of all data files, in the order in which Odoo loads them. */
function loaded(app: BuiltApp): XmlElement[] {
  return dataFiles(app).flatMap((path) =>
    path.endsWith('.xml') ? elementsOf(readXml(fileOf(app, path))) : [],
  );
}

function manifestOf(app: BuiltApp) {
  return readPython(fileOf(app, '__manifest__.py')) as { data: string[]; assets: Record<string, string[]> };
}

const dataFiles = (app: BuiltApp) => manifestOf(app).data;

const fileOf = (app: BuiltApp, path: string) => {
  const text = app.files.get(`woo_connector/${path}`);
  if (text === undefined) throw new Error(`${path} is missing`);
  return text;
};

const records = (app: BuiltApp, model: string) =>
  loaded(app).filter((each) => each.attributes['model'] === model);

function valueOf(record: XmlElement, name: string): XmlElement | undefined {
  return elementsOf(record).find((field) => field.attributes['name'] === name);
}

const textOf = (record: XmlElement, name: string) => {
  const field = valueOf(record, name);
  return field === undefined ? '' : textInside(field);
};

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

describe.each(KNOWN_SERIES.map((series) => ({ series })))('the app for Odoo $series', ({ series }) => {
  const app = build(series);
  const fields = fieldsOf(app);
  const views = records(app, 'ir.ui.view');

  it('is a module whose manifest names exactly its files', () => {
    expect(readPython(fileOf(app, '__manifest__.py'))).toMatchObject({
      version: `${series}.0.1.5.0`,
      depends: ['account', 'base', 'web'],
      application: true,
    });
    const named = ['__manifest__.py', ...dataFiles(app)].map((path) => `woo_connector/${path}`);
    const scripts = Object.values(manifestOf(app).assets).flat();
    expect(scripts).toEqual(['woo_connector/static/src/live_activity.js']);
    expect(new Set(app.files.keys())).toEqual(new Set([...named, ...scripts]));
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
        seen.add(id);
      }
    }
    expect(missing).toEqual([]);
    // Odoo makes these two up when it imports the script.
    const script = '/woo_connector/static/src/live_activity_js';
    expect(app.externalIds).toEqual(
      new Set([...seen, `attachment_${script}`, `web_assets_backend_${script}`]),
    );
  });

  it('names only fields that exist in views, conditions, filters and windows', () => {
    expect(views.length).toBeGreaterThan(10);
    const unknown = views.flatMap((view) => {
      const model = textOf(view, 'model');
      const arch = valueOf(view, 'arch');
      if (arch === undefined) throw new Error('a view without arch');
      const expressions = descendants(arch).flatMap(({ attributes }) => [
        ...[...(attributes['domain'] ?? '').matchAll(/\('(x_\w+)'/g)].map(([, name = '']) => name),
        ...[...(attributes['invisible'] ?? '').matchAll(/\bx_\w+/g)].map(([name]) => name),
        ...[...(attributes['context'] ?? '').matchAll(/'group_by': '(x_\w+)'/g)].map(([, name = '']) => name),
      ]);
      return [...namedFields(arch, model, fields), ...expressions.map((name) => [model, name] as const)]
        .filter(([owner, name]) => !fields.get(owner)?.has(name))
        .map(([owner, name]) => `${owner}.${name}`);
    });
    expect(unknown).toEqual([]);
    const windows = records(app, 'ir.actions.act_window');
    expect(windows.every((each) => app.models.has(textOf(each, 'res_model')))).toBe(true);
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
      expect(path).toMatch(/\.(xml|csv)$|\/__manifest__\.py$|\/static\/src\/live_activity\.js$/);
    }
    const withCode = loaded(app).filter((each) => valueOf(each, 'code') !== undefined);
    expect(new Set(withCode.map((each) => each.attributes['model']))).toEqual(new Set(['ir.actions.server']));
    expect(withCode).toHaveLength(8);
    const computed = [...app.fields.values()].filter((row) => row.get('compute') !== '');
    expect(computed.map((row) => row.get('name'))).toEqual(['x_state', 'x_unanswered', 'x_activity']);
    // Values that depend on the time of day are never kept.
    expect(computed.every((row) => row.get('store') === '')).toBe(true);
    const code = [
      ...withCode.map((action) => textOf(action, 'code')),
      ...computed.map((row) => row.get('compute') ?? ''),
    ];
    // A `with` statement is among what it refuses too, so that savepoints are closed by hand.
    for (const each of code) expect(each).not.toMatch(/__|\bimport\b|\bexec\b|\t|^\s*with\b|\bgetattr\b/mu);
  });

  it('gives every model its access, and nobody the right to delete', () => {
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
    expect(access.every((each) => valueOf(each, 'perm_unlink')?.attributes['eval'] === '0')).toBe(true);
    const writers = access
      .filter((each) => valueOf(each, 'perm_write')?.attributes['eval'] === '1')
      .map((each) => each.attributes['id'] ?? '')
      .filter((id) => !id.endsWith('_connector'));
    const corrected = ['country', 'state', 'tax_class', 'tax', 'tax_rate', 'check'];
    expect(writers).toEqual(corrected.map((name) => `access_x_woo_${name}_manager`));
  });

  it('speaks the words of its series', () => {
    const text = [...app.files.values()].join('\n');
    const list = series === 17 ? 'tree' : 'list';
    const other = series === 17 ? 'list' : 'tree';
    expect(text).toContain(`<field name="view_mode">${list},form</field>`);
    expect(text).not.toMatch(new RegExp(`<${other}[ >]|>${other},form<`));
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
  'ir.default': ['field_id', 'json_value'],
  'ir.actions.server': ['name', 'model_id', 'state', 'code', 'groups_id', 'group_ids'],
  'ir.actions.act_window': ['name', 'res_model', 'view_mode', 'search_view_id', 'context', 'domain', 'help'],
  'ir.ui.view': ['name', 'model', 'inherit_id', 'arch'],
};

describe('the file', () => {
  const zone = process.env['TZ'];
  afterEach(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  it('has the same bytes every time and in every time zone', () => {
    const first = build(18).zip;
    for (const name of ['UTC', 'Asia/Tokyo', 'America/Los_Angeles']) {
      process.env['TZ'] = name;
      expect(Buffer.from(build(18).zip).equals(first)).toBe(true);
    }
  });

  it('contains the files, in order', () => {
    const app = build(18);
    const entries = unzipSync(app.zip);
    expect(Object.keys(entries)).toEqual([...app.files.keys()].sort());
    for (const [path, text] of app.files) expect(strFromU8(entries[path] ?? new Uint8Array())).toBe(text);
  });

  it('can leave out fields that need no change, and nothing else', () => {
    const app = build(18);
    const entries = unzipSync(zipWithoutFields(app, new Set(['field_x_woo_state_x_code'])));
    const csv = strFromU8(entries['woo_connector/data/ir.model.fields.csv'] ?? new Uint8Array());
    expect(csv).not.toContain('field_x_woo_state_x_code"');
    expect(csv.match(/^"woo_connector\./gmu)).toHaveLength(app.fields.size - 1);
    expect(Object.keys(entries)).toEqual([...app.files.keys()].sort());
  });

  it('is named after the release of the server', () => {
    expect(buildApp(PARTS, { series: 18, serverVersion: 'saas~18.2' }).version).toBe('saas~18.2.1.5.0');
    expect(buildApp(PARTS, { series: 18, serverVersion: '18.0-20260101' }).version).toBe('18.0.1.5.0');
  });

  it('is made in the newest form, with a warning, for a series nobody knows yet', () => {
    const later = build(20);
    expect(later.warning).toContain('Odoo 20');
    expect(later.version).toBe('20.0.1.5.0');
    expect(build(19).warning).toBeNull();
    const withoutVersion = (app: BuiltApp) =>
      [...app.files.values()].map((text) => text.replaceAll(app.version, ''));
    expect(withoutVersion(later)).toEqual(withoutVersion(build(19)));
    expect(() => build(16)).toThrow('series 16');
  });
});
