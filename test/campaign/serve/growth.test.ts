import { expect, it } from 'vitest';
import { growth } from './growth.ts';

const MB = 1024 * 1024;
const series = (heap: (index: number) => number, descriptors: (index: number) => number) =>
  Array.from({ length: 20 }, (_, index) => {
    return { heap: heap(index) * MB, resident: 200 * MB, descriptors: descriptors(index), resources: 10 };
  });

it('is what a heap or the descriptors gain between the second quarter and the last', () => {
  const steady = series(
    (index) => 40 + (index % 3),
    (index) => 30 + (index % 5),
  );
  expect(growth(steady)).toEqual([]);
  const [heap] = growth(
    series(
      (index) => 40 + index,
      () => 30,
    ),
  );
  expect(heap).toBe('the heap grew from 47.0 to 57.0 MB');
  const [files] = growth(
    series(
      () => 40,
      (index) => 30 + 2 * index,
    ),
  );
  expect(files).toBe('descriptors grew from 44 to 64');
});
