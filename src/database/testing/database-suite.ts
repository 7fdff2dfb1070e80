import { afterAll, beforeAll, describe } from 'vitest';
import type { DatabaseUnderTest, OpenedStore } from './under-test.ts';
import { describeAccounts } from './accounts-suite.ts';
import { describeBackends } from './backends-suite.ts';
import { describeLocks } from './locks-suite.ts';
import { describeMemory } from './memory-suite.ts';
import { describeRuns } from './runs-suite.ts';
import { describeSavedRows } from './saved-rows-suite.ts';
import { describeProofs } from './proofs-suite.ts';
import { describeRetention } from './retention-suite.ts';
import { SECRETS, sampleBackend } from './samples.ts';
import { describeService } from './service-suite.ts';

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
    describeAccounts(now);
    describeSavedRows(now);
    describeProofs(now);
  });
}
