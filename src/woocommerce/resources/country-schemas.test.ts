import { describe, expect, test } from 'vitest';
import type { Answer } from '../http/answer.ts';
import { continentsSchema, countriesSchema } from './country-schemas.ts';
import { readShape } from './schemas.ts';

const answer = (value: unknown): Answer => ({
  status: 200,
  address: 'https://shop.example/wp-json/wc/v3/x',
  header: () => null,
  content: { kind: 'json', value, noise: null },
  error: null,
  excerpt: JSON.stringify(value).slice(0, 40),
});

const read = (value: unknown) => readShape(countriesSchema(String), answer(value));
const good = { code: 'DE', name: 'Germany', states: [{ code: 'DE-BE', name: 'Berlin' }] };

test('numeric codes become text, entities are decoded, unknown fields dropped', () => {
  const countries = [
    { code: 'CW', name: 'Cura&ccedil;ao ', states: [], currency: 'ANG', _links: {} },
    { code: 'UM', name: 'R&D &amp;lt;', states: [{ code: 81, name: 'Baker&nbsp;Island', x: 1 }] },
    { code: 'PH', name: 'Philippines', states: [{ code: '00', name: 'Metro&#9;Manila&#1;' }] },
  ];
  expect(read(countries)).toEqual({
    countries: [
      { code: 'CW', name: 'Curaçao', states: [] },
      { code: 'UM', name: 'R&D &lt;', states: [{ code: '81', name: 'Baker\u00a0Island' }] },
      { code: 'PH', name: 'Philippines', states: [{ code: '00', name: 'Metro Manila' }] },
    ],
    faults: [],
  });
});

describe('one bad state is left out and no other', () => {
  test.each([
    [{ code: '', name: 'Select a governorate' }, null, 'code "" is empty'],
    [{ code: ' ', name: 'x' }, null, 'code " " is empty'],
    [{ code: null, name: 'y' }, null, 'code null is of no known form'],
    [{ code: 1.5, name: 'y' }, null, 'code 1.5 is of no known form'],
    [{ code: 'X1', name: ['x'] }, 'X1', 'name ["x"]: expected string, received array'],
    [{ code: 'X2', name: null }, 'X2', 'name null: expected string, received null'],
    [{ code: 'X3', name: 7 }, 'X3', 'name 7: expected string, received number'],
    [{ code: 'X4', name: false }, 'X4', 'name false: expected string, received boolean'],
    [{ code: 'X5', name: 'a\rb' }, 'X5', 'name "a\\rb" contains control characters'],
    [{ code: 'X6', name: 'half \ud83e' }, 'X6', 'name "half \\ud83e" contains half a character'],
    [{ code: 'X7', name: 'x'.repeat(501) }, 'X7', expect.stringMatching(/^name .*too big/) as string],
    [{ code: 'X8' }, 'X8', 'name is missing'],
    [{ code: 'DE-BE', name: 'Twin' }, 'DE-BE', 'code comes a second time'],
    [{ code: 'DE-BE ', name: 'Twin' }, 'DE-BE', 'code comes a second time'],
    ['Berlin', null, 'row "Berlin" is no object'],
  ])('%j', (bad, state, message) => {
    const row = { ...good, states: [...good.states, bad] };
    expect(read([row])).toMatchObject({ countries: [good], faults: [{ country: 'DE', state, message }] });
    // Of twins the one that is written without spaces counts, wherever it stands.
    if (JSON.stringify(bad).includes('DE-BE '))
      expect(read([{ ...good, states: [bad, ...good.states] }])).toMatchObject({ countries: [good] });
  });

  test('numbers and their text are the same code', () => {
    const states = [
      { code: 81, name: 'a' },
      { code: '81', name: 'b' },
    ];
    expect(read([{ code: 'UM', name: 'x', states }])).toMatchObject({
      countries: [{ states: [{ code: '81', name: 'a' }] }],
      faults: [{ country: 'UM', state: '81' }],
    });
  });

  test('too many: what comes after the bound is left out, with one fault', () => {
    const many = Array.from({ length: 5_002 }, (_, index) => ({ code: `C${index}`, name: 'n' }));
    const { countries, faults } = read([
      { ...good, states: many },
      { ...good, code: 'AT' },
    ]);
    expect(countries.map(({ states }) => states.length)).toEqual([5_000, 1]);
    expect(faults).toMatchObject([
      {
        country: 'DE',
        state: null,
        message: 'states contains more than 5000 states; the others are not read',
      },
    ]);
  });

  test('a list that PHP made a record is read', () => {
    expect(read([{ ...good, states: { 1: good.states[0] } }])).toEqual({ countries: [good], faults: [] });
  });
});

