import { z } from '@hono/zod-openapi';
import {
  agreementOf,
  MAX_PROBES,
  PROOF_KINDS,
  PROOF_ORIGINS,
  PROOF_ROW_STATES,
  PROOF_SORTS,
  PROOF_STATES,
} from '../../core/proof.ts';
import type { Proof, SavedProofRow } from '../../database/port.ts';
import { explainedTableSchema, explainedValueSchema } from './explained-schemas.ts';
import { text } from './inputs.ts';

const counts = z.object({
  equal: z.int(),
  cent: z.int(),
  differs: z.int(),
  limited: z.int(),
  exempt: z.int(),
  not_probed: z.int(),
});

export const proofSchema = z
  .object({
    id: z.int(),
    backendId: z.string(),
    kind: z.enum(PROOF_KINDS),
    origin: z.enum(PROOF_ORIGINS).openapi({ description: 'What asked for it.' }),
    askedBy: z.string().nullable(),
    sample: z.int().openapi({ description: 'At most this many addresses, or orders.' }),
    state: z.enum(PROOF_STATES),
    askedAt: z.string(),
    startedAt: z.string().nullable(),
    endedAt: z.string().nullable(),
    stopRequestedAt: z.string().nullable().openapi({ description: 'When a user asked to stop it.' }),
    counts,
    compared: z.int(),
    agree: z.int().openapi({ description: 'Comparisons that agree to the cent; orders that are ready.' }),
    message: z.string().nullable(),
    problem: z.object({ code: z.string(), message: z.string(), hint: z.string().nullable() }).nullable(),
    currency: z.string(),
    remarks: z.array(z.string()),
    causes: z.array(
      z.object({
        cause: z.string(),
        reason: z.string(),
        remedy: z.string(),
        results: z.int(),
        examples: z.array(z.string()),
      }),
    ),
    rowCount: z.int(),
    hasRows: z
      .boolean()
      .openapi({ description: 'False where its rows were removed; the last 10 keep theirs.' }),
  })
  .openapi('Proof');

export const proofDetailsSchema = proofSchema
  .extend({
    countries: z
      .array(z.object({ country: z.string(), counts: z.partialRecord(z.enum(PROOF_ROW_STATES), z.int()) }))
      .openapi({ description: 'Rows of each country by state.' }),
  })
  .openapi('ProofDetails');

export const proofRowSchema = z
  .object({
    position: z.int(),
    state: z.enum(PROOF_ROW_STATES),
    country: z.string(),
    place: z.string(),
    customer: z.string(),
    basket: z.string(),
    store: z.string().nullable(),
    odoo: z.string().nullable(),
    cause: z.string(),
    reason: z.string(),
    remedy: z.string(),
    facts: z.array(explainedValueSchema),
    examples: z.array(z.string()),
    computations: z
      .array(explainedTableSchema)
      .openapi({ description: 'How each side calculates it, of rows that differ: the store, then Odoo.' }),
  })
  .openapi('ProofRow');

const SORTS = PROOF_SORTS.flatMap((sort) => [sort, `-${sort}` as const]);

/** One value or several: `state=differs&state=cent`. */
const states = z
  .union([z.array(z.enum(PROOF_ROW_STATES)).max(10), z.enum(PROOF_ROW_STATES).transform((one) => [one])])
  .optional()
  .openapi({ type: 'array', items: { type: 'string', enum: [...PROOF_ROW_STATES] } });

export const proofRowFilter = z.object({
  state: states,
  cause: text(60).optional(),
  country: z.string().max(2).optional(),
  search: text(100).optional().openapi({ description: 'Part of a place, reason or remedy.' }),
});

export const proofRowQuery = proofRowFilter.extend({
  sort: z.enum(SORTS).default('position').openapi({ description: 'position: the most urgent first.' }),
  cursor: text(2000).optional().openapi({ description: 'nextCursor of the page before.' }),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

export const proofRequest = z.strictObject({
  kind: z.enum(PROOF_KINDS),
  sample: z.int().min(1).max(MAX_PROBES).optional(),
  confirm: z
    .boolean()
    .default(false)
    .openapi({ description: 'Required for a production backend: both servers are asked many times.' }),
});

export function shownProof(proof: Proof): z.infer<typeof proofSchema> {
  const { id, backendId, kind, origin, askedBy, sample, state, askedAt, startedAt, endedAt } = proof;
  const { counts: found, facts, hasRows, message, problem, rowCount, stopRequestedAt } = proof;
  return {
    ...{ id, backendId, kind, origin, askedBy, sample, state, askedAt, startedAt, endedAt },
    ...{ counts: found, ...agreementOf(found), message, problem, rowCount, hasRows, stopRequestedAt },
    ...{ currency: facts.currency, remarks: [...facts.remarks] },
    causes: facts.causes.map((cause) => ({ ...cause, examples: [...cause.examples] })),
  };
}

export function shownProofRow({ details, ...row }: SavedProofRow): z.infer<typeof proofRowSchema> {
  return {
    ...{ ...row, facts: [...details.facts], examples: [...details.examples] },
    computations: details.computations.map(({ empty, head, rows, title }) => ({
      ...{ title, empty, head: [...head], rows: rows.map((cells) => [...cells]) },
    })),
  };
}
