import type { StoreCountry } from '../../../woocommerce/port.ts';
import type { CountryShare } from './zone-areas.ts';

/** What earlier zones leave of a zone. */
export interface Left {
  readonly shares: ReadonlyMap<string, CountryShare>;
  /** Countries that it names as a whole, of which only states are left, or none. */
  readonly split: readonly string[];
}

/**
 * What the zones asked so far take of the world without asking for a postcode. Kept while zones are gone through in
 * their order, so that two thousand of them need not be compared with each other.
 */
export class Taken {
  readonly #whole = new Set<string>();
  readonly #states = new Map<string, Set<string>>();
  readonly #listed: ReadonlyMap<string, readonly string[]>;

  constructor(countries: readonly StoreCountry[]) {
    this.#listed = new Map(
      countries.map(({ code, states }) => [code, states.map((state) => state.code.toUpperCase())]),
    );
  }

  add(shares: ReadonlyMap<string, CountryShare>): void {
    for (const [country, share] of shares) {
      if (share === 'all') this.#whole.add(country);
      else this.#states.set(country, new Set([...(this.#states.get(country) ?? []), ...share]));
    }
  }

  /** What is left of the shares of a zone that is asked next. */
  leftOf(shares: ReadonlyMap<string, CountryShare>): Left {
    const left = new Map<string, CountryShare>();
    const split: string[] = [];
    for (const [country, share] of shares) {
      if (this.#whole.has(country)) continue;
      const rest = this.#restOf(country, share);
      if (rest !== null) left.set(country, rest);
      if (share === 'all' && rest !== 'all') split.push(country);
    }
    return { shares: left, split };
  }

  /** A country without some states is the list of its others; of one without states in the store nothing is taken. */
  #restOf(country: string, share: CountryShare): CountryShare | null {
    const taken = this.#states.get(country);
    if (taken === undefined) return share;
    const all = share === 'all' ? (this.#listed.get(country) ?? []) : [...share];
    const rest = all.filter((state) => !taken.has(state));
    if (rest.length === all.length) return share;
    return rest.length === 0 ? null : new Set(rest);
  }
}
