import { nativeExternalIdParts } from '../../../core/external-id.ts';
import { nameKey } from '../../../core/text.ts';
import type { OdooState, StateFact } from '../facts.ts';
import { mayShare } from './crosswalk.ts';
import type { RememberedStates, StateMatch } from './state-match.ts';
import { bound, type StateIndex } from './state-index.ts';

/**
 * A user may rename or recode a record, or add a twin of it: what was bound stays bound then, as long as the record
 * exists and no rule gives it to another state.
 */
export function keepRemembered(
  storeStates: readonly StateFact[],
  found: StateIndex,
  { ids, chosen }: RememberedStates,
  matches: Map<string, StateMatch>,
): void {
  // Which states have a record, or had it and have no other one now.
  const claims = Map.groupBy(matches, ([code, match]) =>
    match.kind === 'bound' ? match.state.id : ids.get(code),
  );
  for (const { country, code } of storeStates) {
    const match = matches.get(code);
    const state = found.byId.get(ids.get(code) ?? 0);
    if (match === undefined || match.kind === 'bound' || state === undefined) continue;
    // What only the doubtful code gave is asked about, unless a user chose it.
    if (match.kind === 'ambiguous' && match.doubts === state.id && !chosen.has(code)) continue;
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

/**
 * Plugins translate codes, so that they change with the site's language (`Hồ Chí Minh`, `ho-chi-minh`): a state that no
 * rule finds keeps the record of a code that is no longer listed and differs in spelling alone.
 */
export function keepRespelt(
  storeStates: readonly StateFact[],
  found: StateIndex,
  { ids }: RememberedStates,
  matches: Map<string, StateMatch>,
): void {
  const open = storeStates.filter(({ code }) => {
    const match = matches.get(code);
    return match?.kind === 'none' && match.isKnown === undefined && !ids.has(code);
  });
  if (open.length === 0) return;
  const listed = new Set(storeStates.map(({ code }) => code));
  const taken = new Set(
    [...matches.values()].flatMap((match) => (match.kind === 'bound' ? [match.state.id] : [])),
  );
  const former = new Map<string, Map<number, readonly [code: string, state: OdooState]>>();
  const add = (code: string, state: OdooState | undefined) => {
    if (state === undefined || listed.has(code) || taken.has(state.id)) return;
    const key = nameKey(code);
    former.set(
      key,
      (former.get(key) ?? new Map<number, readonly [string, OdooState]>()).set(state.id, [code, state]),
    );
  };
  for (const [code, id] of ids) add(code, found.byId.get(id));
  for (const state of found.byId.values()) {
    const [kind, , code] = nativeExternalIdParts(state.externalId);
    if (kind === 'state' && code !== undefined) add(code, state);
  }
  const spelt = Map.groupBy(open, ({ code }) => nameKey(code));
  for (const [key, states] of spelt) {
    const [state] = states;
    const candidates = [...(former.get(key)?.values() ?? [])];
    const [only] = candidates;
    if (key === '' || state === undefined || states.length > 1 || only === undefined || candidates.length > 1)
      continue;
    const reason = `the store wrote its code ${only[0]} before, and no longer lists that`;
    matches.set(state.code, bound(only[1], { rule: 'binding', reason }));
  }
}
