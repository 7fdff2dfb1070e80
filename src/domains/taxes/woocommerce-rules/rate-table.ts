import { STANDARD } from '../../shared/class-taxes.ts';
import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import type { TaxAddress } from '../facts.ts';
import { explainRates } from './explain.ts';
import type { Decision } from './explain.ts';
import { normalisePostcode } from '../../shared/postcode.ts';
import { RatePlaces, spotOf } from './rate-places.ts';
import type { Hit } from './rate-places.ts';

/**
 * The tax rates of a store, and which of them apply at an address, as WooCommerce finds them (`WC_Tax::find_rates`).
 * Indexed by class, country, state, postcode and city: 50,000 rates cost one address as little as 50.
 */
export class RateTable {
  readonly #classes = new Map<string, Map<string, Map<string, RatePlaces>>>();

  /** @param rates in any order; ids are unique */
  constructor(rates: readonly StoreTaxRate[]) {
    for (const [taxClass, ofClass] of Map.groupBy(rates, (rate) => classKey(rate.taxClass))) {
      const countries = new Map<string, Map<string, RatePlaces>>();
      for (const [country, ofCountry] of Map.groupBy(ofClass, (rate) => upper(rate.country))) {
        const states = [...Map.groupBy(ofCountry, (rate) => upper(rate.state))];
        countries.set(country, new Map(states.map(([state, list]) => [state, new RatePlaces(list)])));
      }
      this.#classes.set(taxClass, countries);
    }
  }

  /**
   * The rates that apply, in the order of application: by priority, one per priority. Nothing applies where the country
   * is empty, not even rates for every country.
   *
   * @param taxClass the slug of a class; `standard` and the empty text are the same
   */
  select(address: TaxAddress, taxClass: string): StoreTaxRate[] {
    return firstOfEachPriority(this.#hits(address, taxClass));
  }

  /**
   * The rates that apply to shipping. A rate that shipping is not subject to still displaces others of its priority:
   * it is chosen first and left out then (`WC_Tax::find_shipping_rates`).
   */
  selectForShipping(address: TaxAddress, taxClass: string): StoreTaxRate[] {
    return this.select(address, taxClass).filter(({ shipping }) => shipping);
  }

  /**
   * What decided about each rate of the class that is for the address' country or for every one: those that fit in the
   * order in which WooCommerce ranks them, then the others by id.
   */
  explain(address: TaxAddress, taxClass: string): Decision[] {
    return explainRates(this.#ofCountry(address, taxClass), address, this.#hits(address, taxClass));
  }

  /** What fits, best first. */
  #hits(address: TaxAddress, taxClass: string): StoreTaxRate[] {
    const spot = spotOf(normalisePostcode(address.postcode), address.country, address.city);
    const states = new Set([upper(address.state), '']);
    return this.#ofCountry(address, taxClass)
      .flatMap((ofCountry) => [...states].flatMap((state) => ofCountry.get(state)?.at(spot) ?? []))
      .toSorted(compareHits)
      .map(({ rate }) => rate);
  }

  /** The rates of the address' country by state, then those for every country. */
  #ofCountry({ country }: TaxAddress, taxClass: string): ReadonlyMap<string, RatePlaces>[] {
    if (country.trim() === '') return [];
    const countries = this.#classes.get(classKey(taxClass));
    return [upper(country), ''].flatMap((code) => countries?.get(code) ?? []);
  }
}

/** Rates call the standard class by its slug, products and shipping by an empty text. */
export function classKey(taxClass: string): string {
  return taxClass === '' ? STANDARD : taxClass;
}

const upper = (code: string) => code.trim().toUpperCase();

/** By priority, then those that name the country, then the state, then the more specific, then by id. */
function compareHits(a: Hit, b: Hit): number {
  return (
    a.rate.priority - b.rate.priority ||
    Number(a.rate.country === '') - Number(b.rate.country === '') ||
    Number(a.rate.state === '') - Number(b.rate.state === '') ||
    b.specificity - a.specificity ||
    a.rate.id - b.rate.id
  );
}

function firstOfEachPriority(ranked: readonly StoreTaxRate[]): StoreTaxRate[] {
  return ranked.filter(({ priority }, at) => ranked[at - 1]?.priority !== priority);
}
