import { effortOf } from './prefix-effort.ts';

/**
 * Whether a zip begins with one of a carrier's prefixes. These are regular expressions of Python's, matched from the
 * start of the zip in upper case (`_match_address`); Odoo stores them in upper case too, so that a `\d` of a person's
 * is a `\D`. Spaces and hyphens of the zip stay.
 *
 * @returns null where a prefix is no expression, or one that JavaScript reads differently
 */
export function matchesAnyPrefix(prefixes: readonly string[], zip: string): boolean | null {
  if (zip.length > LONGEST_ZIP) return null;
  const patterns = prefixes.map(readPrefix);
  if (!patterns.every((pattern) => pattern !== null)) return null;
  return zip !== '' && patterns.some((pattern) => pattern.test(zip.toUpperCase()));
}

/** What Python reads otherwise or alone: groups with `(?` but `(?:` and `(?!`, `\A` and `\Z`, octal signs, quantifiers that give nothing back. */
const OF_PYTHON = /\(\?(?![:!])|\\[AZabGKkpPuUwWxN0-9]|[*+?}]\+|\[[^\]]*\[|\{,/u;
/** Of a person's making, one could be tried for hours: `(A+)+B`. */
const MOST_EFFORT = 2_000_000;
/** Longer than any postcode. */
const LONGEST_ZIP = 32;
/** Signs that need no backslash, which JavaScript refuses and Python lets pass. */
const NEEDLESS_BACKSLASH = /\\([-\s#&~'"!%,:;<=>@_`])/gu;

function readPrefix(prefix: string): RegExp | null {
  if (OF_PYTHON.test(prefix) || effortOf(prefix, LONGEST_ZIP) > MOST_EFFORT) return null;
  try {
    // The group keeps `a|b` together: Python matches both from the start.
    return new RegExp(`^(?:${prefix.replace(NEEDLESS_BACKSLASH, plainSign)})`, 'u');
  } catch {
    return null;
  }
}

/** A hyphen may stand within brackets, where it means a range unless it is told apart. */
function plainSign(_: string, sign: string): string {
  return `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`;
}
