import { z } from '@hono/zod-openapi';
import type { Alignment } from '../../core/agreement.ts';
import { DOMAIN_NAMES } from '../../core/operation.ts';
import { requireIdentity } from '../guards/identity.ts';
import type { ApiParts } from '../parts.ts';
import { explainedTableSchema, explainedValueSchema } from './explained-schemas.ts';
import { backendParams, quiet, text } from './inputs.ts';
import { createApi, jsonBody, jsonRoute, type Api } from './openapi.ts';

const tag = 'Questions';
const question = z.strictObject({
  domain: z.enum(DOMAIN_NAMES),
  values: z.record(z.string(), z.string()).openapi({
    description: 'As the command line takes them: { country: "US", state: "CA", postcode: "90210" }',
  }),
});

const explanationSchema = z
  .object({
    asked: z.array(explainedValueSchema),
    tables: z.array(explainedTableSchema),
    results: z.array(explainedValueSchema),
    verdict: z.enum(['agree', 'differ', 'unknown']),
    reason: z.string(),
  })
  .openapi('Explanation');

const resolutionSchema = z
  .object({
    field: z.string(),
    value: z.string(),
    status: z.string(),
    reason: z.string(),
    record: z.object({ model: z.string(), id: z.int().optional(), label: z.string().optional() }).nullable(),
  })
  .openapi('Resolution');

const agreementSchema = z
  .object({
    key: z.string(),
    topic: z.string(),
    store: z.string(),
    odoo: z.string(),
    verdict: z.enum(['agree', 'differ', 'unknown']),
    meaning: z.string(),
    remedy: z.string(),
    align: z
      .object({ model: z.string(), field: z.string(), from: z.string(), to: z.string() })
      .nullable()
      .openapi({
        description: 'The one write in Odoo that makes both sides agree; null where there is none.',
      }),
    canAlign: z.boolean().openapi({ description: 'Whether one write in Odoo makes both sides agree.' }),
  })
  .openapi('Agreement');

const failureSchema = z.object({
  domain: z.enum(DOMAIN_NAMES),
  code: z.string(),
  message: z.string(),
  hint: z.string().optional(),
});
const agreementsSchema = z.object({
  at: z.string(),
  items: z.array(agreementSchema),
  failures: z.array(failureSchema).openapi({ description: 'Domains that could not be read.' }),
});

const checkSchema = z
  .object({
    backend: z.string().nullable(),
    name: z.string(),
    status: z.enum(['ok', 'warning', 'problem']),
    message: z.string(),
    todo: z.string().nullable(),
  })
  .openapi('Check');

/** Questions to both servers: they write nothing. */
export function questionRoutes({ engine }: ApiParts): Api {
  const api = createApi();

  api.openapi(
    jsonRoute('post', '/backends/{backend}/explain', explanationSchema, {
      ...{ tag, summary: 'How WooCommerce and Odoo each calculate a tax or a shipping price' },
      request: { params: backendParams, ...jsonBody(question) },
    }),
    async (context) => {
      requireIdentity(context, 'view');
      const backend = await engine.getBackend(context.req.valid('param').backend);
      const answer = await engine.explain(backend, context.req.valid('json'), quiet);
      return context.json(explanationSchema.parse(answer), 200);
    },
  );

  api.openapi(
    jsonRoute('post', '/backends/{backend}/resolve', z.object({ items: z.array(resolutionSchema) }), {
      ...{ tag, summary: 'Which Odoo records the values of an order correspond to' },
      request: { params: backendParams, ...jsonBody(question) },
    }),
    async (context) => {
      requireIdentity(context, 'view');
      const backend = await engine.getBackend(context.req.valid('param').backend);
      const answers = await engine.resolve(backend, context.req.valid('json'), quiet);
      const items = answers.map((answer) => ({
        ...{ field: answer.field, value: answer.value, status: answer.status, reason: answer.reason },
        record: answer.record === undefined ? null : shownRecord(answer.record),
      }));
      return context.json({ items }, 200);
    },
  );

  api.openapi(
    jsonRoute('get', '/backends/{backend}/agreements', agreementsSchema, {
      ...{ tag, summary: 'Where both sides agree on what decides money' },
      request: { params: backendParams },
    }),
    async (context) => {
      requireIdentity(context, 'view');
      const backend = await engine.getBackend(context.req.valid('param').backend);
      const { at, agreements, failures } = await engine.check(backend, quiet);
      const items = agreements.map(({ align, ...agreement }) =>
        agreementSchema.parse({
          ...agreement,
          canAlign: align !== undefined,
          align: align === undefined ? null : shownAlignment(align),
        }),
      );
      return context.json(
        { at, items, failures: failures.map((failure) => failureSchema.parse(failure)) },
        200,
      );
    },
  );

  api.openapi(
    jsonRoute('get', '/doctor', z.object({ items: z.array(checkSchema) }), {
      ...{ tag, summary: 'Checks of this installation, both servers and the connection between them' },
      request: { query: z.object({ backend: text(200).optional() }) },
    }),
    async (context) => {
      requireIdentity(context, 'operate');
      const items = await engine.doctor(context.req.valid('query').backend, quiet);
      return context.json({ items: items.map((item) => ({ ...item, todo: item.todo ?? null })) }, 200);
    },
  );
  return api;
}

function shownAlignment({ model, field, from, to }: Alignment) {
  return { model, field, from, to };
}

function shownRecord({ model, id, label }: { model: string; id?: number; label?: string }) {
  return { model, ...(id !== undefined && { id }), ...(label !== undefined && { label }) };
}
