import { describe, expect, it } from 'vitest';
import { PostcodeRanges } from '../../shared/postcode-ranges.ts';
import { normalisePostcode } from '../../shared/postcode.ts';
import { matchesAnyPrefix } from '../odoo-rules/zip-prefixes.ts';
import { digitRanges } from './digit-ranges.ts';
import { zipPatterns } from './zip-patterns.ts';

const ranges = (from: string, to: string) => digitRanges(from, to).map((signs) => signs.join(''));
const patterns = (code: string, ...countries: string[]) => zipPatterns([code], countries).patterns;

describe('ranges of digits', () => {
  it('are as few patterns as the digits allow', () => {
    expect(ranges('10115', '10119')).toEqual(['1011[5-9]']);
    expect(ranges('10000', '19999')).toEqual(['1[0-9][0-9][0-9][0-9]']);
    expect(ranges('10115', '10223')).toEqual(['1011[5-9]', '101[2-9][0-9]', '102[0-1][0-9]', '1022[0-3]']);
    expect(ranges('7', '7')).toEqual(['7']);
  });

  it('hold every number between the bounds and no other', () => {
    for (const [from, to] of [
      ['0', '999'],
      ['98', '103'],
      ['340', '720'],
      ['500', '500'],
      ['1', '998'],
    ] as const) {
      const width = 3;
      const pattern = new RegExp(
        `^(?:${ranges(from.padStart(width, '0'), to.padStart(width, '0')).join('|')})$`,
        'u',
      );
      for (let each = 0; each <= 999; each += 1)
        expect(pattern.test(String(each).padStart(width, '0')), `${each} in ${from} to ${to}`).toBe(
          each >= Number(from) && each <= Number(to),
        );
    }
  });
});

describe('ranges that a merchant writes with a separator', () => {
  it.each([
    ['PL', '00-001...04-999', ['00-001', '00-950', '04-999', '00950'], ['05-000', '87-100', '00-000']],
    ['BR', '01000-000...05999-999', ['01310-100', '01310100'], ['06000-000']],
    ['GR', '104 31...118 99', ['104 31', '11523', '115 23'], ['12131', '121 31', '104 30']],
    ['PT', '1000-001...1999-999', ['1100-148'], ['2000-001']],
    ['SE', '100 00...199 99', ['114 55', '11455'], ['211 20']],
    ['CZ', '100 00...199 99', ['110 00', '11000'], ['602 00']],
    ['JP', '100-0001...208-0035', ['150-0002', '1500002'], ['530-0001']],
  ])('in %s: %s', (country, code, inside, outside) => {
    const { patterns: found, uneven, unsupported } = zipPatterns([code], [country]);
    expect({ uneven, unsupported }).toEqual({ uneven: [], unsupported: [] });
    for (const zip of [...inside, ...outside]) {
      expect(matchesAnyPrefix(found, zip), zip).toBe(inside.includes(zip));
      // The same as in WooCommerce.
      expect(new PostcodeRanges([code]).containing(normalisePostcode(zip)).length > 0, zip).toBe(
        inside.includes(zip),
      );
    }
  });

  it('of two lengths count by rules of their own', () => {
    expect(zipPatterns(['1000-1...1999-999'], ['PT'])).toMatchObject({
      ...{ patterns: [], unsupported: ['1000-1...1999-999'] },
    });
  });
});

describe('postcodes as zip prefixes', () => {
  it('are anchored where they are whole or ranges', () => {
    expect(patterns('10115', 'DE')).toEqual(['10115$']);
    expect(patterns('10115...10119', 'DE')).toEqual(['1011[5-9]$']);
    expect(patterns('902*', 'US')).toEqual(['902']);
  });

  it('allow the separator of the country where it stands', () => {
    expect(patterns('SW1A1AA', 'GB')).toEqual(['SW1A[ -]?1AA$']);
    expect(patterns('SW1A 1*', 'GB')).toEqual(['SW1A[ -]?1[0-9A-Z][0-9A-Z]$']);
    expect(patterns('SW1*', 'GB')).toEqual(['SW1...']);
    expect(patterns('12345', 'SE')).toEqual(['123[ -]?45$']);
    expect(patterns('90210-1*', 'US')).toEqual(['90210[ -]?1']);
  });

  it('know the separator among zeros, as in Warsaw', () => {
    const [three, two] = [patterns('00001...00999', 'PL'), patterns('1...99', 'PL')];
    const matches = (list: readonly string[], zip: string) =>
      new RegExp(`^(?:${list.join('|')})`, 'u').test(zip);
    for (const zip of ['00-950', '00950', '00-001', '00-012']) expect(matches(three, zip), zip).toBe(true);
    for (const zip of ['01-950', '10-950', '00-000']) expect(matches(three, zip), zip).toBe(false);
    expect(['00-099', '00-100'].map((zip) => matches(two, zip))).toEqual([true, false]);
  });

  it('hold nothing where WooCommerce finds nothing', () => {
    expect(patterns('902101*', 'US')).toEqual([]);
    expect(patterns('sw1*', 'GB')).toEqual([]);
    expect(patterns('10119...10115', 'DE')).toEqual([]);
    expect(patterns('1...2...3', 'DE')).toEqual([]);
  });

  it('are escaped', () => {
    expect(patterns('A.1(', 'DE')).toEqual(['A\\.1\\($']);
  });

  it('name what Odoo does not support', () => {
    expect(zipPatterns(['DK-2*', 'DK2*', '2*'], ['DK'])).toMatchObject({
      ...{ patterns: ['2'], unsupported: ['DK-2*', 'DK2*'] },
    });
    // `099 10` of Sweden begins with `099 1`.
    expect(zipPatterns(['0991*', '10000...20000'], ['DE', 'SE']).uneven).toEqual(['0991*']);
    expect(zipPatterns(['DK2*'], ['DE'])).toMatchObject({ patterns: ['DK2'], unsupported: [] });
    expect(zipPatterns(['1000...1999999', '1000000...1999999'], ['PT']).unsupported).toEqual([
      '1000...1999999',
    ]);
    expect(zipPatterns(['AB1...AB9', '*', '90*'], ['GB', 'LV'])).toMatchObject({
      ...{ unsupported: ['AB1...AB9'], all: true, uneven: ['90*'] },
    });
  });
});
