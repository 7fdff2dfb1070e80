import type { KeepOperation } from '../../../core/operation.ts';
import { stateExternalId } from '../match/match-state.ts';
import { isRetired } from '../match/retired.ts';
import { STATE_MODEL } from '../models.ts';
import type { PlanContext } from './context.ts';

/**
 * The states that an interrupted run was creating, which the store no longer lists: they were created, and stay, since Odoo
 * cannot archive one. What they have is remembered as written, so that no later run takes it for unconfirmed.
 */
export function keepUnlisted({
  countryNames,
  input: { backendId, memory, store },
  stateLabels,
  statesByExternalId,
}: PlanContext): KeepOperation[] {
  const listed = new Set(store.states.map(({ country, code }) => stateExternalId(country, code)));
  return memory.managed.flatMap(({ externalId, intended, model, owner, written }): KeepOperation[] => {
    if (model !== STATE_MODEL || owner !== backendId || written !== null || intended === null) return [];
    const state = statesByExternalId.get(externalId);
    if (state === undefined || listed.has(externalId) || isRetired(state)) return [];
    const { code, country, id, name } = state;
    return [
      {
        kind: 'keep',
        subject: { type: 'state', key: externalId, label: name, group: countryNames.get(country) ?? country },
        record: { model: STATE_MODEL, id, externalId, label: stateLabels.get(id) ?? name },
        rule: 'external id',
        reason:
          'an interrupted run created it, and the store no longer lists it; Odoo cannot archive a state',
        seen: { name, code },
        frozen: true,
      },
    ];
  });
}
