import type { BackendLocks } from './locks/backend-locks.ts';
import type { Database, DatabaseFacts, SqlExecutor } from './port.ts';
import type { KeyPlace } from './secrets/key-place.ts';
import type { Retention } from './tables/run-retention.ts';

/** What a database is stored in, and who may run a backend in it. */
export interface DatabaseEndpoint extends Pick<DatabaseFacts, 'kind' | 'place'> {
  readonly locks: BackendLocks;
  readonly backup: Database['backup'];
  readonly retention?: Retention | undefined;
  /** The names of the other processes that are connected; empty where the locks alone know. */
  readonly others: () => Promise<readonly string[]>;
  /** Where the key of the credentials lies; absent: in memory. */
  readonly key?: KeyPlace | undefined;
  /** As in `Database`. */
  readonly sql: SqlExecutor | null;
}
