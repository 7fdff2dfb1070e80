import { isPostcodeOptional, isStateOptional } from '../../shared/address-parts.ts';
import { compareText } from '../../../core/plan.ts';
import type { StoreContinent, StoreCountry, StoreShippingZone } from '../../../woocommerce/port.ts';
import { Holes, type ExcludedZips } from './holes.ts';
import { splitByHoles } from './split.ts';
import { Taken } from './taken.ts';
import { areaOf, postcodesOf, zonesInOrder, type CountryShare } from './zone-areas.ts';
import { zipPatterns } from './zip-patterns.ts';

/** Where a carrier has to be offered so that it appears where its zone wins, as far as Odoo supports it. */
export interface Destination {
  /** Codes of the store; null where all countries are served. */
  readonly countries: readonly string[] | null;
  /** `US:CA`; empty where all states of the countries are served. */
  readonly states: readonly string[];
  /** Zip prefixes of Odoo's; empty where all zips are served. */
  readonly zips: readonly string[];
  /** No address is left: other zones take all of them, or the store does not ship there. */
  readonly nowhere: boolean;
  /** What Odoo does not support: sentences for people. */
  readonly limitations: readonly string[];
  /** The same by several carriers, which is more accurate. Absent where one does as well. */
  readonly split?: SplitDestination;
}

export interface SplitDestination {
  readonly main: Destination;
  readonly parts: readonly Destination[];
}

export interface ZoneWorld {
  readonly zones: readonly StoreShippingZone[];
  readonly continents: readonly StoreContinent[];
  readonly countries: readonly StoreCountry[];
  /** Codes of the countries that count; null for all. */
  readonly shipsTo: readonly string[] | null;
}

/**
 * The destination of each zone, by its id. In WooCommerce the first zone that contains an address wins; Odoo offers every
 * carrier that fits. So what earlier zones take is subtracted.
 */
export function destinationsOf(world: ZoneWorld): ReadonlyMap<number, Destination> {
  const { continents, countries, shipsTo } = world;
  const known = countries.map(({ code }) => code);
  const counted = shipsTo === null ? null : new Set(shipsTo);
  const spellings = new Map(
    countries.flatMap(({ code, states }) =>
      states.map((state) => [`${code}:${state.code}`.toUpperCase(), `${code}:${state.code}`]),
    ),
  );
  const taken = new Taken(countries);
  const zones = zonesInOrder(world.zones);
  const postcodes = zones.map(postcodesOf);
  const holes = new Holes(postcodes);
  const destinations = new Map<number, Destination>();
  for (const [at, zone] of zones.entries()) {
    const { everywhere, shares } = areaOf(zone, continents, known);
    const served = new Map([...shares].filter(([country]) => counted?.has(country) ?? true));
    const { shares: left, split } = taken.leftOf(served);
    const untouched = everywhere && counted === null && left.size === known.length;
    const codes = postcodes[at] ?? [];
    const places = placesOf(left, untouched, spellings);
    const destination =
      left.size === 0
        ? NOWHERE
        : { ...places, ...zipsOf(codes, holes.within(left, codes.length === 0 ? null : at), left) };
    const narrow = stateless(split, left);
    const several = codes.length === 0 ? splitByHoles(left, holes) : null;
    const partOf = (part: ReadonlyMap<string, CountryShare>): Destination => ({
      ...placesOf(part, false, spellings),
      ...zipsOf([], holes.within(part, null), part),
    });
    destinations.set(zone.id, {
      ...destination,
      limitations: [...destination.limitations, ...narrow],
      ...(several && {
        split: {
          main: withLimitations(partOf(several.main), narrow),
          parts: several.parts.map(partOf),
        },
      }),
    });
    // One that takes all postcodes takes them without asking for any.
    if (codes.length > 0 && !codes.includes('*')) holes.add(at, zone.name, codes, shares);
    else taken.add(shares);
  }
  return destinations;
}

const NOWHERE: Destination = { countries: [], states: [], zips: [], nowhere: true, limitations: [] };

function withLimitations(destination: Destination, more: readonly string[]): Destination {
  return { ...destination, limitations: [...destination.limitations, ...more] };
}

