import { isRange } from '../../shared/postcode-ranges.ts';
import { formatPostcode, normalisePostcode } from '../../shared/postcode.ts';
import { digitRanges, type DigitSigns } from './digit-ranges.ts';

/** What postcodes of a zone are as zip prefixes of Odoo's. */
export interface ZipPatterns {
  /** Without repeats. Empty where no zip is meant. */
  readonly patterns: readonly string[];
  /** Whether they let every zip pass, and even none (`*`). */
  readonly all: boolean;
  /** Postcodes of the zone that Odoo cannot represent. */
  readonly unsupported: readonly string[];
  /** Those that match nothing in some of the countries, because these write their postcodes otherwise. */
  readonly uneven: readonly string[];
}

/**
 * The postcodes of a zone as regular expressions that match the same zips as in WooCommerce, in the countries given.
 * WooCommerce compares without spaces and hyphens, Odoo what is written: a separator may stand where the country writes
 * one. In capitals and without letters after a backslash, because Odoo stores them in capitals.
 *
 * @param codes as WooCommerce has them: a postcode, a beginning `902*`, a range `10115...10119`
 */
export function zipPatterns(codes: readonly string[], countries: readonly string[]): ZipPatterns {
  const isAlone = countries.length === 1;
  const forms = [...new Set(countries.map(postcodeForm))];
  const unsupported = codes.filter((code) =>
    isRange(code)
      ? isUnsupportedRange(boundsOf(code), forms)
      : code.endsWith('*') && forms.some((country) => isLettered(code, country)),
  );
  const translated = codes.map((code) => ({
    code,
    byCountry: forms.map((country) => patternsOf(code, country, isAlone)),
  }));
  const isUneven = (code: string, lists: readonly (readonly string[])[]) =>
    (lists.some(({ length }) => length === 0) && lists.some(({ length }) => length > 0)) ||
    (!isAlone && lists.some((patterns) => patterns.includes(ANY_DIGIT))) ||
    // The beginning of one country's postcodes contains more of another's, where that writes a separator.
    (code.endsWith('*') && new Set(lists.map(String)).size > 1);
  return {
    patterns: [...new Set(translated.flatMap(({ byCountry }) => byCountry.flat()))],
    all: codes.includes('*'),
    unsupported,
    uneven: translated.filter(({ byCountry, code }) => isUneven(code, byCountry)).map(({ code }) => code),
  };
}

/**
 * A country that writes postcodes in a form of its own; empty for the others. Most countries write them as they are: one
 * of them represents all, since a continent has many.
 */
export function postcodeForm(country: string): string {
  const samples = ['12345678', `${country}12345678`];
  return samples.every((sample) => formatPostcode(sample, country) === sample) ? '' : country;
}

function patternsOf(code: string, country: string, isAlone: boolean): string[] {
  if (isRange(code)) return rangePatterns(code, country, isAlone);
  return code.endsWith('*') ? beginningPatterns(code.slice(0, -1), country) : wholePatterns(code, country);
}

const ANY_DIGIT = '[0-9]';
const SEPARATOR = '[ -]?';
const isMark = (sign: string | undefined) => sign === ' ' || sign === '-';

/** A zone names a postcode bare or as its country writes it (`namesOfPostcode`); the country's letters may come before it. */
function wholePatterns(code: string, country: string): string[] {
  const bare = normalisePostcode(code);
  const candidates = [bare, bare.replace(/^[A-Z]{2}(?=\d+$)/u, '')];
  return candidates
    .filter((each) => each !== '' && (each === code || formatPostcode(each, country) === code))
    .map((each) => `${spelled(each, country)}$`);
}

/** A postcode with a separator where its country may write one. */
function spelled(bare: string, country: string): string {
  const written = formatPostcode(bare, country);
  const text = normalisePostcode(written) === bare ? written : bare;
  return Array.from(text, (sign) => (isMark(sign) ? SEPARATOR : escaped(sign))).join('');
}

function escaped(sign: string): string {
  return /[\\^$.*+?()[\]{}|/]/u.test(sign) ? `\\${sign}` : sign;
}

