import { z } from '@hono/zod-openapi';
import { RUN_ORIGINS } from '../../core/run-origin.ts';
import { DOMAIN_NAMES, OPERATION_KINDS } from '../../core/operation.ts';
import { runChoicesSchema } from '../../core/run-choices.ts';
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
    problem: z
      .object({ code: z.string(), hint: z.string().nullable() })
      .nullable()
      .openapi({ description: 'Of a run that an error ended: its code, and what to do.' }),
    storeRequests: z.int(),
    odooCalls: z.int(),
    unchanged: z
      .partialRecord(z.enum(DOMAIN_NAMES), z.int())
      .openapi({ description: 'Records that were right already, by domain.' }),
    changes: z.int().nullable().openapi({
      description: 'How many changes were made, or would be by this preview; null while it runs.',
    }),
    review: z.int().nullable().openapi({ description: 'Items that wait for a user; null while it runs.' }),
    failures: z.int().nullable().openapi({ description: 'Changes that failed; null while it runs.' }),
    stopRequestedAt: z.string().nullable().openapi({ description: 'When a user asked to stop it.' }),
  })
  .openapi('Run');

/** What is decided for one run; joined with what waiting requests of the same kind decided. */
// Made anew: one that was made before the API's library was loaded has no description.
export const choicesSchema = z.strictObject(runChoicesSchema.shape).openapi('RunChoices', {
  description:
    'What is decided for this run alone, as the flags of "woo-odoo sync" do: removals of a suspiciously short list, records that were deleted in Odoo, ambiguous taxes, the limit of taxes, rates that orders name, fiscal positions of the chart, states of countries. What is left out is as the backend has it.',
});

/** Which runs are asked for. */
export const runQuery = z.object({
  backend: text(200).optional(),
  kind: runSchema.shape.kind.optional(),
  status: runSchema.shape.status.optional(),
  ...pageQuery(50, 200),
});

const milliseconds = z.int().openapi({ description: 'Milliseconds.' });
const timeSchema = z.object({
  domain: z.enum(DOMAIN_NAMES),
  storeMs: milliseconds,
  odooMs: milliseconds,
  writeMs: milliseconds,
});

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
    times: z.array(timeSchema).openapi({
      description:
        'How long each domain took: reading the store, reading Odoo, writing. Domains are worked on side by side. Empty while it runs.',
    }),
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
  url: z.string().optional().openapi({ description: 'Opens it in Odoo.' }),
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
    remedy: z.string().openapi({ description: 'What to do; empty where there is nothing to do.' }),
    record: recordSchema.nullable(),
    changes: z.array(z.object({ field: z.string(), from: z.string(), to: z.string() })),
    values: z.record(z.string(), z.string()).openapi({ description: 'What a record is created with.' }),
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
