import type { StoreContinent, StoreCountry, StoreShippingZone } from '../../../woocommerce/port.ts';
import {
  destinationFor,
  isExactFor,
  NOWHERE,
  stateless,
  type Destination,
  type SplitDestination,
  type ZoneFacts,
} from './destination.ts';
import { Holes } from './holes.ts';
import { splitShares } from './split.ts';
import { Taken, type Left } from './taken.ts';
import { postcodeForm } from './zip-patterns.ts';
import { areaOf, postcodesOf, zonesInOrder } from './zone-areas.ts';

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
    const left = taken.leftOf(served);
    const codes = postcodes[at] ?? [];
    const own = codes.length === 0 ? null : at;
    const excludedFrom: ZoneFacts['excludedFrom'] = (part) => holes.within(part, own);
    const isEverything = everywhere && counted === null && left.shares.size === known.length;
    const facts = { codes, split: left.split, spellings, excludedFrom };
    destinations.set(zone.id, destinationOf(left, isEverything, facts, holes));
    // One that takes all postcodes takes them without asking for any.
    if (codes.length > 0 && !codes.includes('*')) holes.add(at, zone.name, codes, shares);
    else taken.add(shares);
  }
  return destinations;
}

function destinationOf(
  { shares, split }: Left,
  isEverything: boolean,
  zone: ZoneFacts,
  holes: Pick<Holes, 'areasOf'>,
): Destination {
  const destination = shares.size === 0 ? NOWHERE : destinationFor(shares, zone, isEverything);
  // Nothing is left of these countries for any carrier.
  const gone = stateless(split.filter((country) => !shares.has(country)));
  const isLimited = destination.limitations.length > 0;
  const several = isLimited
    ? splitShares(shares, { groupOf: groupIn(zone, holes), isExact: (part) => isExactFor(part, zone) })
    : null;
  const all = several?.map((part) => destinationFor(part, zone)) ?? [];
  const divided = divide(all, gone);
  return { ...withLimitations(destination, gone), ...(divided && { split: divided }) };
}

/** By what earlier zones take of a country, and how it writes the postcodes of the zone. */
const groupIn =
  ({ codes }: ZoneFacts, holes: Pick<Holes, 'areasOf'>) =>
  (country: string) =>
    holes.areasOf(country) + (codes.length === 0 ? '' : postcodeForm(country));

/** Countries in which Odoo supports none of a zone's postcodes need no carrier; what it does not support is reported. */
function divide(all: readonly Destination[], gone: readonly string[]): SplitDestination | null {
  const [main, ...parts] = all.filter(({ nowhere }) => !nowhere);
  if (main === undefined) return null;
  const lost = all.filter(({ nowhere }) => nowhere).flatMap(({ limitations }) => limitations);
  const more = [...new Set([...lost, ...gone])].filter((text) => !main.limitations.includes(text));
  return { main: withLimitations(main, more), parts };
}

function withLimitations(destination: Destination, more: readonly string[]): Destination {
  return { ...destination, limitations: [...destination.limitations, ...more] };
}
