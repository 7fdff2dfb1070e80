import { expect, it } from 'vitest';
import { computingFirst } from './first-computations.ts';

it('both sides are computed for the first results that differ, so that a large check stays small', () => {
  const table = { title: 'side', head: [], rows: [], empty: '' };
  const proof = computingFirst(
    { name: 'proof', computationsOf: (at: string) => [{ ...table, title: at }] },
    2,
  );
  expect(proof.name).toBe('proof');
  const titles = ['a', 'b', 'c'].map((at) => proof.computationsOf(at).map(({ title }) => title));
  expect(titles).toEqual([['a'], ['b'], []]);
});
