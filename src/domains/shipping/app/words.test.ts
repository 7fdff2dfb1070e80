import { expect, it } from 'vitest';
import { locationText } from './words.ts';

const NAMES = {
  continents: [{ code: 'EU', name: 'Europe', countries: ['DE'] }],
  countries: [
    { code: 'US', name: 'United States (US)', states: [{ code: 'CA', name: 'California' }] },
    { code: 'DE', name: 'Germany', states: [] },
  ],
};

it.each([
  ['country', 'DE', 'Germany (DE)'],
  ['country', 'US', 'United States (US)'],
  ['country', 'XK', 'XK'],
  ['state', 'US:CA', 'California, United States (US)'],
  ['state', 'US:ZZ', 'State US:ZZ'],
  ['continent', 'EU', 'Europe (EU)'],
  ['postcode', '10115...10119', 'Postcode 10115 to 10119'],
] as const)('names the %s %s', (type, code, text) => {
  expect(locationText({ type, code }, NAMES)).toBe(text);
});
