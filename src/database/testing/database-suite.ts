import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe } from 'vitest';
import type { Backend, Database } from '../port.ts';
import type { Tables } from '../tables/schema.ts';
import { describeBackends } from './backends-suite.ts';
import { describeLocks } from './locks-suite.ts';
import { describeMemory } from './memory-suite.ts';
import { describeRuns } from './runs-suite.ts';
import { describeRetention } from './retention-suite.ts';
import { SECRETS, sampleBackend } from './samples.ts';
import { describeService } from './service-suite.ts';

/** A store and the database below it. */
export interface OpenedStore {
  readonly database: Database;
  readonly db: Kysely<Tables>;
}

/** What the parts of the suite work with. */
export interface DatabaseUnderTest extends OpenedStore {
  /** Adds a sample backend. */
  added(change?: Partial<Backend>): Promise<Backend>;
}

/** What every store must do, whatever database it stands on. `open` gives a fresh, empty one; it is called once. */
export function describeDatabase(name: string, open: () => Promise<OpenedStore>): void {
  describe(name, () => {
    let current: DatabaseUnderTest;
    beforeAll(async () => {
      const opened = await open();
      current = {
        ...opened,
        async added(change) {
          const backend = sampleBackend(change);
          await opened.database.backends.add(backend, SECRETS);
          return backend;
        },
      };
    });
    afterAll(() => current.database.close());

    const now = () => current;
    describeBackends(now);
    describeRuns(now);
    describeMemory(now);
    describeLocks(now);
    describeRetention(now);
    describeService(now);
  });
}
