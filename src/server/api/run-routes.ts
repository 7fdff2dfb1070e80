import { createRoute, z } from '@hono/zod-openapi';
import { actorOf, identityKey } from '../../accounts/identity.ts';
import { audit } from '../../accounts/services.ts';
import type { Run, RunOperationRow } from '../../database/port.ts';
import { requireIdentity } from '../guards/identity.ts';
import type { ApiParts } from '../parts.ts';
import { csvOf, jsonOf } from './csv.ts';
import { answerOnce, idempotencyHeader, IDEMPOTENCY_HEADER } from './idempotency.ts';
import { backendParams, nextCursor, pageOf, pageQuery, rowNumber, text } from './inputs.ts';
import { createApi, jsonBody, jsonRoute, type Api } from './openapi.ts';
import {
  operationQuery,
  runDetailsSchema,
  runOperationSchema,
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
        ...jsonBody(z.object({ kind: z.enum(['sync', 'preview']).default('sync') })),
      },
    }),
    async (context) => {
      const identity = requireIdentity(context, 'operate');
      const { kind } = context.req.valid('json');
      const { backend: name } = context.req.valid('param');
      const request = {
        asker: identityKey(identity),
        key: context.req.valid('header')[IDEMPOTENCY_HEADER],
        what: ['runs', name, kind],
      };
      const answer = await answerOnce(request, accounts, async () => {
        const backend = await engine.getBackend(name);
        const isNew = await requestRun(backend.id, kind);
        await audit(accounts, actorOf(identity), `${kind}.request`, backend.name, backend.id);
        return { backendId: backend.id, joined: !isNew };
      });
      return context.json(answer, 202);
    },
  );

  api.openapi(
    jsonRoute('get', '/runs', pageOf(runSchema), {
      ...{ tag, summary: 'Runs, the newest first' },
      request: {
        query: z.object({ backend: text(200).optional(), ...pageQuery(50, 200) }),
      },
    }),
    async (context) => {
      requireIdentity(context, 'view');
      const { backend, cursor, limit } = context.req.valid('query');
      const backendId = backend === undefined ? undefined : (await engine.getBackend(backend)).id;
      const runs = await engine.listRuns({
        limit,
        ...(backendId && { backendId }),
        ...(cursor && { before: cursor }),
      });
      const items = runs.map(shownRun);
      return context.json({ items, nextCursor: nextCursor(runs, limit, ({ id }) => id) }, 200);
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
        ...{ ...shownRun(run), notes: [...notes], counts },
        preview: preview === null ? null : shownPreview(preview),
        appliesPreview: applied?.runId ?? null,
      };
      return context.json(shown, 200);
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
      await engine.getRunHead(run);
      const rows = await engine.listRunOperations(run, { ...filter, after: cursor });
      const items = rows.map(shownOperation);
      return context.json(
        { items, nextCursor: nextCursor(rows, filter.limit, ({ position }) => position) },
        200,
      );
    },
  );

  api.openapi(CSV_ROUTE, async (context) => {
    requireIdentity(context, 'view');
    const { run } = context.req.valid('param');
    await engine.getRunHead(run);
    return context.body(csvOf(pagesOf(run)), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="run-${run}.csv"`,
    });
  });

  api.openapi(JSON_ROUTE, async (context) => {
    requireIdentity(context, 'view');
    const { run } = context.req.valid('param');
    await engine.getRunHead(run);
    return context.body(jsonOf(pagesOf(run)), 200, {
      'content-type': 'application/json',
      'content-disposition': `attachment; filename="run-${run}.json"`,
    });
  });

  /** All operations of a run, part by part. */
  async function* pagesOf(run: number) {
    let after: number | undefined;
    do {
      const rows = await engine.listRunOperations(run, { limit: EXPORT_PAGE, after });
      yield rows.map(shownOperation);
      after = rows.length === EXPORT_PAGE ? rows.at(-1)?.position : undefined;
    } while (after !== undefined);
  }

  return api;
}

export function shownRun({ kept, ...run }: Run): z.infer<typeof runSchema> {
  const { id, backendId, kind, origin, status, startedAt, endedAt, message, storeRequests, odooCalls } = run;
  return {
    ...{ id, backendId, kind, origin, status, startedAt, endedAt, message, storeRequests, odooCalls },
    domains: [...run.domains],
    unchanged: { ...kept },
  };
}

function shownOperation({ position, ...row }: RunOperationRow): z.infer<typeof runOperationSchema> {
  const { domain, operation, status, message, odooId } = row;
  const { kind, subject, reason, record } = operation;
  const { type, key, label, group = null } = subject;
  const { changes = [], candidates = [] } = operation as {
    changes?: readonly { field: string; from: string; to: string }[];
    candidates?: readonly { model: string; id?: number; label?: string }[];
  };
  const id = record?.id ?? odooId ?? undefined;
  return {
    ...{ position, domain, kind, type, key, label, group, reason, status, message },
    record:
      record === undefined
        ? null
        : {
            model: record.model,
            ...(id !== undefined && { id }),
            ...(record.label !== undefined && { label: record.label }),
          },
    changes: [...changes],
    candidates: candidates.map((candidate) => ({
      model: candidate.model,
      ...(candidate.id !== undefined && { id: candidate.id }),
      ...(candidate.label !== undefined && { label: candidate.label }),
    })),
  };
}
