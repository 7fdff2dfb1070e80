import { describe, expect, it } from 'vitest';
import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import type { Place } from '../places/types.ts';
import type { ClassColumn } from './class-columns.ts';
import { destinationKeys } from './destination-keys.ts';
import type { Source } from './tax-ref.ts';

const rate = (id: number, percent: string, priority: number, compound = false): StoreTaxRate => ({
  ...{ id, priority, compound, rate: percent, name: '', order: 0, shipping: true, taxClass: 'standard' },
  ...{ country: 'CA', state: '', postcodes: [], cities: [] },
});
const gst = rate(1, '5.0000', 1);
const hst = rate(2, '8.0000', 2);
const qst = rate(3, '9.9750', 2, true);

const place = (key: string, ids: readonly number[]): Place => ({
  ...{
    key,
    country: 'CA',
    unknownStates: [],
    states: [key],
    zipFrom: '',
    zipTo: '',
    level: 'state',
    rank: 7,
  },
  ...{ rates: new Map([['standard', ids]]), rateIds: ids, label: key },
});

function sourceOf(included: boolean): Source {
  const column: ClassColumn = {
    ...{ key: 'standard', taxClass: 'standard', shipping: false, className: 'Standard' },
    ...{ included, percent: '5', rounded: false },
  };
  const ref = {
    name: 'tax_class standard',
    id: 1,
    state: 'there',
    text: 'class-standard-5',
    label: 'Standard 5%',
  } as const;
  return { column, ref, former: false, included };
}

function keysOf(series: number, included: boolean) {
  const source = sourceOf(included);
  const places = [place('ON', [1, 2]), place('QC', [1, 3])];
  const input = {
    rates: [gst, hst, qst],
    places,
    sources: [source],
    numbers: new Map<number, number>(),
    home: 'CA',
    splitAbroad: false,
  };
  return { source, keys: destinationKeys({ ...input, series }) };
}

describe('taxes in a price on 17', () => {
  const { keys, source } = keysOf(17, true);

  it('are in the base of compound ones only where there is one', () => {
    expect(keys.at(gst, source, false)).toBe('5-incl-last-1');
    expect(keys.at(gst, source, true)).toBe('5-incl-1');
    expect(keys.at(hst, source, false)).toBe('8-incl-last-1');
    expect(keys.at(qst, source, true)).toBe('9.975-incl-c2-1');
  });

  it('are two where a rate is charged both with a compound one and without, and the first is bound', () => {
    expect(keys.bound(gst, source)).toBe('5-incl-1');
    expect(keys.all(gst, source)).toEqual([
      { key: '5-incl-1', inBase: true },
      { key: '5-incl-last-1', inBase: false },
    ]);
    expect(keys.all(hst, source)).toEqual([{ key: '8-incl-last-1', inBase: false }]);
  });

  it('need no second one for a rate that no place has', () => {
    const nowhere = rate(4, '2.0000', 3);
    expect(keys.all(nowhere, source)).toEqual([{ key: '2-incl-last-1', inBase: false }]);
  });
});

it.each([
  [17, false, 'excl'],
  [18, true, 'incl'],
  [18, false, 'excl'],
] as const)('on %i with included %s every rate is one tax', (series, included, word) => {
  const { keys, source } = keysOf(series, included);
  expect(keys.all(gst, source)).toEqual([{ key: `5-${word}-1`, inBase: true }]);
  expect(keys.bound(gst, source)).toBe(`5-${word}-1`);
});

it('on 19 every class has its own', () => {
  const { keys, source } = keysOf(19, true);
  expect(keys.bound(hst, source)).toBe('8-incl-1-of-class-standard-5');
});
