import { defineConfig } from 'vitest/config';

// The suite of the store and the scenarios of the engine on PostgreSQL. Run by scripts/test-postgres.ts, which starts a
// server; on its own it fails at once, because it must never pass without one.
export default defineConfig({
  test: {
    include: ['test/postgres/**/*.test.ts', 'test/scenarios/**/*.test.ts'],
    exclude: [
      // These run the program as a process on data folders that they copy, change and search.
      'test/scenarios/{cli*,data-folder,interrupt,pack,readme}.process.test.ts',
      'test/scenarios/**/*kill*.test.ts',
      // These are about what Odoo makes of what was written, whatever database remembers it.
      'test/scenarios/taxes/parity*.test.ts',
      'test/scenarios/taxes/{accounts,adoption,bad-data,lost-answers.faults,switched-off}.test.ts',
    ],
    // A worker mostly waits for the servers and processes it started; by itself Vitest leaves one core free.
    maxWorkers: '100%',
    globalSetup: ['test/testing/run-folder.ts', 'scripts/build.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    allowOnly: false,
    passWithNoTests: false,
  },
});
