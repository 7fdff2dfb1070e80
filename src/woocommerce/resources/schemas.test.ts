import { describe, expect, test } from 'vitest';
import { continentsSchema, indexSchema, versionSchema } from './schemas.ts';

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
