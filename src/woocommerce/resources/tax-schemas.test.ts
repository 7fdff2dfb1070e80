import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readShape } from './schemas.ts';
import type { Answer } from '../http/answer.ts';
import { isInvalidTaxRate, taxClassesSchema, taxRatesSchema } from './tax-schemas.ts';

const answer = (value: unknown): Answer => ({
  status: 200,
  address: 'https://shop.example/wp-json/wc/v3/taxes',
  header: () => null,
  content: { kind: 'json', value, noise: null },
  error: null,
  excerpt: JSON.stringify(value).slice(0, 40),
});

const readRates = (value: unknown, redact: (text: string) => string = String) =>
  readShape(taxRatesSchema(redact), answer(value));

const rate = {
  id: 7,
  country: 'US',
  state: 'CA',
  postcode: '902*',
  city: 'BEVERLY HILLS',
  postcodes: ['90000...90210', '902*'],
  cities: ['BEVERLY HILLS'],
  rate: '7.2500',
  name: 'CA &amp; Co',
  priority: 1,
  compound: false,
  shipping: true,
  order: 3,
  class: 'standard',
  _links: {},
};

const understood = {
  id: 7,
  country: 'US',
  state: 'CA',
  postcodes: ['90000...90210', '902*'],
  cities: ['BEVERLY HILLS'],
  rate: '7.2500',
  name: 'CA & Co',
  priority: 1,
  compound: false,
  shipping: true,
  order: 3,
  taxClass: 'standard',
};

describe('tax rates', () => {
  test('keep their decimals as text, and nothing that is not asked for', () => {
    expect(readRates([rate])).toEqual([understood]);
  });

  test.each([
    ['0.0000', '0.0000'],
    ['20', '20'],
    ['8.875000', '8.8750'],
    // Odd, and for the tax rules to judge.
    ['-1.5', '-1.5'],
    ['1000.0000', '1000.0000'],
    ['100000', '100000'],
  ])('rate %s is read', (given, kept) => {
    expect(readRates([{ ...rate, rate: given }])).toEqual([{ ...understood, rate: kept }]);
  });

  test.each([
    [{ rate: 7.25 }, 7, 'rate 7.25: expected string, received number'],
    [{ rate: '7,25' }, 7, 'rate "7,25" is not a decimal with up to 4 decimals'],
    [{ rate: '7.25001' }, 7, 'rate "7.25001" is not a decimal with up to 4 decimals'],
    [{ rate: '1e3' }, 7, 'rate "1e3" is not a decimal with up to 4 decimals'],
    [{ rate: '' }, 7, 'rate "" is not a decimal with up to 4 decimals'],
    [{ rate: '100000.0001' }, 7, 'rate "100000.0001" is beyond 100000 %'],
    [{ rate: '-999999' }, 7, 'rate "-999999" is beyond 100000 %'],
    [{ rate: undefined }, 7, 'rate is missing'],
    [{ id: undefined }, null, 'id is missing'],
    [{ id: 0 }, null, 'id 0: too small: expected number to be >0'],
    [{ id: '7' }, 7, 'id "7": expected number, received string'],
    [{ id: 1.5 }, null, 'id 1.5: expected int, received number'],
    [{ id: 2 ** 31 }, null, 'id 2147483648: too big: expected number to be <=2147483647'],
    [{ name: null }, 7, 'name null: expected string, received null'],
    [{ name: 'a\u0007b' }, 7, 'name "a\\u0007b" contains control characters'],
    [{ name: 'half \ud83e' }, 7, 'name "half \\ud83e" contains half a character'],
    [{ country: 49 }, 7, 'country 49: expected string, received number'],
    [{ name: 'x'.repeat(501) }, 7, `name "${'x'.repeat(119)}…: too big`],
    [{ priority: '1' }, 7, 'priority "1": expected number, received string'],
    [{ order: 2 ** 40 }, 7, 'order 1099511627776: too big: expected number to be <=2147483647'],
    [{ compound: 'yes' }, 7, 'compound "yes": expected boolean, received string'],
    [{ shipping: 1 }, 7, 'shipping 1: expected boolean, received number'],
    [{ class: undefined }, 7, 'class is missing'],
    [{ postcodes: '90210' }, 7, 'postcodes "90210": expected array, received string'],
    [{ postcodes: ['1', 2] }, 7, 'postcodes ["1",2]: expected string, received number'],
    [{ cities: { 0: 'OAKLAND' } }, 7, 'cities {"0":"OAKLAND"}: expected array, received object'],
    [{ postcodes: undefined, postcode: undefined }, 7, 'postcodes is missing'],
    [{ cities: null, city: 5 }, 7, 'cities null: expected array, received undefined'],
  ] as const)('%o is a fault that stops nothing', (change, id, message) => {
    const rows = readRates([
      { ...rate, id: 6 },
      { ...rate, ...change },
      { ...rate, id: 8 },
    ]);
    expect(rows).toHaveLength(3);
    expect([rows[0], rows[2]]).toEqual([
      { ...understood, id: 6 },
      { ...understood, id: 8 },
    ]);
    const found = rows[1];
    if (found === undefined || !isInvalidTaxRate(found)) throw new Error('it was understood');
    expect([found.id, found.field]).toEqual([id, Object.keys(change)[0]]);
    expect(found.message.startsWith(message)).toBe(true);
  });

  test.each([null, 'x', 5, [], true])('a row %j is a fault', (row) => {
    expect(readRates([row, rate])).toEqual([
      { id: null, field: 'row', message: `row ${JSON.stringify(row)} is no object` },
      understood,
    ]);
  });

  test('an id that comes twice stands once', () => {
    expect(readRates([rate, { ...rate, rate: '8.0000' }])).toEqual([
      understood,
      { id: 7, field: 'id', message: 'id 7 comes a second time' },
    ]);
  });

  test('old stores name postcode and city in the singular', () => {
    const old = (postcode: string, city: string) => ({
      ...rate,
      postcodes: undefined,
      cities: undefined,
      postcode,
      city,
    });
    expect(readRates([old('', '')])).toEqual([{ ...understood, postcodes: [], cities: [] }]);
    expect(readRates([old('10115; 10117 ;', 'OAKLAND')])).toEqual([
      { ...understood, postcodes: ['10115', '10117'], cities: ['OAKLAND'] },
    ]);
    // Beside the plural the singular is only its last value.
    expect(readRates([{ ...rate, postcodes: [] }])).toEqual([{ ...understood, postcodes: [] }]);
  });

  test('the class of an empty text is the standard one', () => {
    expect(readRates([{ ...rate, class: '' }])).toEqual([understood]);
  });

  test('a fault quotes no key', () => {
    const redact = (text: string) => text.replaceAll('cs_secret', '[removed]');
    const [found] = readRates([{ ...rate, rate: `${'x'.repeat(110)}cs_secret` }], redact);
    expect(JSON.stringify(found)).not.toContain('cs_s');
  });

  test('whatever the rows are, each becomes a rate or a fault', () => {
    const odd = fc.oneof(fc.jsonValue(), fc.constantFrom(...Object.values(rate)));
    const row = fc
      .dictionary(fc.constantFrom(...Object.keys(rate)), odd)
      .map((change) => ({ ...rate, ...change }));
    fc.assert(
      fc.property(fc.array(fc.oneof(row, fc.jsonValue()), { maxLength: 5 }), (rows) => {
        const read = readRates(rows);
        expect(read).toHaveLength(rows.length);
        const ids = read.filter((one) => !isInvalidTaxRate(one)).map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const one of read.filter(isInvalidTaxRate)) {
          expect(one.message.startsWith(`${one.field} `)).toBe(true);
          expect(one.message.length).toBeLessThan(400);
          expect(one.message.isWellFormed()).toBe(true);
        }
      }),
    );
  });

  test.each([[{ code: 'x' }], ['text'], [null]])('an answer %j is no page', (value) => {
    expect(() => readRates(value)).toThrow(expect.objectContaining({ code: 'store.wrong_shape' }));
  });

  test('nor is one of more rows than were asked for', () => {
    expect(() => readRates(Array.from({ length: 101 }, (_, index) => ({ ...rate, id: index + 1 })))).toThrow(
      expect.objectContaining({ code: 'store.wrong_shape' }),
    );
  });
});

