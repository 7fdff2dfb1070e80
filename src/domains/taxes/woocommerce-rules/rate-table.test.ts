import { describe, expect, it } from 'vitest';
import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import type { TaxAddress } from '../facts.ts';
import { RateTable } from './rate-table.ts';
import { sampleRate as rate } from '../../../../test/fixtures/carts/sample-rate.ts';

function address(rest: Partial<TaxAddress> = {}): TaxAddress {
  return { country: 'US', state: 'CA', postcode: '90210', city: 'Beverly Hills', ...rest };
}

const ids = (rates: readonly StoreTaxRate[]) => rates.map(({ id }) => id);
const selected = (rates: readonly StoreTaxRate[], at: TaxAddress = address(), taxClass = 'standard') =>
  ids(new RateTable(rates).select(at, taxClass));

describe('which rates fit', () => {
  it('takes those of the country, the state and the class, and those that name none', () => {
    const rates = [
      rate(1, { priority: 1 }),
      rate(2, { priority: 2, state: '' }),
      rate(3, { priority: 3, country: '', state: '' }),
      rate(4, { priority: 4, state: 'NY' }),
      rate(5, { priority: 5, country: 'CA', state: '' }),
      rate(6, { priority: 6, taxClass: 'reduced-rate' }),
    ];
    expect(selected(rates)).toEqual([1, 2, 3]);
    expect(selected(rates, address(), '')).toEqual([1, 2, 3]);
    expect(selected(rates, address(), 'reduced-rate')).toEqual([6]);
    expect(selected(rates, address({ state: 'ca' }))).toEqual([1, 2, 3]);
    expect(selected(rates, address(), 'nothing')).toEqual([]);
  });

  it('finds nothing without a country, not even what is for every country', () => {
    expect(selected([rate(1, { country: '', state: '' })], address({ country: '', state: '' }))).toEqual([]);
  });

  it.each([
    ['90210', '90210', true],
    ['90210', '90211', false],
    ['902*', '90210', true],
    ['902*', '902', true],
    ['902*', '90310', false],
    ['*', '90210', true],
    ['90210-1234', '902101234', true],
    ['90210-1*', '90210 1234', true],
    ['902101234', '90210-1234', true],
    ['9021012*', '90210-1234', false],
    ['10003-10005', '10004', false],
  ])('US: the postcode %s holds at %s: %s', (postcode, asked, expected) => {
    expect(selected([rate(1, { postcodes: [postcode] })], address({ postcode: asked }))).toEqual(
      expected ? [1] : [],
    );
  });

  it.each([
    ['90000...90210', '90210', true],
    ['90000...90210', '90000', true],
    ['90000...90210', '90211', false],
    ['90000...90210', '90210-1234', false],
    ['90000 ... 90210', '90100', true],
    ['90210...90000', '90100', false],
    ['90000...90100...90210', '90050', false],
    ['0100...0200', '150', true],
    ['900...', '901', false],
    // Beside letters, numbers compare as texts.
    ['90000...90210', '900A5', true],
    ['90000...90210', 'A1', false],
    ['90000...90210', '', false],
  ])('US: the range %s matches %s: %s', (postcode, asked, expected) => {
    expect(selected([rate(1, { postcodes: [postcode] })], address({ postcode: asked }))).toEqual(
      expected ? [1] : [],
    );
  });

  it.each([
    ['GB', 'SW1*', 'sw1a 1aa', true],
    ['GB', 'SW1A 1*', 'SW1A1AA', true],
    ['GB', 'SW1A1*', 'SW1A1AA', false],
    ['GB', 'SW1A1AA', 'SW1A 1AA', true],
    ['GB', 'SW1A 1AA', 'SW1A1AA', true],
    ['CA', 'H2X...H3A', 'H2X 1Y4', true],
    // The upper bound is filled up with zeros, which come before any letter.
    ['CA', 'H2X...H3A', 'H3A 0A0', false],
    ['CA', 'H2X...H3A', 'H2Z 9Z9', true],
    ['NL', '1012 *', '1012ab', true],
    ['PL', '00-9*', '00950', true],
    ['SE', '111 2*', '11122', true],
    ['JP', '100-0*', '1000001', true],
    ['PT', '1000-1*', '1000100', true],
    ['BR', '01310-1*', '01310100', true],
    ['IE', 'D02 A*', 'd02af30', true],
    ['LV', 'LV-10*', '1010', true],
    ['CZ', '110 0*', '11000', true],
    ['SK', 'SK-811 0*', 'sk81101', true],
    ['DK', 'DK-1*', 'DK1050', true],
    ['DE', '10*', '10 117', true],
  ])('%s: the postcode %s holds at %s: %s', (country, postcode, asked, expected) => {
    const rates = [rate(1, { country, state: '', postcodes: [postcode] })];
    expect(selected(rates, address({ country, state: '', postcode: asked }))).toEqual(expected ? [1] : []);
  });

  it.each([
    ['SAN FRANCISCO', 'San Francisco', true],
    ['MONTREAL', 'Montréal', true],
    ['MüNCHEN', 'München', true],
    ['GROSSENHAIN', 'Großenhain', true],
    ['ŁÓDŹ', 'Lodz', true],
    ['OAKLAND', 'East Oakland', false],
    ['OAKLAND', '', false],
  ])('the city %s holds at %s: %s', (city, asked, expected) => {
    expect(selected([rate(1, { cities: [city] })], address({ city: asked }))).toEqual(expected ? [1] : []);
  });

  it('asks of a rate with postcodes and cities that both fit', () => {
    const rates = [rate(1, { postcodes: ['94103', '94104'], cities: ['SAN FRANCISCO', 'DALY CITY'] })];
    expect(selected(rates, address({ postcode: '94104', city: 'Daly City' }))).toEqual([1]);
    expect(selected(rates, address({ postcode: '94104', city: 'Oakland' }))).toEqual([]);
    expect(selected(rates, address({ postcode: '94105', city: 'Daly City' }))).toEqual([]);
  });
});

