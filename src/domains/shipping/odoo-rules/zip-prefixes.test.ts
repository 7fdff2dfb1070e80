import { describe, expect, it } from 'vitest';
import { matchesAnyPrefix } from './zip-prefixes.ts';

describe('matchesAnyPrefix', () => {
  it('does not try for hours, whatever a user made or asks', () => {
    expect(matchesAnyPrefix(['(A+)+B'], 'A'.repeat(28))).toBeNull();
    expect(matchesAnyPrefix(['A?'.repeat(32) + 'B'], 'A'.repeat(32))).toBeNull();
    expect(matchesAnyPrefix(['A'], 'A'.repeat(33))).toBeNull();
    expect(matchesAnyPrefix(['A'], '\u{FB03}'.repeat(11))).toBeNull();
    expect(matchesAnyPrefix(['A*A*A*A*B'], 'A'.repeat(32))).toBe(false);
  });

  it('tries many prefixes for no longer than one', () => {
    expect(matchesAnyPrefix(Array<string>(10).fill('A*A*A*A*B'), 'A'.repeat(32))).toBeNull();
    expect(matchesAnyPrefix(Array<string>(20_000).fill('(?!0*1$|0*2$)1011[5-9]$'), '10114')).toBe(false);
  });

  it.each([
    ['101', '10117', true],
    ['101', '21017', false],
    ['100$', '1000', false],
    ['1011[5-9]$', '10117', true],
    ['SW1A ?1AA$', 'sw1a 1aa', true],
    ['1\\-2', '1-23', true],
    ['90210(\\-[0-9]{4})?$', '90210-1234', true],
    ['[A-C\\-]1', 'B1', true],
    ['[\\\\#A]1', 'A1', true],
    ['[\\\\#A]1', '21', false],
    ['A\\\\#1', 'A\\#1', true],
    ['1|2', '23', true],
    ['1|2', '32', false],
    ['\\D', 'A1', true],
    ['(?!0*1$|0*2$|0*3$|0*4$|0*5$|0*6$)', '007', true],
    ['101', '', false],
  ])('%j and the zip %j: %s', (prefix, zip, matches) => {
    expect(matchesAnyPrefix([prefix], zip)).toBe(matches);
  });

  it('lets any of several match, and none match nothing', () => {
    expect(matchesAnyPrefix(['9', '1'], '10117')).toBe(true);
    expect(matchesAnyPrefix([], '10117')).toBe(false);
  });

  it.each([
    '(',
    '(?I)1',
    '(?P<X>1)',
    '1\\Z',
    '\\A1',
    '[[A]',
    '[]A[B]',
    '[^]A]',
    '1++',
    '1{,3}',
    '\\W',
    '(A+)+B',
    '((A+)B)*',
    '(A|A)*B',
    'A*A*A*A*A*B',
  ])('does not guess at %j', (prefix) => {
    expect(matchesAnyPrefix(['1', prefix], '10117')).toBeNull();
  });
});
