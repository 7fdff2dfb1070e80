/*
 * Places are distinguished on the line of all texts, in the order in which Odoo compares them. A cut is a point between
 * two texts of that line, written as a text: everything from it on lies behind the cut. `90210` is the cut before that
 * postcode, `cutAfter('90210')` the one right behind it, and a span is what lies between two cuts.
 */

const END = '\u0000';

/** What lies from one cut up to the other; the text `to` itself is outside. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** The cut behind a text and before everything that begins with it. */
export function cutAfter(text: string): string {
  return text + END;
}

/** The text that a cut stands behind; undefined where it stands before one. */
export function textBefore(cut: string): string | undefined {
  return cut.endsWith(END) ? cut.slice(0, -1) : undefined;
}

/** The least text of equal length behind everything that begins with `text`: `903` for `902`, `91` for `90`. */
export function nextText(text: string): string {
  if (isDigits(text) && !/^9+$/u.test(text)) return String(BigInt(text) + 1n).padStart(text.length, '0');
  return withLast(text, 1);
}

/** The text before, of equal length: everything that begins with it lies before `text`. */
export function previousText(text: string): string {
  if (isDigits(text) && !/^0+$/u.test(text)) return String(BigInt(text) - 1n).padStart(text.length, '0');
  return withLast(text, -1);
}

/** ASCII digits, of which there is at least one. */
export function isDigits(text: string): boolean {
  return /^[0-9]+$/u.test(text);
}

/** Spans that meet or overlap become one; the result is in order. */
export function uniteSpans(spans: readonly Span[]): Span[] {
  // Most postcodes are one span; push() would leave room for 17 in each of many thousand lists.
  if (spans.length === 1) return [...spans];
  const united: Span[] = [];
  for (const span of spans.toSorted((a, b) => compareTexts(a.from, b.from))) {
    const last = united.at(-1);
    if (last === undefined || last.to < span.from) united.push(span);
    else if (last.to < span.to) united[united.length - 1] = { from: last.from, to: span.to };
  }
  return united;
}

/** As Odoo compares texts: sign by sign, whatever the language. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function withLast(text: string, step: number): string {
  return text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) + step);
}
