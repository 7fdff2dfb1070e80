import type { Finding } from '../../../core/bind.ts';
import type { OdooState } from '../facts.ts';
import type { StateMatch } from './state-match.ts';

/** The states of one country in Odoo, to be looked up; of several with the same code, the first. */
export interface StateIndex {
  readonly byId: ReadonlyMap<number, OdooState>;
  readonly byCode: ReadonlyMap<string, OdooState>;
  readonly byExternalId: ReadonlyMap<string | undefined, OdooState>;
}

export function indexStates(states: readonly OdooState[]): StateIndex {
  // Of equal keys a map keeps the last one it is given.
  const all = states.toReversed();
  return {
    byId: new Map(all.map((state) => [state.id, state])),
    byCode: new Map(all.map((state) => [state.code, state])),
    byExternalId: new Map(all.map((state) => [state.externalId, state])),
  };
}

export function bound(state: OdooState, finding: Finding): StateMatch & { readonly kind: 'bound' } {
  return { kind: 'bound', state, isOwn: false, ...finding };
}
