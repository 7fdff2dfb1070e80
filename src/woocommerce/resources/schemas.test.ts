import { describe, expect, test } from 'vitest';
import { continentsSchema, countriesSchema, indexSchema, readShape, versionSchema } from './schemas.ts';
import type { Answer } from '../http/answer.ts';

const answer = (value: unknown): Answer => ({
  status: 200,
  address: 'https://shop.example/wp-json/wc/v3/x',
  header: () => null,
  content: { kind: 'json', value, noise: null },
  error: null,
  excerpt: JSON.stringify(value).slice(0, 40),
});

describe('countries', () => {
  test('numeric codes become text, entities are decoded, unknown fields dropped', () => {
    const countries = [
      { code: 'CW', name: 'Cura&ccedil;ao ', states: [], currency: 'ANG', _links: {} },
      { code: 'UM', name: 'R&D &amp;lt;', states: [{ code: 81, name: 'Baker&nbsp;Island', x: 1 }] },
      { code: 'PH', name: 'Philippines', states: [{ code: '00', name: 'Metro&#9;Manila&#1;' }] },
    ];
    expect(readShape(countriesSchema, answer(countries))).toEqual([
      { code: 'CW', name: 'Curaçao', states: [] },
      { code: 'UM', name: 'R&D &lt;', states: [{ code: '81', name: 'Baker\u00a0Island' }] },
      { code: 'PH', name: 'Philippines', states: [{ code: '00', name: 'Metro Manila' }] },
    ]);
  });

  test.each([
    [{ code: 'x' }, 'the whole answer'],
    [[{ code: 'US', name: 'x' }], '[0].states'],
    [[{ code: 'US', name: 'half \ud83e', states: [] }], '[0].name'],
    [[{ code: 'US', name: 'x', states: [{ code: null, name: 'y' }] }], '[0].states[0].code'],
    [[{ code: 'US', name: 'x', states: [{ code: 1.5, name: 'y' }] }], '[0].states[0].code'],
    [[{ code: ' ', name: 'x', states: [] }], '[0].code'],
    [[{ code: 'US', name: 'x\u0007', states: [] }], '[0].name'],
    [[{ code: 'US', name: 'x'.repeat(501), states: [] }], '[0].name'],
    [
      [
        { code: 'US', name: 'x', states: [] },
        { code: 'US', name: 'y', states: [] },
      ],
      '[1].code',
    ],
    [
      [
        {
          code: 'UM',
          name: 'x',
          states: [
            { code: 81, name: 'a' },
            { code: '81', name: 'b' },
          ],
        },
      ],
      '[0].states[1].code',
    ],
  ])('refuses %j at its place', (value, place) => {
    expect(() => readShape(countriesSchema, answer(value))).toThrow(
      expect.objectContaining({
        code: 'store.wrong_shape',
        message: expect.stringContaining(
          `https://shop.example/wp-json/wc/v3/x answered something of another shape: ${place}:`,
        ) as string,
      }),
    );
  });

  test('bounds the number of countries and states', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ code: `C${index}`, name: 'n', states: [] }));
    expect(() => readShape(countriesSchema, answer(many(1_001)))).toThrow();
    expect(() =>
      readShape(countriesSchema, answer([{ code: 'A', name: 'n', states: many(5_001) }])),
    ).toThrow();
    expect(readShape(countriesSchema, answer(many(1_000)))).toHaveLength(1_000);
  });
});

test('index and version', () => {
  expect(
    indexSchema.parse({ name: ' Tom &amp;\nJerry ', home: 'https://x', namespaces: ['wc/v3'], url: 1 }),
  ).toEqual({ name: 'Tom & Jerry', home: 'https://x', namespaces: ['wc/v3'] });
  for (const version of ['11.0.1', '7.0', '9.5.0-beta.2']) {
    expect(versionSchema.safeParse({ environment: { version } }).success).toBe(true);
  }
  for (const version of ['', 11, '1'.repeat(50), '11.0.1 <script>', '\u001b[31m']) {
    expect(versionSchema.safeParse({ environment: { version } }).success).toBe(false);
  }
});

describe('continents', () => {
  const asia = {
    code: 'AS',
    name: 'Asia &amp; Co',
    countries: [{ code: 'JP', name: 'Japanese yen', states: [] }],
  };

  test('are codes and a name; what they call their countries is not taken', () => {
    expect(continentsSchema.parse([asia])).toEqual([{ code: 'AS', name: 'Asia & Co', countries: ['JP'] }]);
  });

  test.each([
    ['none', []],
    ['a list that is none', { AS: asia }],
    ['one twice', [asia, asia]],
    ['one without countries', [{ code: 'AS', name: 'Asia' }]],
    ['a country without a code', [{ ...asia, countries: ['JP'] }]],
  ])('%s: refused, as zones would cover something else', (_, value) => {
    expect(continentsSchema.safeParse(value).success).toBe(false);
  });
});
