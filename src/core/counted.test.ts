import { expect, it } from 'vitest';
import { counted } from './counted.ts';

it.each([
  [0, 'state', '0 states'],
  [1, 'state', '1 state'],
  [2, 'payment gateway', '2 payment gateways'],
  [2, 'country', '2 countries'],
  [3, 'currency', '3 currencies'],
  [7, 'tax', '7 taxes'],
  [2, 'tax class', '2 tax classes'],
  [2, 'match', '2 matches'],
  [50_059, 'tax rate', '50,059 tax rates'],
])('%i %s', (count, noun, text) => {
  expect(counted(count, noun)).toBe(text);
});

it('takes the plural as given where a verb follows the noun', () => {
  expect([1, 2].map((count) => counted(count, 'product has', 'products have'))).toEqual([
    '1 product has',
    '2 products have',
  ]);
});
