import { CHOSEN, type Finding } from '../../../core/bind.ts';
import { nativeExternalId } from '../../../core/external-id.ts';
import { nameKey } from '../../../core/text.ts';
import { crosswalkEntry, mayShare } from './crosswalk.ts';
import type { OdooState, StateFact } from '../facts.ts';

/** Where a state of the store belongs in Odoo, and which rule decided it. */
export type StateMatch =
  | (Finding & {
      readonly kind: 'bound';
      readonly state: OdooState;
      /** Whether the connector created the record for this state. */
      readonly isOwn: boolean;
    })
  | { readonly kind: 'ambiguous'; readonly candidates: readonly OdooState[]; readonly reason: string }
  | { readonly kind: 'none'; readonly reason: string };

/** The key under which a state of the store is created in Odoo. Shared by all backends of that Odoo. */
export function stateExternalId(country: string, code: string): string {
  return nativeExternalId('state', country, code);
}

/**
 * Matches the states of one country, both sides whole, since a name counts only when it is unique on both:
 * a user's choice (`chosen`, by state code), the connector's external id, then the crosswalk, then the same code, then the name. A rule that finds more than one record,
 * or one that another state of the store has already, is ambiguous: candidates for a user, never luck.
 * Where the rules do not decide, the record bound in an earlier run (`remembered`: Odoo id by state code) stays.
 * The order of the lists does not matter.
 */
export function matchStates(
  storeStates: readonly StateFact[],
  odooStates: readonly OdooState[],
  remembered: ReadonlyMap<string, number> = new Map(),
  chosen: ReadonlyMap<string, OdooState> = new Map(),
): Map<string, StateMatch> {
  const matches = new Map<string, StateMatch>();
  const keys = new Set(storeStates.map(({ country, code }) => stateExternalId(country, code)));
  const byName = Map.groupBy(
    odooStates.filter((state) => !keys.has(state.externalId ?? '')),
    (state) => nameKey(state.name),
  );
  const storeNames = Map.groupBy(storeStates, (state) => nameKey(state.name));

  const found = indexStates(odooStates);
  const open: StateFact[] = [];
  for (const state of storeStates) {
    const choice = chosen.get(state.code);
    const match = choice ? bound(choice, CHOSEN) : matchByKey(state, found, keys);
    if (match === undefined) open.push(state);
    else matches.set(state.code, match);
  }
  refuseSharing(storeStates, matches);

  // What several states claim by key is not free either: none of them has it, but a name must not get it by luck.
  const claimed = new Set(
    [...matches.values()].flatMap((match) =>
      match.kind === 'bound'
        ? [match.state.id]
        : match.kind === 'ambiguous'
          ? match.candidates.map(({ id }) => id)
          : [],
    ),
  );
  for (const state of open) {
    const key = nameKey(state.name);
    const candidates = key === '' ? [] : (byName.get(key) ?? []);
    matches.set(state.code, matchByName(state, candidates, storeNames.get(key) ?? [], claimed));
  }
  keepRemembered(storeStates, found, remembered, matches);
  return matches;
}

/** The states of one country in Odoo, to be looked up; of several with the same code, the first. */
interface StateIndex {
  readonly byId: ReadonlyMap<number, OdooState>;
  readonly byCode: ReadonlyMap<string, OdooState>;
  readonly byExternalId: ReadonlyMap<string | undefined, OdooState>;
}

function indexStates(states: readonly OdooState[]): StateIndex {
  // Of equal keys a map keeps the last one it is given.
  const all = states.toReversed();
  return {
    byId: new Map(all.map((state) => [state.id, state])),
    byCode: new Map(all.map((state) => [state.code, state])),
    byExternalId: new Map(all.map((state) => [state.externalId, state])),
  };
}

/**
 * A user may rename or recode a record, or add a twin of it: what was bound stays bound then, as long as the record
 * exists and no rule gives it to another state.
 */
