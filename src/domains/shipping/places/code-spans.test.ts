import fc from 'fast-check';
import { expect, it } from 'vitest';
import { namesOfPostcode, normalisePostcode } from '../../shared/postcode.ts';
import { isRange, PostcodeRanges } from '../../shared/postcode-ranges.ts';
import { ZoneCodes } from './code-spans.ts';

const apart = (a: readonly string[], b: readonly string[]) => new ZoneCodes([a, b]).areApart(0, 1);

it('tells postcodes apart, and ranges of one length', () => {
  expect(apart(['10115', '10117'], ['10116'])).toBe(true);
  expect(apart(['10115', '10117'], ['10116', '10117'])).toBe(false);
  expect(apart(['10000...19999', '30000'], ['20000...29999'])).toBe(true);
  expect(apart(['10000...19999'], ['19999'])).toBe(false);
  expect(apart(['SW1A 1AA'], ['SW1A1AA'])).toBe(false);
  expect(apart(['SW1A1AA'], ['EC1A1BB'])).toBe(true);
  expect(apart(['LV-1050'], ['1050'])).toBe(false);
});

it('does not show what is of another kind', () => {
  expect(apart(['90*'], ['10115'])).toBe(false);
  expect(apart(['1000AB'], ['2000...2999'])).toBe(false);
  expect(apart(['1000...1099'], ['200...300'])).toBe(false);
});

it('tells nothing where too many meet', () => {
  const same = new ZoneCodes(Array.from({ length: 300 }, () => ['10115']).concat([['20000']]));
  expect([same.areApart(0, 299), same.areApart(1, 300)]).toEqual([false, false]);
  const wide = new ZoneCodes(Array.from({ length: 1100 }, (_, at) => [`1${at + 1000}...99999`]));
  expect(wide.areApart(0, 1)).toBe(false);
});

const text = fc
  .array(fc.constantFrom('1', '2', 'A', 'E', '-', ' ', '.', '*', '...'), { minLength: 1, maxLength: 5 })
  .map((signs) => signs.join(''));
const digits = fc
  .array(fc.constantFrom('0', '1', '2'), { minLength: 1, maxLength: 3 })
  .map((signs) => signs.join(''));
const code = fc.oneof(
  text,
  digits,
  fc.tuple(digits, digits).map(([a, b]) => `${a}...${b}`),
);

it('never takes zones for apart that hold one postcode, as WooCommerce compares', () => {
  const includes = (codes: readonly string[], postcode: string, country: string) => {
    const bare = normalisePostcode(postcode);
    const names = namesOfPostcode(bare, country);
    if (codes.some((each) => !isRange(each) && names.has(each))) return true;
    return new PostcodeRanges(codes.filter(isRange)).containing(bare).length > 0;
  };
  const codes = fc.array(code, { minLength: 1, maxLength: 3 });
  const country = fc.constantFrom('DE', 'LV', 'DK', 'SE', 'NL');
  fc.assert(
    fc.property(codes, codes, fc.oneof(digits, text), country, (a, b, postcode, at) => {
      if (apart(a, b)) expect(includes(a, postcode, at) && includes(b, postcode, at)).toBe(false);
    }),
    { numRuns: 5000 },
  );
});
