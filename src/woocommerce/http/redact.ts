import type { StoreKeys } from '../port.ts';
import { withoutEnd } from '../../core/trim.ts';

export type Redact = (text: string) => string;

const PLACE_HOLDER = '[removed]';

/** A secret shorter than this is no real one, and blotting it out would garble every sentence. */
const SHORTEST = 4;

/** Cuts the spaces and line ends off that come along when keys are pasted. */
export function trimKeys(keys: StoreKeys): StoreKeys {
  return { consumerKey: keys.consumerKey.trim(), consumerSecret: keys.consumerSecret.trim() };
}

/**
 * Makes a function that blots the keys out of a text, in each form in which they travel: as they are, percent-encoded
 * (keys in the query) and base64 (Basic). Servers echo requests in their error pages, so whatever they returned passes here
 * before it becomes part of a message.
 */
export function redactor(keys: StoreKeys): Redact {
  const { consumerKey, consumerSecret } = keys;
  const plain = [consumerKey, consumerSecret, consumerKey.trim(), consumerSecret.trim()];
  const basic = Buffer.from(`${consumerKey.trim()}:${consumerSecret.trim()}`, 'utf8').toString('base64');
  const forms = [...plain, ...plain.map(encodeURIComponent), basic, withoutEnd(basic, '=')]
    .filter((form) => form.length >= SHORTEST)
    // Longest first: a form that contains another one must not be left with its rest showing.
    .sort((a, b) => b.length - a.length)
    .map((form) => form.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  // The last three catch what is shaped like a key even where a server altered it: cut, or upper-cased.
  const pattern = new RegExp(
    [
      ...forms,
      'c[ks]_[0-9a-z]{8,}',
      '(?<=consumer_secret=)[^&\\s"\'<>]+',
      '(?<=oauth_signature=)[^&\\s"\'<>]+',
    ].join('|'),
    'gi',
  );
  return (text) => text.replace(pattern, PLACE_HOLDER);
}

/** Control characters and text-direction marks: in a terminal they could hide or forge what the message shows. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g;

/** Text from a server on one line, without control characters. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, ' ').replace(/\s+/g, ' ').trim();
}

/** How much of an answer is looked at for an excerpt, and how much is shown. */
const LOOKED_AT = 4_000;
const SHOWN = 120;

/** The first characters of an answer, fit for a message: no keys, one line, at most 120 characters. */
export function excerpt(text: string, redact: Redact): string {
  // Blotted out before it is cut: a key half of which lies behind the cut would not be recognised.
  const clean = redact(printable(text.slice(0, LOOKED_AT)));
  return clean.length > SHOWN ? `${clean.slice(0, SHOWN)}…` : clean;
}
