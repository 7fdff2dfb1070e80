import { CHOSEN, type Finding } from '../../../core/bind.ts';
import { nativeExternalId } from '../../../core/external-id.ts';
import { nameKey } from '../../../core/text.ts';
import type { OdooState, StateFact } from '../facts.ts';
import { crosswalkEntry, olderCodes } from './crosswalk.ts';
import { refuseOtherPlaces } from './other-places.ts';
import { keepRemembered, keepRespelt } from './remembered.ts';
import { refuseSharing } from './sharing.ts';
import { bound, indexStates, type StateIndex } from './state-index.ts';
import type { RememberedStates, StateMatch } from './state-match.ts';

const NOTHING: RememberedStates = { ids: new Map(), chosen: new Set() };

/** The key under which a state of the store is created in Odoo. Shared by all backends of that Odoo. */
export function stateExternalId(country: string, code: string): string {
  return nativeExternalId('state', country, code);
}

/**
 * Matches the states of one country, both sides whole, since a name counts only when it is unique on both:
 * a user's choice (`chosen`, by state code), the connector's external id, then the crosswalk, then the same code, then the name. A rule that finds more than one record,
 * or one that another state of the store has already, is ambiguous: candidates for a user, never luck.
 * Where the rules do not decide, the record bound in an earlier run (`remembered`) stays, also under another spelling of its code.
 * The order of the lists does not matter.
 */
export function matchStates(
  storeStates: readonly StateFact[],
  odooStates: readonly OdooState[],
  remembered: RememberedStates = NOTHING,
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
  refuseOtherPlaces(storeStates, byName, matches);
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
  keepRespelt(storeStates, found, remembered, matches);
  keepRemembered(storeStates, found, remembered, matches);
  return matches;
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
      return byCodeAlone(found, { rule: 'crosswalk', reason: `the store's ${code} is ${odooCode} in Odoo` });
  }

  const same = byCode.get(code);
  if (same && keys.has(same.externalId ?? '')) {
    const reason = `"${same.name}" (${code}) was created for another state of the store`;
    return { kind: 'ambiguous', candidates: [same], reason };
  }
  if (same) return byCodeAlone(same, { rule: 'code', reason: 'same code in both' });
  for (const older of olderCodes(country, code)) {
    const found = byCode.get(older);
    if (found && !keys.has(found.externalId ?? ''))
      return byCodeAlone(found, {
        rule: 'crosswalk',
        reason: `${older} is the code of ${code} before Odoo 17`,
      });
  }
  if (entry && 'own' in entry) return { kind: 'none', reason: 'known not to exist in Odoo', isKnown: true };
  return undefined;
}

const byCodeAlone = (state: OdooState, finding: Finding) => ({
  ...bound(state, finding),
  byCode: true as const,
});

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
