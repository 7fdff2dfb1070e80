import { z } from 'zod';
import { DOMAIN_NAMES, type Operation } from './operation.ts';
import type { Rule } from './rules.ts';

/** The shapes of plans where they come back from a database or a file. */

export const domainNameSchema = z.enum(DOMAIN_NAMES);
export const domainNamesSchema = z.array(domainNameSchema);
export const fieldValuesSchema = z.record(z.string(), z.string());

const linksSchema = z.record(z.string(), z.array(z.string()));

const record = z.strictObject({
  model: z.string(),
  id: z.int().exactOptional(),
  externalId: z.string().exactOptional(),
  label: z.string().exactOptional(),
});
const existing = record.extend({ id: z.int() });

const write = z.strictObject({
  fields: fieldValuesSchema,
  references: fieldValuesSchema,
  links: linksSchema.exactOptional(),
  derived: fieldValuesSchema.exactOptional(),
  lines: z
    .array(
      z.strictObject({
        field: z.string(),
        externalId: z.string(),
        values: fieldValuesSchema,
        links: linksSchema.exactOptional(),
      }),
    )
    .exactOptional(),
  numbered: z.string().exactOptional(),
  owner: z.string().exactOptional(),
});

const changes = z.array(z.strictObject({ field: z.string(), from: z.string(), to: z.string() }));

const common = z.strictObject({
  subject: z.strictObject({
    type: z.string(),
    key: z.string(),
    label: z.string(),
    group: z.string().exactOptional(),
    details: fieldValuesSchema.exactOptional(),
  }),
  // Printed only, so that a rule of another version is no reason to refuse a plan.
  rule: z.string().transform((rule) => rule as Rule),
  reason: z.string(),
  decidedBy: z.literal('user').exactOptional(),
  left: z.literal(true).exactOptional(),
  optional: z.literal(true).exactOptional(),
});

const seen = fieldValuesSchema.exactOptional();
const obstacle = z.literal('currency').exactOptional();

/** Own records are written, rows of the app are not: `write` and an external id come together. */
const isWhole = ({ record, write }: { record: { externalId?: string }; write?: unknown }) =>
  (record.externalId === undefined) === (write === undefined);

/** Strict, so that a field this version does not know is an error and not lost on the way. */
const strictOperation = z.discriminatedUnion('kind', [
  common
    .extend({
      kind: z.literal('create'),
      record,
      write: write.exactOptional(),
      after: z.string().exactOptional(),
    })
    .refine(isWhole, { message: 'a record to create needs an external id and values' }),
  common
    .extend({
      kind: z.literal('update'),
      record: existing,
      write: write.exactOptional(),
      changes,
      seen,
      isNowSecret: z.literal(true).exactOptional(),
    })
    .refine(isWhole, { message: 'a record to update needs an external id and values' }),
  common
    .extend({ kind: z.literal('link'), record, through: z.string().exactOptional(), seen })
    .refine(({ record: { id }, through }) => id !== undefined || through !== undefined, {
      message: 'a link needs a record',
    }),
  common.extend({
    kind: z.literal('archive'),
    record: existing,
    write: write.exactOptional(),
    usedUntil: z.array(z.string()).exactOptional(),
    unbound: z.literal(true).exactOptional(),
  }),
  common.extend({
    kind: z.literal('keep'),
    record: existing.exactOptional(),
    frozen: z.literal(true).exactOptional(),
    seen,
  }),
  common.extend({
    kind: z.literal('conflict'),
    record: record.exactOptional(),
    candidates: z.array(record).exactOptional(),
    changes: changes.exactOptional(),
    target: z.literal('missing').exactOptional(),
    obstacle,
  }),
  common.extend({
    kind: z.literal('unsupported'),
    record: record.exactOptional(),
    obstacle,
    known: z.literal(true).exactOptional(),
  }),
]);

/** What the refinements check, the type of the schema does not show: a union within a union would be tried out. */
export const operationSchema = strictOperation as unknown as z.ZodType<Operation>;

/**
 * An operation as a database stores it: also in the form of plans of format 1, in which the rule implied what has a field
 * of its own now.
 */
export const storedOperationSchema = z.preprocess(fromFormat1, operationSchema);

const format1 = z.looseObject({
  kind: z.string(),
  rule: z.string(),
  record: z.looseObject({}).optional(),
  write: z.looseObject({ told: z.unknown().optional() }).optional(),
});

function fromFormat1(stored: unknown): unknown {
  const parsed = format1.safeParse(stored);
  if (!parsed.success) return stored;
  const { kind, record, rule, write } = parsed.data;
  const { told, ...written } = write ?? {};
  return {
    ...(kind === 'update' && { changes: [] }),
    ...parsed.data,
    ...(write !== undefined && { write: { ...written, ...(told !== undefined && { derived: told }) } }),
    ...(kind === 'conflict' && rule === 'deleted' && { target: 'missing' }),
    ...(kind !== 'conflict' && rule === 'choice' && record !== undefined && { decidedBy: 'user' }),
  };
}
