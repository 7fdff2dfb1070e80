import { Session, type Profiler } from 'node:inspector';
import { expect } from 'vitest';
import { leastMs } from './cpu-time.ts';

/** Ten times the records may take so many times the steps. Sorting takes a little more than ten. */
const MAX_STEPS = 12;
/**
 * The same in time, where what the engine does on its own shows (copies of lists, collection of garbage). Larger worlds
 * fit caches less, so that time grows faster than steps; what looks at all pairs of records would take 100 times as long.
 */
const MAX_TIME = 30;

/** The system counts the time of a thread in steps of so much; less is not distinguished from nothing. */
const TICK_MS = 10;

/** What a domain plans from a world of a size: only what it answers is measured. */
export type Planning = (size: number) => () => unknown;

// Counts from here on: loops of a function that ran before would not be counted, so this file is imported first.
const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

/** Holds planning to the law: a world of ten times the size takes at most twelve times the steps. */
export function expectToGrowAlike(planning: Planning, size: number): void {
  const small = planning(size);
  const large = planning(size * 10);
  // What is made ready once, whatever the size, is no part of it.
  small();
  large();
  expect(stepsOf(large) / stepsOf(small)).toBeLessThanOrEqual(MAX_STEPS);
  expect(leastMs(large, Infinity)).toBeLessThanOrEqual(MAX_TIME * Math.max(TICK_MS, leastMs(small)));
}

/**
 * How often the functions, callbacks and loops of the sources run: the same on every machine. The engine counts them for
 * reports of coverage.
 */
function stepsOf(work: () => unknown): number {
  taken();
  work();
  return taken();
}

/** What ran since it was last taken. */
function taken(): number {
  let steps = 0;
  session.post('Profiler.takePreciseCoverage', (_error, { result }) => (steps = sumOf(result)));
  return steps;
}

function sumOf(scripts: readonly Profiler.ScriptCoverage[]): number {
  return scripts
    .filter(({ url }) => url.includes('/src/') && !url.includes('/node_modules/'))
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
    .reduce((sum, { count }) => sum + count, 0);
}
