import { wasChosen } from '../../../core/memory.ts';
import { splitMethod, type DesiredMethod } from '../desired/methods.ts';
import type { OdooCarrier } from '../facts.ts';
import { carrierExternalId, METHOD_TYPE } from '../models.ts';
import { findAdoptions, type Adoptions } from './adoptions.ts';
import { represent } from './carrier.ts';
import { isNever } from './carrier-price.ts';
import type { PlanContext } from './context.ts';
import { representParts, type RepresentedMethod } from './method-parts.ts';

/**
 * Which carrier of Odoo represents a method: `own` the connector created it; `chosen` a user chose it; `unusable` that
 * choice cannot be offered; `bound` it was adopted before; `adopted` it fits now; `deleted` the connector's was deleted;
 * `disabled` nothing was created and nothing is to be; `none` there is none yet.
 */
export type CarrierMatch =
  | { readonly kind: 'own' | 'chosen' | 'bound' | 'adopted'; readonly carrier: OdooCarrier }
  | { readonly kind: 'unusable'; readonly id: number; readonly isArchived: boolean }
  | { readonly kind: 'deleted'; readonly id: number }
  | { readonly kind: 'disabled' | 'none' };

/** A method with what represents it. */
export interface MatchedMethod extends RepresentedMethod {
  readonly match: CarrierMatch;
}

/** Matches all methods with Odoo: what it supports, its carriers, what is remembered and what users chose. */
export function matchMethods(methods: readonly DesiredMethod[], context: PlanContext): MatchedMethod[] {
  const represented = methods.map((desired) => ({ desired, representation: represent(desired, context) }));
  const adoptions = findAdoptions(represented, context);
  return represented.flatMap((each) => {
    const matched = { ...each, match: matchCarrier(each, adoptions, context) };
    return splitMatch(matched, adoptions, context) ?? [matched];
  });
}

/** By several carriers, where the connector creates them and that is more accurate. */
function splitMatch(
  { desired, match, representation }: MatchedMethod,
  adoptions: Adoptions,
  context: PlanContext,
): MatchedMethod[] | null {
  const isOurs = match.kind === 'own' || match.kind === 'none';
  if (!isOurs || !representation.ok || isNever(representation.carrier.price)) return null;
  const split = splitMethod(desired, context.partKeys.get(desired.key) ?? []);
  if (split === null) return null;
  return representParts(split, context)
    .map((each) => ({ ...each, match: matchCarrier(each, adoptions, context) }))
    .filter((each) => each.match.kind !== 'disabled');
}
function matchCarrier(
  { desired: { key, method }, representation }: RepresentedMethod,
  adoptions: Adoptions,
  context: PlanContext,
): CarrierMatch {
  const externalId = carrierExternalId(context.backendId, key);
  const chosen = context.choices.get(`${METHOD_TYPE} ${key}`);
  const own = context.carriersByExternalId.get(externalId);
  if (chosen !== undefined && chosen !== own?.id) return matchChoice(chosen, context);
  if (own !== undefined) return { kind: 'own', carrier: own };
  const bound = boundByRule(key, context);
  if (bound !== undefined) return { kind: 'bound', carrier: bound };
  if (!method.enabled) return { kind: 'disabled' };
  const adopted = adoptions.get(key);
  if (adopted !== undefined) return { kind: 'adopted', carrier: adopted };
  const lost = context.managed.get(externalId)?.odooId ?? null;
  const isDeleted = representation.ok && lost !== null && !context.input.policy.recreateDeleted;
  return isDeleted ? { kind: 'deleted', id: lost } : { kind: 'none' };
}

/** A choice that is not ours is taken as it is, since a user may know better; only Odoo must be able to offer it. */
function matchChoice(id: number, context: PlanContext): CarrierMatch {
  const carrier = context.carriers.get(id);
  return carrier?.active
    ? { kind: 'chosen', carrier }
    : { kind: 'unusable', id, isArchived: carrier !== undefined };
}

/** What was adopted stays bound while it is in use, also where it no longer fits: another one beside it would be offered too. */
function boundByRule(key: string, context: PlanContext): OdooCarrier | undefined {
  const binding = context.bindingOf(METHOD_TYPE, key);
  if (binding === undefined || binding.archivedAt !== null || wasChosen(binding)) return undefined;
  const carrier = context.carriers.get(binding.odooId);
  return carrier?.active && carrier.externalId !== carrierExternalId(context.backendId, key)
    ? carrier
    : undefined;
}
