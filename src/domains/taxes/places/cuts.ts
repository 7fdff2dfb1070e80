/*
 * Places are distinguished on the line of all texts, in the order in which Odoo compares them. A cut is a point between
 * two texts of that line, written as a text: everything from it on lies behind the cut. `90210` is the cut before that
 * postcode, `cutAfter('90210')` the one right behind it, and a span is what lies between two cuts.
 */

const ZERO = 48;
const NINE = 57;

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
  return stepped(text, '9', 1) ?? withLast(text, 1);
}

/** The text before, of equal length: everything that begins with it lies before `text`. */
export function previousText(text: string): string {
  return stepped(text, '0', -1) ?? withLast(text, -1);
}

/** The number beside one of as many digits; undefined where there is none, or `text` is no number. */
function stepped(text: string, last: '0' | '9', step: 1 | -1): string | undefined {
  if (!isDigits(text)) return undefined;
  let at = text.length - 1;
  while (at >= 0 && text[at] === last) at -= 1;
  if (at < 0) return undefined;
  // All digits behind the one that changes turn from 9 to 0, or from 0 to 9.
  const digit = String.fromCharCode(text.charCodeAt(at) + step);
  return text.slice(0, at) + digit + (last === '9' ? '0' : '9').repeat(text.length - 1 - at);
}

/** ASCII digits, of which there is at least one. */
export function isDigits(text: string): boolean {
  // Sign by sign, since it is asked a million times for the postcodes of many rates.
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < ZERO || code > NINE) return false;
  }
  return text !== '';
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
