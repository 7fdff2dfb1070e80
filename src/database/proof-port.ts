import type { ExplainedTable, ExplainedValue } from '../core/explanation.ts';
import type {
  ProofCounts,
  ProofKind,
  ProofOrigin,
  ProofRowState,
  ProofSort,
  ProofState,
} from '../core/proof.ts';

/** A check of both servers, asked for or finished. Contains nothing of the people in orders. */
export interface Proof {
  /** Counts up from 1 over all backends. */
  readonly id: number;
  readonly backendId: string;
  readonly kind: ProofKind;
  readonly origin: ProofOrigin;
  /** Who asked, as the audit list names users; null for a schedule, a sync and the command line. */
  readonly askedBy: string | null;
  /** Addresses or orders, at most. */
  readonly sample: number;
  readonly state: ProofState;
  /** How often it was begun: a process may be killed in between. */
  readonly attempts: number;
  /** ISO dates. */
  readonly askedAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** When a user asked to stop it. */
  readonly stopRequestedAt: string | null;
  readonly counts: ProofCounts;
  /** A sentence for people: the summary. */
  readonly message: string | null;
  /** Why it failed. */
  readonly problem: ProofProblem | null;
  readonly facts: ProofFacts;
  /** How many rows it had; those of older proofs are removed before the proof itself. */
  readonly rowCount: number;
  readonly hasRows: boolean;
}

export interface ProofProblem {
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
}

/** What is shown beside the rows. Texts are for people. */
export interface ProofFacts {
  /** Of the amounts; empty where there are none. */
  readonly currency: string;
  /** What limits the result, in sentences: the cart API is closed, a tax class is not in Odoo yet. */
  readonly remarks: readonly string[];
  /** Why the two sides differ: the most urgent first, then those of most places. */
  readonly causes: readonly ProofCauseCount[];
}

export interface ProofCauseCount {
  readonly cause: string;
  readonly reason: string;
  readonly remedy: string;
  readonly results: number;
  readonly examples: readonly string[];
}

/** One comparison, or one cause that keeps orders back. Amounts are decimal text. */
export interface ProofRow {
  readonly state: ProofRowState;
  /** ISO code; empty where it is about no country. */
  readonly country: string;
  /** What the address represents: `US CA 90210`; of orders the value: `US, state ZZ`. */
  readonly place: string;
  /** `private`, `business`; empty for orders. */
  readonly customer: string;
  /** `one line`, `several lines`, `with shipping`; of orders what it is about: `address`, `tax rate`. */
  readonly basket: string;
  /** Null where that side did not answer. */
  readonly store: string | null;
  readonly odoo: string | null;
  /** `tax_changed`; empty where nothing differs. */
  readonly cause: string;
  readonly reason: string;
  /** The one thing to change. */
  readonly remedy: string;
  readonly details: ProofRowDetails;
}

export interface ProofRowDetails {
  /** The fiscal position or delivery method that Odoo took, and who answered for the store. */
  readonly facts: readonly ExplainedValue[];
  /** Numbers of some orders. */
  readonly examples: readonly string[];
  /** How each side computes it, where that was asked for. */
  readonly computations: readonly ExplainedTable[];
}

/** A row with its place among those of its proof, from 0. */
export interface SavedProofRow extends ProofRow {
  readonly position: number;
}

export type ProofAsk = Pick<Proof, 'backendId' | 'kind' | 'origin' | 'askedBy' | 'sample' | 'askedAt'>;

export interface ProofStart extends ProofAsk {
  readonly startedAt: string;
  /** The lock that its process keeps until it has ended: without it the process was killed. */
  readonly processLock: string;
}

export type CommandProof = Pick<ProofStart, 'backendId' | 'processLock'> & { readonly id: number };

export type ProofEnd = Pick<Proof, 'counts' | 'message' | 'problem' | 'facts'> & {
  readonly state: 'done' | 'failed';
  readonly endedAt: string;
  readonly rows: readonly ProofRow[];
};

