import { readPython } from '../../sandbox/odoo/apps/python-literal.ts';
import {
  descendants,
  elementsOf,
  readXml,
  textInside,
  type XmlElement,
} from '../../sandbox/odoo/apps/xml.ts';
import { readCsv } from '../../sandbox/odoo/apps/csv.ts';
import { buildApp } from '../../src/odoo/app/build.ts';
import { PARTS } from './app-in-odoo.ts';

/** A text of the app that people read, and the kind of record it belongs to. */
export interface AppTerm {
  readonly term: string;
  readonly from: string;
}

/** The attributes of a view that Odoo translates, as far as the app uses such. */
const ATTRIBUTES = ['string', 'title', 'confirm', 'placeholder', 'help', 'sum', 'label', 'aria-label', 'alt'];

/** The columns of records that Odoo keeps in each language. Names of server actions are for developers. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  'ir.model': ['name'],
  'ir.actions.act_window': ['name', 'help'],
  'ir.module.category': ['name', 'description'],
  'res.groups.privilege': ['name'],
  'res.groups': ['name', 'comment'],
  'ir.ui.view': ['arch'],
};

/** Every text of the whole app that Odoo shows to people, read back from the files that Odoo gets. */
export function appTerms(series: number): AppTerm[] {
  const { files } = buildApp(PARTS, { series });
  const terms = [...files].flatMap(([path, text]) => {
    if (path.endsWith('.csv')) return [...termsOfFields(text), ...spokenTerms(text, path)];
    const records = path.endsWith('.xml') ? elementsOf(readXml(text)) : [];
    const code = records.flatMap((record) => elementsOf(record).map(textInside)).join('\n');
    return [...records.flatMap(termsOfRecord), ...spokenTerms(code, path)];
  });
  return terms.filter(({ term }) => term !== '');
}

/** The texts of code that speaks the reader's language: it begins with their translations. */
function spokenTerms(code: string, from: string): AppTerm[] {
  return [...code.matchAll(/WORDS = (?<words>\{.*\})$/gmu)].flatMap(({ groups }) => {
    const words = readPython((groups?.['words'] ?? '{}').replaceAll('""', '"'));
    const [first = {}] = Object.values(words as Readonly<Record<string, Readonly<Record<string, string>>>>);
    return Object.keys(first).map((term) => ({ term, from }));
  });
}

function termsOfFields(csv: string): AppTerm[] {
  const [headers = [], ...rows] = readCsv(csv);
  const cell = (row: readonly string[], name: string) => row[headers.indexOf(name)] ?? '';
  return rows.flatMap((row) => {
    const from = cell(row, 'id').replace('woo_connector.', '');
    const selection = cell(row, 'selection');
    const options = selection === '' ? [] : (readPython(selection) as [string, string][]);
    const texts = [cell(row, 'field_description'), cell(row, 'help'), ...options.map(([, label]) => label)];
    return texts.map((term) => ({ term, from }));
  });
}

function termsOfRecord(record: XmlElement): AppTerm[] {
  const { id = '', model = '', name = '' } = record.attributes;
  if (record.tag === 'menuitem') return [{ term: name, from: id }];
  const columns = COLUMNS[model] ?? [];
  return elementsOf(record)
    .filter(({ attributes }) => columns.includes(attributes['name'] ?? ''))
    .flatMap((field) =>
      field.attributes['name'] === 'arch'
        ? termsOfView(field, id)
        : [field, ...elementsOf(field)].map((part) => ({ term: textInside(part).trim(), from: id })),
    );
}

function termsOfView(arch: XmlElement, from: string): AppTerm[] {
  return descendants(arch).flatMap(({ attributes, children, tag }) => {
    const texts = children.flatMap((child) => (typeof child === 'string' ? [child.trim()] : []));
    const named =
      tag === 'field' && attributes['name'] === 'arch'
        ? []
        : ATTRIBUTES.map((name) => attributes[name] ?? '');
    return [...texts, ...named].map((term) => ({ term, from }));
  });
}
