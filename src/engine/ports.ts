import type { DefinedDomain, PlannedDomain } from '../core/define-domain.ts';
import type { Warning } from '../core/log.ts';
import type { OdooAppAccess, OdooConnection, OdooFound, OdooReader, OdooWriter } from '../odoo/port.ts';
import type { Database } from '../database/port.ts';
import type {
  CachedAnswers,
  StoreConnection,
  StoreFound,
  StoreIdentity,
  StoreKeys,
  StoreReader,
} from '../woocommerce/port.ts';
import type { StoreTradeReader } from '../woocommerce/trade-port.ts';

/** A domain as the engine works with it: what it reads stays within it. */
export type EngineDomain = DefinedDomain<StoreReader, OdooReader>;
export type EnginePlan = PlannedDomain<OdooReader>;

/** An open connection to a store, counting its requests (retries included). */
export interface StoreSession extends StoreReader, StoreTradeReader {
  requests(): number;
  /** What page caches answered in place of the store so far, one entry for each cache. */
  cachedAnswers(): readonly CachedAnswers[];
  close(): Promise<void>;
}

/** An open connection to an Odoo, counting its calls (login, detection and retries included). */
export interface OdooSession extends OdooWriter {
  calls(): number;
  /** The WooCommerce app inside it: one call. */
  app(): Promise<OdooAppAccess>;
}

export interface SessionOptions {
  readonly onWarning: (warning: Warning) => void;
  /** Once it returns true, nothing new is asked for. */
  readonly stop?: AbortSignal | undefined;
  /** Tries after the first, of what may be repeated; absent: the client's own number. */
  readonly retries?: number | undefined;
}

/** What the engine works with; `compose` names the implementations. */
export interface EngineServices {
  readonly database: Database;
  readonly domains: readonly EngineDomain[];
  /** Finds out what a store is and how to sign in there. */
  detectStore(request: DetectStore, options: SessionOptions): Promise<StoreIdentity>;
  /** Finds out what is at an address, without keys or a sign-in. */
  probeStore(place: ServerPlace): Promise<StoreFound>;
  probeOdoo(place: ServerPlace): Promise<OdooFound>;
  /** Opens a store without asking it anything yet. */
  openStore(
    connection: StoreConnection & { readonly concurrency: number },
    options: SessionOptions,
  ): StoreSession;
  /** Signs in and finds out series, database, user and company. */
  openOdoo(connection: OdooConnection, options: SessionOptions): Promise<OdooSession>;
  /** How far a server's clock is ahead of the connector, in milliseconds; null where the server does not report its time. */
  storeClock(place: ServerPlace): Promise<number | null>;
  odooClock(place: ServerPlace): Promise<number | null>;
  now(): Date;
  newId(): string;
}

/** What needs no server: the records of the database. */
export type RecordServices = Pick<EngineServices, 'database' | 'now'>;

export interface ServerPlace {
  readonly url: string;
  readonly caFile?: string | undefined;
}

export interface DetectStore {
  readonly url: string;
  readonly keys: StoreKeys;
  readonly caFile?: string | undefined;
}