function keepRemembered(
  storeStates: readonly StateFact[],
  found: StateIndex,
  remembered: ReadonlyMap<string, number>,
  matches: Map<string, StateMatch>,
): void {
  // Which states have a record, or had it and have no other one now.
  const claims = Map.groupBy(matches, ([code, match]) =>
    match.kind === 'bound' ? match.state.id : remembered.get(code),
  );
  for (const { country, code } of storeStates) {
    const match = matches.get(code);
    const state = found.byId.get(remembered.get(code) ?? 0);
    if (match === undefined || match.kind === 'bound' || state === undefined) continue;
    const rivals = (claims.get(state.id) ?? []).filter(
      ([other]) => other !== code && !mayShare(country, code, other),
    );
    if (rivals.length > 0) continue;
    matches.set(
      code,
      bound(state, {
        rule: 'binding',
        reason: `bound in an earlier run, and no rule finds another record: ${match.reason}`,
      }),
    );
  }
}

/** `keys`: the external ids of the listed states. A record that carries one was made for that state and no other. */
function matchByKey(
  state: StateFact,
  { byCode, byExternalId }: StateIndex,
  keys: ReadonlySet<string>,
): StateMatch | undefined {
  const { country, code } = state;
  const externalId = stateExternalId(country, code);
  const own = byExternalId.get(externalId);
  if (own)
    return {
      ...bound(own, { rule: 'external id', reason: 'created by the connector for this state' }),
      isOwn: true,
    };

  const entry = crosswalkEntry(country, code);
  const codes = entry && 'codes' in entry ? entry.codes : [];
  for (const odooCode of codes) {
    const found = byCode.get(odooCode);
    if (found && !keys.has(found.externalId ?? ''))
      return bound(found, { rule: 'crosswalk', reason: `the store's ${code} is ${odooCode} in Odoo` });
  }

  const same = byCode.get(code);
  if (same && keys.has(same.externalId ?? '')) {
    const reason = `"${same.name}" (${code}) was created for another state of the store`;
    return { kind: 'ambiguous', candidates: [same], reason };
  }
  if (same) return bound(same, { rule: 'code', reason: 'same code in both' });
  if (entry && 'own' in entry) return { kind: 'none', reason: 'known not to exist in Odoo' };
  return undefined;
}

function matchByName(
  state: StateFact,
  candidates: readonly OdooState[],
  namesakes: readonly StateFact[],
  claimed: ReadonlySet<number>,
): StateMatch {
  const [only] = candidates;
  if (only === undefined)
    return { kind: 'none', reason: 'no state of this country in Odoo has its code or its name' };
  if (candidates.length > 1) {
    return {
      kind: 'ambiguous',
      candidates,
      reason: `${candidates.length} states in Odoo are called "${state.name}"`,
    };
  }
  if (namesakes.length > 1) {
    const codes = namesakes.map((namesake) => namesake.code).sort();
    return {
      kind: 'ambiguous',
      candidates,
      reason: `the store lists this name under ${codes.join(' and ')}`,
    };
  }
  if (claimed.has(only.id)) {
    return {
      kind: 'ambiguous',
      candidates,
      reason: `"${only.name}" fits another state of the store by its code`,
    };
  }
  return bound(only, { rule: 'name', reason: `same name, though its code is ${only.code} in Odoo` });
}

/** Two states of the store on one record are a mistake, unless the crosswalk lists them as the same place. */
function refuseSharing(storeStates: readonly StateFact[], matches: Map<string, StateMatch>): void {
  const statesByRecord = new Map<number, { state: StateFact; match: StateMatch & { kind: 'bound' } }[]>();
  for (const state of storeStates) {
    const match = matches.get(state.code);
    // What a user chose may be shared.
    if (match?.kind !== 'bound' || match.decidedBy === 'user') continue;
    statesByRecord.set(match.state.id, [...(statesByRecord.get(match.state.id) ?? []), { state, match }]);
  }
  for (const group of statesByRecord.values()) {
    for (const { state, match } of group) {
      const rivals = group.filter(
        (other) => other.state !== state && !mayShare(state.country, state.code, other.state.code),
      );
      if (rivals.length === 0) continue;
      const codes = rivals.map((rival) => rival.state.code).sort();
      matches.set(state.code, {
        kind: 'ambiguous',
        candidates: [match.state],
        reason: `"${match.state.name}" (${match.state.code}) fits ${codes.join(' and ')} of the store as well`,
      });
    }
  }
}

function bound(state: OdooState, finding: Finding): StateMatch & { readonly kind: 'bound' } {
  return { kind: 'bound', state, isOwn: false, ...finding };
}
