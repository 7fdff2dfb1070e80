import { describe, expect, it } from 'vitest';
import { parseFormula } from './parse.ts';
import { printFormula } from './print.ts';
import type { Refusal } from './types.ts';

const printed = (text: string): string => {
  const parsed = parseFormula(text);
  return parsed.ok ? printFormula(parsed.formula) : `refused: ${parsed.refusal.message}`;
};

const refused = (text: string): Refusal | null => {
  const parsed = parseFormula(text);
  return parsed.ok ? null : parsed.refusal;
};

describe('parseFormula', () => {
  it.each([
    ['12,50', '12.5'],
    ['4.90', '4.9'],
    [' 35 ', '35'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['1 000,50', '1000.5'],
    ['10 + [qty] * 2', '10 + [qty] * 2'],
    ['(1+2)*3', '(1 + 2) * 3'],
    ['1-(2-3)', '1 - (2 - 3)'],
    ['8/(4/2)', '8 / (4 / 2)'],
    ['(8/4)/2', '8 / 4 / 2'],
    ['-[cost]*-2', '-[cost] * -2'],
    ['-(1+2)', '-(1 + 2)'],
    ['5 - -2', '5 - -2'],
    ['2(3)(4)5', '2 * 3 * 4 * 5'],
    ['(2)[qty]', '2 * [qty]'],
    ['[qty](2)', '[qty] * 2'],
  ])('reads %j as %s', (text, formula) => {
    expect(printed(text)).toBe(formula);
  });

  it.each([
    ["'", "7'50 * [qty]", '7.5 * [qty]'],
    ["'", '7,50 + 1.5', '7.5 + 1.5'],
    ['·', '1 000·5', '1000.5'],
    ['$', '5$25', '5.25'],
    ['dec', '5dec5', '5.5'],
    [',', '7,50 + 1.5', '7.5 + 1.5'],
    // White space goes before separators are looked for.
    [' ', '7 50', '750'],
  ])('knows the decimal separator %j of the store: %j is %s', (separator, text, formula) => {
    const parsed = parseFormula(text, separator);
    expect(parsed.ok && printFormula(parsed.formula)).toBe(formula);
  });

  it.each(['-', '5', '[', '..'])('refuses all where %j parts decimals off', (separator) => {
    expect(parseFormula('1', separator)).toMatchObject({
      refusal: { message: expect.stringContaining(`decimal separator “${separator}”`) as unknown },
    });
  });

  it.each([
    ['nothing', '', '0'],
    ['space', ' \t ', '0'],
    ['signs alone', '+-*/', '0'],
    ['signs at the ends', '* + 5 + -', '5'],
    ['a minus at the start, which counts', '+-5', '-5'],
  ])('drops what leads nowhere: %s', (_, text, formula) => {
    expect(printed(text)).toBe(formula);
  });

  it.each([
    ['[fee percent="10" min_fee="4" max_fee="40"]', '[fee percent="10" min_fee="4" max_fee="40"]'],
    ["[fee max_fee='40' percent=10]", '[fee percent="10" max_fee="40"]'],
    ['[fee PERCENT = "10%"]', '[fee percent="10"]'],
    ['[fee percent="5" percent="7.50" /]', '[fee percent="7.5"]'],
    ['[fee]', '[fee percent="0"]'],
    ['[fee percent="10" min_fee="" max_fee="0" note="x"]', '[fee percent="10"]'],
    ['[fee percent="10" min_fee="0.00"]', '[fee percent="10" min_fee="0.0"]'],
    ['[fee\u00a0percent="-10"]', '[fee percent="-10"]'],
  ])('reads %j as %s', (text, formula) => {
    expect(printed(text)).toBe(formula);
  });

  it.each([
    ['1.234,50', 0],
    ['5 .. 2', 0],
    [',', 0],
    ['2 [qty]', 2],
    ['[qty]3', 5],
    ['[cost][qty]', 6],
    ['(2)[cost]', 3],
    ['(2)[fee percent="-5"]', 3],
    ['5 * + 3', 4],
    ['(+5)', 1],
    ['()', 1],
    ['(5', 0],
    ['5)', 1],
    ['(5-', 0],
    ['2 ^ 3', 2],
    ['pi', 0],
    ['x = 5', 0],
    ['5;', 1],
    ['5 €', 2],
    ['5\u00a0+ 1', 1],
    ['[QTY]', 0],
    ['[ qty ]', 0],
    ['[weight]', 0],
    ['[fees percent="1"]', 0],
    ['[[fee percent="1"]]', 0],
    ['[fee percent="1"]2[/fee]', 18],
    ['[fee 10]', 0],
    ['[fee percent="10"min_fee="4"]', 0],
    ['[fee percent="10,5"]', 0],
    ['[fee percent=“10”]', 0],
    ['[fee percent="10" min_fee="[qty]"]', 0],
    ['[fee percent="10" min_fee="4,50"]', 0],
    ['[fee percent="1e3"]', 0],
    ['[qty', 0],
    ['qty]', 0],
    ['1e3', 1],
    ['𝟙', 0],
  ])('refuses %j at %i', (text, at) => {
    expect(refused(text)).toMatchObject({ code: 'not_a_formula', at });
  });

  it('shows what is wrong and where', () => {
    expect(refused('10 + [weight] * 2')?.message).toBe(
      'At character 6: “[weight]” is none of [qty], [cost] and [fee].',
    );
    expect(refused('5 * 2 [qty]')?.message).toBe('At character 7: a sign is missing before “[qty]”.');
    expect(refused('[fee percent="ten"]')?.message).toBe(
      'At character 1: percent of [fee] is “ten”, which is no number with a decimal point.',
    );
    expect(refused('5 * (')?.message).toBe('At character 6: the formula ends where a number is due.');
  });

  it('refuses what is too long or too deep', () => {
    expect(refused('1'.repeat(1000))).toBeNull();
    expect(refused('1'.repeat(1001))).toMatchObject({ code: 'too_long' });
    expect(refused(`${'('.repeat(50)}1${')'.repeat(50)}`)).toBeNull();
    expect(refused(`${'('.repeat(51)}1${')'.repeat(51)}`)).toMatchObject({ code: 'too_deep', at: 50 });
    expect(refused(`${'-'.repeat(51)}1`)).toMatchObject({ code: 'too_deep' });
    expect(refused('1+'.repeat(499))).toBeNull();
  });
});
