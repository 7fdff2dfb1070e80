import { describe, expect, it } from 'vitest';
import { removalsBlocked } from './removals.ts';

describe('removalsBlocked', () => {
  it.each([
    ['a small loss', 90, 100, false],
    ['under 90 %', 89, 100, true],
    ['an empty list', 0, 100, true],
    ['an empty list after an unknown one', 0, undefined, true],
    ['the first complete read', 5, undefined, false],
  ])('%s', (_, now, last, blocked) => {
    expect(removalsBlocked('state', now, last, 3, false) !== null).toBe(blocked);
    expect(removalsBlocked('state', now, last, 3, true)).toBeNull();
  });

  it('has nothing to say when nothing vanished', () => {
    expect(removalsBlocked('state', 0, 100, 0, false)).toBeNull();
  });
});
