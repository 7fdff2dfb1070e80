import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import type { Limitations } from './limitations.ts';
import { shapeOf } from './postcode-shapes.ts';
import { readPostcode } from './spans.ts';
import type { ZipRate } from './sweep.ts';
import type { LimitationCode } from './types.ts';

/** Rates of one area: those that apply in all of it, and those for postcodes. */
export interface AreaRates {
  readonly wide: StoreTaxRate[];
  readonly zips: ZipRate[];
}

export interface CountryRates extends AreaRates {
  readonly states: Map<string, AreaRates>;
}

export interface SortedRates {
  /** Those without country, state and postcode. */
  readonly everywhere: readonly StoreTaxRate[];
  readonly countries: ReadonlyMap<string, CountryRates>;
  /** Those that no position can represent. */
  readonly ofCities: readonly StoreTaxRate[];
}

/** Sorts rates by the area that they are for, and notes what is not supported of them. */
export function sortRates(rates: readonly StoreTaxRate[], limitations: Limitations): SortedRates {
  const everywhere: StoreTaxRate[] = [];
  const countries = new Map<string, CountryRates>();
  const ofCities: StoreTaxRate[] = [];
  for (const rate of rates.toSorted((a, b) => a.id - b.id)) {
    const country = upper(rate.country);
    const state = upper(rate.state);
    // WooCommerce drops a lone asterisk when it saves a rate: it means every postcode.
    const postcodes = rate.postcodes.filter((postcode) => postcode.trim() !== '*');
    if (rate.cities.length > 0) {
      ofCities.push(rate);
      limitations.add('city', [rate.id]);
    } else if (country !== '') {
      const area = areaOf(countries, country, state);
      if (postcodes.length === 0) area.wide.push(rate);
      else area.zips.push(readZips(rate, postcodes, country, limitations));
    } else if (state === '' && postcodes.length === 0) {
      everywhere.push(rate);
    } else {
      limitations.add('no_country', [rate.id]);
    }
  }
  return { everywhere, countries, ofCities };
}

function areaOf(countries: Map<string, CountryRates>, country: string, state: string): AreaRates {
  const rates = countries.get(country) ?? { wide: [], zips: [], states: new Map<string, AreaRates>() };
  countries.set(country, rates);
  if (state === '') return rates;
  const area = rates.states.get(state) ?? { wide: [], zips: [] };
  rates.states.set(state, area);
  return area;
}

function readZips(
  rate: StoreTaxRate,
  postcodes: readonly string[],
  country: string,
  limitations: Limitations,
): ZipRate {
  const rows = postcodes.map((postcode) => readPostcode(postcode, country));
  const note = (code: LimitationCode, occurs: boolean) => {
    if (occurs) limitations.add(code, [rate.id]);
  };
  note(
    'postcode_unreadable',
    rows.some(({ spans }) => spans.length === 0),
  );
  note(
    'letter_range',
    rows.some(({ letterRange }) => letterRange),
  );
  note('zip_plus_4', shapeOf(country).extends === true && rows.some(({ numericRange }) => numericRange));
  note(
    'lower_case_zip',
    postcodes.some((postcode) => /[a-z]/iu.test(postcode)),
  );
  return { rate, rows };
}

const upper = (code: string) => code.trim().toUpperCase();
