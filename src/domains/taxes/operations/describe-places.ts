import { compareText } from '../../../core/plan.ts';
import { placesOf } from '../position-order/winners.ts';
import type { Outcome } from '../position-order/outcomes.ts';
import type { Place } from '../places/types.ts';

/** Above this many the places of one country are listed together, so that its code stands there once. */
const MAX_SINGLE = 60;

/** How many places a note names: four times as many as a store has positions unless a user sets another limit. */
const MAX_NAMED = 2_000;

/**
 * The places in which some addresses lie, for people: one by one, or by country where there are many. Of the place that is
 * everywhere else the countries are named, unless it is concerned everywhere.
 *
 * @param all every address that is compared
 */
export function describePlaces(some: readonly Outcome[], all: readonly Outcome[]): string {
  const found = placesOf(some);
  const places = found.slice(0, MAX_NAMED);
  const nameOf = (place: Place): string => {
    if (place.level !== 'everywhere') return place.label;
    const [here, anywhere] = [some, all].map((outcomes) => countriesIn(outcomes));
    const isWhole = here?.length === anywhere?.length;
    return isWhole ? place.label : `${place.label} (${(here ?? []).join(', ')})`;
  };
  const names = places.length <= MAX_SINGLE ? places.map(nameOf).join(', ') : byCountry(places, nameOf);
  const more = found.length - places.length;
  return more > 0 ? `${names}, and ${more} more` : names;
}

/** `US: AL, 10001, 10002; DE; everywhere else`. */
function byCountry(places: readonly Place[], nameOf: (place: Place) => string): string {
  return [...Map.groupBy(places, ({ country }) => country)]
    .map(([country, own]) => {
      const prefix = `${country} `;
      const [only, ...others] = own.map(nameOf);
      if (country === '' || others.length === 0) return [only, ...others].join(', ');
      const parts = own
        .map(nameOf)
        .map((name) => (name.startsWith(prefix) ? name.slice(prefix.length) : `all of ${name}`));
      return `${country}: ${parts.join(', ')}`;
    })
    .join('; ');
}

function countriesIn(outcomes: readonly Outcome[]): string[] {
  const codes = outcomes
    .filter(({ probe }) => probe.place.level === 'everywhere')
    .map(({ probe }) => probe.country);
  return [...new Set(codes)].sort(compareText);
}
