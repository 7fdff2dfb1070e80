import type { Alignment } from '../core/agreement.ts';
import type { Resolution } from '../core/domain.ts';
import type { Explanation } from '../core/explanation.ts';
import { ConnectorError } from '../core/errors.ts';
import type { Plan } from '../core/plan.ts';
import type { Timing } from '../core/schedule.ts';
import type { Backend, Run, RunOperation, Schedule } from '../database/port.ts';
import {
  addBackend,
  editBackend,
  testBackend,
  type BackendEdit,
  type BackendInput,
  type ConnectionTest,
} from './backends.ts';
import { align } from './align.ts';
import { applySavedPlan } from './apply-saved.ts';
import { checkBackend, type Checked } from './check.ts';
import { withSessions, type OdooSignIn } from './connect.ts';
import type { Check } from './doctor.ts';
import { examine } from './doctor-backends.ts';
import { exclusively } from './exclusive.ts';
import { explain } from './explain.ts';
import { makePlan, type PlanOptions } from './make-plan.ts';
import type { EngineServices } from './ports.ts';
import { RequestWatch } from './request-watch.ts';
import type { ProgressSink } from './progress.ts';
import { purgeBackend, purgeEffects, type PurgeEffects } from './purge.ts';
import { resolve, type Question } from './resolve.ts';
import type { RunReport } from './run-work.ts';
import { removeBackend, type RemovedBackend } from './row-life.ts';
import type { RunWish } from './run-wish.ts';
import {
  listSchedules,
  removeSchedule,
  setSchedule,
  statusOfAll,
  type BackendStatus,
  type PlannedTimes,
} from './schedules.ts';
import { stoppingAt } from './stoppable.ts';
import { syncBackend } from './sync.ts';

/** One run as it is shown: the run, its backend, notes and operations. */
export interface RunDetails {
  readonly run: Run;
  readonly backend: Backend | null;
  readonly notes: Awaited<ReturnType<EngineServices['store']['runs']['notes']>>;
  readonly operations: readonly RunOperation[];
}

/** What every door calls: the command line now, the web page and the button in Odoo later. */
export interface Engine {
  addBackend(input: BackendInput, onProgress: ProgressSink): Promise<Backend>;
  editBackend(nameOrId: string, edit: BackendEdit, onProgress: ProgressSink): Promise<Backend>;
  testBackend(
    nameOrId: string,
    onProgress: ProgressSink,
  ): Promise<{ backend: Backend; test: ConnectionTest }>;
  removeBackend(nameOrId: string, onProgress: ProgressSink): Promise<RemovedBackend>;
  listBackends(): Promise<Backend[]>;
  /** Without a name: the only backend there is; `backend.which` when there are several. */
  getBackend(nameOrId?: string): Promise<Backend>;
  /** Reads both sides and plans; writes nothing anywhere. */
  plan(backend: Backend, options: PlanOptions, onProgress: ProgressSink): Promise<Plan>;
  sync(backend: Backend, options: PlanOptions, onProgress: ProgressSink): Promise<RunReport>;
  /** What a service does when a request or a schedule asks for it. @throws ConnectorError `backend.busy`, `backend.unknown` */
  serve(backendId: string, wish: RunWish, onProgress: ProgressSink): Promise<RunReport>;
  /** Asks Odoos for requests of people. */
  watchRequests(): RequestWatch;
  setSchedule(nameOrId: string, kind: Schedule['kind'], timing: Timing): Promise<PlannedTimes>;
  /** False when there was none. */
  removeSchedule(nameOrId: string, kind: Schedule['kind']): Promise<boolean>;
  listSchedules(): Promise<PlannedTimes[]>;
  status(): Promise<BackendStatus[]>;
  /** Ends the runs of processes that are no more. */
  recover(): Promise<number>;
  /** Applies a plan that `savePlan` wrote, if it still holds. */
  applySaved(text: string, onProgress: ProgressSink): Promise<RunReport>;
  /** What `purge` would drop; nothing is changed. */
  purgeEffects(nameOrId: string): Promise<PurgeEffects>;
  purgeBackend(id: string): Promise<void>;
  /** Checks the database and the named backend, or all. */
  doctor(nameOrId: string | undefined, onProgress: ProgressSink): Promise<Check[]>;
  /** Where store and Odoo agree on what decides money; writes nothing anywhere. */
  check(backend: Backend, onProgress: ProgressSink): Promise<Checked>;
  /** Does one write that `check` offered, as an administrator of Odoo. Throws `check.changed` where it is out of date. */
  align(
    backend: Backend,
    alignment: Alignment,
    administrator: OdooSignIn,
    onProgress: ProgressSink,
  ): Promise<void>;
  listRuns(filter: { backendId?: string; limit: number }): Promise<Run[]>;
  getRun(runId: number): Promise<RunDetails>;
  resolve(backend: Backend, question: Question, onProgress: ProgressSink): Promise<Resolution[]>;
  explain(backend: Backend, question: Question, onProgress: ProgressSink): Promise<Explanation>;
  close(): Promise<void>;
}

