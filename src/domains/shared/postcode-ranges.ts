/** A range of postcodes as rates and zones name it (`90000...90210`) and its bounds. */
interface Range {
  readonly text: string;
  readonly from: string;
  readonly to: string;
}

interface NumericRange {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** The highest `to` up to here, in the order of `from`: where to stop looking. */
  readonly reach: number;
}

const SEPARATOR = '...';

/** What PHP takes for a number. Postcodes such as `12E3` are among them, and WooCommerce compares them so. */
const NUMERIC = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:E[+-]?\d+)?\s*$/iu;

/** Whether a postcode of a rate or zone is a range. */
export function isRange(text: string): boolean {
  return text.includes(SEPARATOR);
}

/**
 * The postcode ranges of many rates, and which of them contain a postcode (`wc_postcode_location_matcher`): ranges whose
 * bounds are numbers compare as numbers where the postcode is one, else letter by letter; in other ranges letters count
 * as numbers. Numbers are found by bisection, so that tens of thousands of ranges stay quick.
 */
export class PostcodeRanges {
  readonly #all: readonly Range[];
  readonly #numeric: readonly NumericRange[];
  readonly #others: readonly Range[];

  /** @param texts as rates and zones name them; those that are no ranges, or have more than two bounds, match nothing */
  constructor(texts: Iterable<string>) {
    this.#all = [...new Set(texts)].flatMap(readRange);
    this.#numeric = sortNumeric(this.#all.filter(hasNumericBounds));
    this.#others = this.#all.filter((range) => !hasNumericBounds(range));
  }

  /** @param postcode normalised */
  containing(postcode: string): string[] {
    if (!NUMERIC.test(postcode)) return texts(this.#all.filter((range) => contains(range, postcode)));
    return [
      ...this.#numericContaining(Number(postcode)),
      ...texts(this.#others.filter((range) => contains(range, postcode))),
    ];
  }

  #numericContaining(value: number): string[] {
    const found: string[] = [];
    for (let at = this.#startingUpTo(value) - 1; at >= 0; at -= 1) {
      const range = this.#numeric[at];
      if (range === undefined || range.reach < value) break;
      if (range.to >= value) found.push(range.text);
    }
    return found;
  }

  /** How many ranges start at the value or below. */
  #startingUpTo(value: number): number {
    let low = 0;
    let high = this.#numeric.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#numeric[middle]?.from ?? Infinity) <= value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function readRange(text: string): Range[] {
  const [from, to, ...more] = text.split(SEPARATOR).map((bound) => bound.trim());
  return from === undefined || to === undefined || more.length > 0 ? [] : [{ text, from, to }];
}

function hasNumericBounds({ from, to }: Range): boolean {
  return NUMERIC.test(from) && NUMERIC.test(to);
}

function sortNumeric(ranges: readonly Range[]): NumericRange[] {
  let reach = -Infinity;
  return ranges
    .map(({ text, from, to }) => ({ text, from: Number(from), to: Number(to) }))
    .toSorted((a, b) => a.from - b.from)
    .map((range) => {
      reach = Math.max(reach, range.to);
      return { ...range, reach };
    });
}

function contains(range: Range, postcode: string): boolean {
  if (hasNumericBounds(range)) return isBetween(postcode, range.from, range.to);
  const digits = numericForm(postcode);
  const bound = (text: string) => numericForm(text).padEnd(digits.length, '0');
  return isBetween(digits, bound(range.from), bound(range.to));
}

/** Two numbers compare as such, anything else letter by letter, as PHP's `>=` and `<=` do with texts. */
function isBetween(text: string, from: string, to: string): boolean {
  return isUpTo(from, text) && isUpTo(text, to);
}

function isUpTo(low: string, high: string): boolean {
  return NUMERIC.test(low) && NUMERIC.test(high) ? Number(low) <= Number(high) : low <= high;
}

/** Two digits for each sign: `A` is 01, `Z` 26, `7` 07, anything else 00 (`wc_make_numeric_postcode`). */
function numericForm(postcode: string): string {
  return Array.from(postcode.replace(/[ -]/gu, ''))
    .map((sign) => String(/^\d$/u.test(sign) ? Number(sign) : ' ABCDEFGHIJKLMNOPQRSTUVWXYZ'.indexOf(sign)))
    .map((number) => (number === '-1' ? '00' : number.padStart(2, '0')))
    .join('');
}

const texts = (ranges: readonly Range[]) => ranges.map(({ text }) => text);
