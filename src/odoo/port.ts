import type { z } from 'zod';
import type { AppProofReport } from './proof-port.ts';

export type * from './proof-port.ts';

/** A search domain in Odoo's prefix notation. */
export type OdooDomain = readonly (readonly [string, string, unknown] | '&' | '|' | '!')[];

export interface SearchRead<Row> {
  readonly domain?: OdooDomain;
  readonly fields: readonly string[];
  /** Validates each row; `id` is always present. An unfit row is a `ConnectorError` naming model, id and field. */
  readonly row: z.ZodType<Row>;
  /** Lists of records name archived ones, too, for a second call: Odoo's `search_read` leaves them out whatever the context says. */
  readonly archivedLinks?: boolean;
}

/** What `fields_get` reports of one field. */
export interface OdooField {
  readonly type: string;
  readonly required: boolean;
  readonly relation: string | null;
}

/** The company the backend works for. */
export interface OdooCompany {
  readonly id: number;
  readonly name: string;
  /** The companies above a branch, the root first. Absent for others, and where the connection did not ask. */
  readonly above?: readonly OdooCompany[];
}

/** What detection found out about the Odoo on the other side. */
export interface OdooIdentity {
  /** 17, 18, 19, … */
  readonly series: number;
  /** As the server reports it: `18.0`, `saas~18.2`. */
  readonly version: string;
  readonly protocol: 'json2' | 'jsonrpc';
  readonly database: string;
  /** Null where the server gives no means to learn it. */
  readonly databaseUuid: string | null;
  readonly userId: number;
  readonly login: string;
  readonly company: OdooCompany;
  /** All that the user may work for; absent where the connection did not ask. */
  readonly companies?: readonly OdooCompany[];
}

/** An Odoo as far as it is known without a sign-in. */
export interface OdooFound {
  /** Without a trailing slash. */
  readonly url: string;
  readonly series: number;
  readonly version: string;
  /** Null where the server does not list them. */
  readonly databases: readonly string[] | null;
}

/** What a domain may ask of an Odoo. Every call carries the company, `lang: en_US` and `active_test: false`. */
export interface OdooReader {
  readonly identity: OdooIdentity;
  /** All rows that match, in ascending id, read in chunks; one call where they fit one chunk. */
  searchRead<Row extends { readonly id: number }>(model: string, query: SearchRead<Row>): Promise<Row[]>;
  /** The external id (`module.name`) of each record that has one. */
  externalIds(model: string, ids: readonly number[]): Promise<Map<number, string>>;
  /** The fields of a model, or null when the model is not installed. */
  fields(model: string): Promise<Map<string, OdooField> | null>;
  /** How many records match. */
  count(model: string, domain: OdooDomain): Promise<number>;
  /** Calls a public method that only reads, so that it may be repeated. */
  ask<Answer>(model: string, method: string, request: Omit<OdooCall<Answer>, 'read'>): Promise<Answer>;
  /** The matching row with the lowest id, undefined where none matches: one call. */
  first<Row extends { readonly id: number }>(model: string, query: SearchRead<Row>): Promise<Row | undefined>;
}

/** One record for `load()`: its external id and its columns, all as text, and the lines that go in with it. */
export interface LoadRow {
  readonly externalId: string;
  readonly values: Readonly<Record<string, string>>;
  readonly lines?: readonly LoadLine[];
}

/** A line of a one2many field, with an external id of its own: without one it would be added again each time. */
export interface LoadLine {
  readonly field: string;
  readonly externalId: string;
  readonly values: Readonly<Record<string, string>>;
}

/** What became of one row: the record's id, or Odoo's own words. */
export type LoadResult =
  | { readonly externalId: string; readonly id: number }
  | {
      readonly externalId: string;
      readonly error: string;
      /** Set where it was not sent any more, because the run is to stop: nothing is wrong with it. */
      readonly notSent?: true;
    };

