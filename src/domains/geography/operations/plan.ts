import { closeBinding, vanishedBindings } from '../../../core/close-bindings.ts';
import type { PlanInput } from '../../../core/domain.ts';
import type { Operation } from '../../../core/operation.ts';
import type { DomainPlan, Note } from '../../../core/plan.ts';
import { indexMemory } from '../../../core/memory-index.ts';
import { sortOperations } from '../../../core/plan.ts';
import { removalsBlocked, removalsBlockedToo } from '../../../core/removals.ts';
import { addressNotes } from './address-notes.ts';
import type { OdooGeography, StoreGeography } from '../facts.ts';
import type { PlanContext } from './context.ts';
import { matchGeography } from '../match/match.ts';
import { faultNotes, isUnreadable, keepUnreadable } from './faults.ts';
import { planCountry } from './plan-country.ts';
import { planState } from './plan-state.ts';
import { ROW_MODELS } from '../app/row-models.ts';

export const TYPES = ['country', 'state'] as const;

/**
 * Plans countries and states: what is bound, created, updated or closed, and why. Pure; the order of the lists on
 * either side does not matter.
 */
export function planGeography(input: PlanInput<StoreGeography, OdooGeography>): DomainPlan {
  const context: PlanContext = {
    input,
    ...indexMemory(input, ROW_MODELS),
    countryNames: new Map(input.store.countries.map((country) => [country.code, country.name])),
    statesByExternalId: new Map(input.odoo.states.toReversed().map((state) => [state.externalId, state])),
    stateIds: new Set(input.odoo.states.map(({ id }) => id)),
  };
  const matches = matchGeography(input.store, input.odoo, input.memory.bindings, context.choices);
  const countries = input.store.countries.map((country) => planCountry(country, matches, context));
  const states = input.store.states.map((state) => planState(state, matches, context));
  const removals = planRemovals(context);
  return {
    domain: 'geography',
    operations: sortOperations(
      [...countries, ...states, ...keepUnreadable(context), ...removals.operations],
      TYPES,
    ),
    notes: [...faultNotes(input.store), ...removals.notes, ...addressNotes(input.store, matches.countries)],
    removals: removals.notes.length === 0 ? 'trusted' : 'withheld',
  };
}

/**
 * Closes the bindings of what the store no longer lists. Neither countries nor states can be archived in Odoo. A list
 * that is suspiciously small blocks the removals of both types, since they come in one answer of the store.
 */
function planRemovals(context: PlanContext): { operations: Operation[]; notes: Note[] } {
  const { store, memory, policy } = context.input;
  const present = {
    country: new Set(store.countries.map((country) => country.code)),
    state: new Set(store.states.map((state) => `${state.country}:${state.code}`)),
  };
  const lists = TYPES.map((type) => {
    const bindings = memory.bindings.filter((binding) => binding.type === type);
    const vanished = vanishedBindings(
      bindings,
      ({ key }) => present[type].has(key) || isUnreadable(store, type, key),
    );
    const open = bindings.filter(({ archivedAt }) => archivedAt === null);
    // Until a run has come to its end, what it bound is the measure.
    const last = memory.lastCounts[type] ?? open.length;
    const note = removalsBlocked(type, present[type].size, last, vanished.length, policy.allowRemovals);
    return { type, vanished, note };
  });
  if (lists.every(({ note }) => note === null)) {
    const operations = lists.flatMap(({ type, vanished }) =>
      vanished.map((binding) => closeBinding(binding, reasonToClose(type))),
    );
    return { operations, notes: [] };
  }
  const notes = lists.flatMap(({ type, vanished, note }) =>
    vanished.length === 0 ? [] : [note ?? removalsBlockedToo(type, vanished.length)],
  );
  return { operations: [], notes };
}

function reasonToClose(type: (typeof TYPES)[number]): string {
  return `the store no longer lists it; its binding is closed, and the ${type} stays, because Odoo cannot archive one`;
}
