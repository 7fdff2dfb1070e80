import { describe, expect, it } from 'vitest';
import { evaluateFormula } from './evaluate.ts';
import { parseFormula } from './parse.ts';

function amountOf(text: string, quantity = 3, cost = '59.97', decimals = 2): string {
  const parsed = parseFormula(text);
  if (!parsed.ok) return parsed.refusal.code;
  const result = evaluateFormula(parsed.formula, { quantity, cost, decimals });
  return result.ok ? result.amount.toFixed() : result.refusal.code;
}

describe('evaluateFormula', () => {
  it.each([
    ['12,50', '12.5'],
    ['10 + [qty] * 2', '16'],
    ['[cost] / [qty]', '19.99'],
    ['0.1 + 0.2', '0.3'],
    ['6 / 2 (3)', '9'],
    ['10 - 3 - 2', '5'],
    ['-2 * -3', '6'],
    ['', '0'],
  ])('%j is %s for 3 items of 59.97', (text, amount) => {
    expect(amountOf(text)).toBe(amount);
  });

  it('rounds a fee before anything is done with it', () => {
    expect(amountOf('[fee percent="5"]')).toBe('3');
    expect(amountOf('2 * [fee percent="5.5"]')).toBe('6.6');
    expect(amountOf('[fee percent="10"]', 1, '0.05')).toBe('0.01');
    expect(amountOf('[fee percent="10"]', 1, '5', 0)).toBe('1');
  });

  it('keeps a fee within its bounds, which are not rounded', () => {
    const text = '[fee percent="10" min_fee="4.005" max_fee="40"]';
    expect(amountOf(text, 1, '10')).toBe('4.005');
    expect(amountOf(text, 1, '99.90')).toBe('9.99');
    expect(amountOf(text, 1, '1000')).toBe('40');
    expect(amountOf('[fee percent="10" min_fee="9" max_fee="2"]')).toBe('2');
  });

  it('refuses a division by zero, and reports it only where there is one', () => {
    expect(amountOf('1 / ([qty] - 3)')).toBe('division_by_zero');
    expect(amountOf('1 / ([qty] - 3)', 4)).toBe('1');
    expect(amountOf('0 * (1 / 0)')).toBe('division_by_zero');
  });
});
