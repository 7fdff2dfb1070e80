import { Exact, isPlainNumber } from '../../shared/decimals.ts';
import type { FeeTerm } from './types.ts';

/** What WordPress takes for space in a shortcode. */
const SPACE = '[ \\t\\n\\r\\f\\v\\u00a0\\u200b]';
const ATTRIBUTE = new RegExp(
  `${SPACE}*([\\w-]+)${SPACE}*=${SPACE}*(?:"([^"]*)"|'([^']*)'|([^\\s'"\\u200b]+))(?=${SPACE}|$)`,
  'uy',
);
const REST = new RegExp(`^${SPACE}*$`, 'u');

/** @param tag what stands between the brackets */
export function isFeeTag(tag: string): boolean {
  return /^fee(?![\w-])/u.test(tag);
}

/**
 * Reads the shortcode `fee`. As in WordPress the attributes come in any order and spelling, quoted or not, the last one
 * of a name counts, and those that WooCommerce does not know change nothing.
 *
 * @returns what is wrong with it where it cannot be read
 */
export function readFee(tag: string): FeeTerm | string {
  const attributes = readAttributes(tag.slice('fee'.length).replace(/\/$/u, ''));
  if (typeof attributes === 'string') return attributes;
  // WooCommerce reads a percentage up to what is no number, so that a percent sign does no harm.
  const percent = readValue(attributes, 'percent', /%$/u);
  const least = readValue(attributes, 'min_fee');
  const most = readValue(attributes, 'max_fee');
  const wrong = [percent, least, most].find((value) => typeof value === 'string');
  if (wrong !== undefined) return wrong;
  return { kind: 'fee', percent: numberOf(percent) ?? '0', least: numberOf(least), most: numberOf(most) };
}

function readAttributes(text: string): Map<string, string> | string {
  const attributes = new Map<string, string>();
  let rest = text;
  while (!REST.test(rest)) {
    ATTRIBUTE.lastIndex = 0;
    const found = ATTRIBUTE.exec(rest);
    if (found === null) return `“${rest.trim()}” in [fee] is no attribute such as percent="10"`;
    attributes.set((found[1] ?? '').toLowerCase(), found[2] ?? found[3] ?? found[4] ?? '');
    rest = rest.slice(found[0].length);
  }
  return attributes;
}

interface Value {
  /** Null where it is empty: PHP takes nothing and `0` for no value. */
  readonly number: string | null;
}

/** @returns a sentence where it is no number */
function readValue(attributes: ReadonlyMap<string, string>, name: string, ignored?: RegExp): Value | string {
  const text = attributes.get(name) ?? '';
  const plain = (ignored === undefined ? text : text.trim().replace(ignored, '')).trim();
  if (plain === '' || plain === '0') return { number: null };
  if (!isPlainNumber(plain)) return `${name} of [fee] is “${text}”, which is no number with a decimal point`;
  return { number: new Exact(plain).toFixed() };
}

function numberOf(value: Value | string): string | null {
  return typeof value === 'string' ? null : value.number;
}
