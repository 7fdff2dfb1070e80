import { hash } from 'node:crypto';
import type { RowFacts } from './row-facts.ts';

/** One digest over all of some texts, in their order. */
export function digestOf(texts: readonly string[]): string {
  return hash('sha1', texts.join(''), 'base64url');
}

/** All that is saved of a row, as one text: rows with the same text are the same. */
export function textOf(facts: RowFacts): string {
  const { key, label, status, rule, record, created, values } = facts;
  let text = `${key}\0${label}\0${status}\0${rule}\0${record?.id ?? ''}\0${created ? '1' : ''}`;
  for (const value of Object.values(values)) text += `\0${value}`;
  const { candidates, changes, reason, remedy } = facts;
  if (status === 'in_sync') return `${text}\0${reason}\n`;
  return `${text}\0${JSON.stringify([reason, remedy, changes, candidates])}\n`;
}
