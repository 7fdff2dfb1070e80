import { defineConfig } from 'vitest/config';
import { PROJECTS } from './test/testing/projects.ts';

export default defineConfig({
  test: {
    projects: PROJECTS,
    // A worker mostly waits for the servers and processes it started; by itself Vitest leaves one core free.
    maxWorkers: '100%',
    globalSetup: 'test/testing/run-folder.ts',
    // A focused or empty test must not pass for a whole suite.
    allowOnly: false,
    passWithNoTests: false,
  },
});
