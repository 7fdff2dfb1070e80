import type { FoundSubject } from '../../../core/domain.ts';
import type { ShippingProbe } from '../../../core/shipping-proof.ts';
import type { ProofAddress } from '../../../core/tax-proof.ts';
import type { StoreShippingZone } from '../../../woocommerce/port.ts';
import type { StoreShipping } from '../facts.ts';
import { areaOf, postcodesOf, zonesInOrder, type CountryShare } from '../places/zone-areas.ts';
import { Taken } from '../places/taken.ts';
import { examplePostcode, postcodesFor } from './example-postcodes.ts';

type Found = (type: string, key: string) => FoundSubject | null;
type Labelled = readonly [address: ProofAddress, why: string];

/** Countries of a zone at which its postcodes are tried; a postcode belongs to one country, and which is not shown. */
const COUNTRIES_WITH_POSTCODES = 2;

/**
 * Addresses that represent what the zones distinguish: the store's own; of every zone its countries and states with and
 * without a postcode, what earlier zones leave of it and what they take, both ends of its postcode ranges and the
 * postcodes just outside; a country in no zone, and one that the store does not ship to. Zones take turns, so that a
 * small number of addresses has some of each.
 */
export function shippingProbes(
  store: StoreShipping,
  base: ProofAddress,
  found: Found,
  limit: number,
): ShippingProbe[] {
  const ofZones = placesByZone(store, base.country);
  const longest = Math.max(0, ...ofZones.map((places) => places.length));
  const turns = Array.from({ length: longest }, (_, turn) =>
    ofZones.flatMap((places) => (places[turn] === undefined ? [] : [places[turn]])),
  );
  const unique = new Map<string, ShippingProbe>();
  for (const [address, why] of [[base, "the store's own address"] as Labelled, ...turns.flat()]) {
    if (unique.size >= limit) break;
    const key = JSON.stringify([address.country, address.state, address.postcode]);
    if (!unique.has(key)) unique.set(key, { address, why, ...placeOf(address, found) });
  }
  return [...unique.values()];
}

function placesByZone(store: StoreShipping, home: string): Labelled[][] {
  const countries = store.countries.map(({ code }) => code);
  const taken = new Taken(store.countries);
  const named = new Set<string>();
  return zonesInOrder(store.zones).map((zone) => {
    const { everywhere, shares } = areaOf(zone, store.continents, countries);
    const left = taken.leftOf(shares).shares;
    const places = [
      ...ofPostcodes(zone, left.size > 0 ? left : shares, everywhere ? home : null),
      ...ofCountries(left, zone, everywhere ? [...named] : [], store),
      ...holesOf(shares, left, zone),
    ];
    if (postcodesOf(zone).length === 0) taken.add(shares);
    if (!everywhere) for (const country of shares.keys()) named.add(country);
    return places;
  });
}

/**
 * What the zone has to itself. Of "everywhere else" one country that no zone names, and one that the store does not ship
 * to, represent all.
 */
function ofCountries(
  left: ReadonlyMap<string, CountryShare>,
  zone: StoreShippingZone,
  namedBefore: readonly string[],
  { policy: { shipsTo } }: StoreShipping,
): Labelled[] {
  const codes = [...left.keys()];
  const before = new Set(namedBefore);
  const isWorld = zone.locations.every(({ type }) => type === 'postcode');
  const shipped = codes.filter((code) => !before.has(code) && (shipsTo === null || shipsTo.includes(code)));
  const refused = shipsTo === null ? [] : codes.filter((code) => !shipsTo.includes(code)).slice(0, 1);
  const chosen = isWorld ? [...shipped.slice(0, 2), ...refused] : codes;
  const full = chosen.flatMap((country): Labelled[] => {
    const share = left.get(country) ?? 'all';
    const states = share === 'all' ? [''] : [...share];
    return states.map((state) => labelled(zone, country, state, examplePostcode(country)));
  });
  const bare = chosen.flatMap((country): Labelled[] => {
    const share = left.get(country) ?? 'all';
    return share === 'all'
      ? [labelled(zone, country)]
      : [...[...share].map((state) => labelled(zone, country, state)), labelled(zone, country)];
  });
  return interleave(full, bare);
}

function ofPostcodes(
  zone: StoreShippingZone,
  shares: ReadonlyMap<string, CountryShare>,
  home: string | null,
): Labelled[] {
  const codes = home === null ? [...shares.keys()].slice(0, COUNTRIES_WITH_POSTCODES) : [home];
  return postcodesOf(zone).flatMap((postcode) =>
    codes.flatMap((country) => {
      const share = shares.get(country) ?? 'all';
      const [state = ''] = share === 'all' ? [] : [...share];
      return postcodesFor(postcode, country).map((each) => labelled(zone, country, state, each));
    }),
  );
}

/** Places that the zone names and an earlier one takes. */
function holesOf(
  shares: ReadonlyMap<string, CountryShare>,
  left: ReadonlyMap<string, CountryShare>,
  zone: StoreShippingZone,
): Labelled[] {
  const isWorld = zone.locations.every(({ type }) => type === 'postcode');
  if (isWorld) return [];
  return [...shares.keys()]
    .filter((country) => !left.has(country))
    .map((country) => labelled(zone, country, '', examplePostcode(country)));
}

function labelled(zone: StoreShippingZone, country: string, state = '', postcode = ''): Labelled {
  const place = [country, state, postcode].filter((part) => part !== '').join(' ');
  return [{ country, state, postcode, city: '' }, `${place} (${zone.name})`];
}

function interleave<Item>(first: readonly Item[], second: readonly Item[]): Item[] {
  const length = Math.max(first.length, second.length);
  return Array.from({ length }, (_, at) => [first[at], second[at]])
    .flat()
    .filter((item) => item !== undefined);
}

function placeOf(
  { country, state }: ProofAddress,
  found: Found,
): Pick<ShippingProbe, 'countryId' | 'stateId'> {
  return {
    countryId: found('country', country)?.id ?? null,
    stateId: state === '' ? null : (found('state', `${country}:${state}`)?.id ?? null),
  };
}
