import { expect, it } from 'vitest';
import { convertWeight } from './weight.ts';

it.each([
  ['2.5', 'kg', 'kg', '2.5'],
  ['2500', 'g', 'kg', '2.5'],
  ['10', 'lbs', 'lb', '10'],
  ['10', 'lbs', 'kg', '4.535924'],
  ['16', 'oz', 'lb', '1'],
  ['1', 'stone', 'kg', null],
  ['1', 'kg', '', null],
  [null, 'kg', 'kg', null],
])('%s %s in %s: %s', (weight, from, to, expected) => {
  expect(convertWeight(weight, from, to)).toBe(expected);
});
