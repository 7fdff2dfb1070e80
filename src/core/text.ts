import { decodeHTML } from 'entities';

/** Format characters: marks of direction, zero-width spaces, soft hyphens. Not the two that join letters, which are part of names. */
const INVISIBLE = /(?![\u200c\u200d])\p{Cf}/gu;

/**
 * The one form of a text: entities decoded, Unicode NFC, nothing invisible, white space folded and trimmed. Values that differ
 * only in what this removes (`&atilde;` and `ã`, a doubled space, a mark of direction) are the same value.
 */
export function canonicalText(text: string): string {
  return decodeHTML(text).normalize('NFC').replace(INVISIBLE, '').replace(/\s+/gu, ' ').trim();
}

/** Letters that Unicode does not decompose into a base letter and an accent, though people type them that way. */
const LETTERS: Readonly<Record<string, string>> = {
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ı: 'i',
  ŧ: 't',
  ħ: 'h',
};

/** Articles, which one list writes and another leaves out (`La Guaira`, `Guaira`; `The Bahamas`). */
const ARTICLES = new Set(
  'a al an as das de del der di die do el en gli il l la las le les lo los o os the'.split(' '),
);

/** Latin, Greek and Cyrillic accents and Arabic vowel points. Not the vowel signs of Indic scripts: those are letters. */
const ACCENTS = /[\u0300-\u036f\u064b-\u0655]+/gu;

const CLOSING: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
]);

/**
 * A text with a space in place of each part in brackets; a bracket that is never closed stays. Each kind of closing bracket
 * is looked for at most once behind a place, since a store may send names of thousands of brackets.
 */
function withoutBrackets(text: string): string {
  let kept = '';
  let from = 0;
  const ends = new Map<string, number>();
  for (let at = 0; at < text.length; at += 1) {
    const closing = CLOSING.get(text[at] ?? '');
    if (closing === undefined) continue;
    let end = ends.get(closing) ?? 0;
    if (end >= 0 && end <= at) end = text.indexOf(closing, at + 1);
    ends.set(closing, end);
    if (end < 0) continue;
    kept += `${text.slice(from, at)} `;
    at = end;
    from = end + 1;
  }
  return kept + text.slice(from);
}

/**
 * What is left of a name when accents, case, punctuation, articles and bracketed additions do not count.
 * Two names with the same key are probably the same place; whether it counts is decided by uniqueness.
 * Empty where nothing is left: that is no name, and fits none.
 */
export function nameKey(name: string): string {
  const plain = withoutBrackets(canonicalText(name))
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .toLowerCase()
    .replace(/[øđðłßæœþıŧħ]/gu, (letter) => LETTERS[letter] ?? letter);
  const words = plain.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== '');
  // A lone letter at the end distinguishes places (`Zone A`, `Region I`); articles come before what they belong to.
  const kept = words.filter(
    (word, index) => !ARTICLES.has(word) || (word.length === 1 && index === words.length - 1),
  );
  return (kept.length > 0 ? kept : words).join(' ');
}