export interface OdooWriter extends OdooReader {
  /**
   * Creates or updates rows by external id, in batches. A refused batch sets the named rows aside and goes through
   * with the rest in as few calls as possible. Safe to repeat: one result per row, in the order of the rows.
   * `onBatch` hears how many rows were settled.
   */
  load(
    model: string,
    columns: readonly string[],
    rows: readonly LoadRow[],
    onBatch?: (settled: number) => void,
  ): Promise<LoadResult[]>;
  /** Creates records without external ids. Never repeated: a lost answer is an error that reports it. */
  create(model: string, values: readonly Readonly<Record<string, unknown>>[]): Promise<number[]>;
  /** Writes the same values on records; refuses an empty list of ids. Never repeated. */
  write(model: string, ids: readonly number[], values: Readonly<Record<string, unknown>>): Promise<void>;
  /** Calls a public method that is none of the above; refuses `unlink` without ids. Never repeated unless `read`. */
  call<Answer, Method extends string = string>(
    model: string,
    method: Method,
    request: OdooCall<Answer> & NeedsIds<Method>,
  ): Promise<Answer>;
}

export interface OdooCall<Answer> {
  readonly ids?: readonly number[];
  /** Named arguments, in the order of the method's signature (JSON-RPC passes them by name too). */
  readonly args?: Readonly<Record<string, unknown>>;
  readonly answer: z.ZodType<Answer>;
  /** Added to the context that every call carries: `active_id` of a server action. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** True when the method only reads, or does the same when repeated, so that it may be repeated. */
  readonly read?: boolean;
}

/** Odoo answers `true` to an `unlink` of nothing, so one without ids cannot be written. */
type NeedsIds<Method extends string> = Method extends 'unlink'
  ? { readonly ids: readonly [number, ...number[]] }
  : unknown;

/** Where an Odoo is and how to sign in there. */
export interface OdooConnection {
  /** Address of the server, without a trailing slash. */
  readonly url: string;
  readonly database: string;
  /** Needed for JSON-RPC; JSON-2 knows the user by the key. */
  readonly login: string;
  /** An API key, or a password. */
  readonly secret: string;
  /** The company to work for; absent: the user's own. */
  readonly companyId?: number | undefined;
  /** Whether to ask which companies the user may work for, and if this one is a branch: one call. */
  readonly asksForCompanies?: boolean;
  readonly caFile?: string | undefined;
}

/** What the connector keeps on the backend's row in the Odoo app. It is the row's master; a user renames outward. */
export interface AppBackend {
  readonly uuid: string;
  readonly name: string;
  readonly environment: 'production' | 'staging';
  readonly storeUrl: string;
  readonly storeVersion: string;
  /** The company that the backend works for. */
  readonly companyId: number;
  readonly active: boolean;
}

/** How the row of one backend stands in Odoo. */
export interface AppBackendFound {
  readonly id: number;
  readonly same: boolean;
  /** Empty while no installation has claimed it. */
  readonly installation: string;
  /** Until then nothing lies under it. */
  readonly used: boolean;
}

/** A backend's row as it is found in Odoo, whoever made it. */
export interface AppBackendRow {
  readonly rowId: number;
  readonly uuid: string;
  readonly name: string;
  readonly storeUrl: string;
  /** Null on rows that an earlier version wrote: they did not name their company. */
  readonly companyId: number | null;
  readonly active: boolean;
  /** The installation that serves it; empty while none has claimed it. */
  readonly installation: string;
  /** Odoo's text of a time in UTC, `2026-01-31 12:00:00`; empty where there was none. */
  readonly lastSync: string;
}

/** Makes a row that another installation served belong to this one. */
export interface AppTakeOver {
  readonly rowId: number;
  readonly uuid: string;
  /** Whose it was when it was looked at: by now it may be somebody else's. */
  readonly from: string;
  readonly installation: string;
  /** Whether it is in use afterwards. */
  readonly active: boolean;
}

