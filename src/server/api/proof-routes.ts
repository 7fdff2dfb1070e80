import { createRoute, z } from '@hono/zod-openapi';
import { actorOf } from '../../accounts/identity.ts';
import { audit } from '../../accounts/services.ts';
import { ConnectorError } from '../../core/errors.ts';
import { PROOF_KINDS, type ProofSort } from '../../core/proof.ts';
import type { ProofRowFilter, ProofRowPage, ProofRowPlace } from '../../database/port.ts';
import { requireIdentity } from '../guards/identity.ts';
import type { ApiParts } from '../parts.ts';
import { tableAsCsv, type CsvColumns } from './csv.ts';
import { backendParams, nextCursor, pageOf, pageQuery, rowNumber } from './inputs.ts';
import { createApi, jsonBody, jsonRoute, type Api } from './openapi.ts';
import {
  proofDetailsSchema,
  proofRequest,
  proofRowFilter,
  proofRowQuery,
  proofRowSchema,
  proofSchema,
  shownProof,
  shownProofRow,
} from './proof-schemas.ts';

const tag = 'Proofs';
const proofParams = z.object({ proof: rowNumber });
const EXPORT_PAGE = 1000;

const CSV_ROUTE = createRoute({
  method: 'get',
  path: '/proofs/{proof}/rows.csv',
  summary: 'The comparisons of a check, for a spreadsheet',
  tags: [tag],
  request: { params: proofParams, query: proofRowFilter },
  responses: { 200: { content: { 'text/csv': { schema: z.string() } }, description: 'Success' } },
});

const CSV_COLUMNS: CsvColumns<z.infer<typeof proofRowSchema>> = [
  ['result', ({ state }) => state],
  ['country', ({ country }) => country],
  ['place', ({ place }) => place],
  ['customer', ({ customer }) => customer],
  ['basket', ({ basket }) => basket],
  ['store', ({ store }) => store ?? ''],
  ['odoo', ({ odoo }) => odoo ?? ''],
  ['cause', ({ cause }) => cause],
  ['reason', ({ reason }) => reason],
  ['remedy', ({ remedy }) => remedy],
  ['facts', ({ facts }) => facts.map(({ name, value }) => `${name}: ${value}`).join('; ')],
  ['orders', ({ examples }) => examples.join(' ')],
];

/** Checks of both servers: asking for them, and what they found. */
export function proofRoutes({ engine, accounts, requestRun }: ApiParts): Api {
  const api = createApi();

  api.openapi(
    jsonRoute('post', '/backends/{backend}/proofs', z.object({ id: z.int(), joined: z.boolean() }), {
      ...{ tag, summary: 'Ask for a check; the service carries it out, after a restart too', status: 202 },
      request: { params: backendParams, ...jsonBody(proofRequest) },
    }),
    async (context) => {
      const actor = actorOf(requireIdentity(context, 'operate'));
      const backend = await engine.getBackend(context.req.valid('param').backend);
      const asked = await engine.askForProof(backend, { ...context.req.valid('json'), askedBy: actor });
      await requestRun(backend.id, 'proof');
      await audit(accounts, actor, 'proof.request', backend.name, backend.id);
      return context.json(asked, 202);
    },
  );

  api.openapi(
    jsonRoute('get', '/backends/{backend}/proofs', pageOf(proofSchema), {
      ...{ tag, summary: 'Checks of a backend, the newest first' },
      request: {
        params: backendParams,
        query: z.object({ kind: z.enum(PROOF_KINDS).optional(), ...pageQuery(30, 100) }),
      },
    }),
    async (context) => {
      requireIdentity(context, 'view');
      const { id: backendId } = await engine.getBackend(context.req.valid('param').backend);
      const { cursor: before, kind, limit } = context.req.valid('query');
      const proofs = await engine.listProofs({ backendId, kind, before, limit });
      const items = proofs.map(shownProof);
      return context.json({ items, nextCursor: nextCursor(proofs, limit, ({ id }) => id) }, 200);
    },
  );

  api.openapi(
    jsonRoute('get', '/proofs/{proof}', proofDetailsSchema, {
      ...{
        tag,
        summary: 'One check, with its causes and its rows by country',
        request: { params: proofParams },
      },
    }),
    async (context) => {
      requireIdentity(context, 'view');
      const { proof: id } = context.req.valid('param');
      const [proof, countries] = [await engine.getProof(id), await engine.countProofCountries(id)];
      return context.json({ ...shownProof(proof), countries }, 200);
    },
  );

  api.openapi(
    jsonRoute('post', '/proofs/{proof}/stop', proofSchema, {
      ...{ tag, status: 202, request: { params: proofParams } },
      summary:
        'Stop a check that waits or is under way: it removes what it made on either server, and keeps what it compared',
    }),
    async (context) => {
      const actor = actorOf(requireIdentity(context, 'operate'));
      const { proof, isNew } = await engine.stopProof(context.req.valid('param').proof);
      if (isNew) await audit(accounts, actor, 'proof.stop', `check ${proof.id}`, proof.backendId);
      return context.json(shownProof(proof), 202);
    },
  );

  api.openapi(
    jsonRoute(
      'get',
      '/proofs/{proof}/rows',
      z.object({ items: z.array(proofRowSchema), total: z.int(), nextCursor: z.string().nullable() }),
      {
        ...{ tag, summary: 'The comparisons of a check, a page at a time' },
        request: { params: proofParams, query: proofRowQuery },
      },
    ),
    async (context) => {
      requireIdentity(context, 'view');
      const { cursor, limit, sort: order, ...filter } = context.req.valid('query');
      const descending = order.startsWith('-');
      const sort = order.replace('-', '') as ProofSort;
      const after = cursor === undefined ? undefined : readCursor(cursor, order);
      const { next, rows, total } = await engine.listProofRows(context.req.valid('param').proof, {
        ...{ ...filter, sort, descending, limit, after },
      });
      const nextPage = next === null ? null : cursorOf(next, order);
      return context.json({ items: rows.map(shownProofRow), total, nextCursor: nextPage }, 200);
    },
  );

  api.openapi(CSV_ROUTE, async (context) => {
    requireIdentity(context, 'view');
    const { proof } = context.req.valid('param');
    await engine.getProof(proof);
    return context.body(tableAsCsv(CSV_COLUMNS, pagesOf(proof, context.req.valid('query'))), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="check-${proof}.csv"`,
    });
  });

  /** All rows that match, part by part. */
  async function* pagesOf(proof: number, filter: ProofRowFilter) {
    let after: ProofRowPlace | undefined;
    do {
      const page: ProofRowPage = {
        ...filter,
        sort: 'position',
        descending: false,
        limit: EXPORT_PAGE,
        after,
      };
      const { next, rows } = await engine.listProofRows(proof, page);
      yield rows.map(shownProofRow);
      after = next ?? undefined;
    } while (after !== undefined);
  }

  return api;
}

const cursorSchema = z.tuple([z.string(), z.string(), z.int()]);

const cursorOf = ({ position, value }: ProofRowPlace, order: string) =>
  Buffer.from(JSON.stringify([order, value, position])).toString('base64url');

function readCursor(cursor: string, order: string): ProofRowPlace {
  try {
    const read = cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    if (read[0] === order) return { value: read[1], position: read[2] };
  } catch {
    // Answered below.
  }
  throw new ConnectorError({
    code: 'request.invalid',
    message: 'The cursor does not belong to these rows in this order.',
    hint: 'Begin with the first page again.',
  });
}
