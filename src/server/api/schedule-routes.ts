import { z } from '@hono/zod-openapi';
import { actorOf } from '../../accounts/identity.ts';
import { audit } from '../../accounts/services.ts';
import { agreementOf, PROOF_KINDS } from '../../core/proof.ts';
import { BACKEND_STATES } from '../../core/backend-state.ts';
import type { LastProof } from '../../engine/backends/status.ts';
import type { Engine } from '../../engine/engine.ts';
import { requireIdentity } from '../guards/identity.ts';
import type { ApiParts } from '../parts.ts';
import { backendParams } from './inputs.ts';
import { createApi, jsonBody, jsonRoute, type Api } from './openapi.ts';
import { runSchema } from './run-schemas.ts';
import { shownRun } from './shown-run.ts';

const kind = z.enum(['sync', 'check', 'verify']).openapi({
  description:
    'sync: applies changes; check: plans and reports what has changed, writes nothing; verify: checks on both servers that they agree.',
});

const scheduleSchema = z
  .object({
    backend: z.object({ id: z.string(), name: z.string() }),
    kind,
    cron: z.string().nullable(),
    everyMinutes: z.int().nullable(),
    timeZone: z.string(),
    next: z.array(z.string()).openapi({ description: 'The next times, ISO 8601.' }),
  })
  .openapi('Schedule');

const statusSchema = z
  .object({
    backend: z.object({ id: z.string(), name: z.string() }),
    state: z.enum(BACKEND_STATES).openapi({ description: 'The most urgent: running, failing, never …' }),
    changes: z.int().openapi({ description: 'Rows of its lists that a sync would change.' }),
    review: z.int().openapi({ description: 'Items that wait for a person.' }),
    limitations: z.int().openapi({ description: 'What Odoo does not support; nobody has to do anything.' }),
    lastRun: runSchema.nullable(),
    proofs: z
      .array(
        z.object({
          id: z.int(),
          kind: z.enum(PROOF_KINDS),
          state: z.enum(['done', 'failed']),
          endedAt: z.string(),
          agree: z.int(),
          compared: z.int(),
          open: z.int().openapi({ description: 'Causes of differences that a person can mend.' }),
        }),
      )
      .openapi({ description: 'The last check of each kind.' }),
    schedules: z.array(scheduleSchema),
    odoo: z
      .object({
        state: z.enum(['ok', 'away', 'no_app']),
        answeredAt: z.string().nullable(),
        since: z.string(),
        message: z.string().nullable(),
      })
      .nullable()
      .openapi({ description: 'What the service knows of its Odoo; null while none has asked.' }),
  })
  .openapi('BackendStatus');

const timing = z
  .strictObject({
    cron: z.string().nullable().default(null),
    everyMinutes: z.int().nullable().default(null),
    timeZone: z.string().default('UTC'),
  })
  .refine(({ cron, everyMinutes }) => (cron === null) !== (everyMinutes === null), {
    message: 'give either cron or everyMinutes',
  });

const params = backendParams.extend({ kind });

/** When backends are synced by themselves, and the state of all of them. */
export function scheduleRoutes({ engine, accounts }: ApiParts): Api {
  const api = createApi();

  api.openapi(
    jsonRoute('get', '/status', z.object({ items: z.array(statusSchema) }), {
      ...{ tag: 'Status', summary: 'Every backend with its last run, its schedules and its Odoo' },
    }),
    async (context) => {
      requireIdentity(context, 'view');
      const items = (await engine.status()).map(
        ({ backend, lastRun, proofs, schedules, odoo, state, changes, review, limitations }) => ({
          ...{ backend, state, changes, review, limitations },
          lastRun: lastRun === null ? null : shownRun(lastRun),
          proofs: proofs.map(shownLastProof),
          schedules: schedules.map(shownSchedule),
          odoo: odoo === null ? null : shownWatch(odoo),
        }),
      );
      return context.json({ items }, 200);
    },
  );

  api.openapi(
    jsonRoute('put', '/backends/{backend}/schedules/{kind}', scheduleSchema, {
      ...{ tag: 'Schedules', summary: 'Set when a backend is synced or checked by itself' },
      request: { params, ...jsonBody(timing) },
    }),
    async (context) => {
      const actor = actorOf(requireIdentity(context, 'operate'));
      const given = context.req.valid('param');
      const set = await engine.setSchedule(given.backend, given.kind, context.req.valid('json'));
      await audit(accounts, actor, 'schedule.set', `${set.backend.name}: ${given.kind}`, set.backend.id);
      return context.json(shownSchedule(set), 200);
    },
  );

  api.openapi(
    jsonRoute('delete', '/backends/{backend}/schedules/{kind}', z.object({ removed: z.boolean() }), {
      ...{ tag: 'Schedules', summary: 'Remove a schedule', request: { params } },
    }),
    async (context) => {
      const actor = actorOf(requireIdentity(context, 'operate'));
      const given = context.req.valid('param');
      const backend = await engine.getBackend(given.backend);
      const removed = await engine.removeSchedule(backend.id, given.kind);
      if (removed)
        await audit(accounts, actor, 'schedule.remove', `${backend.name}: ${given.kind}`, backend.id);
      return context.json({ removed }, 200);
    },
  );
  return api;
}

type Planned = Awaited<ReturnType<Engine['setSchedule']>>;
type Watch = NonNullable<Awaited<ReturnType<Engine['status']>>[number]['odoo']>;

function shownSchedule({ backend, schedule, next }: Planned): z.infer<typeof scheduleSchema> {
  const { kind: scheduled, cron, everyMinutes, timeZone } = schedule;
  return {
    backend: { id: backend.id, name: backend.name },
    ...{ kind: scheduled, cron, everyMinutes, timeZone },
    next: next.map((time) => time.toISOString()),
  };
}

function shownLastProof({ counts, endedAt, id, kind: of, open, state }: LastProof) {
  return {
    ...{ id, kind: of, endedAt, open, ...agreementOf(counts) },
    state: state === 'failed' ? ('failed' as const) : ('done' as const),
  };
}

function shownWatch({ state, answeredAt, since, message }: Watch) {
  return { state, answeredAt, since, message };
}
