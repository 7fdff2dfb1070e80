import { withoutDeepParts } from '../../core/json-depth.ts';

/** What the text of an answer turned out to be. */
export type Content =
  | { readonly kind: 'json'; readonly value: unknown; readonly noise: string | null }
  /** Begins like JSON and does not end like it. */
  | { readonly kind: 'damaged' }
  | { readonly kind: 'page' }
  | { readonly kind: 'other' };

/** How far into an answer its JSON may begin, and how many places are tried: a bound on the work a server can cause. */
const NOISE_LENGTH = 65_536;
const PLACES = 50;

/** A web page from its first character on. It is not searched: the JSON in the scripts of a page is no answer. */
const PAGE = /^(?:<!--[^>]*-->\s*|<\?xml[^>]*>\s*)?<(?:!doctype|html|head|body)\b/i;

/** What an answer of WordPress begins with, as opposed to a bracket in some plugin's words. */
const OBJECTS = /^(?:\{"|\[\{)/;

/**
 * Finds the JSON in an answer. A byte-order mark (a file of a theme or plugin saved with one) is skipped silently;
 * warnings that PHP printed before it are skipped and handed back as `noise`, to be reported.
 */
export function readContent(text: string): Content {
  const body = text.replace(/^[\ufeff\s]+/, '');
  const whole = parse(body);
  if (whole !== undefined) return { kind: 'json', value: whole.value, noise: null };
  // A log line begins with a bracket too: `[23-Nov-2026 …`.
  if (/^[[{]/.test(body) && !/^\[\d\d-/.test(body)) return { kind: 'damaged' };
  if (PAGE.test(body)) return { kind: 'page' };
  return readBehindNoise(body) ?? { kind: /<(?:!doctype|html|body)\b/i.test(body) ? 'page' : 'other' };
}

/**
 * JSON counts only from the beginning of a line or behind a tag to the very end, and the first place that begins like
 * an answer decides: the inside of a truncated answer, itself valid JSON now and then, is not mistaken for the whole.
 */
function readBehindNoise(body: string): Content | undefined {
  const beginnings = body
    .slice(0, NOISE_LENGTH)
    .matchAll(/[[{](?<=[>\n\ufeff][ \t\ufeff]*[[{])(?=\s*["{[\]}\dtfn-])/g);
  let tried = 0;
  for (const { index } of beginnings) {
    tried += 1;
    if (tried > PLACES) return undefined;
    const rest = body.slice(index);
    const found = parse(rest);
    if (found !== undefined) return { kind: 'json', value: found.value, noise: body.slice(0, index) };
    if (OBJECTS.test(rest)) return { kind: 'damaged' };
  }
  return undefined;
}

function parse(text: string): { value: unknown } | undefined {
  try {
    // A plugin's bottomless value must not take the rest of its list away.
    return { value: JSON.parse(withoutDeepParts(text)) as unknown };
  } catch {
    return undefined;
  }
}
