import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe } from 'vitest';
import type { Backend, Store } from '../port.ts';
import type { Database } from '../tables/schema.ts';
import { describeBackends } from './backends-suite.ts';
import { describeHolds } from './locks-suite.ts';
import { describeMemory } from './memory-suite.ts';
import { describeRuns } from './runs-suite.ts';
import { describeRetention } from './retention-suite.ts';
import { SECRETS, sampleBackend } from './samples.ts';
import { describeService } from './service-suite.ts';

/** A store and the database below it. */
export interface OpenedStore {
  readonly store: Store;
  readonly db: Kysely<Database>;
}

/** What the parts of the suite work with. */
export interface StoreUnderTest extends OpenedStore {
  /** Adds a sample backend. */
  added(change?: Partial<Backend>): Promise<Backend>;
}

/** What every store must do, whatever database it stands on. `open` gives a fresh, empty one; it is called once. */
export function describeStore(name: string, open: () => Promise<OpenedStore>): void {
  describe(name, () => {
    let current: StoreUnderTest;
    beforeAll(async () => {
      const opened = await open();
      current = {
        ...opened,
        async added(change) {
          const backend = sampleBackend(change);
          await opened.store.backends.add(backend, SECRETS);
          return backend;
        },
      };
    });
    afterAll(() => current.store.close());

    const now = () => current;
    describeBackends(now);
    describeRuns(now);
    describeMemory(now);
    describeHolds(now);
    describeRetention(now);
    describeService(now);
  });
}
