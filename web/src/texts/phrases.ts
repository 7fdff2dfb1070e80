import { formatNumber } from './intl.ts';

/** A text of the engine with `{values}` in it, and the same text in another language. */
export type Phrase = readonly [english: string, translation: string];

/** A piece of a text: in the reader's language, or in English as the engine wrote it. */
export interface Piece {
  readonly text: string;
  readonly isTranslated: boolean;
}

/** Longer texts are lists and messages of servers; nobody wrote a phrase for them. */
const MAX_LENGTH = 1000;
/** Where one statement ends and the next one begins. */
const BORDERS = /(?<=[.!?]) (?=[\p{Lu}"“])|(?<=;|\d \p{Ll}+,) |(?<=:) (?=\d)/u;

/**
 * The engine reports in English sentences. Those that have a phrase are given in the reader's language, sentence by
 * sentence; the rest stays English, and is marked as such by whoever shows it.
 */
export function translateText(text: string, phrases: readonly Phrase[], language: string): Piece[] {
  if (phrases.length === 0 || text.length > MAX_LENGTH) return [{ text, isTranslated: false }];
  const whole = translated(text, phrases, language);
  if (whole !== null) return [{ text: whole, isTranslated: true }];
  return text.split(BORDERS).map((part) => {
    const found = translated(part, phrases, language);
    return { text: found ?? part, isTranslated: found !== null };
  });
}

function translated(text: string, phrases: readonly Phrase[], language: string): string | null {
  const [, core = '', end = ''] = /^(.*?)([.;:,]?)$/su.exec(text) ?? [];
  for (const [english, translation] of phrases) {
    const found = patternOf(english).exec(core);
    if (found === null) continue;
    const own = translation.replace(/\{(\w+)\}/gu, (whole, name: string) => {
      const value = found.groups?.[name] ?? whole;
      return name === 'n' ? formatNumber(Number(value.replaceAll(',', '')), language) : value;
    });
    const isSentence = /^\p{Lu}/u.test(core);
    return (isSentence ? own.charAt(0).toUpperCase() + own.slice(1) : own) + end;
  }
  return null;
}

const patterns = new Map<string, RegExp>();

function patternOf(english: string): RegExp {
  const known = patterns.get(english);
  if (known !== undefined) return known;
  const source = english
    .split(/(\{\w+\})/u)
    .map((part) => (/^\{\w+\}$/u.test(part) ? valuePattern(part.slice(1, -1)) : escaped(part)))
    .join('');
  const made = new RegExp(`^${source}$`, 'iu');
  patterns.set(english, made);
  return made;
}

/** `{n}` is a number as English writes it, any other value a few words. */
const valuePattern = (name: string) => (name === 'n' ? String.raw`(?<n>\d[\d,]*)` : `(?<${name}>[^;]+?)`);

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
