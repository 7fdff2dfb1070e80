import { z } from '@hono/zod-openapi';
import { refuseReadablePassword } from '../../core/address.ts';
import { actorOf } from '../../accounts/identity.ts';
import { audit, auditWork } from '../../accounts/services.ts';
import { requireIdentity } from '../guards/identity.ts';
import type { ApiParts } from '../parts.ts';
import { backendParams, quiet, text } from './inputs.ts';
import { createApi, jsonBody, jsonRoute, type Api } from './openapi.ts';
import { rowSchema, shownRow } from './row-schemas.ts';

const rowParams = backendParams.extend({ type: text(60), key: text(500) });

const alignedSchema = z
  .object({
    key: z.string(),
    topic: z.string(),
    aligned: z.boolean().openapi({ description: 'False where both sides agreed already.' }),
  })
  .openapi('Aligned');

/** What a user decides: the record that represents a row, and points on which Odoo is made to agree. */
export function choiceRoutes({ engine, accounts, feed }: ApiParts): Api {
  const api = createApi();

  api.openapi(
    jsonRoute('put', '/backends/{backend}/rows/{type}/{key}/choice', rowSchema, {
      ...{ tag: 'Rows' },
      summary: 'Choose the record that represents a row, as in the Odoo app; the next sync applies it',
      request: {
        params: rowParams,
        ...jsonBody(
          z.strictObject({
            recordId: z
              .int()
              .positive()
              .nullable()
              .openapi({ description: 'Null takes a choice back: the rules decide again.' }),
          }),
        ),
      },
    }),
    async (context) => {
      const actor = actorOf(requireIdentity(context, 'operate'));
      const { backend: name, key, type } = context.req.valid('param');
      const { recordId } = context.req.valid('json');
      const backend = await engine.getBackend(name);
      const row = await engine.chooseRecord(backend, { type, key, recordId });
      await audit(accounts, actor, 'row.choose', `${row.type} ${row.key}: ${recordId ?? 'none'}`, backend.id);
      feed.publish({ event: 'rows', backendId: backend.id });
      return context.json(shownRow(row, backend, engine.ruleText(row.rule)), 200);
    },
  );

  api.openapi(
    jsonRoute(
      'get',
      '/backends/{backend}/rows/{type}/{key}/records',
      z.object({ items: z.array(z.object({ id: z.int(), label: z.string() })) }),
      {
        ...{ tag: 'Rows', summary: 'Records of Odoo that may be chosen for a row, by a part of their name' },
        request: { params: rowParams, query: z.object({ search: text(100).optional() }) },
      },
    ),
    async (context) => {
      requireIdentity(context, 'view');
      const { backend: name, key, type } = context.req.valid('param');
      const { search = '' } = context.req.valid('query');
      const backend = await engine.getBackend(name);
      const items = await engine.recordsToChoose(backend, { type, key, search });
      return context.json({ items }, 200);
    },
  );

  api.openapi(
    jsonRoute('post', '/backends/{backend}/agreements/{key}/align', alignedSchema, {
      ...{ tag: 'Questions' },
      summary: 'Make Odoo agree on one point by one write, as an administrator of Odoo who is not stored',
      request: {
        params: backendParams.extend({ key: text(100) }),
        ...jsonBody(
          z.strictObject({
            to: z.string().max(2000).openapi({ description: 'align.to of the point, as it was shown.' }),
            login: z.string().min(1).max(200),
            secret: z.string().min(1).max(2000).openapi({
              description: 'API key or password; used for this request alone.',
            }),
          }),
        ),
      },
    }),
    async (context) => {
      const actor = actorOf(requireIdentity(context, 'operate'));
      const { backend: name, key } = context.req.valid('param');
      const { login, secret, to } = context.req.valid('json');
      const backend = await engine.getBackend(name);
      refuseReadablePassword(backend.odooUrl);
      const administrator = { login, secret };
      // Whose credentials were used is reported, they themselves are not.
      const found = await auditWork(
        accounts,
        { actor, action: 'agreement.align', detail: `${key} as ${login}`, backendId: backend.id },
        () => engine.alignPoint(backend, { key, expected: to }, administrator, quiet),
        ({ alignment }) => (alignment === null ? 'nothing to change' : 'aligned'),
      );
      const aligned = found.alignment !== null;
      return context.json({ key, topic: found.agreement.topic, aligned }, 200);
    },
  );
  return api;
}
