import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { effortOf } from './prefix-effort.ts';

describe('effortOf', () => {
  it.each([
    ['', 0],
    ['101', 3],
    ['1011[5-9]$', 6],
    ['[0-9]{4}', 5],
    ['SW1A ?1AA', 4 + 2 + 2 * 3],
    ['\\*\\?\\{[*+?{|(]', 4],
    ['[\\]*]+', 34],
    ['1|2', 2],
    ['(1|2)(3|4|5)', 3 + 2 * 4],
    ['(1|2){3}4', 1 + 3 * 7 + 8],
    ['0*1', 34 + 33],
    ['(?!0*1|0*2)3', 2 * (34 + 33) + 1 + 1],
    ['(?=A|B)A?B', 2 + 1 + 2 + 2],
    ['A{1,3}', 34],
    ['A{50,}', 52],
    ['A+?B', 34 + 33],
    ['(A+)+B', Infinity],
    ['((A+)B)*', Infinity],
    ['(A|A)*B', Infinity],
    ['(?:A?){2,}', Infinity],
    [`A{${'9'.repeat(400)}}`, Infinity],
  ])('%s: %d', (pattern, steps) => {
    expect(effortOf(pattern, 32)).toBe(steps);
  });

  it.each([
    ['what is optional', 'A?'.repeat(40)],
    ['what is repeated', 'A*'.repeat(6)],
    ['what comes after many ways', '(A|.){20}' + '(?!.{11}B)'.repeat(16)],
    ['what is long after many ways', '(A?){20}.{99999}'],
    ['what is endless beside what is too large to be counted', `(?:A+)+(?:B{${'9'.repeat(400)}}C|C)`],
  ])('counts %s', (_, pattern) => {
    expect(effortOf(pattern, 32)).toBeGreaterThan(50_000_000);
  });

  it('does not count what was looked at ahead for what comes after it', () => {
    const alone = effortOf('(?!0*1$|0*2$|0*3$)', 32);
    expect(effortOf('(?!0*1$|0*2$|0*3$)0*7', 32)).toBe(alone + effortOf('0*7', 32));
  });
});

test('it takes any text', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom(...Array.from('(|)[]{}*+?\\:!^$A1,')) }),
  );
  fc.assert(
    fc.property(text, (pattern) => {
      expect(effortOf(pattern, 32)).toBeGreaterThanOrEqual(0);
    }),
  );
});
