import { expect, test } from 'vitest';
import { mergeChoices, runChoicesSchema } from './run-choices.ts';

test('of several requests the last one counts, and lists are joined', () => {
  expect(
    mergeChoices([
      { chartPositions: 'map', createStates: ['RO'], taxLimit: 5 },
      { chartPositions: undefined, createStates: ['RO', 'PK'], taxLimit: 9, orderedRates: [4] },
      {},
    ]),
  ).toEqual({ chartPositions: 'map', createStates: ['RO', 'PK'], taxLimit: 9, orderedRates: [4] });
  expect(mergeChoices([])).toEqual({});
});

test('what is no choice is refused', () => {
  for (const odd of [
    { chartPositions: 'ask' },
    { createStates: ['Romania'] },
    { taxLimit: 0 },
    { force: true },
  ])
    expect(runChoicesSchema.safeParse(odd).success).toBe(false);
});
