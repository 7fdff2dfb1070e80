import { z } from 'zod';
import { excerpt } from '../http/redact.ts';
import type { Redact } from '../http/redact.ts';

/** What is wrong with a row of a list: one field, and a sentence for people that begins with its name. */
export interface BadRow {
  readonly field: string;
  readonly message: string;
}

export type Fields = Readonly<Record<string, unknown>>;

/** The fields of a row; null where it is no object. */
export function fieldsOf(row: unknown): Fields | null {
  return typeof row === 'object' && row !== null && !Array.isArray(row) ? { ...row } : null;
}

/** A row that is no object at all. */
export function noObject(row: unknown, redact: Redact): BadRow {
  return badField('row', `${quoted(row, redact)} is no object`);
}

export function badField(field: string, what: string): BadRow {
  return { field, message: `${field} ${what}` };
}

/** The first thing that a schema found wrong. It quotes what the store returned, which may be what it was sent: `redact`. */
export function badRow(fields: Fields, error: z.ZodError, redact: Redact): BadRow {
  const issue = error.issues[0];
  const field = String(issue?.path[0] ?? 'row');
  const value = fields[field];
  return value === undefined
    ? badField(field, 'is missing')
    : badField(field, `${quoted(value, redact)}${reasonOf(issue)}`);
}

/** The fields as an answer that may contain secrets is quoted: of a record where a plain value belongs nothing is shown. */
export function withoutRecords(fields: Fields): Fields {
  const isNested = (value: unknown) => typeof value === 'object' && JSON.stringify(value).includes('{');
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, isNested(value) ? 'a record' : value]),
  );
}

/** The id of a bad row, leniently: by it the fault finds what was good before. */
export function readId(value: unknown, least: 0 | 1 = 1): number | null {
  const parsed = z
    .int32()
    .min(least)
    .safeParse(typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value);
  return parsed.success ? parsed.data : null;
}

function quoted(value: unknown, redact: Redact): string {
  return excerpt(JSON.stringify(value), redact).toWellFormed();
}

/** Why a value is refused, to follow it: in our words where the schema has them, else in those of the library. */
function reasonOf(issue: z.core.$ZodIssue | undefined): string {
  const message = issue?.message ?? 'is invalid';
  // What the library shows where none of several forms fits.
  if (message === 'Invalid input') return ' is of no known form';
  if (/^(?:is|contains) /.test(message)) return ` ${message}`;
  return `: ${message.replace(/^Invalid input: /, '').replace(/^Too /, 'too ')}`;
}
