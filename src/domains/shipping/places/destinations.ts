import { isPostcodeOptional, isStateOptional } from '../../../core/address-parts.ts';
import { compareText } from '../../../core/plan.ts';
import type { StoreContinent, StoreCountry, StoreShippingZone } from '../../../woocommerce/port.ts';
import { areaOf, postcodesOf, zonesInOrder, type CountryShare } from './zone-areas.ts';
import { zipPatterns } from './zip-patterns.ts';

/** Where a carrier has to be offered so that it appears where its zone wins, as far as Odoo can say it. */
export interface Destination {
  /** Codes of the store; null where all countries are served. */
  readonly countries: readonly string[] | null;
  /** `US:CA`; empty where all states of the countries are served. */
  readonly states: readonly string[];
  /** Zip prefixes of Odoo's; empty where all zips are served. */
  readonly zips: readonly string[];
  /** No address is left: other zones take all of them, or the store does not ship there. */
  readonly nowhere: boolean;
  /** What Odoo cannot say: sentences for people. */
  readonly limitations: readonly string[];
}

export interface ZoneWorld {
  readonly zones: readonly StoreShippingZone[];
  readonly continents: readonly StoreContinent[];
  readonly countries: readonly StoreCountry[];
  /** Codes of the countries that count; null for all. */
  readonly shipsTo: readonly string[] | null;
}

/** What an earlier zone takes by postcodes. */
interface Hole {
  readonly zone: StoreShippingZone;
  readonly codes: readonly string[];
  readonly shares: ReadonlyMap<string, CountryShare>;
}

/** Longer patterns are left out: Odoo keeps them in an index. */
const LONGEST_PATTERN = 400;

/**
 * The destination of each zone, by its id. In WooCommerce the first zone that holds an address wins; Odoo offers every
 * carrier that fits. So what earlier zones take is subtracted.
 */
export function destinationsOf(world: ZoneWorld): ReadonlyMap<number, Destination> {
  const zones = zonesInOrder(world.zones);
  return new Map(zones.map((zone, at) => [zone.id, destinationOf(zone, zones.slice(0, at), world)]));
}

const NOWHERE: Destination = { countries: [], states: [], zips: [], nowhere: true, limitations: [] };

function destinationOf(
  zone: StoreShippingZone,
  earlier: readonly StoreShippingZone[],
  { continents, countries, shipsTo }: ZoneWorld,
): Destination {
  const known = countries.map(({ code }) => code);
  const served = shipsTo === null ? known : known.filter((code) => shipsTo.includes(code));
  const { everywhere, shares } = areaOf(zone, continents, served);
  const left = new Map(shares);
  const withoutStates = new Map<string, Set<string>>();
  const holes: Hole[] = [];
  for (const other of earlier) {
    const area = areaOf(other, continents, known);
    const codes = postcodesOf(other);
    // One that takes all postcodes takes them without asking for any.
    if (codes.length > 0 && !codes.includes('*')) holes.push({ zone: other, codes, shares: area.shares });
    else for (const [country, share] of area.shares) subtract(left, withoutStates, country, share);
  }
  const ownStates = new Map(countries.map(({ code, states: own }) => [code, own.map((state) => state.code)]));
  restrictToStates(left, withoutStates, ownStates);
  if (left.size === 0) return NOWHERE;
  const untouched = everywhere && shipsTo === null && left.size === known.length;
  const places = placesOf(left, untouched);
  const { limitations, ...zips } = zipsOf(zone, holes, left);
  const states = places.states.length === 0 ? [] : withoutState(left, shares);
  return { ...places, ...zips, limitations: [...limitations, ...states] };
}

/**
 * Of a country that earlier zones take states of, the others are listed, and an address that names none is in no list.
 * That matters where the store takes such an address.
 */
function withoutState(
  left: ReadonlyMap<string, CountryShare>,
  shares: ReadonlyMap<string, CountryShare>,
): string[] {
  const countries = [...left.keys()].filter(
    (country) => shares.get(country) === 'all' && isStateOptional(country),
  );
  if (countries.length === 0) return [];
  const names = countries.sort(compareText).join(', ');
  return [
    `In ${names} the store asks for no state, and Odoo offers it only to addresses that name one, since another zone takes some of the states.`,
  ];
}

function placesOf(
  left: ReadonlyMap<string, CountryShare>,
  untouched: boolean,
): Pick<Destination, 'countries' | 'states'> {
  const countries = [...left.keys()].sort(compareText);
  const states = [...left].flatMap(([country, share]) =>
    share === 'all' ? [] : [...share].map((state) => `${country}:${state}`),
  );
  if (states.length === 0) return { countries: untouched ? null : countries, states };
  return { countries, states: isMixed(left) ? [] : states.sort(compareText) };
}

