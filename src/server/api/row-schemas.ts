import { z } from '@hono/zod-openapi';
import { DOMAIN_NAMES } from '../../core/operation.ts';
import { wasChosen } from '../../core/memory.ts';
import { ROW_STATUSES } from '../../core/row-status.ts';
import type { Backend, SavedRow } from '../../database/port.ts';
import { text } from './inputs.ts';

const status = z.enum(ROW_STATUSES).openapi({
  description:
    'in_sync; pending: a sync would change something; review: a person must decide; left: somebody left it as it is; unsupported: Odoo has no equivalent; failed: Odoo refused it; differs, unknown: a point of agreement.',
});

export const rowListSchema = z
  .object({
    type: z.string().openapi({ example: 'tax_rate' }),
    domain: z
      .enum(DOMAIN_NAMES)
      .nullable()
      .openapi({ description: 'Null for items to review and for limitations.' }),
    total: z.int(),
    statuses: z.partialRecord(z.enum(ROW_STATUSES), z.int()).openapi({ description: 'Rows by status.' }),
    values: z.array(z.string()).openapi({ description: 'The names of the values of its rows.' }),
    filters: z.array(z.string()).openapi({ description: 'The values to filter and sort by.' }),
    choiceModel: z.string().nullable().openapi({
      description:
        'The model of Odoo from which a user may choose a record; null where nothing can be chosen.',
    }),
    run: z
      .int()
      .nullable()
      .openapi({ description: 'The run or preview that saw it last; null before the first.' }),
    seenAt: z.string().nullable(),
  })
  .openapi('RowList');

const recordSchema = z.object({
  model: z.string(),
  id: z.int().nullable(),
  label: z.string(),
  url: z.string().nullable().openapi({ description: 'Opens it in Odoo.' }),
});

export const rowSchema = z
  .object({
    domain: z.enum(DOMAIN_NAMES),
    type: z.string(),
    key: z.string(),
    label: z.string(),
    status,
    values: z.record(z.string(), z.string()).openapi({ description: "The store's values." }),
    record: recordSchema.nullable().openapi({ description: 'What represents it in Odoo.' }),
    created: z.boolean().openapi({ description: 'Whether the connector created the record.' }),
    changes: z
      .array(z.object({ field: z.string(), odoo: z.string(), store: z.string() }))
      .openapi({ description: 'Values that differ: the one in Odoo, and the one of the store.' }),
    rule: z.string(),
    decidedBy: z
      .enum(['user', 'connector'])
      .openapi({ description: 'Whether a user chose what represents it in Odoo.' }),
    matchedBy: z.string().openapi({ description: 'How it was matched, in a sentence; may be empty.' }),
    reason: z.string(),
    remedy: z.string(),
    candidates: z.array(recordSchema),
    since: z.string().openapi({ description: 'Since when it has this status and this record.' }),
    changedAt: z.string(),
    left: z
      .object({ by: z.string(), at: z.string() })
      .nullable()
      .openapi({ description: 'Who left it as it is.' }),
  })
  .openapi('Row');

/** One value or several: `status=review&status=failed`. */
const several = <Item extends z.ZodType>(item: Item) =>
  z
    .union([z.array(item).max(20), item.transform((one) => [one])])
    .optional()
    .openapi({ type: 'array', items: { type: 'string' } });

export const rowQuery = z.object({
  status: several(z.enum(ROW_STATUSES)),
  filter: several(text(300)).openapi({ description: 'country:US; several must all match.' }),
  search: text(100).optional().openapi({ description: 'Part of a name, key or value.' }),
  sort: text(60).optional().openapi({
    description: 'key (the default), label, status, since or a filter; with "-" in front for descending.',
  }),
  cursor: text(2000).optional().openapi({ description: 'nextCursor of the page before.' }),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** The address of a record in Odoo's own pages. Series 18 and later take it to their own form of it. */
export function recordUrl({ odooUrl }: Pick<Backend, 'odooUrl'>, model: string, id: number): string {
  return `${odooUrl}/web#id=${id}&model=${encodeURIComponent(model)}&view_type=form`;
}

export function shownRow(row: SavedRow, backend: Backend, matchedBy: string): z.infer<typeof rowSchema> {
  const {
    domain,
    type,
    key,
    label,
    status: state,
    values,
    created,
    rule,
    reason,
    remedy,
    since,
    changedAt,
  } = row;
  const { record, left } = row;
  return {
    ...{ domain, type, key, label, status: state, values: { ...values }, created, rule, matchedBy },
    decidedBy: wasChosen(row) ? 'user' : 'connector',
    ...{ reason, remedy, since, changedAt, left },
    record: record === null ? null : { ...record, url: recordUrl(backend, record.model, record.id) },
    changes: row.changes.map(({ field, from, to }) => ({ field, odoo: from, store: to })),
    candidates: row.candidates.map(({ model, id, label: name = '' }) => ({
      ...{ model, id: id ?? null, label: name },
      url: id === undefined ? null : recordUrl(backend, model, id),
    })),
  };
}
