import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { naturalOrder } from './natural-order.ts';
import { compareText } from './plan.ts';

const sorted = (texts: readonly string[]) =>
  [...texts].sort((a, b) => compareText(naturalOrder(a), naturalOrder(b)));

describe('naturalOrder', () => {
  it('sorts numbers as people count', () => {
    expect(sorted(['10', '9', '100', '1'])).toEqual(['1', '9', '10', '100']);
    expect(sorted(['10.0000', '9.5000', '9.2500'])).toEqual(['9.2500', '9.5000', '10.0000']);
    expect(sorted(['zone 12', 'zone 2', 'US:CA'])).toEqual(['US:CA', 'zone 2', 'zone 12']);
  });

  it('leaves texts that differ different', () => {
    expect(naturalOrder('1')).not.toBe(naturalOrder('01'));
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => (naturalOrder(a) === naturalOrder(b)) === (a === b)),
    );
    const digits = fc.stringMatching(/^[0 1]{0,14}$/u);
    fc.assert(fc.property(digits, digits, (a, b) => (naturalOrder(a) === naturalOrder(b)) === (a === b)));
  });
});
