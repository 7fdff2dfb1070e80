import { describe, expect, it } from 'vitest';
import { verdict } from './samples.ts';

describe('money', () => {
  it('is compared by currency', () => {
    expect(verdict('currency', { company: { currency: 'EUR' } })).toBe('differ');
    expect(verdict('currency', { policy: { currency: '' } })).toBe('unknown');
  });

  it.each([
    [2, 'agree'],
    [0, 'differ'],
    [4, 'differ'],
  ])('%i decimals against 2: %s', (decimals, expected) => {
    expect(verdict('price_decimals', { policy: { decimals } })).toBe(expected);
  });
});