/** Where a country writes a separator into a postcode: so many signs from the start, or from the end. */
type Form =
  | { readonly kind: 'plain' }
  | { readonly kind: 'start' | 'end'; readonly at: number; readonly mark: string }
  /** The country's letters come first. */
  | { readonly kind: 'lead'; readonly lead: string };

function formOf(country: string): Form {
  const [shorter, longer] = [7, 8].map((length) => formatPostcode('0'.repeat(length), country));
  const lead = /^[A-Z]+-/u.exec(longer ?? '')?.[0];
  if (lead !== undefined) return { kind: 'lead', lead };
  const [first = '', second = ''] = [shorter, longer];
  const at = Array.from(first).findIndex(isMark);
  if (at < 0) return { kind: 'plain' };
  const mark = first[at] ?? '';
  return isMark(second[at]) ? { kind: 'start', at, mark } : { kind: 'end', at: 7 - at, mark };
}

/**
 * A beginning is compared with the postcode as the country writes it: `SW1A1*` contains nothing in Great Britain, and
 * `SW1A 1*` does.
 */
function beginningPatterns(start: string, country: string): string[] {
  if (start === '' || start !== start.toUpperCase() || isLettered(start, country)) return [];
  const form = formOf(country);
  const text = (part: string) => Array.from(part, escaped).join('');
  switch (form.kind) {
    case 'plain':
      return Array.from(start).some(isMark) ? [] : [text(start)];
    case 'lead':
      return leadPatterns(start, form.lead);
    case 'start': {
      const [before, mark, after] = [start.slice(0, form.at), start[form.at], start.slice(form.at + 1)];
      if (Array.from(before).some(isMark) || Array.from(after).some(isMark)) return [];
      if (mark === undefined) return [text(before)];
      return mark === form.mark
        ? [`${text(before)}${SEPARATOR}${after === '' ? '[0-9A-Z]' : text(after)}`]
        : [];
    }
    case 'end': {
      const [before = '', after, ...more] = start.split(form.mark);
      if (more.length > 0 || Array.from(`${before}${after ?? ''}`).some(isMark)) return [];
      // What follows must leave room for the signs behind the separator.
      if (after === undefined) return [`${text(before)}${'.'.repeat(form.at)}`];
      const rest = form.at - after.length;
      return rest < 0 ? [] : [`${text(before)}${SEPARATOR}${text(after)}${'[0-9A-Z]'.repeat(rest)}$`];
    }
  }
}

/** Where a postcode may be written with the letters of the country or without, a beginning with them is left out. */
const MAY_LEAD: ReadonlySet<string> = new Set(['CZ', 'DK', 'SK']);

/** `DK-2*` is meant for those who write `DK-2100`, and `DK2*` for nobody. */
function isLettered(code: string, country: string): boolean {
  return MAY_LEAD.has(country) && code.startsWith(country) && /^[-\d]/u.test(code.slice(country.length));
}

/** With the country's letters in the way, only a beginning that has them matches anything. */
function leadPatterns(start: string, lead: string): string[] {
  const letters = lead.slice(0, -1);
  // What the country itself puts before every postcode means nothing.
  if (lead.startsWith(start)) return [ANY_DIGIT, letters];
  if (!start.startsWith(lead)) return [];
  const digits = Array.from(start.slice(lead.length), escaped).join('');
  return [digits, `${letters}${SEPARATOR}${digits}`];
}

interface Bounds {
  /** Digits alone. */
  readonly from: string;
  readonly to: string;
  /** How many digits come before the separator that the zone writes into them (`00-001...04-999`); null without one. */
  readonly separatedAt: number | null;
}

/**
 * `none`: the range contains nothing. Bounds with a separator are compared without it, sign by sign, so that they count as
 * numbers for postcodes of their own length; of two lengths they count by rules of their own.
 */
function boundsOf(code: string): Bounds | 'letters' | 'none' {
  const [from = '', to = '', ...more] = code.split('...').map((bound) => bound.trim());
  if (more.length > 0) return 'none';
  const [low, high] = [from, to].map((bound) => bound.replace(/[ -]/gu, ''));
  if (low === undefined || high === undefined || !isNumber(low) || !isNumber(high)) return 'letters';
  const marks = [from, to].flatMap((bound) => {
    const at = Array.from(bound).findIndex(isMark);
    return at < 0 ? [] : [at];
  });
  const [separatedAt = null] = marks;
  if (separatedAt !== null && low.length !== high.length) return 'letters';
  return Number(low) > Number(high) ? 'none' : { from: low, to: high, separatedAt };
}

