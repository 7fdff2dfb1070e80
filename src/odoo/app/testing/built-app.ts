import { readPython } from '../../../../sandbox/odoo/apps/python-literal.ts';
import { elementsOf, readXml, textInside, type XmlElement } from '../../../../sandbox/odoo/apps/xml.ts';
import type { BuiltApp } from '../build.ts';

/** The elements of all data files, in the order in which Odoo loads them. */
export function loaded(app: BuiltApp): XmlElement[] {
  return dataFiles(app).flatMap((path) =>
    path.endsWith('.xml') ? elementsOf(readXml(fileOf(app, path))) : [],
  );
}

/** The manifest, read as Python. */
export function manifestOf(app: BuiltApp) {
  return readPython(fileOf(app, '__manifest__.py')) as { data: string[]; assets: Record<string, string[]> };
}

/** Paths of the data files inside the module, in the order in which Odoo loads them. */
export const dataFiles = (app: BuiltApp) => manifestOf(app).data;

/** The text of a file of the module. */
export const fileOf = (app: BuiltApp, path: string) => {
  const text = app.files.get(`woo_connector/${path}`);
  if (text === undefined) throw new Error(`${path} is missing`);
  return text;
};

/** The records of a model. */
export const records = (app: BuiltApp, model: string) =>
  loaded(app).filter((each) => each.attributes['model'] === model);

/** A value of a record. */
export function valueOf(record: XmlElement, name: string): XmlElement | undefined {
  return elementsOf(record).find((field) => field.attributes['name'] === name);
}

/** The text of a value of a record. */
export const textOf = (record: XmlElement, name: string) => {
  const field = valueOf(record, name);
  return field === undefined ? '' : textInside(field);
};
