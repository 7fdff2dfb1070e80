import { z } from '@hono/zod-openapi';
import { actorOf } from '../../accounts/identity.ts';
import { audit } from '../../accounts/services.ts';
import type { Run, RunOperationRow } from '../../database/port.ts';
import { requireIdentity } from '../guards/identity.ts';
import type { ApiParts } from '../parts.ts';
import { csvOf } from './csv.ts';
import { answerOnce, IDEMPOTENCY_HEADER } from './idempotency.ts';
import { createApi, jsonBody, jsonRoute, type Api } from './openapi.ts';
import { noteSchema, operationQuery, runOperationSchema, runSchema } from './run-schemas.ts';

const tag = 'Runs';
const runParams = z.object({ run: z.coerce.number().int().positive() });
/** Operations that go into one part of an export. */
const EXPORT_PAGE = 1000;

/** Asking for a sync, and what became of it. */
export function runRoutes(parts: ApiParts): Api {
  const { engine, accounts, requestRun } = parts;
  const api = createApi();

  api.openapi(
    jsonRoute('post', '/backends/{backend}/runs', z.object({ backendId: z.string(), joined: z.boolean() }), {
      ...{ tag, summary: 'SYNC METADATA, or a preview, which writes nothing', status: 202 },
      request: {
        params: z.object({ backend: z.string().min(1) }),
        headers: z.object({
          [IDEMPOTENCY_HEADER]: z.string().min(1).max(100).optional().openapi({
            description: 'A text of your choice: the same request with the same text is carried out once.',
          }),
        }),
        ...jsonBody(z.object({ kind: z.enum(['sync', 'preview']).default('sync') })),
      },
    }),
    async (context) => {
      const identity = requireIdentity(context, 'operate');
      const { kind } = context.req.valid('json');
      const { backend: name } = context.req.valid('param');
      const request = { actor: actorOf(identity), key: context.req.valid('header')[IDEMPOTENCY_HEADER] };
      const answer = await answerOnce({ ...request, what: ['runs', name, kind] }, accounts, async () => {
        const backend = await engine.getBackend(name);
        const isNew = await requestRun({ backendId: backend.id, kind, origin: 'api' });
        await audit(accounts, request.actor, `${kind}.request`, backend.name, backend.id);
        return { backendId: backend.id, joined: !isNew };
      });
      return context.json(answer, 202);
    },
  );

  api.openapi(
    jsonRoute('get', '/runs', z.object({ items: z.array(runSchema), nextCursor: z.int().nullable() }), {
      ...{ tag, summary: 'Runs, the newest first' },
      request: {
        query: z.object({
          backend: z.string().optional(),
          cursor: z.coerce.number().int().positive().optional(),
          limit: z.coerce.number().int().min(1).max(200).default(50),
        }),
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
      const nextCursor = runs.length === limit ? (runs.at(-1)?.id ?? null) : null;
      return context.json({ items: runs.map(shownRun), nextCursor }, 200);
    },
  );

  api.openapi(
    jsonRoute('get', '/runs/{run}', runSchema.extend({ notes: z.array(noteSchema) }), {
      ...{ tag, summary: 'One run, with its notes', request: { params: runParams } },
    }),
    async (context) => {
      requireIdentity(context, 'view');
      const { run, notes } = await engine.getRunHead(context.req.valid('param').run);
      return context.json({ ...shownRun(run), notes: [...notes] }, 200);
    },
  );

  api.openapi(
    jsonRoute(
      'get',
      '/runs/{run}/operations',
      z.object({ items: z.array(runOperationSchema), nextCursor: z.int().nullable() }),
      {
        ...{ tag, summary: 'What a run changed, or would change, and what became of it' },
        request: { params: runParams, query: operationQuery },
      },
    ),
    async (context) => {
      requireIdentity(context, 'view');
      const { cursor, ...filter } = context.req.valid('query');
      const { run } = context.req.valid('param');
      await engine.getRunHead(run);
      const rows = await engine.listRunOperations(run, { ...filter, after: cursor });
      const nextCursor = rows.length === filter.limit ? (rows.at(-1)?.position ?? null) : null;
      return context.json({ items: rows.map(shownOperation), nextCursor }, 200);
    },
  );

  api.get('/runs/:run/operations.csv', async (context) => {
    requireIdentity(context, 'view');
    const run = runParams.parse({ run: context.req.param('run') }).run;
    await engine.getRunHead(run);
    const pages = async function* () {
      let after: number | undefined;
      do {
        const rows = await engine.listRunOperations(run, { limit: EXPORT_PAGE, after });
        yield rows.map(shownOperation);
        after = rows.length === EXPORT_PAGE ? rows.at(-1)?.position : undefined;
      } while (after !== undefined);
    };
    return context.body(csvOf(pages()), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="run-${run}.csv"`,
    });
  });
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
