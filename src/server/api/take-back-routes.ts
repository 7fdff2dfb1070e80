import { z } from '@hono/zod-openapi';
import { actorOf } from '../../accounts/identity.ts';
import { auditWork } from '../../accounts/services.ts';
import type { TakeBackPlan } from '../../engine/backends/take-back/plan-types.ts';
import { requireIdentity } from '../guards/identity.ts';
import type { ApiParts } from '../parts.ts';
import { rowMessage, rowOutcome, shownRow } from './backend-schemas.ts';
import { backendParams, quiet } from './inputs.ts';
import { createApi, jsonRoute, type Api } from './openapi.ts';

const tag = 'Backends';
const count = z.int().min(0);

const takeBackSchema = z
  .object({
    archived: z
      .array(z.object({ type: z.string(), count }))
      .openapi({ description: 'Records that are archived, by type.' }),
    removedLines: count.openapi({
      description: "The backend's mapping lines in fiscal positions of the chart of accounts.",
    }),
    putBack: z
      .array(z.object({ model: z.string(), id: z.int(), name: z.string(), field: z.string() }))
      .openapi({ description: 'Records of others that get a value of before.' }),
    left: z
      .array(z.object({ model: z.string(), id: z.int(), name: z.string(), reason: z.string() }))
      .openapi({ description: 'Records that stay, each with the reason: changed, shared or used.' }),
    staying: z
      .array(z.object({ type: z.string(), count, examples: z.array(z.string()) }))
      .openapi({ description: 'Records that Odoo cannot archive.' }),
  })
  .openapi('TakeBack');

const takenBackSchema = z
  .object({
    takeBack: takeBackSchema,
    runId: z
      .int()
      .nullable()
      .openapi({ description: 'The run that lists each record; null: there was nothing.' }),
    row: rowOutcome
      .nullable()
      .openapi({ description: 'What became of its row in the Odoo app; null: it had been removed before.' }),
    message: rowMessage,
  })
  .openapi('TakenBack');

/** Removing a backend with all that it alone created in Odoo. Connections are for administrators. */
export function takeBackRoutes({ engine, accounts }: ApiParts): Api {
  const api = createApi();

  api.openapi(
    jsonRoute('get', '/backends/{backend}/take-back', takeBackSchema, {
      ...{ tag, request: { params: backendParams } },
      summary: 'What only this backend created in Odoo and nobody else uses; nothing is changed',
    }),
    async (context) => {
      requireIdentity(context, 'administer');
      const { plan } = await engine.previewTakeBack(context.req.valid('param').backend, quiet);
      return context.json(shownTakeBack(plan), 200);
    },
  );

  api.openapi(
    jsonRoute('post', '/backends/{backend}/take-back', takenBackSchema, {
      ...{ tag, request: { params: backendParams } },
      summary: 'Archive that, and take the backend out of use',
    }),
    async (context) => {
      const actor = actorOf(requireIdentity(context, 'administer'));
      const { id, name } = await engine.findBackend(context.req.valid('param').backend);
      const { plan, removed, runId } = await auditWork(
        accounts,
        { actor, action: 'backend.take_back', detail: name, backendId: id },
        () => engine.takeBack(id, quiet),
        (done) =>
          `${done.plan.archived.length} archived, ${done.runId === null ? 'no run' : `run ${done.runId}`}`,
      );
      const end = removed === null ? { row: null, message: null } : shownRow(removed.row);
      return context.json({ takeBack: shownTakeBack(plan), runId, ...end }, 200);
    },
  );
  return api;
}

function shownTakeBack({
  archived,
  deleted,
  left,
  staying,
  undone,
}: TakeBackPlan): z.infer<typeof takeBackSchema> {
  const byType = Map.groupBy(archived, ({ subject }) => subject.type);
  return {
    archived: [...byType].map(([type, records]) => ({ type, count: records.length })),
    removedLines: deleted.length,
    putBack: undone.map(({ id, model, name, undo }) => ({ id, model, name, field: undo.field })),
    left: left.map(({ id, model, name, reason }) => ({ id, model, name, reason })),
    staying: staying.map(({ examples, ...rest }) => ({ ...rest, examples: [...examples] })),
  };
}
