import { describe, expect, it } from 'vitest';
import { effectivePercent, odooPercent } from './effective.ts';

const plain = (rate: string) => ({ rate, compound: false });
const compound = (rate: string) => ({ rate, compound: true });

describe('the effective percentage', () => {
  it.each([
    [[], '0'],
    [[plain('0.0000')], '0'],
    [[plain('19.0000')], '19'],
    [[plain('7.2500'), plain('1.3750')], '8.625'],
    [[plain('5.0000'), compound('9.9750')], '15.47375'],
    [[compound('9.9750'), plain('5.0000')], '15.47375'],
    [[plain('5'), compound('10'), compound('10')], '27.05'],
    [[compound('0.0001'), compound('0.0001'), compound('0.0001')], '0.0003000003000001'],
  ])('of %j is %s', (rates, expected) => {
    expect(effectivePercent(rates)).toBe(expected);
  });

  it.each([
    ['15.47375', '15.4738'],
    ['19', '19'],
    ['0', '0'],
    ['1.2346', '1.2346'],
    ['0.00004', '0'],
    ['-2.00005', '-2.0001'],
  ])('%s is %s in Odoo', (percent, expected) => {
    expect(odooPercent(percent)).toBe(expected);
  });
});
