import type { DomainTimes } from '../core/domain-times.ts';
import type { RunOrigin } from '../core/run-origin.ts';
import type { AskedRunTable } from './asked-run-port.ts';
import type { AccountTables } from './account-port.ts';
import type { MemoryTable } from './memory-port.ts';
import type { HiddenSubject } from '../core/hidden-values.ts';
import type { DomainName, Operation, OperationKind } from '../core/operation.ts';
import type { Plan } from '../core/plan.ts';
import type { OdooWatchTable } from './odoo-watch-port.ts';
import type { ScheduleTable } from './schedule-port.ts';
import type { SavedRowTable } from './saved-row-port.ts';
import type { PreviewTable } from './preview-port.ts';
import type { ProofNoticeTable, ProofTable } from './proof-port.ts';
import type { KeptCounts } from './tables/recorded-plan.ts';

export type { AskedRun, AskedRunTable } from './asked-run-port.ts';
export type * from './memory-port.ts';
export type * from './saved-row-port.ts';
export type * from './proof-port.ts';
export type * from './odoo-watch-port.ts';
export type * from './schedule-port.ts';
export type { Preview, PreviewProblem, PreviewTable } from './preview-port.ts';

/** A backend without its secrets: what may be listed and printed. */
export interface Backend {
  /** A UUID. Its first eight characters are part of external ids. */
  readonly id: string;
  /** Unique, chosen by a user. */
  readonly name: string;
  readonly storeUrl: string;
  readonly storeSignIn: 'basic' | 'oauth1' | 'query';
  readonly storeVersion: string | null;
  readonly storeCaFile: string | null;
  readonly odooUrl: string;
  readonly odooDatabase: string;
  readonly odooDatabaseUuid: string | null;
  readonly odooLogin: string;
  readonly odooCompanyId: number;
  readonly odooCompanyName: string;
  readonly odooCaFile: string | null;
  readonly onPersonChange: 'keep' | 'store_wins';
  /** Shown as a ribbon in Odoo. */
  readonly environment: 'production' | 'staging';
  /** The id of the backend's row in the Odoo app; null while it never had one. */
  readonly odooRowId: number | null;
  /** Requests to the store in flight at once. */
  readonly storeConcurrency: number;
  /** See `TaxPolicy` for this one and the next four. */
  readonly taxAmbiguous: 'create' | 'ask';
  readonly taxAccount: string | null;
  readonly taxPositionLimit: number;
  readonly taxLimit: number;
  readonly taxPositionOrder: 'ask' | 'align';
  /** Fiscal positions of the chart do not replace the taxes of products: add the mappings, or ask. */
  readonly taxChartPositions: 'ask' | 'map';
  /** What to do where the store's currency is switched off in Odoo. */
  readonly inactiveCurrency: 'activate' | 'ask';
  /** What becomes of shipping prices where the store's currency is not the company's. */
  readonly shippingCurrency: 'convert' | 'refuse';
  /** Whether a sync that changed something is followed by a check of both servers. */
  readonly verifyAfterSync: 'never' | 'after_changes';
  /** ISO dates. */
  readonly createdAt: string;
  readonly removedAt: string | null;
}

/** What is encrypted at rest. */
export interface BackendSecrets {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  /** The API key or password of the Odoo user. */
  readonly odooSecret: string;
}

/** The settings of a backend that may change after it was added. */
export type BackendChange = Partial<Omit<Backend, 'id' | 'createdAt'>>;

export interface BackendTable {
  /**
   * Refuses (`backend.exists`) a second one with the same name, or the same store, Odoo database and company. One that
   * was removed is taken back into use under its own id, with what is still kept of it.
   */
  add(backend: Backend, secrets: BackendSecrets): Promise<void>;
  /** Those not removed, by name. */
  list(): Promise<Backend[]>;
  /** Those removed, the last one first. */
  removed(): Promise<Backend[]>;
  /** By name, by id, or by the beginning of an id (8 characters or more); `backend.unknown` names the ones there are. */
  get(nameOrId: string): Promise<Backend>;
  /** By id, removed ones too; null when there never was one. */
  find(id: string): Promise<Backend | null>;
  /** Decrypts; `secret_key.wrong` when the key does not fit. */
  secrets(id: string): Promise<BackendSecrets>;
  change(id: string, change: BackendChange, secrets?: BackendSecrets): Promise<void>;
  /** What the database contains of a backend. `odooKey` as in `MemoryTable`. */
  traces(id: string, odooKey: string): Promise<BackendTraces>;
  /**
   * Drops the credentials, bindings and counts of a backend, and takes it out of use. The memory of records it made
   * goes too, unless another backend in use works on the same Odoo database: that one still goes by it. Runs stay.
   */
  purge(id: string, odooKey: string, removedAt: string): Promise<void>;
}

