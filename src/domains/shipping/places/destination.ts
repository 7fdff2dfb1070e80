import { namedList } from '../../../core/named-list.ts';
import { compareText } from '../../../core/plan.ts';
import { isPostcodeOptional, isStateOptional } from '../../shared/address-parts.ts';
import type { ExcludedZips } from './holes.ts';
import type { CountryShare } from './zone-areas.ts';
import { zipPatterns } from './zip-patterns.ts';

type Shares = ReadonlyMap<string, CountryShare>;

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

/** By several carriers: that of the method, and others for some of the countries. */
export interface SplitDestination {
  readonly main: Destination;
  readonly parts: readonly Destination[];
}

/** What a zone has of its own, for the destinations of its carriers. */
export interface ZoneFacts {
  /** Its postcodes. */
  readonly codes: readonly string[];
  /** Countries that it names as a whole, of which only states are left, or none. */
  readonly split: readonly string[];
  /** The store's codes of states by those in capitals, as zones compare them. */
  readonly spellings: ReadonlyMap<string, string>;
  /** What earlier zones take of it by postcodes. */
  readonly excludedFrom: (shares: Shares) => ExcludedZips;
}

/** Nobody is offered it. */
export const NOWHERE: Destination = {
  ...{ countries: [], states: [], zips: [], nowhere: true, limitations: [] },
};

/**
 * The destination of one carrier for some of what is left of a zone.
 *
 * @param isEverything nothing is left out, so that no country has to be listed
 */
export function destinationFor(shares: Shares, zone: ZoneFacts, isEverything = false): Destination {
  const zips = zipsOf(zone.codes, zone.excludedFrom(shares), shares);
  const narrow = isMixed(shares) ? [] : stateless(zone.split.filter((country) => shares.has(country)));
  return {
    ...placesOf(shares, isEverything, zone.spellings),
    ...zips,
    limitations: [...zips.limitations, ...narrow],
  };
}

/** Whether a carrier of these places is offered where its zone wins and nowhere else, at addresses with a postcode. */
export function isExactFor(shares: Shares, { codes, excludedFrom }: ZoneFacts): boolean {
  const isUneven = isNarrowing(codes) && zipPatterns(codes, [...shares.keys()]).uneven.length > 0;
  return !isMixed(shares) && !isUneven && excludedFrom(shares).limitations.length === 0;
}

/** An address may name no state; the store then takes the zone of the whole country, and Odoo no list of states. */
export function stateless(countries: readonly string[]): string[] {
  const narrow = countries.filter(isStateOptional);
  if (narrow.length === 0) return [];
  return [
    `It is not offered at addresses in ${namedList(narrow.toSorted(compareText), EXAMPLES)} that name no state.`,
  ];
}

function placesOf(
  shares: Shares,
  isEverything: boolean,
  spellings: ZoneFacts['spellings'],
): Pick<Destination, 'countries' | 'states'> {
  const countries = [...shares.keys()].sort(compareText);
  const states = [...shares].flatMap(([country, share]) =>
    share === 'all'
      ? []
      : [...share].map((state) => spellings.get(`${country}:${state}`) ?? `${country}:${state}`),
  );
  if (states.length === 0) return { countries: isEverything ? null : countries, states };
  return { countries, states: isMixed(shares) ? [] : states.sort(compareText) };
}

/** Whether postcodes take only some addresses of the countries. */
const isNarrowing = (codes: readonly string[]) => codes.length > 0 && !codes.includes('*');

function zipsOf(
  codes: readonly string[],
  excluded: ExcludedZips,
  shares: Shares,
): Pick<Destination, 'zips' | 'nowhere' | 'limitations'> {
  const own = zipPatterns(codes, [...shares.keys()]);
  const isNarrow = isNarrowing(codes);
  const without = isNarrow || excluded.patterns.length === 0 ? [] : withoutZip(shares);
  const unsupported =
    own.unsupported.length === 0
      ? []
      : [
          `The postcodes ${namedList(own.unsupported, EXAMPLES)} are not supported by Odoo: it is not offered there.`,
        ];
  // What other zones take does not matter where nothing is offered.
  if (isNarrow && own.patterns.length === 0) return { zips: [], nowhere: true, limitations: unsupported };
  const uneven =
    own.uneven.length === 0 || !isNarrow
      ? []
      : [
          `The postcodes ${namedList(own.uneven, EXAMPLES)} match zips of more countries in Odoo than in the store.`,
        ];
  return {
    zips: withHoles(isNarrow ? own.patterns : [], excluded.patterns),
    nowhere: false,
    limitations: [
      ...mixedLimitations(shares),
      ...unsupported,
      ...uneven,
      ...excluded.limitations,
      ...without,
    ],
  };
}

/** Odoo never offers a carrier with zip prefixes to an address without a zip, not even one that leaves zips out. */
function withoutZip(shares: Shares): string[] {
  const countries = [...shares.keys()].filter(isPostcodeOptional).sort(compareText);
  const where = countries.length === 0 ? '' : `In ${countries.join(', ')} the store asks for no postcode. `;
  return [
    `${where}Odoo offers it only to addresses with a postcode, since another zone takes some of the postcodes.`,
  ];
}

const EXAMPLES = 10;

/** States of one country beside another whole country would keep the latter out of one carrier. */
function mixedLimitations(shares: Shares): string[] {
  if (!isMixed(shares)) return [];
  const partial = [...shares].filter(([, share]) => share !== 'all').map(([country]) => country);
  const names = partial.sort(compareText).join(', ');
  return [
    `One delivery method cannot represent whole countries and single states: it is offered in all of ${names}, also where another zone of the store applies.`,
  ];
}

/** Whether whole countries stand beside single states of others. */
export function isMixed(shares: Shares): boolean {
  const wholes = [...shares.values()].filter((share) => share === 'all').length;
  return wholes > 0 && wholes < shares.size;
}

/** Zip prefixes without those of others: `(?!1011[5-9]$)` contains every zip but these. */
function withHoles(own: readonly string[], holes: readonly string[]): string[] {
  if (holes.length === 0) return [...own].sort(compareText);
  const without = `(?!${holes.toSorted(compareText).join('|')})`;
  return own.length === 0 ? [without] : own.map((pattern) => `${without}${pattern}`).sort(compareText);
}
