import { z } from '@hono/zod-openapi';
import { RUN_ORIGINS } from '../../core/run-origin.ts';
import { DOMAIN_NAMES, OPERATION_KINDS } from '../../core/operation.ts';
import { PREVIEW_STATES } from '../../core/preview-state.ts';
import type { Preview } from '../../database/port.ts';
import { pageQuery, text } from './inputs.ts';

export const runSchema = z
  .object({
    id: z.int(),
    backendId: z.string(),
    kind: z.enum(['sync', 'preview']),
    origin: z.enum(RUN_ORIGINS).openapi({ description: 'Where it was asked for.' }),
    status: z.enum(['running', 'done', 'partial', 'failed', 'nothing']),
    domains: z.array(z.enum(DOMAIN_NAMES)),
    startedAt: z.string(),
    endedAt: z.string().nullable(),
    message: z.string().nullable(),
    storeRequests: z.int(),
    odooCalls: z.int(),
    unchanged: z
      .partialRecord(z.enum(DOMAIN_NAMES), z.int())
      .openapi({ description: 'Records that were right already, by domain.' }),
  })
  .openapi('Run');

export const noteSchema = z
  .object({
    domain: z.enum(DOMAIN_NAMES),
    level: z.string(),
    message: z.string(),
    hint: z.string().nullable(),
  })
  .openapi('Note');

/** What became of an operation. */
const outcomeStatus = z.enum(['planned', 'applied', 'failed', 'skipped', 'kept']);

export const previewSchema = z
  .object({
    state: z.enum(PREVIEW_STATES).openapi({
      description:
        'open: may be applied or discarded; asked: about to be applied; applied; refused: the situation had changed; discarded.',
    }),
    appliedRun: z.int().nullable().openapi({ description: 'The run that applied it, or tried to.' }),
    problem: z
      .object({ code: z.string(), message: z.string(), hint: z.string().nullable() })
      .nullable()
      .openapi({ description: 'Why it was refused, or could not be applied the last time.' }),
  })
  .openapi('Preview');

export function shownPreview({ appliedRun, problem, state }: Preview): z.infer<typeof previewSchema> {
  return { state, appliedRun, problem };
}

export const runDetailsSchema = runSchema
  .extend({
    notes: z.array(noteSchema),
    counts: z
      .array(
        z.object({
          domain: z.enum(DOMAIN_NAMES),
          kind: z.enum(OPERATION_KINDS),
          status: outcomeStatus,
          count: z.int(),
        }),
      )
      .openapi({ description: 'How many operations came to the same, in the order of the plan.' }),
    preview: previewSchema
      .nullable()
      .openapi({ description: 'Of a preview: whether what it showed may still be applied.' }),
    appliesPreview: z.int().nullable().openapi({ description: 'The preview that this run applied.' }),
  })
  .openapi('RunDetails');

const recordSchema = z.object({
  model: z.string(),
  id: z.int().optional(),
  label: z.string().optional(),
});

export const runOperationSchema = z
  .object({
    position: z.int(),
    domain: z.enum(DOMAIN_NAMES),
    kind: z.enum(OPERATION_KINDS),
    type: z.string(),
    key: z.string(),
    label: z.string(),
    group: z.string().nullable(),
    reason: z.string(),
    status: outcomeStatus,
    message: z.string().nullable(),
    record: recordSchema.nullable(),
    changes: z.array(z.object({ field: z.string(), from: z.string(), to: z.string() })),
    candidates: z.array(recordSchema),
  })
  .openapi('RunOperation');

export const operationQuery = z.object({
  ...pageQuery(200, 1000),
  domain: z.enum(DOMAIN_NAMES).optional(),
  kind: z.enum(OPERATION_KINDS).optional(),
  status: outcomeStatus.optional(),
  search: text(100).optional().openapi({ description: 'Part of a name or key.' }),
});
