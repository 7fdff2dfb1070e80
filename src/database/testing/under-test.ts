import type { Kysely } from 'kysely';
import type { Backend, Database } from '../port.ts';
import type { Tables } from '../tables/schema.ts';

/** A database, and the connection to it. */
export interface OpenedStore {
  readonly database: Database;
  readonly db: Kysely<Tables>;
}

/** What the parts of the suite work with. */
export interface DatabaseUnderTest extends OpenedStore {
  /** Adds a sample backend. */
  added(change?: Partial<Backend>): Promise<Backend>;
}
