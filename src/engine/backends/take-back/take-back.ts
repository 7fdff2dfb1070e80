import { ConnectorError } from '../../../core/errors.ts';
import type { Backend } from '../../../database/port.ts';
import { appBackend } from '../../odoo-app/app-backend.ts';
import { mirrorOf, MissingInApp, readMirrors } from '../../odoo-app/mirror.ts';
import type { EngineServices } from '../../ports.ts';
import type { ProgressSink } from '../../run/progress.ts';
import { withBackendLock } from '../../run/lock.ts';
import { odooKey, withSessions, type Sessions } from '../../sessions.ts';
import { findBackend } from '../find-backend.ts';
import { removeBackend, type RemovedBackend } from '../remove.ts';
import { archiveUnder } from '../twins.ts';
import { planTakeBack } from './make-take-back.ts';
import { isNothing, type TakeBackPlan } from './plan-types.ts';
import { summarizeTakeBack, takeBackAsPlan } from './record-take-back.ts';
import { writeTakeBack } from './write-take-back.ts';

/** What taking back would do, or did. */
export interface TakeBack {
  readonly backend: Backend;
  readonly plan: TakeBackPlan;
}

/** A backend that was removed with all that it alone created in Odoo. */
export interface TakenBack extends TakeBack {
  /** The run that lists what was done; null where there was nothing to do. */
  readonly runId: number | null;
  /** Null where the backend had been removed before. */
  readonly removed: RemovedBackend | null;
}

/**
 * Shows what removing a backend with `takeBack` would do in Odoo; reads only. Also for one that was removed before, by its
 * whole id, as long as its credentials are kept.
 */
export async function previewTakeBack(
  nameOrId: string,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<TakeBack> {
  const backend = await findBackend(nameOrId, services);
  return withSessions(backend, services, onProgress, async (sessions) => ({
    backend,
    plan: await makePlan(sessions, services),
  }));
}

/**
 * Archives what only this backend created in Odoo and nobody else uses, undoes what it changed in records of others, and takes
 * the backend out of use. Nothing is deleted but mapping lines of its own, journal entries stay as they are. A failure ends
 * it where it is, with the backend in use: run again, it goes on.
 *
 * @throws ConnectorError `backend.unknown`, `backend.busy`, `app.other_installation`, and what Odoo answers
 */
export async function takeBack(
  nameOrId: string,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<TakenBack> {
  const found = await findBackend(nameOrId, services);
  return withBackendLock(found, services, async (locked) => {
    const done = await withSessions(found, locked, onProgress, (sessions) => takeBackNow(sessions, locked));
    const removed = found.removedAt === null ? await removeBackend(found.id, locked, onProgress) : null;
    return { backend: found, ...done, removed };
  });
}

async function takeBackNow(
  sessions: Sessions,
  services: EngineServices,
): Promise<Pick<TakenBack, 'plan' | 'runId'>> {
  const plan = await makePlan(sessions, services);
  const runId = isNothing(plan) ? null : await recorded(plan, sessions, services);
  const { app, odoo } = sessions;
  if (app !== null && app.rowId !== null) await archiveUnder(app.rowId, odoo, services, true);
  return { plan, runId };
}

/** Writes it as a run of its own, so that it can be looked up what was done. */
async function recorded(plan: TakeBackPlan, sessions: Sessions, services: EngineServices): Promise<number> {
  const { runs } = services.database;
  const { backend, odoo, store } = sessions;
  const asPlan = takeBackAsPlan(plan, sessions);
  const runId = await runs.start({
    ...{ backendId: backend.id, domains: asPlan.domains.map(({ domain }) => domain) },
    startedAt: services.now().toISOString(),
  });
  const ended = (more: {
    status: 'done' | 'partial' | 'failed';
    message: string;
    code?: string;
    hint?: string;
  }) =>
    runs.end(runId, {
      ...{ endedAt: services.now().toISOString(), storeRequests: store.requests(), odooCalls: odoo.calls() },
      ...more,
    });
  await runs.recordPlan(runId, asPlan);
  try {
    await writeTakeBack(plan, { sessions, services, runId });
  } catch (error) {
    const failure = error instanceof ConnectorError ? error : undefined;
    const message = failure?.message ?? 'An internal error ended the run; nothing more was written.';
    const why = failure && { code: failure.code, ...(failure.hint !== undefined && { hint: failure.hint }) };
    await ended({ status: 'partial', message, ...why });
    throw error;
  }
  await ended({ status: plan.left.length > 0 ? 'partial' : 'done', message: summarizeTakeBack(plan) });
  return runId;
}

async function makePlan(sessions: Sessions, services: EngineServices): Promise<TakeBackPlan> {
  const { backend } = sessions;
  const { database, domains } = services;
  await refuseOtherInstallation(sessions, services);
  const memory = await database.memory.created(backend.id, odooKey(backend));
  return planTakeBack({ sessions, domains, memory, boundInApp: await boundInApp(sessions, services) });
}

/** Another installation goes on with the backend: what it needs must stay. */
async function refuseOtherInstallation(
  { app, backend }: Sessions,
  { database }: EngineServices,
): Promise<void> {
  const row = await app?.app.findBackend(appBackend(backend));
  const installation = row?.installation ?? '';
  if (installation === '' || installation === database.installationId) return;
  throw new ConnectorError({
    code: 'app.other_installation',
    message: `The backend "${backend.name}" in Odoo belongs to another installation of the connector. Nothing was changed.`,
    hint: `What it created is used by that installation: take it back there. To remove the backend here alone: woo-odoo backend remove "${backend.name}"`,
  });
}

/** Records that rows of other backends represent, those of other installations too; none without the app. */
async function boundInApp({ app }: Sessions, { domains }: EngineServices): Promise<ReadonlySet<string>> {
  if (app === null) return new Set();
  const models = domains.flatMap(({ rowModels }) => rowModels).filter(({ binding }) => binding?.shared);
  try {
    const { boundByOthers } = mirrorOf(
      await readMirrors(app.app, models, app.rowId),
      models,
      app.app.version,
    );
    return new Set(
      models.flatMap(({ binding, model }) =>
        [...(boundByOthers?.get(model) ?? [])].map((id) => `${binding?.model ?? model} ${id}`),
      ),
    );
  } catch (error) {
    if (!(error instanceof MissingInApp)) throw error;
    throw new ConnectorError({
      code: 'app.too_old',
      message: `The WooCommerce app in Odoo lacks what taking back needs: ${error.missing}. Nothing was changed.`,
      hint: 'Ask an Odoo administrator to upgrade it: woo-odoo odoo-app upgrade. All rows are kept.',
      cause: error,
    });
  }
}
