import type { Figures } from './service-process.ts';

/** So much a heap may grow between the second quarter of the time and the last: what is remembered of 50 backends varies. */
const HEAP_SLACK = 1.1;
const HEAP_SLACK_BYTES = 4 * 1024 * 1024;
const DESCRIPTOR_SLACK = 10;
/** What grew: heap or descriptors of the last quarter beside the second one. */
export function growth(figures: readonly Figures[]): string[] {
  const quarter = Math.floor(figures.length / 4);
  if (quarter === 0) return [];
  const mean = (part: readonly Figures[], of: (each: Figures) => number) =>
    part.reduce((sum, each) => sum + of(each), 0) / part.length;
  const [before, after] = [figures.slice(quarter, 2 * quarter), figures.slice(-quarter)];
  const heaps = [mean(before, ({ heap }) => heap), mean(after, ({ heap }) => heap)] as const;
  const files = [
    mean(before, ({ descriptors }) => descriptors),
    mean(after, ({ descriptors }) => descriptors),
  ] as const;
  return [
    ...(heaps[1] > heaps[0] * HEAP_SLACK + HEAP_SLACK_BYTES
      ? [`the heap grew from ${megabytes(heaps[0])} to ${megabytes(heaps[1])} MB`]
      : []),
    ...(files[1] > files[0] + DESCRIPTOR_SLACK
      ? [`descriptors grew from ${files[0].toFixed(0)} to ${files[1].toFixed(0)}`]
      : []),
  ];
}

/** For people. */
export const megabytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);
