import { ConnectorError } from './errors.ts';

/**
 * Module name of the external ids of native records we create. Never the app's own name: uninstalling the app takes
 * the ids of its module along, and native records must survive that.
 */
const NATIVE_MODULE = '__woo_sync__';

/**
 * The external id of a native record shared by all backends of an Odoo: `__woo_sync__.state_MX_JA`.
 * Parts are escaped so that two keys never meet: ASCII letters, digits and `-` stay, every other character becomes
 * `~<hex code point>~`, and `_` only ever separates parts (Odoo refuses spaces in external ids).
 */
export function nativeExternalId(kind: string, ...parts: readonly string[]): string {
  return `${NATIVE_MODULE}.${joinParts(kind, parts)}`;
}

/**
 * Technical name of the Odoo app. Its backends have external ids under it, and rows that versions before 1.4 wrote: they
 * vanish with the app. Other rows are known by their key.
 */
export const APP_MODULE = 'woo_connector';

/** The external id of a row of the app that is written without its actions: it vanishes with the app. */
export function appExternalId(kind: string, ...parts: readonly string[]): string {
  return `${APP_MODULE}.${joinParts(kind, parts)}`;
}

/** How many characters of a backend's id its external ids carry. */
export const MARK_LENGTH = 8;

/** The part of an external id that names the backend whose record it is: `85008f02`. */
export function markOf(backendId: string): string {
  return backendId.slice(0, MARK_LENGTH);
}

/** How the external ids of records begin that are one backend's alone. */
export function backendPrefix(backendId: string): string {
  return `${NATIVE_MODULE}.b${markOf(backendId)}_`;
}

/** Whether an external id names the backend whose record it is. */
export function isMarked(externalId: string): boolean {
  return /^__woo_sync__\.b[0-9a-f]{8}_/u.test(externalId);
}

/** Reads `__woo_sync__.b<mark>_<kind>_<key>`; null for another id, or one of a record that all backends share. */
export function readOwnId(
  externalId: string | undefined,
  kind: string,
): { readonly mark: string; readonly key: string } | null {
  const [, mark, found, part = ''] =
    /^__woo_sync__\.b([0-9a-f]{8})_([a-z_]+)_([^_]+)$/u.exec(externalId ?? '') ?? [];
  const key = readPart(part);
  return mark === undefined || found !== kind || key === undefined ? null : { mark, key };
}

function joinParts(kind: string, parts: readonly string[]): string {
  if (parts.length === 0 || parts.some((part) => part === '')) {
    throw new ConnectorError({
      code: 'key.empty',
      message: `An external id of kind "${kind}" needs a value for each part.`,
      hint: 'An object of the store or of Odoo has an empty code. Give it one there and run again; if none is empty, this is a fault of the connector: report it.',
    });
  }
  let id = kind;
  for (const part of parts) id += `_${escapePart(part)}`;
  return id;
}

/** Parts that are written as they are: nearly all. */
const PLAIN = /^[A-Za-z0-9-]+$/u;

function escapePart(part: string): string {
  if (PLAIN.test(part)) return part;
  let escaped = '';
  // Sign by sign: a callback per sign costs more than all else in the external ids of 10,000 taxes.
  for (const character of part)
    escaped += PLAIN.test(character) ? character : `~${(character.codePointAt(0) ?? 0).toString(16)}~`;
  return escaped;
}

/** Reads a part of an external id back; undefined where it was not written by `escapePart`. */
export function readPart(text: string): string | undefined {
  if (PLAIN.test(text)) return text;
  const plain = text.replace(/~([0-9a-f]{1,6})~/gu, (_all, code: string) =>
    String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff)),
  );
  return plain !== '' && escapePart(plain) === text ? plain : undefined;
}

/** Whether an external id was given by the connector. */
export function isNativeExternalId(externalId: string | undefined): boolean {
  return externalId?.startsWith(`${NATIVE_MODULE}.`) ?? false;
}

/** The kind and the parts of an external id that `nativeExternalId` gave; empty for any other. */
export function nativeExternalIdParts(externalId: string | undefined): readonly string[] {
  if (!isNativeExternalId(externalId)) return [];
  const parts = (externalId ?? '')
    .slice(NATIVE_MODULE.length + 1)
    .split('_')
    .map(readPart);
  return parts.every((part) => part !== undefined) ? parts : [];
}