function zipsOf(
  zone: StoreShippingZone,
  taken: readonly Hole[],
  left: ReadonlyMap<string, CountryShare>,
): Pick<Destination, 'zips' | 'nowhere' | 'limitations'> {
  const codes = postcodesOf(zone);
  const own = zipPatterns(codes, [...left.keys()]);
  const isNarrow = codes.length > 0 && !own.all;
  const holes = holePatterns(taken, left);
  const without = isNarrow || holes.patterns.length === 0 ? [] : withoutZip(left);
  const untold =
    own.untold.length === 0
      ? []
      : [`Odoo cannot be told the postcodes ${own.untold.join(', ')}: it is not offered there.`];
  const uneven =
    own.uneven.length === 0 || !isNarrow
      ? []
      : [`The postcodes ${own.uneven.join(', ')} hold zips of more countries in Odoo than in the store.`];
  return {
    zips: withHoles(isNarrow ? own.patterns : [], holes.patterns),
    nowhere: isNarrow && own.patterns.length === 0,
    limitations: [...mixedLimitations(left), ...untold, ...uneven, ...holes.limitations, ...without],
  };
}

/** Odoo never offers a carrier with zip prefixes to an address without a zip, not even one that leaves zips out. */
function withoutZip(left: ReadonlyMap<string, CountryShare>): string[] {
  const countries = [...left.keys()].filter(isPostcodeOptional).sort(compareText);
  if (countries.length === 0) return [];
  return [
    `In ${countries.join(', ')} the store asks for no postcode, and Odoo offers it only to addresses with one, since another zone takes some of the postcodes.`,
  ];
}

function subtract(
  left: Map<string, CountryShare>,
  withoutStates: Map<string, Set<string>>,
  country: string,
  taken: CountryShare,
): void {
  const share = left.get(country);
  if (share === undefined) return;
  if (taken === 'all') left.delete(country);
  else if (share === 'all') {
    withoutStates.set(country, new Set([...(withoutStates.get(country) ?? []), ...taken]));
  } else {
    const rest = new Set([...share].filter((state) => !taken.has(state)));
    if (rest.size === 0) left.delete(country);
    else left.set(country, rest);
  }
}

/** A country without some states is the list of its others; of one without states in the store nothing is taken. */
function restrictToStates(
  left: Map<string, CountryShare>,
  withoutStates: ReadonlyMap<string, ReadonlySet<string>>,
  states: ReadonlyMap<string, readonly string[]>,
): void {
  for (const [country, taken] of withoutStates) {
    if (left.get(country) !== 'all') continue;
    const listed = (states.get(country) ?? []).map((state) => state.toUpperCase());
    const rest = listed.filter((state) => !taken.has(state));
    if (listed.length === 0 || rest.length === listed.length) continue;
    if (rest.length === 0) left.delete(country);
    else left.set(country, new Set(rest));
  }
}

/** States of one country beside another whole country would keep the latter out. */
function mixedLimitations(left: ReadonlyMap<string, CountryShare>): string[] {
  if (!isMixed(left)) return [];
  const partial = [...left].filter(([, share]) => share !== 'all').map(([country]) => country);
  const names = partial.sort(compareText).join(', ');
  return [
    `Odoo knows no zone of whole countries and single states: it is offered in all of ${names}, also where another zone of the store applies.`,
  ];
}

function isMixed(left: ReadonlyMap<string, CountryShare>): boolean {
  const wholes = [...left.values()].filter((share) => share === 'all').length;
  return wholes > 0 && wholes < left.size;
}

/** The zips that earlier zones take in all that is left; what they take in a part of it cannot be said. */
function holePatterns(
  holes: readonly Hole[],
  left: ReadonlyMap<string, CountryShare>,
): { readonly patterns: readonly string[]; readonly limitations: readonly string[] } {
  const limitations: string[] = [];
  const patterns = new Set<string>();
  const countries = [...left.keys()].sort(compareText);
  for (const { codes, shares, zone } of holes) {
    const kinds = new Set(countries.map((country) => overlap(left.get(country), shares.get(country))));
    if (kinds.size === 1 && kinds.has('none')) continue;
    const told = zipPatterns(codes, countries);
    const fits = kinds.size === 1 && kinds.has('all') && told.untold.length + told.uneven.length === 0;
    const length = [...patterns, ...told.patterns].join('|').length;
    if (fits && length <= LONGEST_PATTERN) for (const pattern of told.patterns) patterns.add(pattern);
    else
      limitations.push(
        `It is also offered at the postcodes of the zone "${zone.name}", which Odoo cannot leave out.`,
      );
  }
  return { patterns: [...patterns], limitations };
}

function overlap(share: CountryShare | undefined, taken: CountryShare | undefined): 'all' | 'part' | 'none' {
  if (share === undefined || taken === undefined) return 'none';
  if (taken === 'all') return 'all';
  if (share === 'all') return 'part';
  const common = [...share].filter((state) => taken.has(state)).length;
  return common === 0 ? 'none' : common === share.size ? 'all' : 'part';
}

/** Zip prefixes without those of others: `(?!1011[5-9]$)` holds every zip but these. */
function withHoles(own: readonly string[], holes: readonly string[]): string[] {
  if (holes.length === 0) return [...own].sort(compareText);
  const without = `(?!${holes.toSorted(compareText).join('|')})`;
  return own.length === 0 ? [without] : own.map((pattern) => `${without}${pattern}`).sort(compareText);
}
