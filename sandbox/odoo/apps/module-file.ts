import { strFromU8, unzipSync } from 'fflate';
import { isJsonObject, textOf } from '../../json.ts';
import type { Json, JsonObject } from '../../json.ts';
import { OdooException } from '../faults-of-odoo.ts';
import { readPython } from './python-literal.ts';

/** One module of an uploaded file. */
export interface ModuleFile {
  readonly name: string;
  readonly manifest: JsonObject;
  /** The text of a file by its path inside the module; null where there is none. */
  readonly text: (path: string) => string | null;
  /** Of all its files, inside the module. */
  readonly paths: readonly string[];
}

/** The modules in a zip given as base64: every top folder with a manifest that can be read. Throws Odoo's UserError. */
export function readModules(base64: string): ModuleFile[] {
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(Buffer.from(base64, 'base64'));
  } catch {
    throw new OdooException('odoo.exceptions.UserError', 'Only zip files are supported.');
  }
  return Object.keys(files).flatMap((path): ModuleFile[] => {
    const [name = '', file, ...deeper] = path.split('/');
    if (file !== '__manifest__.py' || deeper.length > 0) return [];
    // As a server does: a module whose manifest cannot be read is passed over in silence.
    const manifest = readManifest(strFromU8(files[path] ?? new Uint8Array()));
    if (manifest === null) return [];
    const text = (inner: string) => {
      const bytes = files[`${name}/${inner}`];
      return bytes === undefined ? null : strFromU8(bytes);
    };
    const paths = Object.keys(files)
      .filter((each) => each.startsWith(`${name}/`) && !each.endsWith('/'))
      .map((each) => each.slice(name.length + 1));
    return [{ name, manifest, text, paths }];
  });
}

function readManifest(source: string): JsonObject | null {
  try {
    const manifest = readPython(source);
    return isJsonObject(manifest) ? manifest : null;
  } catch {
    return null;
  }
}

/** A list of texts from a manifest. */
export function manifestList(manifest: JsonObject, key: string): string[] {
  const value: Json = manifest[key] ?? [];
  return Array.isArray(value) ? value.map(textOf) : [];
}
