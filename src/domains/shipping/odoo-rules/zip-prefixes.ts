import { effortOf } from './prefix-effort.ts';

/**
 * Whether a zip begins with one of a carrier's prefixes. These are regular expressions of Python's, matched from the
 * start of the zip in upper case (`_match_address`); Odoo stores them in upper case too, so that a `\d` of a user
 * is a `\D`. Spaces and hyphens of the zip stay.
 *
 * @returns null where a prefix is no expression, or one that JavaScript reads differently, or all of them together
 *   could be tried for long
 */
export function matchesAnyPrefix(prefixes: readonly string[], zip: string): boolean | null {
  const text = zip.toUpperCase();
  if (text.length > MAX_ZIP_LENGTH) return null;
  const effort = prefixes.reduce((sum, prefix) => sum + effortOf(prefix, MAX_ZIP_LENGTH), 0);
  if (!(effort <= MAX_EFFORT + COMMON_EFFORT * prefixes.length)) return null;
  const patterns = prefixes.map(readPrefix);
  if (!patterns.every((pattern) => pattern !== null)) return null;
  return text !== '' && patterns.some((pattern) => pattern.test(text));
}

/**
 * What Python reads otherwise or alone: groups with `(?` but `(?:` and `(?!`, `\A` and `\Z`, octal signs, quantifiers that
 * give nothing back, a bracket that begins a class.
 */
const OF_PYTHON = /\(\?(?![:!])|\\[AZabGKkpPuUwWxN0-9]|[*+?}]\+|\[[^\]]*\[|\[\^?\]|\{,/u;
/**
 * Steps that the prefixes of a carrier may take together beyond what is common, some tenths of a second. Of a user's
 * making, one could be tried for hours: `(A+)+B`.
 */
const MAX_EFFORT = 10_000_000;
/** More than any prefix of the connector takes: a zone may have thousands, each without the postcodes of earlier zones. */
const COMMON_EFFORT = 20_000;
/** Longer than any postcode. */
const MAX_ZIP_LENGTH = 32;
const ESCAPED = /\\([^])/gu;
/** Signs that need no backslash, which JavaScript refuses and Python lets pass. */
const NEEDS_NO_BACKSLASH = /[-\s#&~'"!%,:;<=>@_`]/u;

function readPrefix(prefix: string): RegExp | null {
  if (OF_PYTHON.test(prefix)) return null;
  try {
    // The group keeps `a|b` together: Python matches both from the start.
    return new RegExp(`^(?:${prefix.replace(ESCAPED, readableHere)})`, 'u');
  } catch {
    return null;
  }
}

/** A hyphen may stand within brackets, where it means a range unless it is escaped. */
function readableHere(escaped: string, sign: string): string {
  return NEEDS_NO_BACKSLASH.test(sign) ? `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}` : escaped;
}