/**
 * `lastRun`: the highest number among the row's runs, 0 where there is none. `lease`: a run is under way, until the time
 * named (UTC); `owner`: another installation has taken it meanwhile.
 */
export type AppTakeOverAnswer =
  | { readonly taken: true; readonly lastRun: number }
  | { readonly taken: false; readonly why: 'lease' | 'owner'; readonly leaseUntil: string };

export interface AppClaim {
  readonly rowId: number;
  readonly installation: string;
  /** Of this run; the lease carries it. */
  readonly token: string;
  readonly leaseSeconds: number;
  /** Only when a request waits; else whenever the row is free. */
  readonly takeRequest: boolean;
}

/** How the requests of a backend stand in Odoo; pending while `requested` is more than `served`. */
export interface AppRequests {
  readonly rowId: number;
  readonly uuid: string;
  readonly requested: number;
  readonly served: number;
  readonly kind: 'sync' | 'preview';
  /** Whose row it is; empty while nobody has claimed it yet. */
  readonly installation: string;
}

/** What claiming the backend's row answered. `owner`: another installation's row; `lease`: a run is under way; `nothing`: no request waits. */
export type AppClaimAnswer =
  | {
      readonly claimed: true;
      readonly requestNumber: number;
      readonly requestKind: 'sync' | 'preview' | null;
      /** The highest number among the row's runs; 0 where there is none, and where the app is of an earlier version. */
      readonly lastRun: number;
    }
  | { readonly claimed: false; readonly why: 'owner' | 'lease' | 'nothing' };

/** How a run is shown on the backend's row. */
export interface AppFinish {
  readonly rowId: number;
  readonly token: string;
  /** For calls before the last, where the rows do not fit into one. */
  readonly leaseSeconds: number;
  /** The request that this run answers; the row never goes back. */
  readonly servedNumber: number;
  readonly status: AppRun['status'];
  readonly message: string;
  /** By type: `{ country: 250, state: 2040, review: 0 }`. */
  readonly counts: Readonly<Record<string, number>>;
  /** Its row is made in the same transaction. */
  readonly run: AppRun;
  /** Rows that go in with it: operations of the run, items to review. */
  readonly parts: readonly AppRows[];
}

/** Rows of one model of the app: each is made, or written where its key is there, archived or not. */
export interface AppRowSet {
  readonly model: string;
  readonly columns: readonly string[];
  /**
   * Text per column; empty clears the field. A relation to another model of the app is named by the key of its row (the
   * key fields' texts, one per line), a relation to a native model by database id.
   */
  readonly rows: readonly (readonly string[])[];
}

/** Rows that are archived, because what they show is gone. */
export interface AppRowsGone {
  readonly model: string;
  readonly gone: readonly number[];
  /** Odoo's text of a moment in UTC. */
  readonly on: string;
}

export type AppRows = AppRowSet | AppRowsGone;

/** What became of the rows of a set: how many were written, and Odoo's words for those it refused, by position. */
export interface AppRowsResult {
  readonly written: number;
  readonly refused: ReadonlyMap<number, string>;
  /** Which of the refused rows were not sent any more, because the run is to stop: nothing is wrong with them. */
  readonly notSent?: ReadonlySet<number>;
}

export interface AppRowsWrite {
  readonly rowId: number;
  readonly token: string;
  readonly leaseSeconds: number;
  readonly progress: string;
  readonly parts: readonly AppRows[];
}

/** A question for all rows of a backend in one model. */
export interface AppRowsQuery<Row> {
  readonly model: string;
  readonly fields: readonly string[];
  /** Asks which native records this field of other backends' rows points to. */
  readonly shared?: string | undefined;
  /** Makes something of each row, as it arrives: its id, and its values by field; an empty one is `false`. */
  readonly row: (id: number, values: readonly AppCell[]) => Row;
}

export type AppCell = string | number | boolean;

