import { createRoute, z } from '@hono/zod-openapi';
import { actorOf, identityKey } from '../../accounts/identity.ts';
import { audit } from '../../accounts/services.ts';
import type { Backend } from '../../database/port.ts';
import { requireIdentity } from '../guards/identity.ts';
import type { ApiParts } from '../parts.ts';
import { csvOf, jsonOf } from './csv.ts';
import { answerOnce, idempotencyHeader, IDEMPOTENCY_HEADER } from './idempotency.ts';
import { backendParams, nextCursor, pageOf, rowNumber } from './inputs.ts';
import { createApi, jsonBody, jsonRoute, type Api } from './openapi.ts';
import { shownOperation, shownRun, shownTimes } from './shown-run.ts';
import {
  choicesSchema,
  operationQuery,
  runDetailsSchema,
  runOperationSchema,
  runQuery,
  runSchema,
  shownPreview,
} from './run-schemas.ts';

const tag = 'Runs';
const runParams = z.object({ run: rowNumber });
/** Operations that go into one part of an export. */
const EXPORT_PAGE = 1000;

const CSV_ROUTE = createRoute({
  method: 'get',
  path: '/runs/{run}/operations.csv',
  summary: 'All operations of a run, for a spreadsheet',
  tags: [tag],
  request: { params: runParams },
  responses: { 200: { content: { 'text/csv': { schema: z.string() } }, description: 'Success' } },
});

const JSON_ROUTE = createRoute({
  method: 'get',
  path: '/runs/{run}/operations.json',
  summary: 'All operations of a run, as a file',
  tags: [tag],
  request: { params: runParams },
  // The library takes the body for one value; it is sent part by part.
  responses: {
    200: { content: { 'application/json': { schema: z.array(runOperationSchema) } }, description: 'Success' },
  } as unknown as Record<200, { readonly description: string }>,
});

/** Asking for a sync, and what became of it. */
export function runRoutes(parts: ApiParts): Api {
  const { engine, accounts, requestRun } = parts;
  const api = createApi();

  api.openapi(
    jsonRoute('post', '/backends/{backend}/runs', z.object({ backendId: z.string(), joined: z.boolean() }), {
      ...{ tag, summary: 'SYNC METADATA, or a preview, which writes nothing', status: 202 },
      request: {
        params: backendParams,
        headers: idempotencyHeader,
        ...jsonBody(
          z.object({ kind: z.enum(['sync', 'preview']).default('sync'), choices: choicesSchema.default({}) }),
        ),
      },
    }),
    async (context) => {
      const identity = requireIdentity(context, 'operate');
      const { choices, kind } = context.req.valid('json');
      const { backend: name } = context.req.valid('param');
      const request = {
        asker: identityKey(identity),
        key: context.req.valid('header')[IDEMPOTENCY_HEADER],
        what: ['runs', name, kind, ...(Object.keys(choices).length === 0 ? [] : [JSON.stringify(choices)])],
      };
      const answer = await answerOnce(request, accounts, async () => {
        const backend = await engine.getBackend(name);
        const isNew = await requestRun(backend.id, kind, choices);
        await audit(accounts, actorOf(identity), `${kind}.request`, backend.name, backend.id);
        return { backendId: backend.id, joined: !isNew };
      });
      return context.json(answer, 202);
    },
  );

  api.openapi(
    jsonRoute('get', '/runs', pageOf(runSchema), {
      ...{ tag, summary: 'Runs, the newest first' },
      request: { query: runQuery },
    }),
    async (context) => {
      requireIdentity(context, 'view');
      const { backend, cursor, ...filter } = context.req.valid('query');
      const backendId = backend === undefined ? undefined : (await engine.getBackend(backend)).id;
      const runs = await engine.listRuns({ ...filter, backendId, before: cursor });
      const items = runs.map(shownRun);
      return context.json({ items, nextCursor: nextCursor(runs, filter.limit, ({ id }) => id) }, 200);
    },
  );

  api.openapi(
    jsonRoute('get', '/runs/{run}', runDetailsSchema, {
      ...{
        tag,
        summary: 'One run, with its notes and how many operations there are of each domain and kind',
        request: { params: runParams },
      },
    }),
    async (context) => {
      requireIdentity(context, 'view');
      const { run, notes } = await engine.getRunHead(context.req.valid('param').run);
      const [counts, preview, applied] = await Promise.all([
        engine.countRunOperations(run.id),
        engine.findPreview(run.id),
        engine.previewAppliedBy(run.id),
      ]);
      const shown = {
        ...{ ...shownRun(run), notes: [...notes], counts, times: shownTimes(run) },
        preview: preview === null ? null : shownPreview(preview),
        appliesPreview: applied?.runId ?? null,
      };
      return context.json(shown, 200);
    },
  );

  api.openapi(
    jsonRoute('post', '/runs/{run}/stop', runSchema, {
      ...{ tag, status: 202 },
      summary:
        'Stop a run that is under way: the batch in hand is finished and recorded, and nothing else begins',
      request: { params: runParams },
    }),
    async (context) => {
      const actor = actorOf(requireIdentity(context, 'operate'));
      const { run, isNew } = await engine.stopRun(context.req.valid('param').run);
      if (isNew) await audit(accounts, actor, 'run.stop', `run ${run.id}`, run.backendId);
      return context.json(shownRun(run), 202);
    },
  );

  api.openapi(
    jsonRoute('get', '/runs/{run}/operations', pageOf(runOperationSchema), {
      ...{ tag, summary: 'What a run changed, or would change, and what became of it' },
      request: { params: runParams, query: operationQuery },
    }),
    async (context) => {
      requireIdentity(context, 'view');
      const { cursor, ...filter } = context.req.valid('query');
      const { run } = context.req.valid('param');
      const { backend } = await engine.getRunHead(run);
      const rows = await engine.listRunOperations(run, { ...filter, after: cursor });
      const items = rows.map((row) => shownOperation(row, backend));
      return context.json(
        { items, nextCursor: nextCursor(rows, filter.limit, ({ position }) => position) },
        200,
      );
    },
  );

  api.openapi(CSV_ROUTE, async (context) => {
    requireIdentity(context, 'view');
    const { run } = context.req.valid('param');
    const { backend } = await engine.getRunHead(run);
    return context.body(csvOf(pagesOf(run, backend)), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="run-${run}.csv"`,
    });
  });

  api.openapi(JSON_ROUTE, async (context) => {
    requireIdentity(context, 'view');
    const { run } = context.req.valid('param');
    const { backend } = await engine.getRunHead(run);
    return context.body(jsonOf(pagesOf(run, backend)), 200, {
      'content-type': 'application/json',
      'content-disposition': `attachment; filename="run-${run}.json"`,
    });
  });

  /** All operations of a run, part by part. */
  async function* pagesOf(run: number, backend: Backend | null) {
    let after: number | undefined;
    do {
      const rows = await engine.listRunOperations(run, { limit: EXPORT_PAGE, after });
      yield rows.map((row) => shownOperation(row, backend));
      after = rows.length === EXPORT_PAGE ? rows.at(-1)?.position : undefined;
    } while (after !== undefined);
  }

  return api;
}
