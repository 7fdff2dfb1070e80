import { compareText } from '../../../core/plan.ts';
import { placesOf } from '../position-order/winners.ts';
import type { Outcome } from '../position-order/outcomes.ts';

/** How many places a note names one by one. */
const MAX_NAMED = 60;

/**
 * The places in which some addresses lie, for people. Of the place that is everywhere else the countries are named, unless
 * it is concerned everywhere.
 *
 * @param all every address that is compared
 */
export function describePlaces(some: readonly Outcome[], all: readonly Outcome[]): string {
  const names = placesOf(some).map((place) => {
    if (place.level !== 'everywhere') return place.label;
    const [here, anywhere] = [some, all].map((outcomes) => countriesIn(outcomes));
    const isWhole = here?.length === anywhere?.length;
    return isWhole ? place.label : `${place.label} (${(here ?? []).join(', ')})`;
  });
  const more = names.length - MAX_NAMED;
  return `${names.slice(0, MAX_NAMED).join(', ')}${more > 0 ? `, and ${more} more` : ''}`;
}

function countriesIn(outcomes: readonly Outcome[]): string[] {
  const codes = outcomes
    .filter(({ probe }) => probe.place.level === 'everywhere')
    .map(({ probe }) => probe.country);
  return [...new Set(codes)].sort(compareText);
}
