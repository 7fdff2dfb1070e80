import { expect, test } from 'vitest';
import type { Place } from '../places/types.ts';
import type { Outcome } from '../position-order/outcomes.ts';
import { describePlaces } from './describe-places.ts';

const outcome = (country: string, label: string, level = 'zip'): Outcome =>
  ({ probe: { country, place: { country, label, level } as Place } }) as Outcome;

test('every place is named: one by one, and by country where there are many', () => {
  const few = [outcome('US', 'US CA'), outcome('DE', 'DE')];
  expect(describePlaces(few, few)).toBe('US CA, DE');
  const many = [
    ...Array.from({ length: 300 }, (_, at) => outcome('US', `US ${10_000 + at}`)),
    outcome('US', 'US'),
    outcome('DE', 'DE'),
    outcome('', 'everywhere else', 'everywhere'),
  ];
  const text = describePlaces(many, many);
  expect(text.startsWith('US: 10000, 10001, ')).toBe(true);
  expect(text.endsWith('10299, all of US; DE; everywhere else')).toBe(true);
  expect(text).not.toContain('more');
  for (let zip = 10_000; zip < 10_300; zip += 1) expect(text).toContain(String(zip));
});

test('beyond any usual limit of positions the rest is counted', () => {
  const all = Array.from({ length: 2_005 }, (_, at) => outcome('US', `US ${10_000 + at}`));
  expect(describePlaces(all, all).endsWith(', and 5 more')).toBe(true);
});
