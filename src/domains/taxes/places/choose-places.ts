import { areaKey } from './area-key.ts';
import type { DraftPlace } from './country-places.ts';
import type { SortedRates } from './sort-rates.ts';
import { placeKey } from './place-key.ts';

/** The places that stay within a limit, and those beyond it. */
export interface ChosenPlaces {
  readonly kept: readonly DraftPlace[];
  readonly dropped: readonly DraftPlace[];
}

/**
 * Keeps as many places as allowed: first the wide ones, then the zips that cover most, which are those of most rates and
 * of the areas for which the table has most.
 */
export function choosePlaces(
  drafts: readonly DraftPlace[],
  limit: number,
  populationOf: (draft: DraftPlace) => number,
): ChosenPlaces {
  if (drafts.length <= limit) return { kept: drafts, dropped: [] };
  const byImportance = drafts
    .map((draft) => ({
      draft,
      key: placeKey(draft),
      weight: importance(draft),
      rates: draft.rateIds.length,
      population: populationOf(draft),
    }))
    .sort(
      (a, b) =>
        b.weight - a.weight || b.rates - a.rates || b.population - a.population || (a.key < b.key ? -1 : 1),
    )
    .map(({ draft }) => draft);
  return { kept: byImportance.slice(0, limit), dropped: byImportance.slice(limit) };
}

/** All zips weigh the same. */
const importance = ({ rank }: DraftPlace) => (rank >= 7 ? rank : 0);

/** The areas of a place: its states, else its country. */
export function areasOf({ country, states }: Pick<DraftPlace, 'country' | 'states'>): string[] {
  return states.length === 0 ? [areaKey(country, '')] : states.map((state) => areaKey(country, state));
}

/** How many rates with postcodes the table has for the areas of a place. */
export function populationIn({ countries }: SortedRates): (draft: DraftPlace) => number {
  const counts = new Map<string, number>();
  for (const [country, { states, zips }] of countries) {
    counts.set(areaKey(country, ''), zips.length);
    for (const [state, area] of states) counts.set(areaKey(country, state), area.zips.length);
  }
  return (draft) => areasOf(draft).reduce((sum, key) => sum + (counts.get(key) ?? 0), 0);
}