describe('tax classes', () => {
  const read = (value: unknown) =>
    readShape(
      taxClassesSchema((each) => each),
      answer(value),
    );
  const classes = (value: unknown) => read(value).rows;

  test('the standard one comes first, the others as the store lists them', () => {
    const listed = [
      { slug: 'zero-rate', name: 'Zero rate', _links: {} },
      { slug: 'standard', name: 'Standard rate' },
      { slug: 'food-books', name: 'Food &amp; Books' },
    ];
    expect(classes(listed)).toEqual([
      { slug: 'standard', name: 'Standard rate' },
      { slug: 'zero-rate', name: 'Zero rate' },
      { slug: 'food-books', name: 'Food & Books' },
    ]);
  });

  test('one that cannot be understood, or comes twice, is a fault alone', () => {
    const standard = { slug: 'standard', name: 'a' };
    const odd = [
      standard,
      { slug: 'zero-rate' },
      { slug: ['x'], name: 'b' },
      null,
      { ...standard, name: 'c' },
    ];
    expect(read(odd)).toEqual({
      rows: [standard],
      faults: [
        { id: 'zero-rate', field: 'name', message: 'name is missing' },
        { id: null, field: 'slug', message: 'slug ["x"]: expected string, received array' },
        { id: null, field: 'row', message: 'row null is no object' },
        { id: 'standard', field: 'slug', message: 'slug comes a second time' },
      ],
    });
    // The standard class cannot be deleted, so it is there whatever its name became.
    expect(
      read([
        { slug: 'standard', name: 4 },
        { slug: 'zero-rate', name: 'Zero' },
      ]),
    ).toMatchObject({
      rows: [{ slug: 'standard', name: 'Standard rate' }, { slug: 'zero-rate' }],
      faults: [{ id: 'standard' }],
    });
  });

  test.each([
    [[], 'contains no class standard'],
    [[{ slug: 'zero-rate', name: 'x' }], 'contains no class standard'],
    [[{ slug: '', name: 'a' }], '[0].slug'],
    [[{ slug: 'standard' }], '[0].name'],
    [{ standard: 'Standard rate' }, 'the whole answer'],
  ])('refuses %j', (value, place) => {
    expect(() => classes(value)).toThrow(
      expect.objectContaining({
        code: 'store.wrong_shape',
        message: expect.stringContaining(place) as string,
      }),
    );
  });
});
