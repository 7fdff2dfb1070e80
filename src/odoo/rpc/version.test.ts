import { expect, test } from 'vitest';
import { parseSeries } from './version.ts';

test.each([
  ['17.0', 17],
  ['18.0+e', 18],
  ['18.0-20260101', 18],
  ['saas~18.2', 18],
  ['saas-17.4+e', 17],
  ['19.0', 19],
  ['saas~19.3', 19],
  ['23.0a1', 23],
  ['8.0', 8],
])('%s is series %i', (version, series) => {
  expect(parseSeries(version)).toBe(series);
});

test.each(['', 'master', '18', 'v18.0', 'saas~', '1e9.0', '99999.0', 'x18.0'])(
  '%j is no version',
  (version) => {
    expect(parseSeries(version)).toBeNull();
  },
);
