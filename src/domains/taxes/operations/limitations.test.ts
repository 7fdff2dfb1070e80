import { expect, it } from 'vitest';
import { sampleRate } from '../../../../test/fixtures/carts/sample-rate.ts';
import type { StoreTaxPolicy } from '../facts.ts';
import type { Place } from '../places/types.ts';
import type { ClassColumn } from '../desired/class-columns.ts';
import { limitationAppender, limitationIn, planLimitations } from './limitations.ts';

const policy: StoreTaxPolicy = {
  ...{ enabled: true, pricesIncludeTax: true, roundAtSubtotal: false, basedOn: 'shipping' },
  ...{ shippingClass: 'standard', base: { country: 'US', state: 'CA', postcode: '', city: '' } },
  ...{ currency: 'USD', decimals: 2, weightUnit: 'kg', dimensionUnit: 'cm' },
};
const rates = [
  sampleRate(1),
  sampleRate(2, { priority: 2 }),
  sampleRate(3, { priority: 3, compound: true }),
  sampleRate(4, { state: 'NY' }),
];

const placeOf = (state: string, ids: readonly number[]): Place => ({
  ...{
    key: `US-${state}`,
    label: `US ${state}`,
    country: 'US',
    unknownStates: [],
    states: [state],
    level: 'state',
    rank: 7,
  },
  ...{ zipFrom: '', zipTo: '', rates: new Map([['standard', ids]]), rateIds: ids },
});

const column = (included: boolean): ClassColumn => ({
  ...{ key: 'standard', taxClass: 'standard', shipping: false, className: 'Standard' },
  ...{ included, percent: '5', rounded: false },
});

function listed(series: number, included: boolean, ids: readonly number[]): (string | undefined)[] {
  const places = [placeOf('CA', ids), placeOf('NY', [4])];
  const destination = {
    rates,
    places,
    sources: [],
    numbers: new Map<number, number>(),
    series,
    home: 'US',
    splitAbroad: false,
  };
  return planLimitations([], policy, destination, [column(included)]).map(
    ({ reason, subject }) => `${subject.key}, ${reason.slice(0, reason.indexOf(':'))}`,
  );
}

it('lists rates that share a price with a compound one on 17', () => {
  expect(listed(17, true, [1, 2, 3])).toEqual(['included_compound, 3 rates']);
});

it.each([
  ['on 18', 18, true, [1, 2, 3]],
  ['where prices are without tax', 17, false, [1, 2, 3]],
  ['where only one is charged beside the compound one', 17, true, [1, 3]],
  ['where none is compound', 17, true, [1, 2]],
] as const)('does not list them %s', (_where, series, included, ids) => {
  expect(listed(series, included, ids)).toEqual([]);
});

it('finds a limitation in the reason of a rate, also in the words of former versions', () => {
  const append = limitationAppender([{ code: 'city', rateIds: [1] }]);
  const kept = (id: number) =>
    append(sampleRate(id), {
      ...{ kind: 'keep', subject: { type: 'tax_rate', key: String(id), label: '' } },
      ...{ rule: 'made', reason: 'both agree' },
    });
  expect(kept(1).reason).toBe('both agree; not supported by fiscal positions: rates of cities');
  expect(limitationIn(kept(1))).toBe('rates of cities');
  expect(limitationIn(kept(2))).toBe('');
  expect(limitationIn({ reason: 'both agree; no fiscal position says it: rates of cities' })).toBe(
    'rates of cities',
  );
});
