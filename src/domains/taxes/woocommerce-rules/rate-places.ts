import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import { PostcodeRanges, isRange } from '../../shared/postcode-ranges.ts';
import { foldPlace, namesOfPostcode } from '../../shared/postcode.ts';

/** A postcode and a city as they are looked up: prepared once for all rates. */
export interface Spot {
  /** Normalised. */
  readonly postcode: string;
  /** What rates may call the postcode, ranges aside; folded. */
  readonly names: ReadonlySet<string>;
  /** Folded. */
  readonly city: string;
}

/** A rate that applies at a spot. */
export interface Hit {
  readonly rate: StoreTaxRate;
  /** How specific WooCommerce takes it to be: among rates of one priority, country and state the higher one wins. */
  readonly specificity: number;
}

export function spotOf(normalisedPostcode: string, country: string, city: string): Spot {
  return {
    postcode: normalisedPostcode,
    names: new Set([...namesOfPostcode(normalisedPostcode, country)].map(foldPlace)),
    city: foldPlace(city),
  };
}

/**
 * The rates of one class, country and state, found by postcode and city. A rate without both applies everywhere, one
 * with both only where both fit.
 */
export class RatePlaces {
  readonly rates: readonly StoreTaxRate[];
  readonly #everywhere: readonly StoreTaxRate[];
  /** By a postcode as the rate names it, folded; a rate stands here once for each time that it names it. */
  readonly #byPostcode: ReadonlyMap<string, readonly StoreTaxRate[]>;
  /** Rates without postcodes, by city. */
  readonly #byCity: ReadonlyMap<string, readonly StoreTaxRate[]>;
  readonly #ranges: PostcodeRanges;

  constructor(rates: readonly StoreTaxRate[]) {
    this.rates = rates;
    this.#everywhere = rates.filter(({ postcodes, cities }) => postcodes.length === 0 && cities.length === 0);
    this.#byPostcode = indexBy(rates, ({ postcodes }) => postcodes);
    this.#byCity = indexBy(
      rates.filter(({ postcodes }) => postcodes.length === 0),
      ({ cities }) => cities,
    );
    this.#ranges = new PostcodeRanges(rates.flatMap(({ postcodes }) => postcodes.filter(isRange)));
  }

  at(spot: Spot): Hit[] {
    const byPostcode = tally([...this.namesAt(spot)].flatMap((name) => this.#byPostcode.get(name) ?? []));
    const byCity = tally(this.#byCity.get(spot.city) ?? []);
    return [
      ...this.#everywhere.map((rate) => ({ rate, specificity: 0 })),
      ...[...byPostcode].flatMap(([rate, count]) => hitByPostcode(rate, count, spot)),
      ...[...byCity].map(([rate, count]) => ({ rate, specificity: count * rate.cities.length })),
    ];
  }

  /** Everything that rates of this place may name for the postcode: its names and the ranges around it; folded. */
  namesAt({ postcode, names }: Spot): ReadonlySet<string> {
    return new Set([...names, ...this.#ranges.containing(postcode).map(foldPlace)]);
  }
}

/**
 * WooCommerce counts rows of a join in which each place of a rate that fits meets each place of the rate, or, where the
 * rate names cities beside postcodes, each city that fits. So a rate with three postcodes is more specific than one
 * with one of them and the city. (`WC_Tax::get_matched_tax_rates`)
 */
function hitByPostcode(rate: StoreTaxRate, count: number, { city }: Spot): Hit[] {
  if (rate.cities.length === 0) return [{ rate, specificity: count * rate.postcodes.length }];
  const cities = rate.cities.filter((name) => foldPlace(name) === city).length;
  return cities === 0 ? [] : [{ rate, specificity: count * cities }];
}

function indexBy(
  rates: readonly StoreTaxRate[],
  placesOf: (rate: StoreTaxRate) => readonly string[],
): Map<string, StoreTaxRate[]> {
  const index = new Map<string, StoreTaxRate[]>();
  for (const rate of rates) {
    for (const place of placesOf(rate).map(foldPlace)) {
      const listed = index.get(place);
      if (listed === undefined) index.set(place, [rate]);
      else listed.push(rate);
    }
  }
  return index;
}

function tally(rates: readonly StoreTaxRate[]): Map<StoreTaxRate, number> {
  const counts = new Map<StoreTaxRate, number>();
  for (const rate of rates) counts.set(rate, (counts.get(rate) ?? 0) + 1);
  return counts;
}
