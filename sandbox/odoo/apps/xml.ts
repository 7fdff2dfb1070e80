import { decodeXML } from 'entities';

/** An element of an XML document. */
export interface XmlElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
  /** Where it begins, from 1. */
  readonly line: number;
}

interface OpenElement {
  readonly tag: string;
  readonly attributes: Record<string, string>;
  readonly children: (XmlElement | string)[];
  readonly line: number;
}

const NAME = '[A-Za-z_:][\\w:.-]*';
const TOKEN = new RegExp(
  [
    '<!--(?:(?!--)[\\s\\S])*-->',
    '<!\\[CDATA\\[(?<data>[\\s\\S]*?)\\]\\]>',
    '<\\?[\\s\\S]*?\\?>',
    `</(?<end>${NAME})\\s*>`,
    `<(?<start>${NAME})(?<attributes>(?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(?<empty>/?)>`,
    '(?<text>[^<]+)',
  ].join('|'),
  'uy',
);
const ATTRIBUTE = new RegExp(`(${NAME})\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'gu');
const STRAY_AMPERSAND = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/iu;

/** Reads an XML document and is as strict about its form as a server's parser. Throws SyntaxError with the line. */
export function readXml(source: string): XmlElement {
  const top: OpenElement = { tag: '', attributes: {}, children: [], line: 0 };
  const open: OpenElement[] = [top];
  let at = 0;
  let line = 1;
  const wrong = (text: string) => new SyntaxError(`${text}, line ${line}`);
  while (at < source.length) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(source);
    if (match === null) throw wrong('not well-formed (invalid token)');
    const { data, end, start, attributes, empty, text } = match.groups ?? {};
    const parent = open.at(-1) ?? top;
    if (text !== undefined || data !== undefined) {
      if (text !== undefined && STRAY_AMPERSAND.test(text)) throw wrong('xmlParseEntityRef: no name');
      if (parent === top && (text ?? data ?? '').trim() !== '')
        throw wrong('Start tag expected, < not found');
      parent.children.push(data ?? decodeXML(text ?? ''));
    } else if (start !== undefined) {
      if (parent === top && elementsOf(top).length > 0)
        throw wrong('Extra content at the end of the document');
      const element = { tag: start, attributes: readAttributes(attributes ?? '', wrong), children: [], line };
      parent.children.push(element);
      if (empty !== '/') open.push(element);
    } else if (end !== undefined) {
      if (parent.tag !== end)
        throw wrong(`Opening and ending tag mismatch: ${parent.tag} line ${parent.line} and ${end}`);
      open.pop();
    }
    at += match[0].length;
    line += match[0].split('\n').length - 1;
  }
  const [root] = elementsOf(top);
  const last = open.at(-1);
  if (last !== undefined && last !== top)
    throw wrong(`Premature end of data in tag ${last.tag} line ${last.line}`);
  if (root === undefined) throw wrong('Document is empty');
  return root;
}

function readAttributes(source: string, wrong: (text: string) => SyntaxError): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', double, single] of source.matchAll(ATTRIBUTE)) {
    const raw = double ?? single ?? '';
    if (name in attributes) throw wrong(`Attribute ${name} redefined`);
    if (STRAY_AMPERSAND.test(raw)) throw wrong('xmlParseEntityRef: no name');
    attributes[name] = decodeXML(raw);
  }
  return attributes;
}

/** The elements directly inside one. */
export function elementsOf(element: Pick<XmlElement, 'children'>): XmlElement[] {
  return element.children.filter((child) => typeof child !== 'string');
}

/** The text directly inside an element. */
export function textInside(element: XmlElement): string {
  return element.children.filter((child) => typeof child === 'string').join('');
}

/** An element and all those below it, from the top. */
export function descendants(element: XmlElement): XmlElement[] {
  return [element, ...elementsOf(element).flatMap(descendants)];
}

/** An element as XML text. */
export function writeXml(node: XmlElement | string): string {
  if (typeof node === 'string') return escape(node);
  const attributes = Object.entries(node.attributes).map(([name, value]) => ` ${name}="${escape(value)}"`);
  const start = `<${node.tag}${attributes.join('')}`;
  if (node.children.length === 0) return `${start}/>`;
  return `${start}>${node.children.map(writeXml).join('')}</${node.tag}>`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
