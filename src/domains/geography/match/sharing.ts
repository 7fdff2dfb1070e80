import type { StateFact } from '../facts.ts';
import { mayShare } from './crosswalk.ts';
import type { StateMatch } from './state-match.ts';

/** Two states of the store on one record are a mistake, unless the crosswalk lists them as the same place. */
export function refuseSharing(storeStates: readonly StateFact[], matches: Map<string, StateMatch>): void {
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
