import { z } from 'zod';
import { OPERATION_KINDS } from './operation.ts';
import type { DomainName, Operation } from './operation.ts';

/** The shapes of plans where they come back from a database or a file. */

/** The domains there are; the type makes sure that a new domain is added here. */
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

const linksSchema = z.record(z.string(), z.array(z.string()));

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
    details: fieldValuesSchema.exactOptional(),
  }),
  record: recordRefSchema.exactOptional(),
  rule: z.string(),
  reason: z.string(),
  write: z
    .strictObject({
      fields: fieldValuesSchema,
      references: fieldValuesSchema,
      links: linksSchema.exactOptional(),
      told: fieldValuesSchema.exactOptional(),
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
      owner: z.string().exactOptional(),
    })
    .exactOptional(),
  seen: fieldValuesSchema.exactOptional(),
  changes: z.array(z.strictObject({ field: z.string(), from: z.string(), to: z.string() })).exactOptional(),
  candidates: z.array(recordRefSchema).exactOptional(),
  after: z.string().exactOptional(),
  through: z.string().exactOptional(),
});
