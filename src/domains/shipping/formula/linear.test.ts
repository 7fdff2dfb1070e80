import { describe, expect, it } from 'vitest';
import { linearOf } from './linear.ts';
import { parseFormula } from './parse.ts';
import type { LinearCost } from './types.ts';

function read(text: string, decimals = 2): LinearCost | null {
  const parsed = parseFormula(text);
  if (!parsed.ok) throw new Error(parsed.refusal.message);
  return linearOf(parsed.formula, decimals);
}

const unbounded = { least: null, most: null };

describe('linearOf', () => {
  it.each([
    ['12,50', '12.5'],
    ['', '0'],
    ['2 * (3 + 4) / 8', '1.75'],
    ['[qty] - [qty] + 5', '5'],
    ['0 * [fee percent="10"]', '0'],
    ['[fee min_fee="4"]', '4'],
    ['[fee percent="10" min_fee="9" max_fee="2"]', '2'],
    ['1 / 3 * 3', '1'],
    ['[qty] * (2/3) - [qty] / 3 * 2 + 4', '4'],
    ['0.01 / 3 * 3 + 0 * [fee percent="1"]', '0.01'],
  ])('%j is always %s', (text, base) => {
    expect(read(text)).toEqual({ base, unit: 'nothing', perUnit: '0', ...unbounded });
  });

  it.each([
    ['10 + [qty] * 2', '10', 'qty', '2'],
    ['([qty] - 1) * 3 + 5', '2', 'qty', '3'],
    ['20 * [qty]', '0', 'qty', '20'],
    ['-[qty] / 4', '0', 'qty', '-0.25'],
    ['[cost] * 0.05 + 1', '1', 'cost', '0.05'],
    ['10 + [fee percent="5"]', '10', 'cost', '0.05'],
    ['[qty] / 3 * 3', '0', 'qty', '1'],
    ['[cost] + [qty] / 7 * 7 - [qty]', '0', 'cost', '1'],
    ['1 / 3 * 3 + [fee percent="5"]', '1', 'cost', '0.05'],
  ])('%j is %s and, by %s, %s', (text, base, unit, perUnit) => {
    expect(read(text)).toEqual({ base, unit, perUnit, ...unbounded });
  });

  it('divides by a tax rate as well, cut off far behind what money shows', () => {
    expect(read('3.50 / 1.21')?.base).toMatch(/^2\.8925619834\d+$/u);
    expect(read('20 * [qty] / 3')?.perUnit).toMatch(/^6\.6{30,}7$/u);
    expect(read('[cost]*0,05/1,21')).toMatchObject({ unit: 'cost', base: '0' });
  });

  it('keeps the bounds of a fee apart from what is added to it', () => {
    expect(read('30 + [fee percent="5" min_fee="3"]')).toEqual({
      ...{ base: '30', unit: 'cost', perUnit: '0.05', least: '3', most: null },
    });
    expect(read('-[fee percent="10" min_fee="4" max_fee="40"]')).toEqual({
      ...{ base: '0', unit: 'cost', perUnit: '-0.1', least: '-40', most: '-4' },
    });
  });

  it.each([
    ['counts both', '[qty] + [cost]'],
    ['multiplies what it counts', '[qty] * [qty]'],
    ['divides by what it counts', '10 / [qty]'],
    ['divides by zero', '[qty] / 0'],
    ['multiplies a rounded fee', '2 * [fee percent="10"]'],
    ['divides a rounded fee', '[fee percent="10"] / 2'],
    ['adds two rounded fees', '[fee percent="10"] + [fee percent="5"]'],
    ['adds what is not rounded to a fee', '[fee percent="10"] + [cost] * 0.1'],
    ['adds half a cent to a fee', '0.005 + [fee percent="10"]'],
    ['takes a fee off, where half a cent goes the other way', '10 - [fee percent="10"]'],
  ])('is null where the formula %s', (_, text) => {
    expect(read(text)).toBeNull();
  });

  it('goes by the decimals of the store', () => {
    expect(read('0.50 + [fee percent="10"]', 0)).toBeNull();
    expect(read('0.005 + [fee percent="10"]', 3)).not.toBeNull();
  });
});
