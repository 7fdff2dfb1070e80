/**
 * The number under which an unforeseen error is known: a person is given it, and the log explains it. It comes of where the
 * error arose and of its text, so that it is the same wherever the error is reported; 8 hexadecimal digits.
 */
export function faultId(error: unknown): string {
  let hash = 0x811c9dc5;
  // FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/
  for (const character of textOf(error)) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

function textOf(error: unknown): string {
  if (error instanceof Error) return error.stack ?? error.message;
  try {
    return JSON.stringify([error]);
  } catch {
    return String(error);
  }
}

/** What a person reads of an unforeseen error, which itself is for the log alone. */
export function faultMessage(what: string, id: string): string {
  return `${what} The log explains it under the number ${id}.`;
}
