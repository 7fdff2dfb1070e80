import { describe, expect, it } from 'vitest';
import { nameOfShared } from './tax-name.ts';

describe('the name of a tax', () => {
  const rate = (country: string, name: string) => ({ country, name });

  it.each([
    [[rate('DE', 'MwSt.')], 'DE MwSt. 19%'],
    [[rate('DE', 'MwSt. 19%')], 'DE MwSt. 19%'],
    // The old percentage, which the merchant left in the name.
    [[rate('DE', 'MwSt. 16 %')], 'DE MwSt. 19%'],
    [[rate('DE', 'IVA 10% ermäßigt')], 'DE IVA ermäßigt 19%'],
    [[rate('', 'Everywhere')], 'Everywhere 19%'],
    [[rate('DE', '')], 'DE 19%'],
    [[rate('US', 'AL State Tax'), rate('US', 'GA State Tax')], 'US 19%'],
    [[rate('', 'One'), rate('', 'Other')], 'Tax 19%'],
    // No country's invoice must name the tax of another one.
    [[rate('DE', 'MwSt.'), rate('US', 'IN State Tax')], 'Tax 19%'],
  ])('of %j is %s', (rates, name) => {
    expect(nameOfShared(rates, '19', '')).toBe(name);
  });

  it('names the class where each has its own', () => {
    expect(nameOfShared([rate('FR', 'TVA')], '5.5', 'Reduced rate')).toBe('FR TVA 5.5% (Reduced rate)');
  });
});
