import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutEnd } from './trim.ts';

describe('withoutEnd', () => {
  it('removes what is at the end alone', () => {
    expect(withoutEnd('0100200', '0')).toBe('01002');
    expect(withoutEnd('reason . .\n', ' .\n')).toBe('reason');
    expect([withoutEnd('', '0'), withoutEnd('000', '0')]).toEqual(['', '']);
  });

  it('answers as the expression does', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '-', ' ') }), (text) => {
        expect(withoutEnd(text, '-')).toBe(text.replace(/-+$/u, ''));
      }),
    );
  });
});
