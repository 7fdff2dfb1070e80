import { createHash, hash } from 'node:crypto';
import type { RowFacts } from './row-facts.ts';

/** Text that is hashed at once. */
const MAX_TEXT = 65_536;

/** One digest over all rows of a type, in their order. */
export class RowDigest {
  readonly #digest = createHash('sha1');
  #text = '';

  add(facts: RowFacts): void {
    this.#text += textOf(facts);
    if (this.#text.length < MAX_TEXT) return;
    this.#digest.update(this.#text);
    this.#text = '';
  }

  /** Adds any text. */
  addText(text: string): void {
    this.#text += text;
  }

  /** The digest; nothing may be added afterwards. */
  text(): string {
    return this.#digest.update(this.#text).digest('base64url');
  }
}

/** The digest of one row. */
export function fingerprintOf(facts: RowFacts): string {
  return hash('sha1', textOf(facts), 'base64url');
}

/** All that is saved of a row, as one text. */
function textOf(facts: RowFacts): string {
  const { key, label, status, rule, record, created, values } = facts;
  let text = `${key}\0${label}\0${status}\0${rule}\0${record?.id ?? ''}\0${created ? '1' : ''}`;
  for (const value of Object.values(values)) text += `\0${value}`;
  const { candidates, changes, reason, remedy } = facts;
  if (status === 'in_sync') return `${text}\0${reason}\n`;
  return `${text}\0${JSON.stringify([reason, remedy, changes, candidates])}\n`;
}