/** How much the database contains of a backend, in rows. */
export interface BackendTraces {
  readonly credentials: number;
  readonly bindings: number;
  /** Records it made in Odoo whose last written values are remembered. */
  readonly managedRecords: number;
  readonly runs: number;
  /** Names of other backends in use on the same Odoo database. */
  readonly sharedWith: readonly string[];
}

/** `done`: all applied; `partial`: some failed or wait for a user; `nothing`: both sides agreed already. */
export type RunStatus = 'running' | 'done' | 'partial' | 'failed' | 'nothing';

/**
 * What became of one operation. `planned`: the run is under way; `skipped`: not tried, because something it needs
 * failed; `kept`: there was nothing to do (both agree, or a user must decide, or it is not supported by Odoo).
 */
export type OutcomeStatus = 'planned' | 'applied' | 'failed' | 'skipped' | 'kept';

/** One operation of a run and its outcome. */
export interface RunOperation {
  readonly domain: DomainName;
  readonly operation: Operation;
  readonly status: OutcomeStatus;
  /** Odoo's own words, or why it was skipped. */
  readonly message: string | null;
  readonly odooId: number | null;
}

/** An operation of a run with its place in the plan, from 0. */
export interface RunOperationRow extends RunOperation {
  readonly position: number;
}

/** How many operations of a run came to the same. */
export interface OperationCount extends Pick<RunOperation, 'domain' | 'status'> {
  readonly kind: OperationKind;
  readonly count: number;
}

/** Which operations of a run are asked for. */
export interface OperationPage {
  /** Those behind this position. */
  readonly after?: number | undefined;
  readonly limit: number;
  readonly domain?: DomainName | undefined;
  readonly kind?: OperationKind | undefined;
  readonly status?: OutcomeStatus | undefined;
  /** Part of a label or key, whatever the case of its letters. */
  readonly search?: string | undefined;
}

/** Which runs are asked for: of one backend, of a kind, with an outcome, older than `before`. */
export interface RunFilter {
  readonly backendId?: string | undefined;
  readonly kind?: Run['kind'] | undefined;
  readonly status?: RunStatus | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
}

export interface Run {
  /** Counts up from 1 over all backends. */
  readonly id: number;
  readonly backendId: string;
  readonly domains: readonly DomainName[];
  readonly status: RunStatus;
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** A sentence for people: the summary, or the error. */
  readonly message: string | null;
  /** Requests to the store and calls to Odoo. */
  readonly storeRequests: number;
  readonly odooCalls: number;
  /** `preview`: planned and shown, nothing applied; its changes stay `planned`. */
  readonly kind: 'sync' | 'preview';
  /** Which door asked for it. */
  readonly origin: RunOrigin;
  /** The newest request in Odoo when the run claimed the backend's row, which it answers; null before and without. */
  readonly requestNumber: number | null;
  /** Records that were right already, by domain. They are counted, not listed among the operations. */
  readonly kept: KeptCounts;
  /** Operations that changed something, or would; null until the run has ended. */
  readonly changes: number | null;
  /** Operations that wait for a user; null until the run has ended. */
  readonly review: number | null;
  /** Operations that failed; null until the run has ended. */
  readonly failures: number | null;
  readonly times: DomainTimes;
  /** The code of the error that ended the run, and what to do about it; null where none did. */
  readonly code: string | null;
  readonly hint: string | null;
  /** When a user asked to stop it, ISO; null where nobody did. */
  readonly stopRequestedAt: string | null;
}

