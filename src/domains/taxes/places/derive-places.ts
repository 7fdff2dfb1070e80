import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import { classKey } from '../woocommerce-rules/rate-table.ts';
import { asApplicable, derivePlacesOfCountry, draftPlace } from './country-places.ts';
import type { DraftPlace } from './country-places.ts';
import { Limitations } from './limitations.ts';
import { placeKey } from './place-key.ts';
import { Resolver } from './resolve.ts';
import { sortRates } from './sort-rates.ts';
import { noteCityTogether } from './together.ts';
import { splitKnown } from './unknown-areas.ts';
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
  const drafts = [...sorted.countries]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([country, ofCountry]) =>
      derivePlacesOfCountry({ country, rates: ofCountry, global, everywhere }, resolver, limitations),
    );
  const all = [draftPlace('everywhere', 9, everywhere), ...drafts];
  const { known, unknown } = splitKnown(all, used, options.isKnown ?? (() => true));
  const { kept, dropped } = keepWidest(known, options.limit);
  limitations.add('too_many_positions', ownRates(dropped, used));
  noteCityTogether(sorted.ofCities, used, resolver);
  return {
    places: kept.map((draft) => namePlace(draft, columns)).toSorted(comparePlaces),
    limitations: limitations.list(),
    unknown,
    together: resolver.together(),
  };
}

/** Keeps as many places as allowed: first the wide ones, then the zips at which the most rates apply. */
function keepWidest(drafts: readonly DraftPlace[], limit: number) {
  const byImportance = drafts
    .map((draft) => ({ draft, key: placeKey(draft), weight: importance(draft) }))
    .sort(
      (a, b) =>
        b.weight - a.weight || b.draft.rateIds.length - a.draft.rateIds.length || (a.key < b.key ? -1 : 1),
    )
    .map(({ draft }) => draft);
  return { kept: byImportance.slice(0, limit), dropped: byImportance.slice(limit) };
}

/** All zips weigh the same. */
const importance = ({ rank }: DraftPlace) => (rank >= 7 ? rank : 0);

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

function labelOf({ level, country, states, zips }: DraftPlace): string {
  if (level === 'everywhere') return 'everywhere else';
  const more = states.length - LISTED_STATES;
  const listed = states.slice(0, LISTED_STATES).join(', ') + (more > 0 ? ` and ${more} more` : '');
  return [country, listed, zips].filter((part) => part !== '').join(' ');
}

function comparePlaces(a: Place, b: Place): number {
  return a.rank - b.rank || (a.key < b.key ? -1 : 1);
}
