/**
 * Formats of a language. To make one takes as long as to use it a hundred times, and a long table writes thousands of
 * values: each is made once.
 */
const made = new Map<string, unknown>();

function once<Format>(key: string, make: () => Format): Format {
  const known = made.get(key) as Format | undefined;
  if (known !== undefined) return known;
  const format = make();
  made.set(key, format);
  return format;
}

/** A number as the language writes it: `50,000`, `50.000`. */
export function formatNumber(value: number, language: string): string {
  // Written alike in all languages of the page; the first format of all takes 30 milliseconds.
  if (Number.isInteger(value) && Math.abs(value) < 1000) return String(value);
  return once(`number ${language}`, () => new Intl.NumberFormat(language)).format(value);
}

/** The digits of a decimal as the language writes them; none is lost. */
export function formatDecimal(value: `${number}`, language: string): string {
  const make = () => new Intl.NumberFormat(language, { maximumFractionDigits: 10 });
  return once(`decimal ${language}`, make).format(value);
}

/** A date or a time in the reader's zone. */
export function formatDate(
  at: Date,
  language: string,
  options: Pick<Intl.DateTimeFormatOptions, 'dateStyle' | 'timeStyle'>,
): string {
  const { dateStyle = '', timeStyle = '' } = options;
  const make = () => new Intl.DateTimeFormat(language, options);
  return once(`date ${language} ${dateStyle} ${timeStyle}`, make).format(at);
}

/** "5 minutes ago", "yesterday". */
export function formatRelative(amount: number, unit: Intl.RelativeTimeFormatUnit, language: string): string {
  const make = () => new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  return once(`relative ${language}`, make).format(amount, unit);
}

/** The name of a country by its code; undefined: the code is nobody's. */
export function countryName(code: string, language: string): string | undefined {
  const make = () => new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  return once(`country ${language}`, make).of(code);
}
