import { describe, expect, test } from 'vitest';
import { subjectName, type Operation } from '../../../src/core/operation.ts';
import { countOperations, type DomainPlan } from '../../../src/core/plan.ts';
import { taxRows } from '../../../src/domains/taxes/app/rows.ts';
import { planTaxes } from '../../../src/domains/taxes/plan.ts';
import type { TaxInput } from '../simulate-taxes.ts';
import { firstTime, peoplesTaxes, rate, secondTime, TABLES } from './tax-worlds.ts';

const UNLIMITED = { positionLimit: Infinity };

/** The rows of the app for a plan, as a run computes them. */
function rowsOf({ store }: TaxInput, { agreements = [], kept, operations }: DomainPlan) {
  const ids = new Map(operations.map(({ record, subject }) => [subjectName(subject), record?.id ?? null]));
  const recordId = (type: string, key: string) => ids.get(subjectName({ type, key })) ?? null;
  return [...taxRows({ store, operations, kept, agreements, backendId: 'b', recordId, written: () => null })];
}

const isRate = ({ subject }: Operation) => subject.type === 'tax_rate';

describe('rates that only keep their tax', () => {
  test('of 10,000 none is made in a plan that counts them', () => {
    const input = secondTime(TABLES.zips(10_000), UNLIMITED);
    const plan = planTaxes({ ...input, kept: 'counted' });
    expect(plan.operations.filter(isRate)).toEqual([]);
    expect(plan.kept?.map(({ counts, type }) => ({ counts, type }))).toEqual([
      { type: 'tax_rate', counts: [{ model: 'account.tax', rule: 'made', count: 10_000 }] },
    ]);
    expect(countOperations(plan.operations, plan.kept)).toEqual(countOperations(planTaxes(input).operations));
  });

  const changed = secondTime(TABLES.zips(60), UNLIMITED);
  const worlds: Readonly<Record<string, TaxInput>> = {
    'the first time': firstTime(TABLES.zips(60), UNLIMITED),
    'after a sync': changed,
    'with rates of cities': secondTime(TABLES.cities(60), UNLIMITED),
    'with rates that vanished, and new ones': {
      ...changed,
      store: {
        ...changed.store,
        rates: [...changed.store.rates.slice(5), rate(900, { rate: '3.0000', state: 'NY' })],
      },
    },
    'with one that cannot be read': {
      ...changed,
      store: {
        ...changed.store,
        rates: changed.store.rates.slice(1),
        faults: [{ id: 1, field: 'rate', message: 'rate is missing' }],
      },
    },
    'with rates that wait for a choice between taxes': firstTime(TABLES.zips(20), {
      ...UNLIMITED,
      taxes: [
        ...peoplesTaxes(20),
        ...peoplesTaxes(20).map((tax) => ({ ...tax, id: tax.id + 1_000, name: `${tax.name} again` })),
      ],
    }),
  };
  test.each(Object.entries(worlds))('are the same as listed ones: %s', (_name, input) => {
    const listed = planTaxes(input);
    const { kept, ...counted } = planTaxes({ ...input, kept: 'counted' });
    const keys = listed.operations.filter(isRate).map(({ subject }) => subject.key);
    const found = keys.flatMap((key) => kept?.[0]?.find(key) ?? []);
    const before = kept?.[0]?.before ?? 0;
    const all = [...counted.operations.slice(0, before), ...found, ...counted.operations.slice(before)];
    // Sorted within the type, and the type in its place.
    const sorted = [...all].sort((a, b) => keys.indexOf(a.subject.key) - keys.indexOf(b.subject.key));
    expect({ ...counted, operations: sorted.filter(isRate) }).toEqual({
      ...listed,
      operations: listed.operations.filter(isRate),
    });
    expect(all.filter((each) => !isRate(each))).toEqual(listed.operations.filter((each) => !isRate(each)));
    expect(all.map(({ subject }) => subject.type)).toEqual(
      listed.operations.map(({ subject }) => subject.type),
    );
    expect(kept?.[0]?.find('no such rate')).toBeUndefined();
    expect(rowsOf(input, { ...counted, ...(kept && { kept }) })).toEqual(rowsOf(input, listed));
  });

  test('some rates of these worlds are counted, and some are listed', () => {
    const counts = Object.entries(worlds).map(([name, input]) => {
      const plan = planTaxes({ ...input, kept: 'counted' });
      const kept = countOperations([], plan.kept).keep;
      return [name, kept, plan.operations.filter(isRate).length];
    });
    expect(counts).toEqual([
      ['the first time', 0, 60],
      ['after a sync', 60, 0],
      ['with rates of cities', 60, 0],
      ['with rates that vanished, and new ones', 55, 6],
      ['with one that cannot be read', 59, 1],
      ['with rates that wait for a choice between taxes', 20, 0],
    ]);
  });
});
