import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { effortOf } from './prefix-effort.ts';

describe('effortOf', () => {
  it.each([
    ['', 1],
    ['101', 1],
    ['1011[5-9]$', 1],
    ['[0-9]{4}', 1],
    ['SW1A ?1AA', 2],
    ['90210(\\-[0-9]{4})?$', 2],
    ['0*(?:[ -]?00)?1', 33 * 3],
    ['1|2', 2],
    ['0*1|0*2', 66],
    ['(?!0*1|0*2)3', 66],
    ['(1|2)(3|4|5)', 6],
    ['(1|2){3}', 8],
    ['(AB)*', 33],
    ['A{1,3}', 33],
    ['A+?B', 33],
    ['\\*\\?\\{[*+?{|(]', 1],
    ['[\\]*]+', 33],
    ['(A+)+B', Infinity],
    ['((A+)B)*', Infinity],
    ['(A|A)*B', Infinity],
    ['(?:A?){2,}', Infinity],
    ['A?'.repeat(40), 2 ** 40],
    ['A*'.repeat(5), 33 ** 5],
  ])('%s: %d', (pattern, ways) => {
    expect(effortOf(pattern, 32)).toBe(ways);
  });
});

test('it takes any text', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom(...Array.from('(|)[]{}*+?\\:!^$A1,')) }),
  );
  fc.assert(
    fc.property(text, (pattern) => {
      expect(effortOf(pattern, 32)).toBeGreaterThanOrEqual(1);
    }),
  );
});