/** `missing`: the model or field that the app in this Odoo does not have, being of an earlier version. */
export type AppRowsFound<Row> =
  { readonly rows: readonly Row[]; readonly bound: ReadonlySet<number> } | { readonly missing: string };

export interface AppRun {
  readonly number: number;
  readonly kind: 'sync' | 'preview';
  readonly status: 'done' | 'partial' | 'failed' | 'nothing';
  /** ISO dates. */
  readonly started: string;
  readonly ended: string;
  readonly message: string;
  /** Changes applied, items to review, and how long it took. */
  readonly applied?: number;
  readonly review?: number;
  readonly seconds?: number;
}

/** Whether the app is there for the connector's user. `denied`: installed, but the user lacks its *Connector* group. */
export type OdooAppAccess =
  { readonly state: 'ready'; readonly app: OdooApp } | { readonly state: 'absent' | 'denied' };

/** The WooCommerce app inside an Odoo, as the connector uses it. Every method is one call, unless its comment differs. */
export interface OdooApp {
  /** The version of the app in Odoo: `18.0.1.0.0`. */
  readonly version: string;
  /** Whether it is the version that this connector brings, of which `brings` is the number without Odoo's series: `1.11.0`. */
  readonly age: 'same' | 'older' | 'newer';
  readonly brings: string;
  /** False for an app of an earlier version, which lacks what a plan or sync needs. */
  readonly current: boolean;
  /**
   * The backend's row, archived or not; null when there is none (yet, or any more). `same` shows whether it shows what
   * the connector would write there; `installation` whose it is; `used` whether a run ever claimed it.
   */
  findBackend(backend: AppBackend): Promise<AppBackendFound | null>;
  /**
   * Shows the last checks on a backend's row, and what waits for a user of them in To Review; one item at a time is the same
   * whoever repeats it. False, and nothing written, where an app of an earlier version has no place for them.
   */
  reportProofs(report: AppProofReport): Promise<boolean>;
  /** The rows of all backends in this Odoo, archived ones too. */
  backends(): Promise<AppBackendRow[]>;
  /** @throws ConnectorError `app.too_old` where the app in Odoo is of a version that cannot do it */
  takeOver(row: AppTakeOver): Promise<AppTakeOverAnswer>;
  saveBackend(backend: AppBackend): Promise<number>;
  /** How the requests of these backends stand: one small call for all of them. */
  requests(uuids: readonly string[]): Promise<AppRequests[]>;
  claim(claim: AppClaim): Promise<AppClaimAnswer>;
  /** Tells progress and prolongs the lease; false when the lease was lost. */
  renew(lease: { rowId: number; token: string; leaseSeconds: number; progress: string }): Promise<boolean>;
  /** Writes on these rows that a service of the installation is alive and reports again within so many seconds. */
  reportAlive(report: {
    readonly rowIds: readonly [number, ...number[]];
    readonly installation: string;
    readonly seconds: number;
  }): Promise<void>;
  /**
   * Ends the claim, and writes the run's row with all rows given: one call while they fit into one. Null when the claim
   * was lost; the results of the rows otherwise. Old runs are removed with it; where they cannot be, that is a warning.
   */
  finish(finish: AppFinish): Promise<readonly AppRowsResult[] | null>;
  /**
   * Reads all rows of a backend in several models, archived ones too: one call per 5,000 rows of all models together. The
   * answers are in the order of the questions.
   */
  readRows<Row>(rowId: number, queries: readonly AppRowsQuery<Row>[]): Promise<AppRowsFound<Row>[]>;
  /**
   * Makes or writes rows by key and lengthens the lease: one call per 2,000 rows of all models together, each a
   * transaction. Safe to repeat. Null when the lease was lost, and nothing more was written.
   */
  writeRows(
    write: AppRowsWrite,
    onWritten?: (rows: number) => void,
  ): Promise<readonly AppRowsResult[] | null>;
}
