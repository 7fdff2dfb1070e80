/** Deeper than any answer of a server that is meant: the deepest measured one has 11 levels. */
export const MAX_JSON_DEPTH = 100;

/**
 * Whether a JSON text is nested deeper than `limit`. Looked at before it is read, since what walks through the values later does
 * so by recursion. Linear; text that is no JSON gets some answer.
 */
export function isNestedTooDeep(text: string, limit = MAX_JSON_DEPTH): boolean {
  return tooDeepParts(text, limit).next().done !== true;
}

/** The JSON text with `null` in place of each part that is nested deeper than `limit`: the rest of an answer can be read. */
export function withoutDeepParts(text: string, limit = MAX_JSON_DEPTH): string {
  const kept: string[] = [];
  let from = 0;
  for (const { start, end } of tooDeepParts(text, limit)) {
    kept.push(text.slice(from, start));
    from = end;
  }
  return from === 0 ? text : [...kept, text.slice(from)].join('null');
}

/** From the bracket that opens too deep a part to behind the one that closes it, or to the end of a text that is cut. */
function* tooDeepParts(
  text: string,
  limit: number,
): Generator<{ readonly start: number; readonly end: number }> {
  let depth = 0;
  let isInString = false;
  let start = -1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isInString) {
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) isInString = false;
    } else if (code === QUOTE) isInString = true;
    else if (code === OPEN_ARRAY || code === OPEN_OBJECT) {
      depth += 1;
      if (depth === limit + 1) start = at;
    } else if (code === CLOSE_ARRAY || code === CLOSE_OBJECT) {
      depth -= 1;
      if (depth === limit) yield { start, end: at + 1 };
    }
  }
  if (depth > limit) yield { start, end: text.length };
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
