import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProjectInlineConfiguration } from 'vitest/config';

const root = join(import.meta.dirname, '../..');

/** What takes long has a name of its own and stays out of `npm test`: `kill.process.test.ts`. */
const SLOW = ['**/*.process.test.ts', '**/*.faults.test.ts', '**/*.large.test.ts', '**/*.browser.test.ts'];
/** Suites with a configuration of their own. */
const ELSEWHERE = ['test/contract/**', 'test/postgres/**', 'test/live/**', '**/node_modules/**'];
/** Files of `src` that open a database. */
const WITH_DATABASE = ['src/database/**', 'src/queue/**'];
const PURE = ['src/**/*.test.ts', 'test/web/**/*.test.ts', 'test/layers.test.ts', 'test/house.test.ts'];
/** Properties over thousands of made-up cases: pure too, but no loop of seconds. */
const LAWS = ['test/laws/**/*.test.ts', '**/*.laws.test.ts', '**/*.property.test.ts'];
const SCENARIOS = 'test/scenarios/**/*.test.ts';

/** Stand-ins of the same process are reached without sockets where a test asks for it: see `undici.ts`. */
export const IN_PROCESS = {
  resolve: { alias: [{ find: /^undici$/u, replacement: join(root, 'test/testing/undici.ts') }] },
};

/** A test that waits for servers and processes may take its time: a limit is for what hangs, on a machine that has much else to do. */
export const COMMON = {
  ...{ testTimeout: 120_000, hookTimeout: 180_000 },
  expect: { poll: { timeout: 30_000 } },
} as const;

/**
 * The parts of the test suite, each for one loop of work: `npm run test:unit` is the first, `npm test` the first four,
 * `npm run test:all` all of them. Each test belongs to one project, or to one and to `series`, where it runs on the
 * series that are left.
 */
export const PROJECTS: TestProjectInlineConfiguration[] = [
  {
    // Without isolation: a pure test leaves nothing behind, and modules are loaded once per worker.
    test: {
      ...{ name: 'unit', include: PURE, exclude: [...WITH_DATABASE, ...LAWS, ...SLOW, ...ELSEWHERE] },
      ...{ isolate: false, pool: 'threads', ...COMMON },
    },
  },
  {
    test: {
      ...{ name: 'laws', include: LAWS, exclude: [...SLOW, ...ELSEWHERE] },
      ...{ isolate: false, pool: 'threads', ...COMMON },
    },
  },
  {
    ...IN_PROCESS,
    test: {
      name: 'integration',
      include: ['src/**/*.test.ts', 'sandbox/**/*.test.ts', 'test/**/*.test.ts'],
      exclude: [...pureFiles(), ...LAWS, SCENARIOS, ...SLOW, ...ELSEWHERE],
      // A process of its own per file cost two fifths of the whole. Each of them ends what it started, in any order.
      isolate: false,
      ...COMMON,
    },
  },
  {
    ...IN_PROCESS,
    test: {
      name: 'scenarios',
      include: [SCENARIOS],
      exclude: [...SLOW, ...ELSEWHERE],
      isolate: false,
      ...COMMON,
    },
  },
  {
    ...IN_PROCESS,
    test: {
      ...{ name: 'series', include: filesOnEachSeries(), env: { TEST_SERIES: '17 19' } },
      // These files run together on 18 too.
      isolate: false,
      ...COMMON,
    },
  },
  {
    ...IN_PROCESS,
    test: { name: 'faults', include: ['**/*.faults.test.ts'], exclude: ELSEWHERE, ...COMMON },
  },
  {
    test: {
      ...{ name: 'process', include: ['**/*.process.test.ts'], exclude: ELSEWHERE, ...COMMON },
      // What users run is the built program, and it starts in a fifth of the time of its sources.
      globalSetup: 'scripts/build.ts',
    },
  },
  {
    test: {
      ...{ name: 'browser', include: ['test/browser/**/*.browser.test.ts'], ...COMMON },
      // The page is part of the built program. A browser takes a core for itself.
      ...{ globalSetup: 'scripts/build.ts', fileParallelism: false, testTimeout: 180_000 },
    },
  },
  { test: { name: 'large', include: ['**/*.large.test.ts'], exclude: ELSEWHERE, ...COMMON } },
];

function pureFiles(): string[] {
  return globSync(PURE, { cwd: root, exclude: [...WITH_DATABASE, ...SLOW] });
}

/** The files with stories that the other projects run on 18 alone. */
function filesOnEachSeries(): string[] {
  return globSync(['sandbox/**/*.test.ts', 'test/**/*.test.ts'], { cwd: root, exclude: ELSEWHERE }).filter(
    (file) => readFileSync(join(root, file), 'utf8').includes('EACH_SERIES'),
  );
}
