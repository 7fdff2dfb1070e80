import type { StoreContinent, StoreShippingZone } from '../../../woocommerce/port.ts';

/** What a zone takes of a country: all of it, or some states by their own codes (`CA`). */
export type CountryShare = 'all' | ReadonlySet<string>;

/** A zone without its postcodes, by country. */
export interface ZoneArea {
  /** It names no place at all, and so takes every country. */
  readonly everywhere: boolean;
  readonly shares: ReadonlyMap<string, CountryShare>;
}

/** The zones in the order in which WooCommerce asks them. */
export function zonesInOrder(zones: readonly StoreShippingZone[]): StoreShippingZone[] {
  return zones.toSorted(
    (a, b) => Number(a.id === 0) - Number(b.id === 0) || a.order - b.order || a.id - b.id,
  );
}

/** The postcodes of a zone, as they are written there. */
export function postcodesOf({ locations }: StoreShippingZone): string[] {
  return locations.filter(({ type }) => type === 'postcode').map(({ code }) => code);
}

/**
 * The countries and states of a zone, continents spelled out. A country that two continents list belongs to the first,
 * as WooCommerce has it.
 *
 * @param countries codes of those that count; others are left out
 */
export function areaOf(
  zone: StoreShippingZone,
  continents: readonly StoreContinent[],
  countries: readonly string[],
): ZoneArea {
  const places = zone.id === 0 ? [] : zone.locations.filter(({ type }) => type !== 'postcode');
  if (places.length === 0) {
    return { everywhere: true, shares: new Map(countries.map((code) => [code, 'all'])) };
  }
  const listed = new Set(countries);
  const shares = new Map<string, CountryShare>();
  for (const { code: written, type } of places) {
    const code = written.toUpperCase();
    if (type === 'country') addShare(shares, code, 'all');
    if (type === 'continent') {
      for (const country of countries)
        if (continentOf(country, continents) === code) addShare(shares, country, 'all');
    }
    if (type === 'state') {
      const [country = '', state = ''] = code.split(':');
      addShare(shares, country, new Set([state]));
    }
  }
  return { everywhere: false, shares: new Map([...shares].filter(([code]) => listed.has(code))) };
}

function continentOf(country: string, continents: readonly StoreContinent[]): string | undefined {
  return continents.find(({ countries }) => countries.includes(country))?.code.toUpperCase();
}

function addShare(shares: Map<string, CountryShare>, country: string, share: CountryShare): void {
  const before = shares.get(country);
  if (before === 'all' || share === 'all') shares.set(country, 'all');
  else shares.set(country, new Set([...(before ?? []), ...share]));
}
