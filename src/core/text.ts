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

/**
 * What is left of a name when accents, case, punctuation, articles and bracketed additions do not count.
 * Two names with the same key are probably the same place; whether it counts is decided by uniqueness.
 */
export function nameKey(name: string): string {
  const plain = canonicalText(name)
    .replace(/\([^)]*\)|\[[^\]]*\]/gu, ' ')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[øđðłßæœþıŧħ]/gu, (letter) => LETTERS[letter] ?? letter);
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const kept = words.filter((word) => !ARTICLES.has(word));
  return (kept.length > 0 ? kept : words).join(' ');
}