const isNumber = (bound: string) => /^\d{1,12}$/u.test(bound);

/** Letters count by rules of their own; and a separator that is counted from the start needs bounds of one length. */
function isUnsupportedRange(bounds: Bounds | 'letters' | 'none', countries: readonly string[]): boolean {
  if (typeof bounds === 'string') return bounds === 'letters';
  const { from, to } = bounds;
  const forms = from.length === to.length ? [] : countries.map(formOf);
  return forms.some((form) => form.kind === 'start' && to.length > form.at);
}

/**
 * Bounds that are numbers compare as such, so that `8000...8999` contains a `08412` of another country. One country has
 * postcodes of one length: none of five digits and more needs zeros before it.
 */
function rangePatterns(code: string, country: string, isAlone: boolean): string[] {
  const bounds = boundsOf(code);
  if (typeof bounds === 'string') return [];
  const form = formOf(country);
  const { from, to } = bounds;
  const letters = withLetters(bounds, country);
  if (bounds.separatedAt !== null) return [...numbers(from, to, separatedForm(form, bounds)), ...letters];
  const asWritten = from.length === to.length ? numbers(from, to, form) : [];
  if (isAlone && from.length >= 5 && asWritten.length > 0 && !from.startsWith('0')) {
    return [...asWritten, ...letters];
  }
  const shortest = String(Number(from));
  const longest = String(Number(to));
  const lengths = Array.from(
    { length: longest.length - shortest.length + 1 },
    (_, at) => shortest.length + at,
  );
  const padded = lengths.flatMap((length) => {
    const low = length === shortest.length ? shortest : `1${'0'.repeat(length - 1)}`;
    const high = length === longest.length ? longest : '9'.repeat(length);
    return numbers(low, high, form).map((pattern) => `${zerosBefore(length, form)}${pattern}`);
  });
  // A separator that is counted from the start is counted from the zeros.
  const isSplit = form.kind === 'start' && from.length > form.at;
  return [...(isSplit ? asWritten : []), ...padded, ...letters];
}

/** Where the country writes no separator, people write it where the zone does. */
function separatedForm(form: Form, { separatedAt }: Bounds): Form {
  return form.kind === 'plain' && separatedAt !== null ? { kind: 'start', at: separatedAt, mark: ' ' } : form;
}

/** Zeros before a number of so many digits; the separator may stand among them: `00-950`. */
function zerosBefore(length: number, form: Form): string {
  if (form.kind !== 'end' || length > form.at) return '0*';
  return length === form.at ? `0*${SEPARATOR}` : `0*(?:${SEPARATOR}${'0'.repeat(form.at - length)})?`;
}

function numbers(from: string, to: string, form: Form): string[] {
  return digitRanges(from, to).map((signs) => `${joined(signs, form)}$`);
}

function joined(signs: DigitSigns, form: Form): string {
  if (form.kind !== 'start' && form.kind !== 'end') return signs.join('');
  const at = form.kind === 'start' ? form.at : signs.length - form.at;
  if (at <= 0 || at >= signs.length) return signs.join('');
  return [...signs.slice(0, at), SEPARATOR, ...signs.slice(at)].join('');
}

/** How many digits a Dutch postcode begins with. */
const DUTCH = 4;

/**
 * Dutch postcodes end with letters and so compare as texts: `1000...1099` contains `1000 AB`, and ends before `1099 AB`,
 * which is longer than its bound.
 */
function withLetters({ from, to }: Bounds, country: string): string[] {
  if (country !== 'NL') return [];
  const low = from.slice(0, DUTCH).padEnd(DUTCH, '0');
  const end = to.slice(0, DUTCH);
  if (Number(end) === 0) return [];
  const high = String(Number(end) - 1)
    .padStart(end.length, '0')
    .padEnd(DUTCH, '9');
  if (low > high) return [];
  return digitRanges(low, high).map((signs) => `${signs.join('')}${SEPARATOR}[A-Z]`);
}
