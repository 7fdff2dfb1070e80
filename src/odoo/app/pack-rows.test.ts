import { describe, expect, it } from 'vitest';
import type { AppRows } from '../port.ts';
import { halfCalls, packRows, type PackedRows } from './pack-rows.ts';

const rows = (model: string, count: number, text = 'x'): AppRows => ({
  model,
  columns: ['x_key', 'x_name'],
  rows: Array.from({ length: count }, (_, index) => [String(index), text]),
});

const shape = (calls: readonly (readonly PackedRows[])[]) =>
  calls.map((call) =>
    call.map(({ part, from, rows: each }) => [
      part,
      from,
      'gone' in each ? each.gone.length : each.rows.length,
    ]),
  );

describe('packRows', () => {
  it('puts small sets into one call, in their order, and parts a large one after 2,000 rows', () => {
    expect(shape(packRows([rows('a', 250), rows('b', 2_040), rows('c', 3)]))).toEqual([
      [
        [0, 0, 250],
        [1, 0, 1_750],
      ],
      [
        [1, 1_750, 290],
        [2, 0, 3],
      ],
    ]);
    expect(shape(packRows([rows('a', 2_000)]))).toEqual([[[0, 0, 2_000]]]);
    expect(packRows([])).toEqual([]);
    expect(packRows([rows('a', 0)])).toEqual([]);
  });

  it('keeps a call below the megabyte that web servers allow, however long the texts', () => {
    const calls = packRows([rows('a', 2_000, 'ü'.repeat(500))]);
    expect(calls.length).toBeGreaterThan(2);
    for (const call of calls)
      expect(Buffer.byteLength(JSON.stringify(call.map((each) => each.rows)))).toBeLessThan(1_000_000);
    expect(
      shape(calls)
        .flat()
        .reduce((sum, [, , count]) => sum + (count ?? 0), 0),
    ).toBe(2_000);
    // One row that is too long by itself goes alone.
    expect(shape(packRows([rows('a', 2, 'x'.repeat(800_000))]))).toEqual([[[0, 0, 1]], [[0, 1, 1]]]);
  });

  it('sends what is gone with the rest, and many ids in several parts', () => {
    const gone = { model: 'a', gone: Array.from({ length: 20_001 }, (_, index) => index + 1), on: '' };
    expect(shape(packRows([rows('a', 1), gone]))).toEqual([
      [
        [0, 0, 1],
        [1, 0, 20_000],
        [1, 20_000, 1],
      ],
    ]);
  });
});

it('a call that was too large is halved until a row is alone', () => {
  const [call = []] = packRows([rows('a', 3)]);
  const [first, second] = halfCalls(call) ?? [[], []];
  expect(shape([first, second])).toEqual([[[0, 0, 2]], [[0, 2, 1]]]);
  expect(halfCalls(second)).toBeNull();
  const [both = []] = packRows([rows('a', 1), rows('b', 1)]);
  expect(shape(halfCalls(both) ?? [])).toEqual([[[0, 0, 1]], [[1, 0, 1]]]);
});
