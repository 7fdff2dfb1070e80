import { describe, expect, it } from 'vitest';
import { Exact, roundHalfUp } from '../../shared/decimals.ts';
import { moneyOf, roundTax } from './rounding.ts';

const tax = (value: string, included: boolean) => roundTax(new Exact(value), 0, included).toFixed();

describe('rounding as WooCommerce does', () => {
  it('takes two steps, so that what is nearly a half is one', () => {
    expect(roundHalfUp(new Exact('0.4999996'), 0).toFixed()).toBe('1');
    expect(roundHalfUp(new Exact('0.4999994'), 0).toFixed()).toBe('0');
    expect(tax('0.4999996', false)).toBe('1');
    expect(tax('0.5000004', true)).toBe('0');
    expect(tax('0.5000006', true)).toBe('1');
  });

  it('takes halves of a tax away from zero, or towards it where prices include tax', () => {
    expect([tax('2.5', false), tax('-2.5', false)]).toEqual(['3', '-3']);
    expect([tax('2.5', true), tax('-2.5', true)]).toEqual(['2', '-2']);
  });

  it('shows cents in whole units, the total of a tax by its own rule', () => {
    const money = moneyOf({ decimals: 2, pricesIncludeTax: true });
    expect(money.show(new Exact('12.5'))).toBe('0.13');
    expect(money.showTax(new Exact('12.5'))).toBe('0.12');
    expect(money.exactly(new Exact('12.505'))).toBe('0.12505');
    expect(money.toCents('0.0375').toFixed()).toBe('3.75');
  });
});
