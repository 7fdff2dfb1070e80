import type { z } from 'zod';
import { ConnectorError } from '../../core/errors.ts';

/**
 * Reads a JSON column. `place` names table, row and column for people.
 * @throws ConnectorError `data.corrupt`, without the stored text.
 */
export function parseStored<Value>(schema: z.ZodType<Value>, text: string, place: string): Value {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw corrupt(place, 'it is not JSON');
  }
  return checkStored(schema, value, place);
}

/** Checks a value read from a column. @throws ConnectorError `data.corrupt`. */
export function checkStored<Value>(schema: z.ZodType<Value>, value: unknown, place: string): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = issue === undefined || issue.path.length === 0 ? 'value' : issue.path.join('.');
  throw corrupt(place, `${where}: ${issue?.message ?? 'unfit'}`);
}

function corrupt(place: string, problem: string): ConnectorError {
  return new ConnectorError({
    code: 'data.corrupt',
    message: `The connector's database contains something unreadable in ${place} (${problem}).`,
    hint: 'It was changed from outside or the disk is damaged: restore the data folder from a backup.',
  });
}

/** PostgreSQL refuses U+0000 in text, and what remote servers send may contain it: the sign for "unreadable" replaces it. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}

/** The same for text that may be absent. */
export function storableOrNull(text: string | null): string | null {
  return text === null ? null : storableText(text);
}
