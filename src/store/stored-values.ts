import { z } from 'zod';
import { ConnectorError } from '../core/errors.ts';
import { OPERATION_KINDS } from '../core/operation.ts';
import type { DomainName, Operation } from '../core/operation.ts';

/** The names a row may carry; the type makes sure that a new domain is added here. */
const DOMAIN_NAMES: { readonly [Name in DomainName]: Name } = {
  geography: 'geography',
  settings: 'settings',
  taxes: 'taxes',
  shipping: 'shipping',
  payments: 'payments',
  currency: 'currency',
};

export const domainNameSchema = z.enum(DOMAIN_NAMES);
export const domainNamesSchema = z.array(domainNameSchema);
export const fieldValuesSchema = z.record(z.string(), z.string());

const recordRefSchema = z.strictObject({
  model: z.string(),
  id: z.int().exactOptional(),
  externalId: z.string().exactOptional(),
  label: z.string().exactOptional(),
});

/** Strict, so that a field this version does not know is an error and not lost on the way. */
export const operationSchema: z.ZodType<Operation> = z.strictObject({
  kind: z.enum(OPERATION_KINDS),
  subject: z.strictObject({
    type: z.string(),
    key: z.string(),
    label: z.string(),
    group: z.string().exactOptional(),
  }),
  record: recordRefSchema.exactOptional(),
  rule: z.string(),
  reason: z.string(),
  write: z.strictObject({ fields: fieldValuesSchema, references: fieldValuesSchema }).exactOptional(),
  seen: fieldValuesSchema.exactOptional(),
  changes: z.array(z.strictObject({ field: z.string(), from: z.string(), to: z.string() })).exactOptional(),
  candidates: z.array(recordRefSchema).exactOptional(),
  after: z.string().exactOptional(),
});

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
    message: `The connector's database holds something unreadable in ${place} (${problem}).`,
    hint: 'It was changed from outside or the disk is damaged: restore the data folder from a backup.',
  });
}

/** PostgreSQL refuses U+0000 in text, and what remote servers send may hold it: the sign for "unreadable" replaces it. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}

/** The same for text that may be absent. */
export function storableOrNull(text: string | null): string | null {
  return text === null ? null : storableText(text);
}
