import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import type { DraftPlace } from './country-places.ts';
import type { UnknownArea } from './types.ts';

type IsKnown = (country: string, state: string) => boolean;

/**
 * Takes what no position can name out of the places: a country, or single states of a place, whose other states stay.
 * Answers what was taken out by area.
 */
export function splitKnown(
  drafts: readonly DraftPlace[],
  rates: readonly StoreTaxRate[],
  isKnown: IsKnown,
): { known: DraftPlace[]; unknown: UnknownArea[] } {
  const unknown = unknownAreas(rates, isKnown);
  if (unknown.length === 0) return { known: [...drafts], unknown };
  const countries = new Set(unknown.filter(({ state }) => state === '').map(({ country }) => country));
  const statesOf = Map.groupBy(
    unknown.filter(({ state }) => state !== ''),
    ({ country }) => country,
  );
  const known = drafts.flatMap((draft) => {
    if (countries.has(draft.country)) return [];
    const codes = statesOf.get(draft.country)?.map(({ state }) => state) ?? [];
    if (codes.length === 0 || draft.states.length === 0) return [draft];
    const left = draft.states.filter((state) => !codes.includes(state));
    return left.length === 0 ? [] : [{ ...draft, states: left, unknownStates: codes }];
  });
  return { known, unknown };
}

function unknownAreas(rates: readonly StoreTaxRate[], isKnown: IsKnown): UnknownArea[] {
  const upper = (code: string) => code.trim().toUpperCase();
  const areas = new Map<string, { country: string; state: string; rateIds: number[] } | null>();
  for (const { country: ofCountry, id, state: ofState } of rates) {
    if (ofCountry.trim() === '') continue;
    const [country, state] = [upper(ofCountry), upper(ofState)];
    const key = `${country} ${state}`;
    let area = areas.get(key);
    if (area === undefined) {
      area = areaOf(country, state, isKnown);
      areas.set(key, area);
    }
    area?.rateIds.push(id);
  }
  const byArea = Map.groupBy(
    [...areas.values()].filter((area) => area !== null),
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
function areaOf(country: string, state: string, isKnown: IsKnown) {
  if (!isKnown(country, '')) return { country, state: '', rateIds: [] };
  return state === '' || isKnown(country, state) ? null : { country, state, rateIds: [] };
}
