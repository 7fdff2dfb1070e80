import { describe, expect, it } from 'vitest';
import { parseQuery, queryList } from './query.ts';
import { fourDecimals, rateFromInput } from './tax-input.ts';
import { seedShop } from './seed.ts';

describe('parseQuery', () => {
  it('reads a query as PHP does', () => {
    expect(parseQuery('a=1&a=2&b[]=x&b[]=y&c[k]=v&d+e=%C3%A9&f')).toEqual({
      a: '2',
      b: { 0: 'x', 1: 'y' },
      c: { k: 'v' },
      'd e': 'é',
      f: '',
    });
  });

  it('takes lists with commas and with brackets', () => {
    expect(queryList(parseQuery('_fields=id, name'), '_fields')).toEqual(['id', 'name']);
    expect(queryList(parseQuery('_fields[]=id&_fields[]=name'), '_fields')).toEqual(['id', 'name']);
    expect(queryList({}, '_fields')).toBeNull();
  });
});

describe('rates as they are stored', () => {
  it.each([
    ['7', '7.0000'],
    ['8.875', '8.8750'],
    ['0.00005', '0.0000'],
    ['', '0.0000'],
    ['12345678901234567890.1', '12345678901234567890.1000'],
  ])('%s is %s', (given, stored) => {
    expect(fourDecimals(given)).toBe(stored);
  });

  it('splits the old postcode field, and keeps what was not given', () => {
    const [before] = seedShop().taxRates;
    if (before === undefined) throw new Error('no rate');
    const after = rateFromInput({ postcode: 'sw1*;90210', order: 3 }, before);
    expect(after).toMatchObject({
      postcodes: ['SW1*', '90210'],
      order: 3,
      rate: before.rate,
      state: before.state,
    });
  });
});
