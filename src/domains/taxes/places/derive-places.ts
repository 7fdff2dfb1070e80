import { namedList } from '../../../core/named-list.ts';
import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import { classKey } from '../woocommerce-rules/rate-table.ts';
import { asApplicable, derivePlacesOfCountry, draftPlace, zipsOf } from './country-places.ts';
import type { DraftPlace } from './country-places.ts';
import { areaKey } from './area-key.ts';
import { areasOf, choosePlaces, populationIn } from './choose-places.ts';
import { leftOutPlaces } from './left-out.ts';
import { Limitations } from './limitations.ts';
import { placeKey } from './place-key.ts';
import { Resolver } from './resolve.ts';
import { sortRates, type CountryRates } from './sort-rates.ts';
import type { Piece } from './sweep.ts';
import { noteCityTogether } from './together.ts';
import { unknownAreas, withoutUnknown } from './unknown-areas.ts';
import type { Column, DerivedPlaces, Place, PlaceLevel, PlaceOptions } from './types.ts';

/**
 * The places at which different rates apply, by WooCommerce's own selection, so that Odoo's choice among positions made
 * of them gets the same rates in every column, on 17, 18 and 19, once the lower rank gets the lower sequence. There
 * is always a place `everywhere`; a place that is taxed like the one Odoo would fall back to is left out.
 *
 * The order of rates and columns does not matter to the places, but `Place.rates` is in the order of the columns.
 */
export function derivePlaces(
  rates: readonly StoreTaxRate[],
  columns: readonly Column[],
  options: PlaceOptions,
): DerivedPlaces {
  const limitations = new Limitations();
  const resolver = new Resolver(columns);
  const classes = new Set(columns.map(({ taxClass }) => classKey(taxClass)));
  const used = rates.filter(({ taxClass }) => classes.has(classKey(taxClass)));
  const sorted = sortRates(used, limitations);
  const global = asApplicable(sorted.everywhere);
  const everywhere = resolver.charge(global);
  const deriveCountry = (country: string, ofCountry: CountryRates, bases: ReadonlySet<string>) =>
    derivePlacesOfCountry(
      {
        ...{ country, rates: ofCountry, global, everywhere, bases },
        swept: swept.get(country) ?? new Map<string, readonly Piece[]>(),
      },
      resolver,
      limitations,
    );
  const countries = [...sorted.countries].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const swept = new Map(countries.map(([code]) => [code, new Map<string, readonly Piece[]>()]));
  const drafts = new Map(
    countries.map(([code, ofCountry]) => [code, deriveCountry(code, ofCountry, NO_BASES)]),
  );
  const unknown = unknownAreas(used, options.isKnown ?? (() => true));
  const populationOf = populationIn(sorted);
  const choose = () => {
    const all = [draftPlace('everywhere', 9, everywhere), ...[...drafts.values()].flat()];
    return choosePlaces(withoutUnknown(all, unknown), options.limit, populationOf);
  };
  let chosen = choose();
  const bases = new Set<string>();
  for (let round = 0; round < MAX_ROUNDS && addBases(bases, chosen.dropped); round += 1) {
    for (const [code, ofCountry] of countries) {
      const isConcerned = [...bases].some((area) => area.startsWith(areaKey(code, '')));
      if (isConcerned) drafts.set(code, deriveCountry(code, ofCountry, bases));
    }
    chosen = choose();
  }
  const { dropped, kept } = chosen;
  limitations.add('too_many_positions', ownRates(dropped, used));
  noteCityTogether(sorted.ofCities, used, resolver);
  return {
    places: kept.map((draft) => namePlace(draft, columns)).toSorted(comparePlaces),
    limitations: limitations.list(),
    leftOut: leftOutPlaces(chosen, columns, labelOf),
    unknown,
    together: resolver.together(),
  };
}

const NO_BASES: ReadonlySet<string> = new Set();
/** The places of the areas themselves take some of those allowed, so that a few more may be beyond the limit then. */
const MAX_ROUNDS = 3;

/** Adds the areas of places of postcodes that are beyond the limit. Answers whether there was a new one. */
function addBases(bases: Set<string>, dropped: readonly DraftPlace[]): boolean {
  const before = bases.size;
  for (const draft of dropped) if (draft.zipFrom !== '') for (const area of areasOf(draft)) bases.add(area);
  return bases.size > before;
}

/** The rates that are for the dropped places themselves, and not for the wider ones around them. */
function ownRates(dropped: readonly DraftPlace[], rates: readonly StoreTaxRate[]): number[] {
  if (dropped.length === 0) return [];
  const byId = new Map(rates.map((rate) => [rate.id, rate]));
  return dropped.flatMap(({ level, rateIds }) =>
    rateIds.filter((id) => {
      const rate = byId.get(id);
      return rate !== undefined && isFor(level, rate);
    }),
  );
}

function isFor(level: PlaceLevel, { country, state, postcodes }: StoreTaxRate): boolean {
  if (level === 'zip' || level === 'state_zip') return postcodes.length > 0;
  if (level === 'state') return state !== '';
  return level === 'everywhere' || country !== '';
}

function namePlace(draft: DraftPlace, columns: readonly Column[]): Place {
  const { charge, rateIds, country, states, unknownStates, zipFrom, zipTo, level, rank } = draft;
  return {
    ...{ country, states, unknownStates, zipFrom, zipTo, level, rank },
    key: placeKey(draft),
    rates: new Map(columns.map(({ key }, at) => [key, charge.rates[at] ?? []])),
    rateIds: rateIds.toSorted((a, b) => a - b),
    label: labelOf(draft),
  };
}

const LISTED_STATES = 6;

function labelOf(draft: DraftPlace): string {
  const { level, country, states } = draft;
  if (level === 'everywhere') return 'everywhere else';
  return [country, namedList(states, LISTED_STATES), zipsOf(draft)].filter((part) => part !== '').join(' ');
}

function comparePlaces(a: Place, b: Place): number {
  return a.rank - b.rank || (a.key < b.key ? -1 : 1);
}
