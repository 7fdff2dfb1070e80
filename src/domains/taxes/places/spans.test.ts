import { describe, expect, test } from 'vitest';
import { describeSpan, isHairline, odooBounds } from './bounds.ts';
import { cutAfter } from './cuts.ts';
import { shapeOf } from './postcode-shapes.ts';
import { readPostcode } from './spans.ts';

/** What Odoo stores for a postcode of a rate, and how it is shown: `zip_from` to `zip_to` and the label. */
function textsOf(postcode: string, country: string): string[] {
  const { digits } = shapeOf(country);
  return readPostcode(postcode, country).spans.map((span) => {
    const { zipFrom, zipTo } = odooBounds(span, digits);
    return `'${zipFrom}' '${zipTo}' ${describeSpan(span, digits)}`;
  });
}

describe('a postcode of a rate as bounds of Odoo', () => {
  test.each([
    ['90210', 'US', ["'90210' '90210' 90210"]],
    ['90000...90210', 'US', ["'90000' '90210' 90000–90210"]],
    [' 90000 ... 90210 ', 'US', ["'90000' '90210' 90000–90210"]],
    ['902*', 'US', ["'902 ' '902~' 902*"]],
    ['90*', 'US', ["'90 ' '90~' 90*"]],
    ['99*', 'US', ["'99 ' '99~' 99*"]],
    ['90210*', 'US', ["'90209~' '90210~' 90210*"]],
    ['90210-1234', 'US', ["'90210-1234' '90210-1234' 90210-1234", "'902101234' '902101234' 902101234"]],
    ['sw1a 1aa', 'GB', ["'SW1A 1AA' 'SW1A 1AA' SW1A 1AA", "'SW1A1AA' 'SW1A1AA' SW1A1AA"]],
    ['SW1A*', 'GB', ["'SW1A' 'SW1A~' SW1A*"]],
    ['K1A0B1', 'CA', ["'K1A 0B1' 'K1A 0B1' K1A 0B1", "'K1A0B1' 'K1A0B1' K1A0B1"]],
    ['1011', 'NL', ["'1011' '1011' 1011"]],
    ['12*', 'XX', ["'11~' '12~' 12*"]],
  ])('%s in %s', (postcode, country, expected) => {
    expect(textsOf(postcode, country)).toEqual(expected);
  });

  test('numbers get the zeros back that a table lost', () => {
    expect(textsOf('501...544', 'US')).toEqual(["'00501' '00544' 00501–00544"]);
    expect(textsOf('800...899', 'AU')).toEqual(["'0800' '0899' 0800–0899"]);
  });

  test.each([
    ['90210...', 'US'],
    ['1...2...3', 'US'],
    ['90210...90000', 'US'],
    ['90000...902109999', 'US'],
    ['9*210', 'US'],
    ['*', 'US'],
    ['902101*', 'US'],
    ['K1A0*', 'CA'],
    ['SW1A1*', 'GB'],
    ['90000 - 90010', 'US'],
    ['', 'US'],
  ])('%s in %s is no postcode', (postcode, country) => {
    expect(readPostcode(postcode, country).spans).toEqual([]);
  });

  test('ranges show how they compare', () => {
    expect(readPostcode('90000...90210', 'US')).toMatchObject({ numericRange: true, letterRange: false });
    expect(readPostcode('90210...90210', 'US')).toMatchObject({ numericRange: false });
    expect(readPostcode('90210-0000...90210-9999', 'US')).toMatchObject({ numericRange: false });
    expect(readPostcode('K1A...K1Z', 'CA')).toMatchObject({ numericRange: false, letterRange: true });
  });
});

test('letters in a range of a country whose postcodes are digits: a span where both bounds begin alike, else a limitation', () => {
  expect(readPostcode('10001...abc', 'US')).toMatchObject({ spans: [], letterRange: true });
  expect(readPostcode('1010...abc', 'AT')).toMatchObject({ spans: [], letterRange: true });
  expect(readPostcode('L-1000...L-1999', 'LU').spans).not.toEqual([]);
  expect(readPostcode('DK1000...DK1999', 'DK').spans).not.toEqual([]);
});

describe('a piece of the line as bounds of Odoo', () => {
  test.each([
    [cutAfter('90210'), '90300', "'90210 ' '902~'", '90211–90299'],
    ['90200', '90210', "'9020 ' '9020~'", '9020*'],
    ['90200', '90211', "'90199~' '90210~'", '90200–90210'],
    ['90211', '90300', "'90211' '902~'", '90211–90299'],
    [cutAfter('90210'), cutAfter('90299'), "'90210 ' '90299 '", '90211–90299'],
    [cutAfter('90210'), '90211', "'90210 ' '90210~'", 'longer than 90210'],
  ])('%s to %s', (from, to, bounds, label) => {
    const { zipFrom, zipTo } = odooBounds({ from, to }, 5);
    expect(`'${zipFrom}' '${zipTo}'`).toBe(bounds);
    expect(describeSpan({ from, to }, 5)).toBe(label);
  });

  test('a bound that is all digits is never shorter than the other, or Odoo would put zeros before it', () => {
    const cuts = ['90000', '90200', cutAfter('90210'), '90211', cutAfter('90299'), '90300', '91000', '9:'];
    for (const [at, from] of cuts.entries()) {
      for (const to of cuts.slice(at + 1)) {
        const { zipFrom, zipTo } = odooBounds({ from, to }, 5);
        expect(zipFrom <= zipTo).toBe(true);
        for (const [bound, other] of [[zipFrom, zipTo] as const, [zipTo, zipFrom] as const]) {
          expect(!/^\d+$/u.test(bound) || bound.length >= other.length).toBe(true);
        }
      }
    }
  });
});

test('between neighbours lie only longer postcodes', () => {
  expect(isHairline({ from: cutAfter('90210'), to: '90211' }, 5)).toBe(true);
  expect(isHairline({ from: cutAfter('90210'), to: '90212' }, 5)).toBe(false);
  expect(isHairline({ from: cutAfter('90210'), to: '90211' }, undefined)).toBe(false);
  expect(isHairline({ from: '90210', to: '90211' }, 5)).toBe(false);
});