/** As much of a run as shows whether a request is being answered. */
export type RunActivity = Pick<Run, 'id' | 'status' | 'requestNumber'>;

/** Where a run begins. */
export interface RunStart {
  readonly backendId: string;
  readonly domains: readonly DomainName[];
  readonly startedAt: string;
  readonly kind?: Run['kind'];
  readonly origin?: Run['origin'];
}

export interface RunEnd {
  readonly status: Exclude<RunStatus, 'running'>;
  readonly endedAt: string;
  readonly message: string;
  readonly storeRequests: number;
  readonly odooCalls: number;
  /** Absent where nobody measured it. */
  readonly times?: DomainTimes;
  /** The error that ended the run, if one did. */
  readonly code?: string | undefined;
  readonly hint?: string | undefined;
}

export interface RunTable {
  /** Gives later runs numbers above this one: the runs up to it are known under their numbers in Odoo. */
  continueAfter(number: number): Promise<void>;
  start(run: RunStart): Promise<number>;
  /**
   * Gives a run that has only been started another number, above this one: its own is another run's in Odoo, because the
   * database was restored from a backup. Answers the new number.
   */
  renumber(runId: number, above: number): Promise<number>;
  /** Records what the run learnt by claiming the backend's row: which request it answers, and as what. */
  claimed(runId: number, claim: { requestNumber: number; kind: Run['kind'] }): Promise<void>;
  /**
   * Records the plan's notes and operations, changes as `planned` and all others as `kept`, in one transaction.
   * Operations of kind `keep` are counted in `Run.kept` instead.
   */
  recordPlan(runId: number, plan: Plan): Promise<void>;
  /**
   * Takes the values of subjects out of the operations that a backend's runs recorded about them, since they are secret: old
   * and new values, reasons, messages; the names are those given.
   */
  hideValues(backendId: string, domain: DomainName, subjects: readonly HiddenSubject[]): Promise<void>;
  /** Sets outcomes by domain, subject type and key; many at once. */
  recordOutcomes(runId: number, outcomes: readonly RunOutcome[]): Promise<void>;
  /**
   * Ends a run; operations that are still `planned` become `failed`, because their outcome is not known. Those of a
   * preview stay as they are: nobody meant to apply them. Removes runs that are older than the settings allow.
   */
  end(runId: number, end: RunEnd): Promise<void>;
  /** Asks whatever process carries out a run to stop it. False where it has ended, or was asked before. */
  requestStop(runId: number, at: string): Promise<boolean>;
  isStopRequested(runId: number): Promise<boolean>;
  /** The newest run of each backend that ever had one, by backend id. */
  activity(): Promise<Map<string, RunActivity>>;
  /** Newest first. */
  list(filter: RunFilter): Promise<Run[]>;
  get(runId: number): Promise<Run | null>;
  operations(runId: number): Promise<RunOperation[]>;
  /** A page of them, in the order of the plan. */
  operationPage(runId: number, page: OperationPage): Promise<RunOperationRow[]>;
  /** How many operations there are of each domain, kind and outcome. */
  operationCounts(runId: number): Promise<OperationCount[]>;
  /** The plan's notes and failures, by domain. */
  notes(
    runId: number,
  ): Promise<{ domain: DomainName; level: string; message: string; hint: string | null }[]>;
  /**
   * Ends runs that a killed process left `running`, their operations like `end`; answers how many. Those of a backend
   * that somebody has locked are left.
   */
  failInterrupted(endedAt: string, message: string): Promise<number>;
  /** The same for one backend, which the caller has locked: whatever run of it is open belongs to nobody any more. */
  failAbandoned(backendId: string, endedAt: string, message: string): Promise<number>;
}

export interface RunOutcome {
  readonly domain: DomainName;
  readonly type: string;
  readonly key: string;
  readonly status: OutcomeStatus;
  readonly message: string | null;
  readonly odooId: number | null;
  /** Set within the run where a stop came before it; the record has the message alone. */
  readonly isNotDone?: true;
}

/** The state of a backend, as far as somebody must be notified. */
export type NoticeState = 'ok' | 'failed' | 'review' | 'drift';

