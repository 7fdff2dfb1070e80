import { describe, expect, it } from 'vitest';
import { namedList } from './named-list.ts';

const letters = (count: number) => Array.from({ length: count }, (_, at) => String.fromCharCode(65 + at));

describe('namedList', () => {
  it('names a short list as a whole', () => {
    expect(namedList([], 3)).toBe('');
    expect(namedList(letters(3), 3)).toBe('A, B, C');
  });

  it('counts what it does not name', () => {
    expect(namedList(letters(4), 3)).toBe('A, B, C and 1 more');
    expect(namedList(letters(5), 3, { what: 'countries' })).toBe('A, B, C and 2 more countries');
    expect(namedList(letters(5), 2, { separator: '; ' })).toBe('A; B; and 3 more');
    expect(
      namedList(
        Array.from({ length: 50_000 }, (_, at) => String(at)),
        1,
      ),
    ).toBe('0 and 49,999 more');
  });
});
