import { decodeHTMLStrict } from 'entities';
import { compareText } from '../../core/plan.ts';
import type { JsonValue } from '../../woocommerce/port.ts';
import { withoutEnd } from '../../core/trim.ts';

/**
 * The one text form of a setting's value, by its type. Normalising it again changes nothing, and values that differ
 * in form only have the same:
 *
 * - not set (null, false, an empty list or object) is the empty text
 * - `checkbox`: `yes` or `no`, as WooCommerce reads truth (`wc_string_to_bool`)
 * - `number`: a decimal without needless zeros or sign
 * - `multiselect`: a JSON list, sorted, each value once: WooCommerce asks only whether a value is in there, and the
 *   order on the wire is that of the clicks in the form
 * - other lists and objects (image sizes): JSON with sorted names
 * - text: entities decoded, line ends `\n`, no control characters, Unicode NFC; outer spaces stay, because a separator
 *   may be one, and a text of nothing else is put in quotes, so that it can be seen and is not taken for none
 */
export function normaliseValue(type: string, value: JsonValue): string {
  if (value === null || value === false) return '';
  switch (type) {
    case 'checkbox':
      return checkbox(value);
    case 'number':
      return decimal(scalarText(value));
    case 'multiselect':
      return list(value);
    default:
      return visible(scalarText(value));
  }
}

/** What WooCommerce takes for true and false, besides any other text, which stays as it is. */
function checkbox(value: JsonValue): string {
  const text = scalarText(value).trim();
  if (/^(?:yes|true|1)$/i.test(text)) return 'yes';
  return /^(?:no|false|0)$/i.test(text) ? 'no' : text;
}

/** Text arithmetic: a float would change long numbers. What is no plain decimal (`12,50`) stays as it is. */
function decimal(text: string): string {
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text.trim());
  const [, sign = '', whole = '', decimals = ''] = parts ?? [];
  if (parts === null || !/\d/.test(text)) return visible(text);
  const fraction = withoutEnd(decimals, '0');
  const size = (whole.replace(/^0+/, '') || '0') + (fraction === '' ? '' : `.${fraction}`);
  return sign === '-' && size !== '0' ? `-${size}` : size;
}

function list(value: JsonValue): string {
  const values = [...new Set(items(value).map(scalarText))].filter((item) => item !== '').sort(compareText);
  return values.length === 0 ? '' : JSON.stringify(values);
}

/** PHP sends a list with a gap as an object; older options have their list, or the only value, as text. */
function items(value: JsonValue): readonly JsonValue[] {
  if (isList(value)) return value;
  if (typeof value === 'object' && value !== null) return Object.values(value);
  const text = scalarText(value);
  return (text.startsWith('[') ? packedList(text) : null) ?? [text];
}

/** A list of texts and numbers packed into text; anything nested is no list of choices. */
function packedList(text: string): readonly JsonValue[] | null {
  try {
    const parsed = JSON.parse(text) as JsonValue;
    return isList(parsed) && parsed.every((item) => typeof item !== 'object') ? parsed : null;
  } catch {
    return null;
  }
}

function scalarText(value: JsonValue): string {
  if (value === null || value === false) return '';
  // As PHP turns it into text.
  if (value === true) return '1';
  if (typeof value === 'object') {
    const stable = stableValue(value);
    return stable === '' ? '' : JSON.stringify(stable);
  }
  return cleanText(String(value));
}

/** Names sorted, every value as text: `300` and `"300"` are the same size. Nothing inside is nothing at all. */
function stableValue(value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null) return scalarText(value);
  if (isList(value)) return value.length === 0 ? '' : value.map(stableValue);
  const names = Object.keys(value).sort(compareText);
  if (names.length === 0) return '';
  const fields: [string, JsonValue][] = names.map((name) => [
    cleanText(name),
    stableValue(value[name] ?? null),
  ]);
  return Object.fromEntries(fields);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** PostgreSQL takes neither NUL nor half a character, and the others are invisible. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/**
 * Until nothing is left to clean: plugins encode what WordPress has encoded before, and what one step takes away or
 * composes (U+037E becomes `;`) may complete an entity.
 */
function cleanText(text: string): string {
  for (let before = text; ;) {
    const after = decodeHTMLStrict(before)
      .toWellFormed()
      .replace(/\r\n?/g, '\n')
      .replace(CONTROLS, '')
      .normalize('NFC');
    if (after === before) return after;
    before = after;
  }
}

function visible(text: string): string {
  return text !== '' && text.trim() === '' ? JSON.stringify(text) : text;
}