describe('one bad country leaves the others', () => {
  test.each([
    [{ code: ' ', name: 'x', states: [] }, null],
    [{ code: 'DE', name: 'again', states: [] }, 'DE'],
    [7, null],
  ])('%j is left out', (bad, country) => {
    expect(read([good, bad])).toMatchObject({ countries: [good], faults: [{ country, state: null }] });
  });

  test.each([
    [{ code: 'US', name: 'x\u0007', states: [] }, 'name'],
    [{ code: 'US', name: 'half \ud83e', states: [] }, 'name'],
    [{ code: 'US', name: 'x' }, 'states'],
    [{ code: 'US', name: 'x', states: 'none' }, 'states'],
  ])('%j is listed without what could not be read', (bad, field) => {
    const { countries, faults } = read([good, bad]);
    expect(countries).toMatchObject([good, { code: 'US', states: [] }]);
    expect(faults).toMatchObject([{ country: 'US', state: null, field }]);
  });
});

test.each([
  [{ code: 'x' }, 'the whole answer'],
  [[{}], '[0].code: code is missing'],
  [[{ code: 'DE' }], '[0].name: name is missing'],
  [Array.from({ length: 1_001 }, (_, index) => ({ ...good, code: `C${index}` })), 'the whole answer'],
])('an answer that is no list of countries is refused', (value, place) => {
  expect(() => read(value)).toThrow(
    expect.objectContaining({
      code: 'store.wrong_shape',
      message: expect.stringContaining(
        `https://shop.example/wp-json/wc/v3/x answered something of another shape: ${place}`,
      ) as string,
    }),
  );
});

test('what a fault quotes contains no key', () => {
  const redact = (text: string) => text.replaceAll('secret', '[removed]');
  const { faults } = countriesSchema(redact).parse([{ ...good, states: [{ code: 'a', name: ['secret'] }] }]);
  expect(JSON.stringify(faults)).not.toContain('secret');
});

describe('continents', () => {
  const asia = {
    code: 'AS',
    name: 'Asia &amp; Co',
    countries: [{ code: 'JP', name: 'Japanese yen', states: [] }],
  };
  const europe = { code: 'EU', name: 'Europe', countries: [{ code: 'DE' }] };
  const schema = continentsSchema(String);
  const read = { code: 'AS', name: 'Asia & Co', countries: ['JP'] };

  test('are codes and a name; what they call their countries is not taken', () => {
    expect(schema.parse([asia])).toEqual({ rows: [read], faults: [] });
  });

  test.each([
    ['one twice', asia, 'AS', 'code comes a second time'],
    ['one without countries', { code: 'EU', name: 'Europe' }, 'EU', 'countries is missing'],
    ['a country without a code', { ...europe, countries: ['DE'] }, 'EU', 'countries ["DE"]'],
    ['one without a code', { ...europe, code: '' }, null, 'code "" is empty'],
    ['no record', 7, null, '7 is no object'],
  ])('%s: a fault of its own', (_, row, id, message) => {
    const { rows, faults } = schema.parse([asia, row]);
    expect([rows, faults]).toEqual([
      [read],
      [{ id, field: expect.any(String) as string, message: expect.stringContaining(message) as string }],
    ]);
  });

  test.each([
    ['none', []],
    ['a list that is none', { AS: asia }],
    ['only ones that cannot be read', [{ code: 'AS', name: 'Asia' }]],
  ])('%s: refused, as zones would cover something else', (_, value) => {
    expect(schema.safeParse(value).success).toBe(false);
  });
});
