import type { PlanInput } from '../../../core/domain.ts';
import type { DomainPlan } from '../../../core/plan.ts';
import { indexMemory } from '../../../core/memory-index.ts';
import { sortOperations } from '../../../core/plan.ts';
import { planRemovals } from './removals.ts';
import { addressNotes } from './address-notes.ts';
import type { OdooGeography, StoreGeography } from '../facts.ts';
import { TYPES, type PlanContext } from './context.ts';
import { matchGeography } from '../match/match.ts';
import { faultNotes } from './faults.ts';
import { codeNotes, findReplacements, replacementNotes } from './namesakes.ts';
import { fieldsOfNewStates } from './new-states.ts';
import { planCountry } from './plan-country.ts';
import { findWaiting } from './waiting-states.ts';
import { planState } from './plan-state.ts';
import { keepUnlisted } from './unlisted-states.ts';
import { ROW_MODELS } from '../app/row-models.ts';

/**
 * Plans countries and states: what is bound, created, updated or closed, and why. Pure; the order of the lists on
 * either side does not matter.
 */
export function planGeography(input: PlanInput<StoreGeography, OdooGeography>): DomainPlan {
  const index = indexMemory(input, ROW_MODELS);
  const matches = matchGeography(input.store, input.odoo, input.memory.bindings, index.choices);
  const waiting = findWaiting(input, matches);
  const context: PlanContext = {
    input,
    ...index,
    ...{ waiting: waiting.operationOf, fieldsOfNew: fieldsOfNewStates(input, matches) },
    countryNames: new Map(input.store.countries.map((country) => [country.code, country.name])),
    statesByExternalId: new Map(input.odoo.states.toReversed().map((state) => [state.externalId, state])),
    stateLabels: new Map(input.odoo.states.map(({ id, name, code }) => [id, `${name} (${code})`])),
  };
  const countries = input.store.countries.map((country) => planCountry(country, matches, context));
  const states = input.store.states.map((state) => planState(state, matches, context));
  const replacements = findReplacements(input, matches);
  const recoded = new Set(states.flatMap(({ kind, record }) => (kind === 'update' ? [record.id] : [])));
  const removals = planRemovals(context, matches);
  return {
    domain: 'geography',
    operations: sortOperations(
      [...countries, ...states, ...keepUnlisted(context), ...removals.operations],
      TYPES,
    ),
    notes: [
      ...faultNotes(input.store),
      ...waiting.notes,
      ...replacementNotes(replacements),
      ...codeNotes(input, recoded),
      ...removals.notes,
      ...addressNotes(input.store, matches.countries),
    ],
    ...(replacements.length > 0 && { replacements }),
    removals: removals.withheld ? 'withheld' : 'trusted',
  };
}
