import { expect, test } from 'vitest';
import { isDigits, nextText, previousText } from './cuts.ts';

test.each([
  ['902', '903'],
  ['0199', '0200'],
  ['0999', '1000'],
  ['12345678901234567899', '12345678901234567900'],
  ['999', '99:'],
  ['K1A', 'K1B'],
])('the text behind everything that begins with %s is %s, and the one before that again', (text, next) => {
  expect(nextText(text)).toBe(next);
  expect(previousText(next)).toBe(text);
});

test('the text before only zeros has one sign less at its end', () => {
  expect(previousText('000')).toBe('00/');
});

test('digits are those of ASCII alone, and at least one', () => {
  expect(['0', '90210'].map(isDigits)).toEqual([true, true]);
  expect(['', '9 0', '9٠', 'K1A', '/', ':'].map(isDigits)).toEqual(Array.from({ length: 6 }, () => false));
});
