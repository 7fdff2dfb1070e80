import { Exact } from '../../shared/decimals.ts';
import { isFeeTag, readFee } from './fee.ts';
import type { CostTerm, FeeTerm, NumberTerm, QuantityTerm, Refusal } from './types.ts';

export type Token =
  | { readonly kind: 'term'; readonly term: Term; readonly at: number; readonly text: string }
  | { readonly kind: Sign; readonly at: number };

export type Term = NumberTerm | QuantityTerm | CostTerm | FeeTerm;
export type Sign = '+' | '-' | '*' | '/' | '(' | ')';

const SIGNS: ReadonlySet<string> = new Set<Sign>(['+', '-', '*', '/', '(', ')']);
/** What WooCommerce takes out of a text before it reads it; no other kind of space. */
const SPACE = /[ \t\n\r\f\v]/u;
/** What a formula is made of, so that it cannot part decimals off as well. */
const OF_FORMULAS = /[\d.,+\-*/()[\]]/u;
const TAG = /\[([^\]]*)\]/uy;

/**
 * Cuts a cost text into numbers, placeholders and signs.
 *
 * @param decimalSeparator that of the store; a point and a comma part decimals off in every store
 */
export function tokenize(text: string, decimalSeparator: string): Token[] | Refusal {
  const separator = ownSeparator(decimalSeparator);
  if (separator !== null && OF_FORMULAS.test(separator)) {
    return notAFormula(0, `the store's decimal separator “${separator}” means something else in a formula`);
  }
  const number = numberPattern(separator);
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const sign = text.charAt(at);
    if (SPACE.test(sign)) {
      at += 1;
    } else if (isSign(sign)) {
      tokens.push({ kind: sign, at });
      at += 1;
    } else {
      const read = readTerm(text, at, number, separator);
      if ('code' in read) return read;
      tokens.push({ kind: 'term', term: read.term, at, text: read.text });
      at += read.text.length;
    }
  }
  return tokens;
}

export function notAFormula(at: number, what: string): Refusal {
  return { code: 'not_a_formula', message: `At character ${at + 1}: ${what}.`, at };
}

function isSign(text: string): text is Sign {
  return SIGNS.has(text);
}

/** Null where it adds nothing: WooCommerce drops white space before it looks for separators. */
function ownSeparator(separator: string): string | null {
  return separator === '.' || separator === ',' || SPACE.test(separator) ? null : separator;
}

/** White space may also be within a number: `1 000` is one thousand, as WooCommerce takes it. */
function numberPattern(separator: string | null): RegExp {
  const sign = separator === null ? '[\\d.,]' : `(?:[\\d.,]|${Array.from(separator, literally).join('')})`;
  return new RegExp(`${sign}(?:[ \\t\\n\\r\\f\\v]*${sign})*`, 'uy');
}

const literally = (sign: string) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`;

function readTerm(
  text: string,
  at: number,
  pattern: RegExp,
  separator: string | null,
): { readonly term: Term; readonly text: string } | Refusal {
  const number = matchAt(pattern, text, at);
  if (number !== null) {
    const term = readNumber(number[0], separator);
    if (term !== null) return { term, text: number[0] };
    return notAFormula(at, `“${number[0]}” is no number: it has one decimal sign, a point or a comma`);
  }
  const tag = matchAt(TAG, text, at);
  if (tag !== null) {
    const term = readTag(tag[1] ?? '', at);
    return 'code' in term ? term : { term, text: tag[0] };
  }
  const letter = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return notAFormula(at, `“${letter}” has no meaning in a cost`);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function readNumber(text: string, separator: string | null): NumberTerm | null {
  const plain = Array.from(text)
    .filter((letter) => !SPACE.test(letter))
    .join('')
    .replaceAll(separator ?? '.', '.')
    .replaceAll(',', '.');
  if (!/^(?:\d+(?:\.\d*)?|\.\d+)$/u.test(plain)) return null;
  return { kind: 'number', value: new Exact(plain).toFixed() };
}

function readTag(tag: string, at: number): Term | Refusal {
  if (tag === 'qty' || tag === 'cost') return { kind: tag };
  if (!isFeeTag(tag)) return notAFormula(at, `“[${tag}]” is none of [qty], [cost] and [fee]`);
  const fee = readFee(tag);
  return typeof fee === 'string' ? notAFormula(at, fee) : fee;
}