/** A notification that was not delivered yet. */
export interface Notice {
  readonly backendId: string;
  readonly state: NoticeState;
  readonly runId: number;
  /** How often it was tried in vain. */
  readonly tries: number;
}

export interface NoticeTable {
  /** Records the state of a backend; somebody is notified of one that it did not have before, if `notify` is set. */
  report(notice: Omit<Notice, 'tries'>, options: { notify: boolean; at: string }): Promise<void>;
  /** Those to be delivered by now, oldest first. */
  due(at: string): Promise<Notice[]>;
  /** Delivered, or given up. Does nothing when the backend has another state by now. */
  settled(notice: Notice): Promise<void>;
  /** Not delivered: to be tried again. */
  postponed(notice: Notice, nextAt: string): Promise<void>;
}

/** A PostgreSQL database as its queue wants it: one method, any SQL. Several statements at once without values. */
export interface SqlExecutor {
  execute(text: string, values?: readonly unknown[]): Promise<{ rows: unknown[] }>;
}

/** The right to run one backend, or to lead, which one process has at a time. */
export interface BackendLock {
  /** @throws ConnectorError `backend.hold_lost` when somebody else may have it by now. To be asked before writes. */
  check(): Promise<void>;
  /** Safe to call twice. */
  release(): Promise<void>;
}

/** What the database is, for people. */
export interface DatabaseFacts {
  readonly kind: 'embedded' | 'postgresql';
  /** The folder, or server and database. Never user or password. */
  readonly place: string;
  /** `18.1`, or SQLite's `3.53.4`. */
  readonly serverVersion: string;
  /** Number of the newest migration. */
  readonly migration: number;
}

/** What a rotation of the key did. */
export interface KeyRotation {
  /** How many values are encrypted with the new key. */
  readonly encrypted: number;
  /** Backends whose credentials the former key did not decrypt either: they have to be entered again. */
  readonly unreadable: readonly string[];
  /** Where the new key is: in the key file of this data folder, or given by whoever starts the program. */
  readonly keyIn: 'file' | 'environment';
  readonly kind: DatabaseFacts['kind'];
}

/** The connector's own database. */
export interface Database {
  /** A UUID made with the database: names this installation on the backend rows in Odoo. */
  readonly installationId: string;
  readonly backends: BackendTable;
  readonly runs: RunTable;
  readonly memory: MemoryTable;
  readonly schedules: ScheduleTable;
  readonly watches: OdooWatchTable;
  readonly notices: NoticeTable;
  readonly askedRuns: AskedRunTable;
  readonly previews: PreviewTable;
  readonly savedRows: SavedRowTable;
  readonly proofs: ProofTable;
  readonly proofNotices: ProofNoticeTable;
  /** Who may use page and API. */
  readonly accounts: AccountTables;
  /** For the queue between processes; null on the embedded database, whose service has its queue in memory. */
  readonly sql: SqlExecutor | null;
  /** Keeps a backend to the caller. @throws ConnectorError `backend.busy`, naming who has it. */
  lock(backend: Pick<Backend, 'id' | 'name'>): Promise<BackendLock>;
  /** Whether somebody has a backend, this process included. Takes and writes nothing. */
  isLocked(backendId: string): Promise<boolean>;
  /** Of all services on this database one leads: polls, schedules, notifies. Null while another one does. */
  lead(): Promise<BackendLock | null>;
  facts(): Promise<DatabaseFacts>;
  /** Writes something that takes space, and takes it back. @throws ConnectorError `database.full`, and others that writes throw */
  tryWrite(): Promise<void>;
  /**
   * Copies the database into a new file, while others use it; returns its size in bytes.
   * @throws ConnectorError `backup.exists`, `backup.unwritable`, `backup.postgresql`
   */
  backup(file: string): Promise<number>;
  /**
   * Encrypts all credentials with another key: the one given, else a new one for the key file. All or none; afterwards
   * this object has the former key and must be closed.
   * @throws ConnectorError `secret_key.in_use`, `secret_key.new_missing`, `secret_key.new_same`, `secret_key.wrong`, `secret_key.unwritable`
   */
  rotateKey(newKey: Uint8Array | undefined): Promise<KeyRotation>;
  close(): Promise<void>;
}