/**
 * Builds the engine. Runs that a killed process left open are ended first; those of another living one are held.
 */
export async function createEngine(services: EngineServices): Promise<Engine> {
  const { backends, runs } = services.store;
  const recover = () => runs.failInterrupted(services.now().toISOString(), INTERRUPTED);
  await recover();
  return {
    recover,
    setSchedule: (nameOrId, kind, timing) => setSchedule(nameOrId, kind, timing, services),
    removeSchedule: (nameOrId, kind) => removeSchedule(nameOrId, kind, services),
    listSchedules: () => listSchedules(services),
    status: () => statusOfAll(services),
    watchRequests: () => new RequestWatch(services),
    serve: (backendId, wish, onProgress) => serve(backendId, wish, services, onProgress),
    addBackend: (input, onProgress) => addBackend(input, services, onProgress),
    editBackend: async (nameOrId, edit, onProgress) =>
      exclusively(await backends.get(nameOrId), services, (held) =>
        editBackend(nameOrId, edit, held, onProgress),
      ),
    testBackend: (nameOrId, onProgress) => testBackend(nameOrId, services, onProgress),
    removeBackend: async (nameOrId, onProgress) =>
      exclusively(await backends.get(nameOrId), services, (held) =>
        removeBackend(nameOrId, held, onProgress),
      ),
    purgeEffects: (nameOrId) => purgeEffects(nameOrId, services),
    purgeBackend: (id) => purgeBackend(id, services),
    doctor: (nameOrId, onProgress) => examine(nameOrId, services, onProgress),
    listBackends: () => backends.list(),
    getBackend: (nameOrId) => (nameOrId === undefined ? soleBackend(services) : backends.get(nameOrId)),
    plan: (backend, options, onProgress) =>
      withSessions(backend, services, onProgress, async (sessions) => {
        return (await makePlan(sessions, options, services, onProgress)).plan;
      }),
    sync: (backend, options, onProgress) =>
      exclusively(backend, services, (held) => syncBackend(backend, options, held, onProgress)),
    applySaved: (text, onProgress) => applySavedPlan(text, services, onProgress),
    check: (backend, onProgress) => checkBackend(backend, services, onProgress),
    align: (backend, alignment, administrator, onProgress) =>
      align(backend, alignment, administrator, services, onProgress),
    listRuns: (filter) => runs.list(filter),
    getRun: (runId) => runDetails(runId, services),
    resolve: (backend, question, onProgress) => resolve(backend, question, services, onProgress),
    explain: (backend, question, onProgress) => explain(backend, question, services, onProgress),
    close: () => services.store.close(),
  };
}

const INTERRUPTED =
  'The process ended before the run did. What it had applied stands; the next run finishes the rest.';

async function serve(
  backendId: string,
  wish: RunWish,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<RunReport> {
  const backend = await services.store.backends.get(backendId);
  return exclusively(backend, stoppingAt(wish.stop, services), async (held) => {
    // Before the claim, which gives the lease of an ended run back.
    await held.store.runs.failAbandoned(backend.id, held.now().toISOString(), INTERRUPTED);
    return syncBackend(backend, {}, held, onProgress, undefined, wish);
  });
}

async function soleBackend(services: EngineServices): Promise<Backend> {
  const all = await services.store.backends.list();
  const [only] = all;
  if (only !== undefined && all.length === 1) return only;
  throw new ConnectorError({
    code: 'backend.which',
    message:
      only === undefined ? 'There is no backend yet.' : `There are ${all.length} backends; say which one.`,
    hint:
      only === undefined
        ? 'Pair a store with an Odoo first: woo-odoo backend add'
        : `Name one of: ${all.map((backend) => backend.name).join(', ')}`,
  });
}

async function runDetails(runId: number, services: EngineServices): Promise<RunDetails> {
  const { runs, backends } = services.store;
  const run = await runs.get(runId);
  if (run === null) {
    throw new ConnectorError({
      code: 'run.unknown',
      message: `There is no run ${runId}.`,
      hint: 'woo-odoo runs lists them.',
    });
  }
  const [backend, notes, operations] = await Promise.all([
    backends.find(run.backendId),
    runs.notes(runId),
    runs.operations(runId),
  ]);
  return { run, backend, notes, operations };
}
