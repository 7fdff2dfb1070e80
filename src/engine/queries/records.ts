import { ConnectorError } from '../../core/errors.ts';
import { ABANDONED } from '../run/abandoned-run.ts';
import { withAbandoned } from './abandoned-runs.ts';
import type { Timing } from '../../core/schedule.ts';
import type {
  Backend,
  KeyRotation,
  OperationCount,
  OperationPage,
  Preview,
  Run,
  RunFilter,
  RunOperation,
  RunOperationRow,
  Schedule,
} from '../../database/port.ts';
import { askToApply, discardPreview, findPreview, type FoundPreview } from '../run/asked-previews.ts';
import { askToStop, unknownRun, type StopAsked } from '../run/ask-to-stop.ts';
import type { EngineServices, RecordServices } from '../ports.ts';
import { proofsOf, type Proofs } from './proofs.ts';
import { findBackend } from '../backends/find-backend.ts';
import { listSchedules, removeSchedule, setSchedule, type PlannedTimes } from '../backends/schedules.ts';
import { statusOfAll, type BackendStatus } from '../backends/status.ts';

/** One run as it is shown: the run, its backend, notes and operations. */
export interface RunDetails {
  readonly run: Run;
  readonly backend: Backend | null;
  readonly notes: Awaited<ReturnType<EngineServices['database']['runs']['notes']>>;
  readonly operations: readonly RunOperation[];
}

/**
 * What the connector's own database answers by itself: backends, runs, schedules. No store and no Odoo is asked, so a
 * command that needs no more starts without the clients and the domains.
 */
export interface Records extends Proofs {
  listBackends(): Promise<Backend[]>;
  /** Without a name: the only backend there is; `backend.which` when there are several. */
  getBackend(nameOrId?: string): Promise<Backend>;
  /** Also one that was removed before, by its whole id. @throws ConnectorError `backend.unknown` */
  findBackend(nameOrId: string): Promise<Backend>;
  /** Newest first. */
  listRuns(filter: RunFilter): Promise<Run[]>;
  /** @throws ConnectorError `run.unknown` */
  getRun(runId: number): Promise<RunDetails>;
  /** The same without its operations, of which there may be tens of thousands. @throws ConnectorError `run.unknown` */
  getRunHead(runId: number): Promise<Omit<RunDetails, 'operations'>>;
  /** A page of the operations of a run, in the order of the plan. */
  listRunOperations(runId: number, page: OperationPage): Promise<RunOperationRow[]>;
  /** How many operations of a run came to the same. */
  countRunOperations(runId: number): Promise<OperationCount[]>;
  /** What a preview showed and what became of it; null for a run that is none. */
  findPreview(runId: number): Promise<Preview | null>;
  /** The preview that a run applied, or tried to. */
  previewAppliedBy(runId: number): Promise<Preview | null>;
  /** Asks for a run that applies a preview. False where it had been asked for. @throws ConnectorError `plan.…` */
  askToApply(runId: number): Promise<boolean>;
  /** Stops a run, whatever process carries it out. @throws ConnectorError `run.unknown`, `run.not_running` */
  stopRun(runId: number): Promise<StopAsked>;
  /** Decides against a preview. @throws ConnectorError `plan.…` */
  discardPreview(runId: number): Promise<FoundPreview>;
  setSchedule(nameOrId: string, kind: Schedule['kind'], timing: Timing): Promise<PlannedTimes>;
  /** False when there was none. */
  removeSchedule(nameOrId: string, kind: Schedule['kind']): Promise<boolean>;
  listSchedules(): Promise<PlannedTimes[]>;
  status(): Promise<BackendStatus[]>;
  /** Copies the database into a new file; returns its size in bytes. @throws ConnectorError `backup.…` */
  backup(file: string): Promise<number>;
  /** Encrypts all credentials with another key, see `Database.rotateKey`; the records must be closed afterwards. */
  rotateKey(newKey: Uint8Array | undefined): Promise<KeyRotation>;
  /** Ends the runs of processes that are no more, and returns how many there were. */
  recover(): Promise<number>;
  close(): Promise<void>;
}

/** Opens the records. Nothing is written: a run that a killed process left open is only shown as it ended. */
export function openRecords(services: RecordServices): Records {
  const { backends, runs } = services.database;
  return {
    ...proofsOf(services),
    recover: () => runs.failInterrupted(services.now().toISOString(), ABANDONED),
    listBackends: () => backends.list(),
    getBackend: (nameOrId) => (nameOrId === undefined ? onlyBackend(services) : backends.get(nameOrId)),
    findBackend: (nameOrId) => findBackend(nameOrId, services),
    listRuns: async (filter) => withAbandoned(await runs.list(filter), services),
    getRun: (runId) => runDetails(runId, services),
    getRunHead: (runId) => runHead(runId, services),
    listRunOperations: (runId, page) => runs.operationPage(runId, page),
    countRunOperations: (runId) => runs.operationCounts(runId),
    findPreview: (runId) => findPreview(runId, services),
    previewAppliedBy: (runId) => services.database.previews.appliedBy(runId),
    askToApply: (runId) => askToApply(runId, services),
    stopRun: (runId) => askToStop(runId, services),
    discardPreview: (runId) => discardPreview(runId, services),
    setSchedule: (nameOrId, kind, timing) => setSchedule(nameOrId, kind, timing, services),
    removeSchedule: (nameOrId, kind) => removeSchedule(nameOrId, kind, services),
    listSchedules: () => listSchedules(services),
    status: () => statusOfAll(services),
    backup: (file) => services.database.backup(file),
    rotateKey: (newKey) => services.database.rotateKey(newKey),
    close: () => services.database.close(),
  };
}

async function onlyBackend({ database }: RecordServices): Promise<Backend> {
  const all = await database.backends.list();
  const [only] = all;
  if (only !== undefined && all.length === 1) return only;
  throw new ConnectorError({
    code: 'backend.which',
    message:
      only === undefined ? 'There is no backend yet.' : `There are ${all.length} backends; choose one.`,
    hint:
      only === undefined
        ? 'Pair a store with an Odoo first: woo-odoo backend add'
        : `Use one of: ${all.map((backend) => backend.name).join(', ')}`,
  });
}

async function runDetails(runId: number, services: RecordServices): Promise<RunDetails> {
  const head = await runHead(runId, services);
  return { ...head, operations: await services.database.runs.operations(runId) };
}

async function runHead(runId: number, services: RecordServices): Promise<Omit<RunDetails, 'operations'>> {
  const { runs, backends } = services.database;
  const found = await runs.get(runId);
  const [run] = found === null ? [] : await withAbandoned([found], services);
  if (run === undefined) throw unknownRun(runId);
  const [backend, notes] = await Promise.all([backends.find(run.backendId), runs.notes(runId)]);
  return { run, backend, notes };
}
