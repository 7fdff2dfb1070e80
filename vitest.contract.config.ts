import { defineConfig } from 'vitest/config';

// The contract test: clients and sandbox against recorded answers of real servers. Run by scripts/test-recorded.ts,
// which names the folder; on its own it fails at once, because it must never pass without having compared anything.
export default defineConfig({
  test: {
    include: ['test/contract/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    allowOnly: false,
    passWithNoTests: false,
  },
});
