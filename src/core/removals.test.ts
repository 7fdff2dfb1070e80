import { describe, expect, it } from 'vitest';
import { removalsBlocked, removalsBlockedToo } from './removals.ts';

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

  it('names what is missing in words that people know', () => {
    expect(removalsBlocked('tax_class', 1, 1_200, 1_199, false)?.message).toBe(
      'The store returned suspiciously few tax classes: 1, after 1,200 last time. 1,199 missing tax classes were left unchanged.',
    );
    expect(removalsBlocked('shipping_zone', 0, undefined, 1, false)?.message).toBe(
      'The store returned suspiciously few shipping zones: 0, after an unknown number last time. 1 missing shipping zone was left unchanged.',
    );
    expect(removalsBlockedToo('country', 2).message).toBe('2 missing countries were left unchanged, too.');
  });

  it('has no note when nothing vanished', () => {
    expect(removalsBlocked('state', 0, 100, 0, false)).toBeNull();
  });
});
