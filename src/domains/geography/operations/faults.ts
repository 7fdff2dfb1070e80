import type { KeepOperation } from '../../../core/operation.ts';
import { compareText, type Note } from '../../../core/plan.ts';
import type { InvalidPlaceFact, StoreGeography } from '../facts.ts';
import { stateKey } from '../match/match.ts';
import { STATE_MODEL } from '../models.ts';
import type { PlanContext } from './context.ts';

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

/** The states that were left out and are bound: they keep what represents them. */
export function keepUnreadable(context: PlanContext): KeepOperation[] {
  const { memory, odoo, store } = context.input;
  const listed = new Set(store.states.map(stateKey));
  const labels = new Map(odoo.states.map(({ id, name, code }) => [id, `${name} (${code})`]));
  return memory.bindings.flatMap(({ type, key, odooId, archivedAt }) => {
    const label = labels.get(odooId);
    if (type !== 'state' || archivedAt !== null || label === undefined || listed.has(key)) return [];
    if (!isUnreadable(store, type, key)) return [];
    const group = context.countryNames.get(key.slice(0, key.indexOf(':')));
    return {
      kind: 'keep' as const,
      subject: { type, key, label: key.slice(key.indexOf(':') + 1), ...(group && { group }) },
      record: { model: STATE_MODEL, id: odooId, label },
      rule: 'unreadable' as const,
      reason: "bound in an earlier run; the store's entry could not be read",
    };
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
  const more = described.length - MAX_DESCRIBED;
  const list = [...described.slice(0, MAX_DESCRIBED), ...(more > 0 ? [`${more} more`] : [])].join('; ');
  return {
    level: 'review',
    code: 'states_unreadable',
    message: `The store's entry for ${place} could not be read completely: ${list}. What could not be read was left out and kept as it is in Odoo; the other states are not affected.`,
    hint: 'A plugin or a code snippet adds these entries to the list of states: correct it there, or ask its author.',
  };
}
