import { compareText, type Note } from '../../../core/plan.ts';
import { namedList } from '../../../core/named-list.ts';
import type { InvalidPlaceFact, StoreGeography } from '../facts.ts';
import { stateKey } from '../match/match.ts';

/** How many faults of one country are described one by one. */
const MAX_DESCRIBED = 3;

/**
 * Whether a country or state that the store does not list may be there all the same, because it, or something that may
 * be it, could not be understood.
 */
export function isUnreadable(
  { faults = [] }: Pick<StoreGeography, 'faults'>,
  type: string,
  key: string,
): boolean {
  return faults.some(({ country, state }) => {
    if (country === null) return true;
    if (type === 'country') return key === country;
    return state === null ? key.startsWith(`${country}:`) : key === stateKey({ country, code: state });
  });
}

/** What could not be understood, one note per country. */
export function faultNotes({ countries, faults = [] }: StoreGeography): Note[] {
  const names = new Map(countries.map(({ code, name }) => [code, name]));
  const byCountry = [...Map.groupBy(faults, ({ country }) => country)];
  return byCountry
    .sort(([a], [b]) => compareText(a ?? '', b ?? ''))
    .map(([country, own]) => noteOf(country === null ? 'a country' : names.get(country) || country, own));
}

function noteOf(place: string, faults: readonly InvalidPlaceFact[]): Note {
  const described = faults
    .map(({ state, message }) => (state === null ? message : `state ${state}: ${message}`))
    .sort(compareText);
  const list = namedList(described, MAX_DESCRIBED, { separator: '; ' });
  return {
    level: 'review',
    code: 'states_unreadable',
    message: `The store's entry for ${place} could not be read completely: ${list}. What could not be read was left out and kept as it is in Odoo; the other states are not affected.`,
    hint: 'A plugin or a code snippet adds these entries to the list of states: correct it there, or ask its author.',
  };
}
