import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'sandbox/**/*.test.ts'],
    exclude: ['test/contract/**', 'test/postgres/**', 'test/live/**', '**/node_modules/**'],
    // A worker mostly waits for the servers and processes it started; by itself Vitest leaves one core free.
    maxWorkers: '100%',
    globalSetup: 'test/run-folder.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A focused or empty test must not pass for a whole suite.
    allowOnly: false,
    passWithNoTests: false,
  },
});
