import type { OdooDomain } from '../port.ts';

/** A piece of XML: an element, or text that is escaped when written. */
export type XmlNode = XmlElement | string;

export interface XmlElement {
  readonly name: string;
  readonly attributes: readonly (readonly [string, string])[];
  readonly children: readonly XmlNode[];
}

/** An element. Attributes that are undefined are left out; numbers and booleans are written as Odoo reads them. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>> = {},
  ...children: readonly XmlNode[]
): XmlElement {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)] as const],
  );
  return { name, attributes: given, children };
}

/** A data file of a module. */
export function renderDocument(records: readonly XmlNode[]): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${render(element('odoo', {}, ...records), 0)}\n`;
}

function render(node: XmlNode, depth: number): string {
  const indent = '  '.repeat(depth);
  if (typeof node === 'string') return indent + escapeXml(node);
  const attributes = node.attributes.map(([key, value]) => ` ${key}="${escapeXml(value)}"`).join('');
  const { name, children } = node;
  if (children.length === 0) return `${indent}<${name}${attributes}/>`;
  // White space beside a text would become part of the value.
  if (children.every((child) => typeof child === 'string')) {
    return `${indent}<${name}${attributes}>${children.map(escapeXml).join('')}</${name}>`;
  }
  const inner = children.map((child) => render(child, depth + 1)).join('\n');
  return `${indent}<${name}${attributes}>\n${inner}\n${indent}</${name}>`;
}

/** Characters that XML 1.0 cannot contain at all. */
// eslint-disable-next-line no-control-regex -- these are the characters to remove
const UNSPEAKABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

export function escapeXml(text: string): string {
  return text
    .replace(UNSPEAKABLE, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

/** What can stand as a literal in an `eval`, a domain or a manifest. */
export type PythonValue =
  string | number | boolean | null | readonly PythonValue[] | { readonly [key: string]: PythonValue };

/** Writes a value as a Python literal. Lists stay lists: Odoo takes them where it takes tuples. */
export function python(value: PythonValue): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return `'${value.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n')}'`;
  if (isList(value)) return `[${value.map(python).join(', ')}]`;
  const entries = Object.entries(value).map(([key, each]) => `${python(key)}: ${python(each)}`);
  return `{${entries.join(', ')}}`;
}

/** Writes a search domain as Odoo's own files do: terms as tuples. `{ field }` as a value is the name of a field of the row. */
export function pythonDomain(domain: OdooDomain): string {
  const terms = domain.map((term) => {
    if (typeof term === 'string') return python(term);
    const [field, operator, value] = term;
    const written = fieldInside(value) ?? python(value as PythonValue);
    return `(${python(field)}, ${python(operator)}, ${written})`;
  });
  return `[${terms.join(', ')}]`;
}

/** The names of the row's fields that a domain compares with. */
export function rowFieldsOf(domain: OdooDomain): string[] {
  return domain.flatMap((term) => (typeof term === 'string' ? [] : (fieldInside(term[2]) ?? [])));
}

function fieldInside(value: unknown): string | undefined {
  const isField = typeof value === 'object' && value !== null && 'field' in value;
  return isField && typeof value.field === 'string' ? value.field : undefined;
}

const isList = (value: PythonValue): value is readonly PythonValue[] => Array.isArray(value);
