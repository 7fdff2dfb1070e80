import { expect, it } from 'vitest';
import type { ProofRowState } from '../../core/proof.ts';
import { groupCauses } from './taxes-report.ts';

const result = (cause: string, verdict: ProofRowState | 'besides', why: string) => ({
  ...{ verdict, why, method: '' },
  cause: { cause, reason: `${cause} at ${why}`, remedy: `mend ${cause}` },
});

it('causes come with the most urgent first, then with those of most places, however many besides there are', () => {
  const causes = groupCauses([
    ...['a', 'b', 'c', 'd'].map((why) => result('other_carrier', 'besides', why)),
    ...['a', 'b', 'c'].map((why) => result('limitation', 'limited', why)),
    result('rounding', 'cent', 'a'),
    result('zone', 'differs', 'a'),
    ...['b', 'c', 'c'].map((why) => result('tax_changed', 'differs', why)),
  ]);
  expect(causes.map(({ cause, results }) => [cause, results])).toEqual([
    ['tax_changed', 2],
    ['zone', 1],
    ['rounding', 1],
    ['limitation', 3],
    ['other_carrier', 4],
  ]);
});

it('a cause is as urgent as its most urgent result', () => {
  const causes = groupCauses([
    ...['a', 'b', 'c'].map((why) => result('limitation', 'limited', why)),
    result('rounding', 'cent', 'a'),
    result('rounding', 'differs', 'b'),
  ]);
  expect(causes.map(({ cause }) => cause)).toEqual(['rounding', 'limitation']);
});
