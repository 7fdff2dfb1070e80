import { expect, test } from 'vitest';
import { readRetryAfter } from './retry-after.ts';

test.each([
  ['120', null, 120_000],
  [' 0 ', null, 0],
  ['Wed, 21 Oct 2026 07:28:30 GMT', 'Wed, 21 Oct 2026 07:28:00 GMT', 30_000],
  ['Wed, 21 Oct 2026 07:28:30 GMT', 'Wed, 21 Oct 2026 07:29:00 GMT', 0],
  ['Wed, 21 Oct 2026 07:28:30 GMT', null, 10_000],
  ['-5', null, undefined],
  ['1.5', null, undefined],
  ['soon', null, undefined],
  ['9999999999', null, undefined],
  ['', null, undefined],
  [null, null, undefined],
])('Retry-After %s', (header, date, wait) => {
  const now = Date.parse('Wed, 21 Oct 2026 07:28:20 GMT');
  expect(readRetryAfter(header, date, now)).toBe(wait);
});
