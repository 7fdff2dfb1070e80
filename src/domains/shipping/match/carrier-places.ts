import type { SubjectLinks } from '../../../core/operation.ts';
import { compareText } from '../../../core/plan.ts';
import { namedList } from '../../../core/named-list.ts';
import type { OdooCarrier } from '../facts.ts';
import { ZIP_PREFIX_TYPE } from '../models.ts';
import type { Destination } from '../places/destination.ts';
import type { PlanContext } from './context.ts';

/** A destination with what represents it in Odoo. */
export interface CarrierPlaces {
  readonly links: SubjectLinks;
  readonly texts: PlaceTexts;
  readonly limitations: readonly string[];
  /** Nobody is offered it: the places mean nothing then. */
  readonly nowhere: boolean;
}

/** Where a carrier is offered, in the store's codes: remembered, and compared with Odoo's. */
export interface PlaceTexts extends Readonly<Record<string, string>> {
  readonly countries: string;
  readonly states: string;
  readonly zips: string;
}

/**
 * A destination as links to what geography found. Codes without a record in Odoo are left out and named; where nothing
 * is left the answer is a text that reports why.
 */
export function carrierPlaces(destination: Destination, context: PlanContext): CarrierPlaces | string {
  const { countries, states, zips } = destination;
  if (destination.nowhere) return NO_PLACE;
  const { found } = context.input;
  const split = (type: string, codes: readonly string[]) =>
    Map.groupBy(codes, (code) => (found(type, code) === null ? 'missing' : 'there'));
  const byCountry = split('country', countries ?? []);
  const byState = split('state', states);
  const there = { countries: byCountry.get('there') ?? [], states: byState.get('there') ?? [] };
  const missing = [...(byCountry.get('missing') ?? []), ...(byState.get('missing') ?? [])];
  const none =
    (countries !== null && there.countries.length === 0) || (states.length > 0 && there.states.length === 0);
  const named = namedList(missing, EXAMPLES);
  if (none) return `no record in Odoo corresponds to ${named}`;
  const code = (type: 'country' | 'state') => (each: string) => canonicalCode(type, each, context);
  return {
    links: linksOf(there.countries, there.states, zips),
    texts: textsOf(there.countries.map(code('country')), there.states.map(code('state')), zips),
    limitations:
      missing.length === 0 ? [] : [`No record in Odoo corresponds to ${named}: it is not offered there.`],
    nowhere: false,
  };
}

const EXAMPLES = 5;

/** A zip prefix that no zip begins with, in words for who reads it in Odoo. */
const NOBODY = '(?!)NOBODY';

/**
 * The places of a carrier that is offered to nobody. A price rule that never applies would not do: Odoo's form for adding a
 * delivery to a quotation lists whatever fits the address, and takes a price of 0 where no rule applies (seen on 18).
 */
export const NO_PLACE: CarrierPlaces = {
  links: linksOf([], [], [NOBODY]),
  texts: textsOf([], [], [NOBODY]),
  limitations: [],
  nowhere: true,
};

function linksOf(
  countries: readonly string[],
  states: readonly string[],
  zips: readonly string[],
): SubjectLinks {
  return {
    country_ids: countries.map((code) => `country ${code}`),
    state_ids: states.map((code) => `state ${code}`),
    zip_prefix_ids: zips.map((pattern) => `${ZIP_PREFIX_TYPE} ${pattern}`),
  };
}

function textsOf(
  countries: readonly string[],
  states: readonly string[],
  zips: readonly string[],
): PlaceTexts {
  const sorted = (texts: readonly string[]) => [...new Set(texts)].sort(compareText).join(' ');
  return { countries: sorted(countries), states: sorted(states), zips: sorted(zips) };
}

/** Two codes of the store may correspond to one record: both sides then use the same one of them. */
function canonicalCode(type: 'country' | 'state', code: string, context: PlanContext): string {
  const id = context.input.found(type, code)?.id ?? null;
  const codes = type === 'country' ? context.countryCodes : context.stateCodes;
  return id === null ? code : (codes.get(id) ?? code);
}

/** The places of a carrier of Odoo's in the same words. */
export function foundPlaces(
  { countryIds, stateIds, zipPrefixIds }: OdooCarrier,
  { countryCodes, prefixNames, stateCodes }: PlanContext,
): PlaceTexts {
  const named = (ids: readonly number[], names: ReadonlyMap<number, string>) =>
    ids.map((id) => names.get(id) ?? `#${id}`);
  return textsOf(
    named(countryIds, countryCodes),
    named(stateIds, stateCodes),
    named(zipPrefixIds, prefixNames),
  );
}
