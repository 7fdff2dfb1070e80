import { isDigits, nextText, previousText, textBefore } from './cuts.ts';
import type { Span } from './cuts.ts';
import { withoutEnd } from '../../../core/trim.ts';

/** The first and last sign that a text goes on with: nothing that a user types sorts outside of them. */
const FIRST = ' ';
const LAST = '~';

/** `zip_from` and `zip_to` of a fiscal position. */
export interface ZipBounds {
  readonly zipFrom: string;
  readonly zipTo: string;
}

/**
 * A span as Odoo can represent it. Odoo includes both bounds, and puts zeros before a bound that is all digits and shorter
 * than the other one (`account.fiscal.position._convert_zip_values`): `902` to `902~` would become `0902` to `902~`. So
 * a shorter bound always gets a sign that is no digit: `902*` is `'902 '` to `'902~'`.
 *
 * @param digits how many digits postcodes of the country have, where they have nothing else
 */
export function odooBounds(span: Span, digits = 0): ZipBounds {
  const beginning = beginningOf(span, digits);
  if (beginning !== undefined && beginning.length < digits) {
    return { zipFrom: beginning + FIRST, zipTo: beginning + LAST };
  }
  const { from, to } = dropZeros(span, digits);
  const inside = textBefore(to);
  const zipTo = inside ?? previousText(to) + LAST;
  const zipFrom = lowerBound(from, zipTo, digits);
  return { zipFrom, zipTo: isPadded(zipTo, zipFrom) ? zipTo + FIRST : zipTo };
}

function lowerBound(from: string, zipTo: string, digits: number): string {
  const outside = textBefore(from);
  if (outside !== undefined) return outside + FIRST;
  // No postcode is that short, so nothing is lost behind it.
  if (isDigits(from) && from.length < digits) return from + FIRST;
  return isPadded(from, zipTo) ? previousText(from) + LAST : from;
}

function isPadded(bound: string, other: string): boolean {
  return isDigits(bound) && bound.length < other.length;
}

/** `90200` and `90300` mean the same as `902` and `903` where postcodes have five digits. */
function dropZeros({ from, to }: Span, digits: number): Span {
  if (!isWhole(to, digits)) return { from, to };
  const short = withoutZeros(to);
  if (!isWhole(from, digits)) return { from, to: short };
  let length = digits;
  while (length > 1 && from[length - 1] === '0' && to[length - 1] === '0') length -= 1;
  return {
    from: length < digits ? from.slice(0, length) : from,
    to: length < digits ? to.slice(0, length) : short,
  };
}

const withoutZeros = (digits: string) => digits.slice(0, 1) + withoutEnd(digits.slice(1), '0');

const isWhole = (cut: string, digits: number) => isDigits(cut) && cut.length === digits;

/** Whether only longer postcodes lie in a span: those that begin with `90210` and go on, between `90210` and `90211`. */
export function isHairline({ from, to }: Span, digits: number | undefined): boolean {
  const before = textBefore(from);
  return before !== undefined && isDigits(before) && before.length === digits && to === nextText(before);
}

/** A span for people: `90000–90210`, `902*`, `78266`. */
export function describeSpan(span: Span, digits = 0): string {
  const beginning = beginningOf(span, digits);
  if (beginning !== undefined) return `${beginning}*`;
  const outside = textBefore(span.from);
  if (outside !== undefined && isHairline(span, digits)) return `longer than ${outside}`;
  const low =
    outside === undefined ? span.from : isWhole(outside, digits) ? nextText(outside) : `after ${outside}`;
  const high = textBefore(span.to) ?? previousText(span.to);
  return low === high ? low : `${low}–${high}`;
}

/** What everything in a span begins with, where it contains all of that and nothing else. */
function beginningOf({ from, to }: Span, digits: number): string | undefined {
  if (textBefore(from) !== undefined || textBefore(to) !== undefined) return undefined;
  const next = isWhole(to, digits) ? withoutZeros(to) : to;
  const beginning = isWhole(from, digits) ? from.slice(0, next.length) : from;
  const isAll = from === beginning || from === beginning.padEnd(digits, '0');
  return isAll && nextText(beginning) === next ? beginning : undefined;
}
