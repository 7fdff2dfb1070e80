import { expectToGrowAlike } from './growth.ts';
import { describe, test } from 'vitest';
import { planTaxes } from '../../../src/domains/taxes/plan.ts';
import { firstTime, peoplesPosition, peoplesTaxes, secondTime, TABLES } from './tax-worlds.ts';

/** Rates of the small world; the large one has ten times as many. */
const SIZE = 200;

describe('ten times the rates take at most twelve times the steps to plan', () => {
  for (const [name, table] of Object.entries(TABLES)) {
    test(`${name}, the first time`, () =>
      expectToGrowAlike((size) => {
        const input = firstTime(table(size), { series: 18, positionLimit: Infinity });
        return () => planTaxes(input);
      }, SIZE));
    test(`${name}, after a sync`, () =>
      expectToGrowAlike((size) => {
        const input = secondTime(table(size), { series: 19, positionLimit: Infinity });
        return () => planTaxes(input);
      }, SIZE));
  }

  test('beside a position of a user, and taxes of the company that fit', () =>
    expectToGrowAlike((size) => {
      const beside = { positions: [peoplesPosition(900_000)], taxes: peoplesTaxes(size) };
      const input = secondTime(TABLES.percentages(size), { positionLimit: Infinity, ...beside });
      return () => planTaxes(input);
    }, SIZE));

  test('where the store lost them all', () =>
    expectToGrowAlike((size) => {
      const before = secondTime(TABLES.percentages(size), { positionLimit: Infinity });
      const input = { ...before, store: { ...before.store, rates: [] } };
      return () => planTaxes(input);
    }, SIZE));
});
