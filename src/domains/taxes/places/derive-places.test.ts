import { describe, expect, test } from 'vitest';
import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import { derivePlaces } from './derive-places.ts';
import type { Column, DerivedPlaces } from './types.ts';

const STANDARD: Column = { key: 'standard', taxClass: 'standard', shipping: false };
const SHIPPING: Column = { key: 'ship:standard', taxClass: 'standard', shipping: true };

let lastId = 0;
function rate(fields: Partial<StoreTaxRate>): StoreTaxRate {
  lastId += 1;
  return {
    ...{ id: lastId, country: 'US', state: '', postcodes: [], cities: [], rate: '5.0000', name: 'Tax' },
    ...{ priority: 1, compound: false, shipping: true, order: 0, taxClass: 'standard' },
    ...fields,
  };
}

const derive = (rates: readonly StoreTaxRate[], columns: readonly Column[] = [STANDARD], limit = 500) =>
  derivePlaces(rates, columns, { limit });

/** By label, the ids that apply in the first column. */
function charged({ places }: DerivedPlaces): Record<string, readonly number[]> {
  return Object.fromEntries(places.map(({ label, rates }) => [label, rates.get('standard') ?? []]));
}

const limited = ({ limitations }: DerivedPlaces) =>
  limitations.map(({ code, rateIds }) => [code, rateIds] as const);

describe('places', () => {
  test('there is always one for the rest of the world', () => {
    const { places, limitations } = derive([]);
    expect(places).toEqual([
      {
        ...{ key: 'everywhere', label: 'everywhere else', country: '', states: [], zipFrom: '', zipTo: '' },
        ...{
          level: 'everywhere',
          rank: 9,
          rates: new Map([['standard', []]]),
          rateIds: [],
          unknownStates: [],
        },
      },
    ]);
    expect(limitations).toEqual([]);
  });

  test('go from state and zip to everywhere, and know their rates in order', () => {
    const world = rate({ country: '', priority: 3 });
    const federal = rate({ rate: '1' });
    const state = rate({ state: 'CA', priority: 2, rate: '6' });
    const city = rate({ state: 'CA', postcodes: ['902*'], priority: 4, rate: '2' });
    const zip = rate({ postcodes: ['10001'], priority: 2, rate: '8' });
    const derived = derive([city, zip, state, federal, world]);
    const { places } = derived;
    expect(charged(derived)).toEqual({
      'US CA 902*': [federal.id, state.id, world.id, city.id],
      // The state's rate comes before that of the zip: at this zip, too, its people pay the state's.
      'US CA 10001': [federal.id, state.id, world.id],
      'US 10001': [federal.id, zip.id, world.id],
      'US CA': [federal.id, state.id, world.id],
      US: [federal.id, world.id],
      'everywhere else': [world.id],
    });
    expect(places.map(({ key, rank }) => `${rank} ${key}`)).toEqual([
      '3 US-CA-zip-10001..10001',
      '3 US-CA-zip-902 ..902~',
      '6 US-zip-10001..10001',
      '7 US-CA',
      '8 US',
      '9 everywhere',
    ]);
  });

  test('are left out where the wider one is taxed alike', () => {
    const derived = derive([
      rate({ country: 'US' }),
      rate({ state: 'CA', rate: '5' }),
      rate({ country: '', rate: '5.0' }),
      rate({ postcodes: ['90210'] }),
    ]);
    expect(derived.places.map(({ key }) => key)).toEqual(['everywhere']);
  });

  test('distinguish 0% from no tax, and compound from plain', () => {
    const zero = rate({ country: 'DE', rate: '0' });
    const compound = rate({ country: 'CA', priority: 2, compound: true });
    const plain = rate({ country: 'CA', state: 'QC', priority: 2 });
    expect(charged(derive([zero, compound, plain]))).toEqual({
      DE: [zero.id],
      CA: [compound.id],
      'CA QC': [plain.id],
      'everywhere else': [],
    });
  });

  test('states taxed alike share one, at zips too', () => {
    const rates = ['NY', 'CA'].flatMap((state) => [
      rate({ state }),
      rate({ state, postcodes: ['9*'], rate: '7' }),
    ]);
    const { places } = derive(rates);
    expect(places.map(({ key, label, states }) => ({ key, label, states }))).toEqual([
      { key: 'US-CA+NY-zip-9 ..9~', label: 'US CA, NY 9*', states: ['CA', 'NY'] },
      { key: 'US-CA+NY', label: 'US CA, NY', states: ['CA', 'NY'] },
      { key: 'everywhere', label: 'everywhere else', states: [] },
    ]);
    expect(places[0]?.rateIds).toEqual([rates[1]?.id, rates[3]?.id]);
  });

  test('neighbouring zips taxed alike are one range, and longer postcodes between them are reported', () => {
    const rates = ['90001', '90002', '90003', '90005'].map((zip) => rate({ state: 'CA', postcodes: [zip] }));
    const derived = derive(rates);
    expect(Object.keys(charged(derived))).toEqual(['US CA 90001–90003', 'US CA 90005', 'everywhere else']);
    expect(limited(derived)).toEqual([['zip_plus_4', rates.slice(0, 3).map(({ id }) => id)]]);
    const german = derive(rates.map((one) => ({ ...one, country: 'DE', state: '' })));
    expect(Object.keys(charged(german))).toEqual(['DE 90001–90003', 'DE 90005', 'everywhere else']);
    expect(limited(german)).toEqual([]);
  });

  test('a zip within a range is a place of a lower rank', () => {
    const range = rate({ postcodes: ['90000...90999'], rate: '5' });
    const zip = rate({ postcodes: ['90210', '90210'], rate: '6' });
    const { places } = derive([range, zip]);
    expect(places.map(({ rank, zipFrom, zipTo }) => [rank, zipFrom, zipTo])).toEqual([
      [5, '90210', '90210'],
      [6, '90000', '90999'],
      [9, '', ''],
    ]);
  });

  test('shipping has columns of its own: a rate without it still displaces others of its priority', () => {
    const first = rate({ shipping: false });
    const second = rate({ shipping: true });
    const { places } = derive([first, second], [STANDARD, SHIPPING]);
    const [us] = places;
    expect(us?.rates).toEqual(
      new Map([
        ['standard', [first.id]],
        ['ship:standard', []],
      ]),
    );
  });

  test('rates of other classes than the columns count nowhere', () => {
    expect(derive([rate({ taxClass: 'other' })]).places).toHaveLength(1);
  });
});