/** @param spellings the store's codes of states by those in capitals, as zones compare them */
function placesOf(
  left: ReadonlyMap<string, CountryShare>,
  untouched: boolean,
  spellings: ReadonlyMap<string, string>,
): Pick<Destination, 'countries' | 'states'> {
  const countries = [...left.keys()].sort(compareText);
  const states = [...left].flatMap(([country, share]) =>
    share === 'all'
      ? []
      : [...share].map((state) => spellings.get(`${country}:${state}`) ?? `${country}:${state}`),
  );
  if (states.length === 0) return { countries: untouched ? null : countries, states };
  return { countries, states: isMixed(left) ? [] : states.sort(compareText) };
}

function zipsOf(
  codes: readonly string[],
  holes: ExcludedZips,
  left: ReadonlyMap<string, CountryShare>,
): Pick<Destination, 'zips' | 'nowhere' | 'limitations'> {
  const own = zipPatterns(codes, [...left.keys()]);
  const isNarrow = codes.length > 0 && !own.all;
  const without = isNarrow || holes.patterns.length === 0 ? [] : withoutZip(left);
  const unsupported =
    own.unsupported.length === 0
      ? []
      : [`The postcodes ${listed(own.unsupported)} are not supported by Odoo: it is not offered there.`];
  // What other zones take does not matter where nothing is offered.
  if (isNarrow && own.patterns.length === 0) return { zips: [], nowhere: true, limitations: unsupported };
  const uneven =
    own.uneven.length === 0 || !isNarrow
      ? []
      : [`The postcodes ${listed(own.uneven)} match zips of more countries in Odoo than in the store.`];
  return {
    zips: withHoles(isNarrow ? own.patterns : [], holes.patterns),
    nowhere: false,
    limitations: [...mixedLimitations(left), ...unsupported, ...uneven, ...holes.limitations, ...without],
  };
}

/** There may be tens of thousands. */
function listed(codes: readonly string[]): string {
  const more = codes.length - EXAMPLES;
  return codes.slice(0, EXAMPLES).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** Odoo never offers a carrier with zip prefixes to an address without a zip, not even one that leaves zips out. */
function withoutZip(left: ReadonlyMap<string, CountryShare>): string[] {
  const countries = [...left.keys()].filter(isPostcodeOptional).sort(compareText);
  const where = countries.length === 0 ? '' : `In ${countries.join(', ')} the store asks for no postcode. `;
  return [
    `${where}Odoo offers it only to addresses with a postcode, since another zone takes some of the postcodes.`,
  ];
}

const EXAMPLES = 10;

/** An address may name no state; the store then takes the zone of the whole country, and Odoo no list of states. */
function stateless(split: readonly string[], left: ReadonlyMap<string, CountryShare>): string[] {
  const narrow = split.filter((country) => isStateOptional(country) && !(left.has(country) && isMixed(left)));
  if (narrow.length === 0) return [];
  return [`It is not offered at addresses in ${listed(narrow.toSorted(compareText))} that name no state.`];
}

/** States of one country beside another whole country would keep the latter out. */
function mixedLimitations(left: ReadonlyMap<string, CountryShare>): string[] {
  if (!isMixed(left)) return [];
  const partial = [...left].filter(([, share]) => share !== 'all').map(([country]) => country);
  const names = partial.sort(compareText).join(', ');
  return [
    `Odoo does not support a zone of whole countries and single states: it is offered in all of ${names}, also where another zone of the store applies.`,
  ];
}

function isMixed(left: ReadonlyMap<string, CountryShare>): boolean {
  const wholes = [...left.values()].filter((share) => share === 'all').length;
  return wholes > 0 && wholes < left.size;
}

/** Zip prefixes without those of others: `(?!1011[5-9]$)` contains every zip but these. */
function withHoles(own: readonly string[], holes: readonly string[]): string[] {
  if (holes.length === 0) return [...own].sort(compareText);
  const without = `(?!${holes.toSorted(compareText).join('|')})`;
  return own.length === 0 ? [without] : own.map((pattern) => `${without}${pattern}`).sort(compareText);
}
