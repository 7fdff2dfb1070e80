import { decodeHTML } from 'entities';

/**
 * The one form of a text: entities decoded, Unicode NFC, white space folded and trimmed. Values that differ only in
 * what this removes (`&atilde;` and `ã`, a doubled space) are the same value.
 */
export function canonicalText(text: string): string {
  return decodeHTML(text).normalize('NFC').replace(/\s+/gu, ' ').trim();
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

/**
 * What is left of a name when accents, case, punctuation, articles and bracketed additions do not count.
 * Two names with the same key are probably the same place; whether it counts is decided by uniqueness.
 * Empty where nothing is left: that is no name, and fits none.
 */
export function nameKey(name: string): string {
  const plain = canonicalText(name)
    .replace(/\([^)]*\)|\[[^\]]*\]/gu, ' ')
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