describe('limitations', () => {
  test('each is reported once, with its rates, and in words', () => {
    const city = rate({ cities: ['OAKLAND'] });
    const homeless = rate({ country: '', state: 'CA' });
    const garbage = rate({ postcodes: ['9*210', '90210'] });
    const letters = rate({ country: 'CA', postcodes: ['K1A 0B1'] });
    const range = rate({ country: 'CA', postcodes: ['K1B...K1C'] });
    const numbers = rate({ postcodes: ['90000...90100'] });
    const derived = derive([city, homeless, garbage, letters, range, numbers]);
    expect(limited(derived)).toEqual([
      ['city', [city.id]],
      ['letter_range', [range.id]],
      ['lower_case_zip', [letters.id, range.id]],
      ['no_country', [homeless.id]],
      ['postcode_unreadable', [garbage.id]],
      ['zip_plus_4', [numbers.id]],
    ]);
    expect(derived.limitations.every(({ message }) => message.length > 40)).toBe(true);
    expect(charged(derived)).toMatchObject({ 'US 90210': [garbage.id] });
  });

  test('over the limit the wide places stay, then the zips of most rates', () => {
    const state = rate({ country: 'DE', state: 'DE-BE', rate: '6' });
    const one = rate({ postcodes: ['10001'], rate: '1' });
    const two = rate({ postcodes: ['20002'], rate: '2' });
    const second = rate({ postcodes: ['20002'], rate: '3', priority: 2 });
    const country = rate({ rate: '7', priority: 3 });
    const rates = [one, two, second, state, country];
    const derived = derive(rates, [STANDARD], 4);
    expect(Object.keys(charged(derived)).toSorted()).toEqual([
      'DE DE-BE',
      'US',
      'US 20002',
      'everywhere else',
    ]);
    expect(limited(derived)).toEqual([['too_many_positions', [one.id]]]);
    expect(Object.keys(charged(derive(rates, [STANDARD], 2)))).toEqual(['US', 'everywhere else']);
  });
});

test('equal rates that apply together are listed, those of cities and of dropped places too', () => {
  const state = rate({ state: 'CA', rate: '4' });
  const county = rate({ state: 'CA', postcodes: ['90210'], rate: '4.0000', priority: 2 });
  const compound = rate({ state: 'CA', rate: '4', priority: 3, compound: true });
  const city = rate({ state: 'CA', cities: ['Oakland'], rate: '4', priority: 4 });
  const other = rate({ state: 'NY', rate: '4', priority: 2 });
  expect(derive([state, county, compound, city, other], [STANDARD], 1).together).toEqual([
    [state.id, county.id],
    [state.id, city.id],
  ]);
});

test('50,000 zips give no more places than allowed', () => {
  const rates = Array.from({ length: 50_000 }, (_, at) =>
    rate({
      ...{ id: at + 1, state: `S${at % 50}`, postcodes: [String(at).padStart(5, '0')] },
      rate: ((at % 300) / 100).toFixed(4),
    }),
  );
  const { places, limitations } = derive(rates, [STANDARD, SHIPPING]);
  expect(places).toHaveLength(500);
  expect(limitations.map(({ code, rateIds }) => [code, rateIds.length])).toEqual([
    ['too_many_positions', 41_201],
  ]);
});