it('finds a wide range behind narrow ones that start later', () => {
  const rates = ['90000...90900', '90100...90200', '90300...90400'].map((postcode, at) =>
    rate(at + 1, { priority: at + 1, postcodes: [postcode] }),
  );
  expect(selected(rates, address({ postcode: '90500' }))).toEqual([1]);
  expect(selected(rates, address({ postcode: '90350' }))).toEqual([1, 3]);
});

describe('which rate of a priority applies', () => {
  it('puts country before state before place before id, and asks for no order', () => {
    const anywhere = rate(1, { country: '', state: '' });
    const country = rate(2, { state: '' });
    const state = rate(3, { order: 9 });
    const place = rate(4, { postcodes: ['902*'], order: 9 });
    const later = rate(5, { postcodes: ['90210'], order: 0 });
    const all = [later, place, state, country, anywhere];
    expect(selected(all)).toEqual([4]);
    expect(selected(all.filter((one) => one !== place))).toEqual([5]);
    expect(selected([state, country, anywhere])).toEqual([3]);
    expect(selected([country, anywhere])).toEqual([2]);
    expect(selected([anywhere])).toEqual([1]);
  });

  it('prefers the state over a postcode in a rate for the whole country', () => {
    expect(selected([rate(1, { state: '', postcodes: ['90210'] }), rate(2)])).toEqual([2]);
  });

  it('counts places as the join of WooCommerce does', () => {
    const both = rate(1, { postcodes: ['90210'], cities: ['BEVERLY HILLS'] });
    const three = rate(2, { postcodes: ['90210', '90211', '90212'] });
    const cities = rate(3, { cities: ['BEVERLY HILLS', 'MALIBU'] });
    const twice = rate(4, { postcodes: ['90210', '902*'] });
    const bothTwice = rate(5, { postcodes: ['90210', '902*'], cities: ['BEVERLY HILLS'] });
    // 1 × 1, 1 × 3, 1 × 2, 2 × 2, 2 × 1
    expect(selected([both, bothTwice])).toEqual([5]);
    expect(selected([both, three])).toEqual([2]);
    expect(selected([both, cities])).toEqual([3]);
    expect(selected([three, cities])).toEqual([2]);
    expect(selected([three, twice])).toEqual([4]);
  });

  it('leaves shipping untaxed where the rate that comes first is not for shipping', () => {
    const table = new RateTable([rate(1, { shipping: false, postcodes: ['902*'] }), rate(2)]);
    expect(ids(table.select(address(), ''))).toEqual([1]);
    expect(ids(table.selectForShipping(address(), ''))).toEqual([]);
    expect(ids(table.selectForShipping(address({ postcode: '95000' }), ''))).toEqual([2]);
  });
});

describe('explain', () => {
  it('gives a reason for each rate of the country', () => {
    const table = new RateTable([
      rate(1),
      rate(2, { priority: 2, postcodes: ['90000...90210'] }),
      rate(3, { priority: 2, postcodes: ['902*'] }),
      rate(4, { priority: 2, postcodes: ['94103'] }),
      rate(5, { priority: 2, cities: ['OAKLAND'] }),
      rate(6, { state: 'NY' }),
      rate(7, { country: 'CA', state: '' }),
      rate(8, { postcodes: ['90210'], cities: ['MALIBU'] }),
    ]);
    const decisions = table.explain(address(), 'standard');
    expect(decisions.map(({ rate: { id }, verdict, winnerId }) => [id, verdict, winnerId])).toEqual([
      [1, 'applies', undefined],
      [2, 'applies', undefined],
      [3, 'lost_priority', 2],
      [4, 'other_postcode', undefined],
      [5, 'other_city', undefined],
      [6, 'other_state', undefined],
      [8, 'other_city', undefined],
    ]);
    expect(decisions.map(({ reason }) => reason)).toEqual([
      'It fits, and no other rate of priority 1 does.',
      'It comes first of the 2 rates of priority 2 that fit.',
      'Rate 2 comes first: of priority 2 only one applies.',
      'It is for the postcodes 94103, and the address has 90210.',
      'It is for the cities OAKLAND, and the address is in Beverly Hills.',
      'It is for the state NY, and the address is in CA.',
      'It is for the cities MALIBU, and the address is in Beverly Hills.',
    ]);
  });

  it('names what an address lacks, and does not list thousands of places', () => {
    const postcodes = ['1', '2', '3', '4', '5', '6', '7'];
    const table = new RateTable([rate(1, { postcodes }), rate(2, { cities: ['A'] }), rate(3)]);
    const reasons = (at: TaxAddress) => table.explain(at, '').map(({ reason }) => reason);
    expect(reasons(address({ postcode: '', city: '' }))).toEqual([
      'It fits, and no other rate of priority 1 does.',
      'It is for the postcodes 1, 2, 3, 4, 5 and 2 more, and the address has none.',
      'It is for the cities A, and the address has none.',
    ]);
    expect(reasons(address({ state: '' }))[0]).toBe('It is for the state CA, and the address has none.');
    expect(table.explain(address({ country: '' }), '')).toEqual([]);
  });
});
