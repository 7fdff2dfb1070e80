import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import type { DraftPlace } from './country-places.ts';
import type { UnknownArea } from './types.ts';

interface RatesOfArea {
  readonly country: string;
  readonly state: string;
  readonly rateIds: number[];
}

type IsKnown = (country: string, state: string) => boolean;

/** Takes what no position can name out of the places: a country, or single states of a place, whose other states stay. */
export function withoutUnknown(
  drafts: readonly DraftPlace[],
  unknown: readonly UnknownArea[],
): readonly DraftPlace[] {
  if (unknown.length === 0) return drafts;
  const countries = new Set(unknown.filter(({ state }) => state === '').map(({ country }) => country));
  const statesOf = Map.groupBy(
    unknown.filter(({ state }) => state !== ''),
    ({ country }) => country,
  );
  return drafts.flatMap((draft) => {
    if (countries.has(draft.country)) return [];
    const codes = statesOf.get(draft.country)?.map(({ state }) => state) ?? [];
    if (codes.length === 0 || draft.states.length === 0) return [draft];
    const left = draft.states.filter((state) => !codes.includes(state));
    return left.length === 0 ? [] : [{ ...draft, states: left, unknownStates: codes }];
  });
}

/** The areas of rates that no position can name, with these rates. */
export function unknownAreas(rates: readonly StoreTaxRate[], isKnown: IsKnown): UnknownArea[] {
  const upper = (code: string) => code.trim().toUpperCase();
  // As the rates write them, by country and then state: 50,000 keys put together take longer than all else here.
  const areas = new Map<string, Map<string, RatesOfArea | null>>();
  for (const { country, id, state } of rates) {
    if (country.trim() === '') continue;
    const ofCountry = areas.get(country) ?? new Map<string, RatesOfArea | null>();
    areas.set(country, ofCountry);
    let area = ofCountry.get(state);
    if (area === undefined) {
      area = areaOf(upper(country), upper(state), isKnown);
      ofCountry.set(state, area);
    }
    area?.rateIds.push(id);
  }
  const byArea = Map.groupBy(
    [...areas.values()].flatMap((states) => [...states.values()]).filter((area) => area !== null),
    ({ country, state }) => `${country} ${state}`,
  );
  return [...byArea]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, [first, ...more]]) => {
      if (first === undefined) return [];
      const rateIds = [first, ...more].flatMap((area) => area.rateIds).sort((a, b) => a - b);
      return [{ country: first.country, state: first.state, rateIds }];
    });
}

/** The area that makes a rate unknown: its country, else its state; null where both are known. */
function areaOf(country: string, state: string, isKnown: IsKnown): RatesOfArea | null {
  if (!isKnown(country, '')) return { country, state: '', rateIds: [] };
  return state === '' || isKnown(country, state) ? null : { country, state, rateIds: [] };
}
