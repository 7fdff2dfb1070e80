import { defineConfig } from 'vitest/config';
import { COMMON, IN_PROCESS } from './test/testing/projects.ts';

/** Scenarios of one area in which the database has a part of its own: many rows, runs in pieces, two backends, kept results. */
const AREAS =
  'first-sync,lost-answers.faults,many-rates.large,order-of-writes,people,store-changes,two-backends';

// The suite of the store and the scenarios of the engine on PostgreSQL. Run by scripts/test-postgres.ts, which starts a
// server; on its own it fails at once, because it must never pass without one.
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'postgres', include: ['test/postgres/**/*.test.ts'], ...COMMON } },
      {
        ...IN_PROCESS,
        test: {
          name: 'scenarios on postgres',
          include: [
            'test/scenarios/*.test.ts',
            `test/scenarios/*/{${AREAS}}.test.ts`,
            'test/scenarios/proof/{kept,stop}.test.ts',
          ],
          // The program as a process opens a database of its own; what one writes at a kill is in test/postgres/processes.test.ts.
          exclude: ['test/scenarios/**/!(service).process.test.ts', 'test/scenarios/**/*kill*.test.ts'],
          isolate: false,
          ...COMMON,
        },
      },
    ],
    // A worker mostly waits for the servers and processes it started; by itself Vitest leaves one core free.
    maxWorkers: '100%',
    globalSetup: ['test/testing/run-folder.ts', 'scripts/build.ts'],
    allowOnly: false,
    passWithNoTests: false,
  },
});
