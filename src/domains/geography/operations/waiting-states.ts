import type { PlanInput } from '../../../core/domain.ts';
import type { Operation, Subject } from '../../../core/operation.ts';
import { compareText, type Note } from '../../../core/plan.ts';
import { namedList } from '../../../core/named-list.ts';
import type { OdooGeography, OdooState, StateFact, StoreGeography } from '../facts.ts';
import { areNear, nearName, type NearName } from '../match/near-names.ts';
import { stateKey, type GeographyMatches } from '../match/match.ts';
import { isRetired } from '../match/retired.ts';
import { STATE_MODEL } from '../models.ts';

/** More new states than this in one country are no list of WooCommerce's own (128 for Uganda): plugins list cities. */
const MAX_NEW_STATES = 150;

/** How many of them a note names. */
const MAX_NAMED = 3;

/** States that are not created without a user's consent (`--create-states`). */
export interface WaitingStates {
  readonly operationOf: (state: StateFact, subject: Subject) => Operation | null;
  readonly notes: readonly Note[];
}

/**
 * Finds the states without a match whose creation would make twins: Odoo has a record with a similar name that no other
 * state has, which is a candidate for a user; or hundreds of states in one country are new, which is asked once.
 */
export function findWaiting(
  input: PlanInput<StoreGeography, OdooGeography>,
  matches: GeographyMatches,
): WaitingStates {
  const { createStates = [] } = input.policy;
  const isNew = (state: StateFact) => {
    const match = matches.states.get(stateKey(state));
    return match?.kind === 'none' && match.isKnown === undefined;
  };
  const asked = input.store.states.filter((state) => !createStates.includes(state.country) && isNew(state));
  const many = new Map(
    [...Map.groupBy(asked, ({ country }) => country)].filter(([, states]) => states.length > MAX_NEW_STATES),
  );
  const candidatesOf = similarStates(input.odoo, matches);
  const waits = new Set(asked.map(stateKey));
  return {
    operationOf: (state, subject) => {
      if (!waits.has(subject.key)) return null;
      const states = many.get(state.country);
      if (states !== undefined) {
        const reason = `one of ${states.length} states that Odoo does not have; created with: woo-odoo sync --create-states ${state.country}`;
        return { kind: 'keep', subject, rule: 'many', reason };
      }
      const candidates = candidatesOf(state);
      if (candidates.length === 0) return null;
      return {
        kind: 'conflict',
        subject,
        rule: 'similar',
        reason: `Odoo has a state with a similar name. Choose it in the app (WooCommerce > Geography > States), or create another with: woo-odoo sync --create-states ${state.country}`,
        candidates: candidates.map(({ id, name, code }) => ({
          model: STATE_MODEL,
          id,
          label: `${name} (${code})`,
        })),
      };
    },
    notes: [...many]
      .sort(([a], [b]) => compareText(a, b))
      .map(([country, states]) => noteOf(country, states, input.store)),
  };
}

/** Odoo's states of the same country that represent no other state and whose names are near, by ascending id. */
function similarStates(
  odoo: OdooGeography,
  { countries, states }: GeographyMatches,
): (state: StateFact) => OdooState[] {
  const taken = new Set(
    [...states.values()].flatMap((match) => (match.kind === 'bound' ? [match.state.id] : [])),
  );
  const free = Map.groupBy(
    odoo.states.filter((state) => !taken.has(state.id) && !isRetired(state)),
    ({ country }) => country,
  );
  const named = new Map<string, readonly { readonly state: OdooState; readonly name: NearName }[]>();
  return (state) => {
    const match = countries.get(state.country);
    if (match?.kind !== 'bound') return [];
    const { code } = match.country;
    const all =
      named.get(code) ?? (free.get(code) ?? []).map((each) => ({ state: each, name: nearName(each.name) }));
    named.set(code, all);
    if (all.length === 0) return [];
    const own = nearName(state.name);
    if (own.forms.length === 0) return [];
    const near = all.filter(({ name }) => areNear(own, name));
    // Names in two scripts cannot be compared: any of them may be the one.
    const isForeign = all.every(({ name }) => name.isLatin !== own.isLatin);
    const found = near.length === 0 && isForeign ? all : near;
    return found.map((each) => each.state).sort((a, b) => a.id - b.id);
  };
}

function noteOf(country: string, states: readonly StateFact[], store: StoreGeography): Note {
  const label = store.countries.find(({ code }) => code === country)?.name || country;
  const names = states.map(({ name, code }) => name || code).sort(compareText);
  return {
    level: 'review',
    code: 'states_waiting',
    message: `The store lists ${states.length} states of ${label} that Odoo does not have (${namedList(names, MAX_NAMED)}). None of them was created: a plugin may list cities or districts as states.`,
    hint: `If they are to be offered in Odoo's addresses, run once: woo-odoo sync --create-states ${country}`,
  };
}
