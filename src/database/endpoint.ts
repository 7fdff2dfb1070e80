import type { BackendLocks } from './locks/backend-locks.ts';
import type { Database, DatabaseFacts, SqlExecutor } from './port.ts';
import type { Retention } from './tables/run-retention.ts';

/** What a database is stored in, and who may run a backend in it. */
export interface DatabaseEndpoint extends Pick<DatabaseFacts, 'kind' | 'place'> {
  readonly locks: BackendLocks;
  readonly backup: Database['backup'];
  readonly retention?: Retention | undefined;
  /** As in `Database`. */
  readonly sql: SqlExecutor | null;
}
