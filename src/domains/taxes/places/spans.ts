import { isRange } from '../../shared/postcode-ranges.ts';
import { formatPostcode, normalisePostcode } from '../../shared/postcode.ts';
import { cutAfter, isDigits, nextText, uniteSpans } from './cuts.ts';
import type { Span } from './cuts.ts';
import { shapeOf } from './postcode-shapes.ts';
import type { PostcodeShape } from './postcode-shapes.ts';

/** One postcode, wildcard or range of a rate, as the texts that it covers. */
export interface PostcodeRow {
  /** Empty where no postcode is covered. In order, apart from each other. */
  readonly spans: readonly Span[];
  /** It has two different bounds and compares them as numbers, so that longer postcodes between them are outside. */
  readonly numericRange: boolean;
  /** Its bounds have letters, which WooCommerce compares without spaces and as numbers from 1 to 26. */
  readonly letterRange: boolean;
}

const NOTHING: PostcodeRow = { spans: [], numericRange: false, letterRange: false };

/**
 * The texts of addresses which WooCommerce finds for a postcode of a rate (`wc_postcode_location_matcher`),
 * both as it formats postcodes and bare: `K1A 0B1` and `K1A0B1`. What is no postcode, such as a wildcard in the middle,
 * covers nothing there, and nothing here.
 */
export function readPostcode(postcode: string, country: string): PostcodeRow {
  const text = postcode.trim().toUpperCase();
  if (NO_POSTCODE.test(text)) return NOTHING;
  const shape = shapeOf(country);
  if (isRange(text)) return readRange(text, country, shape);
  if (text.includes('*')) return simple(readWildcard(text, country, shape));
  return simple(readExact(text, country, shape));
}

/** Control characters, halves of characters and the last ones of a plane: no postcode has them, and bounds fail with them. */
const NO_POSTCODE = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Extended_Pictographic}]/u;

const simple = (spans: readonly Span[]): PostcodeRow => ({ ...NOTHING, spans: uniteSpans(spans) });

function readExact(text: string, country: string, shape: PostcodeShape): Span[] {
  const bare = normalisePostcode(text);
  if (bare === '' || (text !== bare && text !== formatPostcode(bare, country))) return [];
  return writings(bare, country, shape).map((writing) => ({ from: writing, to: cutAfter(writing) }));
}

/** WooCommerce compares wildcards with the formatted postcode alone: `K1A0*` finds nothing, `K1A 0*` does. */
function readWildcard(text: string, country: string, shape: PostcodeShape): Span[] {
  const beginning = text.slice(0, -1);
  if (!text.endsWith('*') || beginning === '' || beginning.includes('*')) return [];
  const bare = normalisePostcode(beginning);
  const formattedAfter = country === 'GB' ? 4 : (shape.breakAt ?? Infinity);
  if (bare === '' || (bare === beginning && bare.length > formattedAfter)) return [];
  return [...new Set([beginning, bare])].map((start) => ({
    from: wholeCut(start, shape),
    to: wholeCut(nextText(start), shape),
  }));
}

/** What stands before the first digit. */
const lettersBefore = (text: string) => /^\D*/u.exec(text)?.[0] ?? '';

function readRange(text: string, country: string, shape: PostcodeShape): PostcodeRow {
  const [from = '', to = '', ...more] = text.split('...').map(normalisePostcode);
  if (from === '' || to === '' || more.length > 0) return NOTHING;
  const numeric = isDigits(from) && isDigits(to);
  // Where postcodes are digits, the store reads letters as numbers from 01 to 26. Texts express that only where both bounds
  // begin with the same letters: of `10001...ABC` they would match nearly all postcodes.
  if (!numeric && shape.digits !== undefined && lettersBefore(from) !== lettersBefore(to))
    return { ...NOTHING, letterRange: true };
  // With a hyphen WooCommerce compares digit by digit instead of as a number, which is the order of texts.
  const asNumber = numeric && !text.split('...').some((end) => /[\s-]/u.test(end.trim()));
  const length = Math.max(shape.digits ?? 0, from.length, to.length);
  const bounds = asNumber ? [from.padStart(length, '0'), to.padStart(length, '0')] : [from, to];
  const [low = '', high = ''] = bounds;
  if (low > high) return NOTHING;
  // A number with the digits of a postcode and one with more: no text covers what lies between them.
  if (asNumber && length > (shape.digits ?? length) && from.length !== to.length) return NOTHING;
  const lows = writings(low, country, shape);
  const highs = writings(high, country, shape);
  const spans = lows.flatMap((writing, at) => {
    const end = highs[at];
    return end === undefined ? [] : [{ from: writing, to: cutAfter(end) }];
  });
  return {
    // Of a whole postcode and a part of one, the space of the one can turn their order around.
    spans: uniteSpans(
      (spans.length > 0 ? spans : [{ from: low, to: cutAfter(high) }]).filter(({ from, to }) => from < to),
    ),
    numericRange: asNumber && low !== high,
    letterRange: !numeric,
  };
}

/** A bare postcode as addresses may have it: formatted, where it is a whole one, and bare. */
function writings(bare: string, country: string, shape: PostcodeShape): string[] {
  const whole =
    country === 'GB' ? /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/u.test(bare) : bare.length === shape.whole;
  return whole ? [...new Set([formatPostcode(bare, country), bare])] : [bare];
}

/** The cut before all postcodes that begin so: `90200` for `902`, so that it meets the cuts of ranges and neighbours. */
function wholeCut(beginning: string, { digits = 0, breakAt, whole }: PostcodeShape): string {
  const marked = breakAt !== undefined && whole === digits;
  return isDigits(beginning) && !marked ? beginning.padEnd(digits, '0') : beginning;
}
