import { wasChosen, type Binding } from '../../../core/memory.ts';
import type { OdooCountry, OdooGeography, OdooState, StateFact, StoreGeography } from '../facts.ts';
import { countryExternalId, matchCountries, type CountryMatch } from './match-country.ts';
import { isRetired } from './retired.ts';
import { matchStates } from './match-state.ts';
import type { RememberedStates, StateMatch } from './state-match.ts';

/** Every country and state of the store, matched. */
export interface GeographyMatches {
  readonly countries: ReadonlyMap<string, CountryMatch>;
  /** By `MX:JA`. */
  readonly states: ReadonlyMap<string, StateMatch>;
}

/** The key of a state within its type: country and code as the store writes them in zones and rates. */
export function stateKey(state: Pick<StateFact, 'country' | 'code'>): string {
  return `${state.country}:${state.code}`;
}

/**
 * Matches both lists whole.
 * States are compared within the Odoo country that their own country is bound to. `choices` are Odoo ids that users
 * chose, by `state MX:JA` or `country MX`; one whose record is gone counts for nothing.
 */
export function matchGeography(
  store: StoreGeography,
  odoo: OdooGeography,
  bindings: readonly Binding[] = [],
  choices: ReadonlyMap<string, number> = new Map(),
): GeographyMatches {
  const remembered = rememberedStates(bindings);
  const countries = matchCountries(
    store.countries,
    odoo.countries,
    new Map(bindings.flatMap(({ type, key, odooId }) => (type === 'country' ? [[key, odooId]] : []))),
    chosenCountries(odoo, choices),
  );
  const chosen = chosenStates(odoo, choices);
  const odooStates = Map.groupBy(
    odoo.states.filter((state) => !isRetired(state)),
    (state) => state.country,
  );
  const states = new Map<string, StateMatch>();
  for (const [country, own] of Map.groupBy(store.states, (state) => state.country)) {
    const match = countries.get(country);
    const candidates: readonly OdooState[] =
      match?.kind === 'bound' ? (odooStates.get(match.country.code) ?? []) : [];
    for (const [code, found] of matchStates(own, candidates, remembered.get(country), chosen.get(country)))
      states.set(stateKey({ country, code }), found);
  }
  return { countries, states };
}

/** The record that represents a country of the store: its id, or the external id under which it is to be created. */
export function countryReference(
  match: CountryMatch | undefined,
  code: string,
): { column: string; value: string } | null {
  if (match?.kind === 'bound') return { column: 'country_id/.id', value: String(match.country.id) };
  if (match?.kind === 'none') return { column: 'country_id/id', value: countryExternalId(code) };
  return null;
}

function rememberedStates(bindings: readonly Binding[]): Map<string, RememberedStates> {
  const countries = new Map<string, { ids: Map<string, number>; chosen: Set<string> }>();
  for (const binding of bindings) {
    if (binding.type !== 'state') continue;
    const country = binding.key.slice(0, binding.key.indexOf(':'));
    const code = binding.key.slice(country.length + 1);
    const states = countries.get(country) ?? { ids: new Map<string, number>(), chosen: new Set<string>() };
    states.ids.set(code, binding.odooId);
    if (wasChosen(binding)) states.chosen.add(code);
    countries.set(country, states);
  }
  return countries;
}

function chosenCountries(
  odoo: OdooGeography,
  choices: ReadonlyMap<string, number>,
): Map<string, OdooCountry> {
  const byId = new Map(odoo.countries.map((country) => [country.id, country]));
  return new Map(
    [...choices].flatMap(([name, id]) => {
      const country = byId.get(id);
      return name.startsWith('country ') && country ? [[name.slice('country '.length), country]] : [];
    }),
  );
}

function chosenStates(
  odoo: OdooGeography,
  choices: ReadonlyMap<string, number>,
): Map<string, Map<string, OdooState>> {
  const byId = new Map(odoo.states.map((state) => [state.id, state]));
  const countries = new Map<string, Map<string, OdooState>>();
  for (const [name, id] of choices) {
    const state = byId.get(id);
    if (!name.startsWith('state ') || state === undefined) continue;
    const key = name.slice('state '.length);
    const country = key.slice(0, key.indexOf(':'));
    const states = countries.get(country) ?? new Map<string, OdooState>();
    countries.set(country, states.set(key.slice(country.length + 1), state));
  }
  return countries;
}
