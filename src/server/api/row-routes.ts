import { z } from '@hono/zod-openapi';
import type { Backend, SavedRow } from '../../database/port.ts';
import { actorOf } from '../../accounts/identity.ts';
import { audit } from '../../accounts/services.ts';
import { requireIdentity } from '../guards/identity.ts';
import type { ApiParts } from '../parts.ts';
import { backendParams, text } from './inputs.ts';
import { createApi, jsonRoute, type Api } from './openapi.ts';
import { rowListSchema, rowQuery, rowSchema, shownRow } from './row-schemas.ts';

const tag = 'Rows';
const typeParams = backendParams.extend({ type: text(60).openapi({ example: 'tax_rate' }) });
const rowParams = typeParams.extend({ key: text(500) });
const MAX_FILTER_VALUES = 500;

/** What the last run found: every object of the store, what represents it in Odoo, and why. */
export function rowRoutes({ engine, accounts, feed }: ApiParts): Api {
  const api = createApi();
  const shown = (row: SavedRow, backend: Backend) => shownRow(row, backend, engine.ruleText(row.rule));

  api.openapi(
    jsonRoute('get', '/backends/{backend}/rows', z.object({ items: z.array(rowListSchema) }), {
      ...{ tag, summary: 'The lists of a backend, with how many rows have which status' },
      request: { params: backendParams },
    }),
    async (context) => {
      requireIdentity(context, 'view');
      const backend = await engine.getBackend(context.req.valid('param').backend);
      const found = new Map((await engine.countRows(backend)).map((each) => [each.type, each]));
      const items = engine.rowTypes().map(({ type, domain, values, filters, choice }) => {
        const { counts = {}, runId = null, seenAt = null } = found.get(type) ?? {};
        const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
        return {
          ...{ type, domain, total, statuses: counts, run: runId, seenAt, choiceModel: choice },
          ...{ values: [...values], filters: [...filters] },
        };
      });
      return context.json({ items }, 200);
    },
  );

  api.openapi(
    jsonRoute(
      'get',
      '/backends/{backend}/rows/{type}',
      z.object({
        items: z.array(rowSchema),
        total: z.int().openapi({ description: 'Rows that match, on all pages.' }),
        nextCursor: z.string().nullable(),
      }),
      { ...{ tag, summary: 'A page of a list' }, request: { params: typeParams, query: rowQuery } },
    ),
    async (context) => {
      requireIdentity(context, 'view');
      const { backend: name, type } = context.req.valid('param');
      const { filter, ...query } = context.req.valid('query');
      const backend = await engine.getBackend(name);
      const { next, rows, total } = await engine.listRows(backend, { ...query, type, filters: filter });
      return context.json({ items: rows.map((row) => shown(row, backend)), total, nextCursor: next }, 200);
    },
  );

  api.openapi(
    jsonRoute(
      'get',
      '/backends/{backend}/rows/{type}/values',
      z.object({ items: z.array(z.object({ value: z.string(), count: z.int() })) }),
      {
        ...{ tag, summary: 'The values of a filter with how many rows have each, the most frequent first' },
        request: { params: typeParams, query: z.object({ filter: text(60) }) },
      },
    ),
    async (context) => {
      requireIdentity(context, 'view');
      const { backend: name, type } = context.req.valid('param');
      const backend = await engine.getBackend(name);
      const { filter } = context.req.valid('query');
      const items = await engine.rowFilterValues(backend, type, filter, MAX_FILTER_VALUES);
      return context.json({ items }, 200);
    },
  );

  api.openapi(
    jsonRoute('get', '/backends/{backend}/rows/{type}/{key}', rowSchema, {
      ...{ tag, summary: 'One row', request: { params: rowParams } },
    }),
    async (context) => {
      requireIdentity(context, 'view');
      const { backend: name, type, key } = context.req.valid('param');
      const backend = await engine.getBackend(name);
      return context.json(shown(await engine.getRow(backend, type, key), backend), 200);
    },
  );

  api.openapi(
    jsonRoute('put', '/backends/{backend}/rows/{type}/{key}/left', rowSchema, {
      ...{ tag, request: { params: rowParams } },
      summary: 'Leave what needs review as it is: it is not counted any more until its facts change',
    }),
    async (context) => {
      const actor = actorOf(requireIdentity(context, 'operate'));
      const { backend: name, type, key } = context.req.valid('param');
      const backend = await engine.getBackend(name);
      const row = await engine.leaveRow(backend, type, key, actor);
      await audit(accounts, actor, 'row.leave', `${type} ${key}`, backend.id);
      feed.publish({ event: 'rows', backendId: backend.id });
      return context.json(shown(row, backend), 200);
    },
  );

  api.openapi(
    jsonRoute('delete', '/backends/{backend}/rows/{type}/{key}/left', rowSchema, {
      ...{ tag, summary: 'Ask for a decision again', request: { params: rowParams } },
    }),
    async (context) => {
      const actor = actorOf(requireIdentity(context, 'operate'));
      const { backend: name, type, key } = context.req.valid('param');
      const backend = await engine.getBackend(name);
      const row = await engine.takeUpRow(backend, type, key);
      await audit(accounts, actor, 'row.take_up', `${type} ${key}`, backend.id);
      feed.publish({ event: 'rows', backendId: backend.id });
      return context.json(shown(row, backend), 200);
    },
  );
  return api;
}
