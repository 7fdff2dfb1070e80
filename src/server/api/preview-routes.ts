import { z } from '@hono/zod-openapi';
import { actorOf, identityKey } from '../../accounts/identity.ts';
import { audit } from '../../accounts/services.ts';
import { requireIdentity } from '../guards/identity.ts';
import type { ApiParts } from '../parts.ts';
import { answerOnce, idempotencyHeader, IDEMPOTENCY_HEADER } from './idempotency.ts';
import { rowNumber } from './inputs.ts';
import { createApi, jsonRoute, type Api } from './openapi.ts';
import { previewSchema, shownPreview } from './run-schemas.ts';

const tag = 'Runs';
const runParams = z.object({ run: rowNumber });

/** What becomes of a preview: applied, exactly as it was shown, or discarded. */
export function previewRoutes({ engine, accounts, requestRun }: ApiParts): Api {
  const api = createApi();

  api.openapi(
    jsonRoute('post', '/runs/{run}/apply', z.object({ backendId: z.string(), joined: z.boolean() }), {
      ...{ tag, status: 202 },
      summary:
        'Apply exactly what a preview showed; refused (plan.moved_on) where anything would not be the same',
      request: { params: runParams, headers: idempotencyHeader },
    }),
    async (context) => {
      const identity = requireIdentity(context, 'operate');
      const { run: runId } = context.req.valid('param');
      const request = {
        asker: identityKey(identity),
        key: context.req.valid('header')[IDEMPOTENCY_HEADER],
        what: ['apply', String(runId)],
      };
      const answer = await answerOnce(request, accounts, async () => {
        const isNew = await engine.askToApply(runId);
        const { run } = await engine.getRunHead(runId);
        await requestRun(run.backendId, 'apply');
        if (isNew) await audit(accounts, actorOf(identity), 'preview.apply', `run ${runId}`, run.backendId);
        return { backendId: run.backendId, joined: !isNew };
      });
      return context.json(answer, 202);
    },
  );

  api.openapi(
    jsonRoute('post', '/runs/{run}/discard', previewSchema, {
      ...{ tag, summary: 'Decide against a preview: it can no longer be applied' },
      request: { params: runParams },
    }),
    async (context) => {
      const actor = actorOf(requireIdentity(context, 'operate'));
      const { run: runId } = context.req.valid('param');
      const { preview, run } = await engine.discardPreview(runId);
      await audit(accounts, actor, 'preview.discard', `run ${runId}`, run.backendId);
      return context.json(shownPreview(preview), 200);
    },
  );
  return api;
}
