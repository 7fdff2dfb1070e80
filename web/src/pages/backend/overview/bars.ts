import type { Run } from '../../../api/types.ts';
import { lengthOf } from '../../../parts/durations.ts';

/** A run as two bars, each from 0 to 1. */
export interface Bar {
  readonly run: Run;
  readonly length: number;
  readonly changes: number;
}

/** Runs that are shown. */
const SHOWN = 30;
/** The smallest bar of something: 0 alone has none. */
const SMALLEST = 0.04;

/**
 * The newest runs as bars, the oldest first. Changes grow by their logarithm: a first sync of thousands and one of three
 * are both seen.
 */
export function barsOf(runs: readonly Run[]): Bar[] {
  const shown = runs.slice(0, SHOWN).reverse();
  const longest = Math.max(1, ...shown.map((run) => lengthOf(run) ?? 0));
  const most = Math.max(1, ...shown.map(({ changes }) => changes ?? 0));
  return shown.map((run) => ({
    run,
    length: tall((lengthOf(run) ?? 0) / longest),
    changes: tall(Math.log1p(run.changes ?? 0) / Math.log1p(most)),
  }));
}

const tall = (share: number): number => (share === 0 ? 0 : Math.max(SMALLEST, share));