/** Which proofs are asked for: of one backend, older than `before`. */
export interface ProofFilter {
  readonly backendId?: string | undefined;
  readonly kind?: ProofKind | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
}

export interface ProofRowFilter {
  readonly state?: readonly ProofRowState[] | undefined;
  readonly cause?: string | undefined;
  readonly country?: string | undefined;
  /** Part of a place, reason or remedy, whatever the case of its letters. */
  readonly search?: string | undefined;
}

/** Where a page begins: behind this row. */
export interface ProofRowPlace {
  readonly value: string;
  readonly position: number;
}

export interface ProofRowPage extends ProofRowFilter {
  readonly sort: ProofSort;
  readonly descending: boolean;
  readonly after?: ProofRowPlace | undefined;
  readonly limit: number;
}

/** Rows of a country by their state. */
export interface CountryCounts {
  readonly country: string;
  readonly counts: Readonly<Partial<Record<ProofRowState, number>>>;
}

export interface ProofTable {
  /** Asks for a proof; one of the same backend and kind that waits already will do. */
  ask(asked: ProofAsk): Promise<{ readonly id: number; readonly joined: boolean }>;
  /** Records one that a command begins at once; answers its number. */
  start(asked: ProofStart): Promise<number>;
  /** Begins one that waits, or that a killed process began. False where it has ended by now. */
  begin(id: number, startedAt: string): Promise<boolean>;
  /** Ends one that was begun, with its rows; then removes what is older than is kept. */
  end(id: number, end: ProofEnd): Promise<void>;
  /** Puts one back that a stop of the process interrupted: that was no attempt. */
  requeue(id: number): Promise<void>;
  /** Ends one that still waits. False where it was begun, or has ended. */
  cancel(id: number, end: ProofEnd): Promise<boolean>;
  /** Asks whoever carries it out to stop. False where somebody had asked before, or it has ended. */
  requestStop(id: number, at: string): Promise<boolean>;
  isStopRequested(id: number): Promise<boolean>;
  /** Those of the service that wait or were begun, of backends in use; the oldest first. */
  open(): Promise<Proof[]>;
  /** Those that commands began and have not ended, of which some may have been killed. */
  ofCommands(): Promise<CommandProof[]>;
  get(id: number): Promise<Proof | null>;
  /** Newest first. */
  list(filter: ProofFilter): Promise<Proof[]>;
  /** The newest finished one of each backend and kind. One that was stopped is none: what the one before it found still counts. */
  latest(): Promise<Proof[]>;
  /** The newest one of each backend that was begun or asked for, by backend id. */
  activity(): Promise<Map<string, Pick<Proof, 'id' | 'kind' | 'state'>>>;
  rows(
    id: number,
    page: ProofRowPage,
  ): Promise<{ readonly rows: SavedProofRow[]; readonly next: ProofRowPlace | null; readonly total: number }>;
  /** How many rows each country has, by state; by the code of the country. */
  countries(id: number): Promise<CountryCounts[]>;
}

/** Whether a check found causes that somebody can mend. One that failed is no statement. */
export type ProofNoticeState = 'agree' | 'differ';

/** The state of a kind of checks that somebody is to be notified of. */
export interface ProofNotice {
  readonly backendId: string;
  readonly kind: ProofKind;
  readonly state: ProofNoticeState;
  /** The check that found it first. */
  readonly proofId: number;
  /** How often it was tried in vain. */
  readonly tries: number;
}

export interface ProofNoticeTable {
  /**
   * Records what a check found; somebody is notified of a change, if `notify` is set: not of a first check that agrees, nor
   * where the state that is there again was never reported to have been left.
   */
  report(notice: Omit<ProofNotice, 'tries'>, options: { notify: boolean; at: string }): Promise<void>;
  /** Those to be delivered by now, oldest first. */
  due(at: string): Promise<ProofNotice[]>;
  /** Delivered, or given up. Does nothing where the state has changed by now. */
  settled(notice: ProofNotice): Promise<void>;
  /** Not delivered: to be tried again. */
  postponed(notice: ProofNotice, nextAt: string): Promise<void>;
}
