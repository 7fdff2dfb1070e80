import type { Generated } from 'kysely';
import type {
  AskedRun,
  Backend,
  NoticeState,
  OdooWatch,
  Run,
  RunOperation,
  RunStatus,
  Schedule,
} from '../port.ts';
import type { ProofKind, ProofOrigin, ProofState } from '../../core/proof.ts';
import type { PreviewState } from '../../core/preview-state.ts';
import type { AccountSchema } from './account-schema.ts';

/**
 * The tables as the newest migration of either database leaves them; columns are snake_case in SQL. Dates are ISO text and documents are
 * JSON text, because every driver gives text back as it was put in: `jsonb` refuses U+0000, which a hostile or broken
 * server may send, and drivers disagree about how they hand out dates.
 */
export interface Tables extends AccountSchema {
  readonly backend: Backend;
  readonly backendSecret: { backendId: string; field: string; sealed: string };
  readonly installation: { id: number; uuid: string };
  readonly secretKeyCheck: { id: number; sealed: string };
  readonly run: {
    id: Generated<number>;
    backendId: string;
    domains: string;
    status: RunStatus;
    startedAt: string;
    endedAt: string | null;
    message: string | null;
    storeRequests: Generated<number>;
    odooCalls: Generated<number>;
    kind: Generated<Run['kind']>;
    origin: Generated<Run['origin']>;
    requestNumber: number | null;
    /** `KeptCounts`, JSON. */
    kept: Generated<string>;
    /** Null until the run has ended. */
    changes: number | null;
    review: number | null;
    failures: number | null;
    /** `DomainTimes`, JSON. */
    times: Generated<string>;
    /** Of the error that ended it. */
    code: string | null;
    hint: string | null;
    stopRequestedAt: string | null;
  };
  readonly schedule: Schedule;
  /** SQLite only: PostgreSQL has locks of its own. */
  readonly processLock: { name: string; holder: string; token: string };
  readonly odooWatch: OdooWatch;
  /** `choices`: what was decided with each request, JSON. */
  readonly askedRun: AskedRun & { choices: string };
  readonly preview: {
    runId: number;
    backendId: string;
    odooKey: string;
    companyId: number;
    /** `PreviewOptions`, JSON. */
    options: string;
    state: PreviewState;
    appliedRun: number | null;
    code: string | null;
    message: string | null;
    hint: string | null;
  };
  readonly savedRow: {
    backendId: string;
    type: string;
    key: string;
    domain: string;
    orderKey: string;
    label: string;
    labelKey: string;
    status: string;
    rule: string;
    filter1: string;
    filter2: string;
    filter3: string;
    filter4: string;
    odooModel: string | null;
    odooId: number | null;
    since: string;
    changedAt: string;
    leftBy: string | null;
    leftAt: string | null;
    fingerprint: string;
    search: string;
    /** `SavedRowDetails`, JSON. */
    details: string;
  };
  readonly savedRecord: {
    backendId: string;
    domain: string;
    model: string;
    odooId: number;
    label: string;
    search: string;
  };
  readonly savedRowSet: {
    backendId: string;
    type: string;
    domain: string;
    digest: string;
    runId: number;
    seenAt: string;
  };
  readonly proof: {
    id: Generated<number>;
    backendId: string;
    kind: ProofKind;
    origin: ProofOrigin;
    askedBy: string | null;
    sample: number;
    state: ProofState;
    attempts: number;
    askedAt: string;
    startedAt: string | null;
    endedAt: string | null;
    /** `ProofCounts`, JSON. */
    counts: string;
    message: string | null;
    code: string | null;
    problem: string | null;
    hint: string | null;
    /** `ProofFacts`, JSON. */
    facts: string;
    rowCount: Generated<number>;
    rowsRemoved: Generated<number>;
    stopRequestedAt: string | null;
    /** Of a check that a command carries out: the id of the lock that its process keeps. */
    processLock: string | null;
  };
  readonly proofRow: {
    proofId: number;
    position: number;
    state: string;
    country: string;
    place: string;
    placeKey: string;
    customer: string;
    basket: string;
    store: string | null;
    odoo: string | null;
    cause: string;
    reason: string;
    remedy: string;
    search: string;
    /** `ProofRowDetails`, JSON. */
    details: string;
  };
  readonly notice: {
    backendId: string;
    state: NoticeState;
    runId: number;
    pending: boolean;
    tries: Generated<number>;
    nextAt: string;
  };
  readonly proofNotice: {
    backendId: string;
    kind: string;
    state: string;
    proofId: number;
    pending: boolean;
    tries: Generated<number>;
    nextAt: string;
  };
  readonly runNote: {
    runId: number;
    position: number;
    domain: string;
    level: string;
    code: string;
    message: string;
    hint: string | null;
  };
  readonly runOperation: {
    runId: number;
    /** The place in the plan. */
    position: number;
    domain: string;
    type: string;
    key: string;
    label: string;
    kind: string;
    rule: string;
    /** The whole operation, JSON. */
    operation: string;
    status: RunOperation['status'];
    message: string | null;
    odooId: number | null;
  };
  readonly binding: {
    backendId: string;
    domain: string;
    type: string;
    key: string;
    model: string;
    odooId: number;
    rule: string;
    archivedAt: string | null;
  };
  readonly managedRecord: {
    odooKey: string;
    externalId: string;
    domain: string;
    model: string;
    owner: string;
    odooId: number | null;
    /** Field values, JSON. */
    written: string | null;
    intended: string | null;
  };
  readonly readCount: { backendId: string; domain: string; type: string; count: number };
}
