import { defineConfig } from 'vitest/config';

// The scenarios on a real store and a real Odoo. Run by scripts/test-live.ts, which names the pair and says what is
// written; on its own it fails at once, because it must never pass without a pair.
export default defineConfig({
  test: {
    include: ['test/live/**/*.test.ts'],
    // One database: the files take turns. Within a file a step that failed makes the later ones meaningless.
    fileParallelism: false,
    bail: 1,
    // The program under test is the built one, as in the other suites.
    globalSetup: ['test/testing/run-folder.ts', 'scripts/build.ts'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    allowOnly: false,
    passWithNoTests: false,
  },
});
