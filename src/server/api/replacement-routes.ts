import { z } from '@hono/zod-openapi';
import { actorOf } from '../../accounts/identity.ts';
import { auditWork } from '../../accounts/services.ts';
import type { Replacement } from '../../core/plan.ts';
import { requireIdentity } from '../guards/identity.ts';
import type { ApiParts } from '../parts.ts';
import { backendParams, quiet } from './inputs.ts';
import { createApi, jsonRoute, type Api } from './openapi.ts';

const tag = 'States';
const record = z.object({ model: z.string(), id: z.int(), label: z.string() });

const replacementSchema = z
  .object({
    type: z.string(),
    key: z.string().openapi({ example: 'PK:PB' }),
    label: z.string(),
    own: record.openapi({ description: 'The record that the connector created.' }),
    by: record.openapi({ description: 'The record that Odoo has of its own by now.' }),
  })
  .openapi('Replacement');

const replacedSchema = z
  .object({
    replaced: z.array(replacementSchema),
    moved: z
      .record(z.string(), z.int())
      .openapi({ description: 'How many records use another one now, by model.' }),
    left: z
      .array(z.object({ model: z.string(), reason: z.string() }))
      .openapi({ description: 'What still uses records of the connector; nothing was renamed then.' }),
  })
  .openapi('ReplacedRecords');

/** States that the connector created and that Odoo brings by now: what `woo-odoo states rebind` does. */
export function replacementRoutes({ engine, accounts }: ApiParts): Api {
  const api = createApi();

  api.openapi(
    jsonRoute('get', '/backends/{backend}/replacements', z.object({ items: z.array(replacementSchema) }), {
      ...{
        tag,
        summary: 'States created by the connector for which Odoo has its own; both servers are read',
      },
      request: { params: backendParams },
    }),
    async (context) => {
      requireIdentity(context, 'operate');
      const backend = await engine.getBackend(context.req.valid('param').backend);
      const found = await engine.findReplacements(backend, quiet);
      return context.json({ items: found.map(shown) }, 200);
    },
  );

  api.openapi(
    jsonRoute('post', '/backends/{backend}/replacements', replacedSchema, {
      ...{
        tag,
        summary: "Use Odoo's own states: what uses the others follows, and those are renamed and stay",
      },
      request: { params: backendParams },
    }),
    async (context) => {
      const actor = actorOf(requireIdentity(context, 'operate'));
      const backend = await engine.getBackend(context.req.valid('param').backend);
      const { left, moved, replaced } = await auditWork(
        accounts,
        { actor, action: 'states.rebind', detail: backend.name, backendId: backend.id },
        () => engine.replaceRecords(backend, quiet),
        (done) => `${done.replaced.length} states`,
      );
      return context.json({ replaced: replaced.map(shown), moved: { ...moved }, left: [...left] }, 200);
    },
  );
  return api;
}

function shown({ by, own, subject }: Replacement): z.infer<typeof replacementSchema> {
  const recordOf = ({ id, label = '', model }: Replacement['by']) => ({ model, id, label });
  return {
    ...{ type: subject.type, key: subject.key, label: subject.label },
    own: recordOf(own),
    by: recordOf(by),
  };
}
