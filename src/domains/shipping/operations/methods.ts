import type { Operation } from '../../../core/operation.ts';
import { wasChosen } from '../../../core/memory.ts';
import { decideFields } from '../../../core/three-way.ts';
import { bind, CHOSEN, type Finding } from '../../../core/bind.ts';
import type { OdooCarrier } from '../facts.ts';
import { CARRIER_MODEL, carrierExternalId, METHOD_TYPE } from '../models.ts';
import {
  carrierWrite,
  foundFields,
  foundPrice,
  foundValues,
  isUnsure,
  hasForeignRules,
  managedFields,
  derivedValues,
  type DesiredCarrier,
} from './carrier-fields.ts';
import { limitsOf, surchargesOf } from '../match/carrier-limits.ts';
import { describePrice } from '../desired/carrier-price.ts';
import { foundPlaces } from '../match/carrier-places.ts';
import type { PlanContext } from '../match/context.ts';
import { refOf, type Adoptions } from '../match/adoptions.ts';
import { remembered } from './removals.ts';
import { methodSubject, unrepresented, type Unrepresented, type DesiredMethod } from '../desired/methods.ts';

/** Plans one method: bound, created, followed where the store changed, or left to a person. */
export function planMethod(desired: DesiredMethod, adoptions: Adoptions, context: PlanContext): Operation {
  const { carrier, key, method } = desired;
  const chosen = context.choices.get(`${METHOD_TYPE} ${key}`);
  const own = context.carriersByExternalId.get(carrierExternalId(context.backendId, key));
  if (chosen !== undefined && chosen !== own?.id) return planChosen(desired, chosen, context);
  const bound = boundByRule(desired, context);
  if (!method.enabled && own === undefined && bound === undefined) {
    const subject = methodSubject(desired);
    return { kind: 'keep', subject, rule: 'disabled', reason: 'it is disabled, and nothing was made for it' };
  }
  if (!carrier.ok && own !== undefined) {
    return method.enabled
      ? keepUnrepresented(desired, carrier, own, context)
      : switchOff(desired, own, context);
  }
  if (carrier.ok && own !== undefined) return follow(desired, carrier.desired, own, context);
  // Its price is its owner's, in the company's currency.
  const isPriced = carrier.ok || carrier.obstacle !== undefined;
  if (bound !== undefined && isPriced) {
    return bindForeign(desired, bound, { rule: 'binding', reason: 'it was bound to it' }, context);
  }
  if (!carrier.ok) {
    const subject = methodSubject(desired);
    return { ...unrepresented(carrier), subject, ...(bound && { record: refOf(bound) }) };
  }
  const adopted = adoptions.get(key);
  if (adopted !== undefined) {
    const reason = 'it has the same name, provider and places';
    return bindForeign(desired, adopted, { rule: 'name', reason }, context);
  }
  return create(desired, carrier.desired, context);
}

/** A choice that is not ours is taken as it is, since a person may know better; only Odoo must be able to offer it. */
function planChosen(desired: DesiredMethod, chosen: number, context: PlanContext): Operation {
  const carrier = context.carriers.get(chosen);
  if (carrier?.active) return bindForeign(desired, carrier, CHOSEN, context);
  const problem =
    carrier === undefined
      ? 'is none of the company (any more)'
      : 'is archived, so that Odoo would not offer it';
  const reason = `the chosen delivery method ${chosen} ${problem}; choose another one`;
  return { kind: 'conflict', subject: methodSubject(desired), rule: 'choice', reason };
}

/** What was adopted stays bound while it is in use, also where it no longer fits: another one beside it would be offered too. */
function boundByRule({ key }: DesiredMethod, context: PlanContext): OdooCarrier | undefined {
  const binding = context.bindingOf(METHOD_TYPE, key);
  if (binding === undefined || binding.archivedAt !== null || wasChosen(binding)) return undefined;
  const carrier = context.carriers.get(binding.odooId);
  return carrier?.active && carrier.externalId !== carrierExternalId(context.backendId, key)
    ? carrier
    : undefined;
}

/** A carrier of other people is never written; where it differs from the store, that is said. */
function bindForeign(
  desired: DesiredMethod,
  carrier: OdooCarrier,
  finding: Finding,
  context: PlanContext,
): Operation {
  const differences = differencesOf(desired, carrier, context);
  return bind(methodSubject(desired, differences), refOf(carrier), finding, context);
}

/** How a carrier that is not ours differs from what the store says: sentences for people. */
export function differencesOf(
  { carrier: best, method }: DesiredMethod,
  carrier: OdooCarrier,
  context: PlanContext,
): string[] {
  const limits = limitsOf(carrier, context.input.odoo);
  if (!best.ok) {
    const { odoo, store } = context.input;
    const isForeignMoney = best.obstacle !== undefined;
    const what = isForeignMoney
      ? `What it costs in the store is in ${store.policy.currency || 'an unknown currency'}`
      : `What ${method.methodId} costs is not known`;
    return [
      `${what}; the carrier has a price of its own${isForeignMoney ? ` in ${odoo.currency}` : ''}.`,
      ...limits,
    ];
  }
  const { places, price } = best.desired;
  const [there, here] = [describePrice(foundPrice(carrier)), describePrice(price)];
  const found = foundPlaces(carrier, context);
  const elsewhere = Object.entries(places.texts).some(([field, text]) => found[field] !== text);
  return [
    ...(there === here
      ? []
      : [
          `It costs ${there || 'nothing'} in Odoo and ${here} in the store${best.converted ? ", at Odoo's rate" : ''}.`,
        ]),
    ...surchargesOf(carrier),
    ...(elsewhere ? ['It is offered in other places than in the store.'] : []),
    ...limits,
  ];
}

function create(desired: DesiredMethod, carrier: DesiredCarrier, context: PlanContext): Operation {
  const externalId = carrierExternalId(context.backendId, desired.key);
  const subject = methodSubject(desired);
  const lost = context.managed.get(externalId)?.odooId ?? null;
  if (lost !== null && !context.input.policy.recreateDeleted) {
    const reason = `its delivery method ${lost} was deleted in Odoo; woo-odoo sync --recreate-deleted makes it again`;
    const record = { model: CARRIER_MODEL, id: lost };
    return { kind: 'conflict', subject, record, target: 'missing', rule: 'deleted', reason };
  }
  return {
    ...{ kind: 'create', subject, rule: 'new', reason: 'no delivery method of Odoo fits' },
    record: { model: CARRIER_MODEL, externalId, label: carrier.name },
    write: carrierWrite(carrier, undefined, context),
  };
}

/** A disabled method whose carrier cannot be said: of it only that it is out of use. */
function switchOff(method: DesiredMethod, found: OdooCarrier, context: PlanContext): Operation {
  const externalId = carrierExternalId(context.backendId, method.key);
  const subject = methodSubject(method);
  const record = { ...refOf(found), externalId };
  const { active = '' } = foundFields(found);
  const { managed, input } = context;
  const decision = decideFields(
    { active: '' },
    { active },
    managed.get(externalId),
    input.policy.onPersonChange,
  );
  if (decision.kind === 'keep') {
    const reason = 'it is disabled, so its delivery method is archived';
    return bind(subject, record, { rule: 'external id', reason }, context);
  }
  if (decision.kind === 'conflict') return { subject, record, rule: 'changed', ...decision };
  return {
    ...{ kind: 'update', subject, record, rule: 'external id', changes: decision.changes },
    reason: 'the store disabled it',
    write: {
      fields: { active: '' },
      references: {},
      derived: remembered(externalId, foundValues(found, method.key, context), context),
    },
  };
}

/** A carrier that we made. */
function follow(
  method: DesiredMethod,
  desired: DesiredCarrier,
  found: OdooCarrier,
  context: PlanContext,
): Operation {
  const { backendId, input, managed } = context;
  const externalId = carrierExternalId(backendId, desired.key);
  // Nobody's business but a person's, who must be told what comes of it.
  const subject = methodSubject(method, [], limitsOf(found, input.odoo));
  const record = { ...refOf(found), externalId };
  const memory = managed.get(externalId);
  const values = foundValues(found, desired.key, context);
  const decision = decideFields(
    { ...managedFields(desired), ...derivedValues(desired) },
    values,
    memory,
    input.policy.onPersonChange,
  );
  const unsure = isUnsure(memory, values);
  if (decision.kind === 'keep') {
    const reason = desired.enabled
      ? 'both sides agree'
      : 'it is disabled, so its delivery method is archived';
    const operation = bind(subject, record, { rule: 'external id', reason }, context);
    return unsure ? { ...operation, seen: values } : operation;
  }
  const isForeign = hasForeignRules(found, desired, backendId);
  if (decision.kind === 'conflict' || isForeign) {
    const reason =
      decision.kind === 'conflict'
        ? decision.reason
        : 'somebody added a price rule, which is theirs to remove';
    return { kind: 'conflict', subject, record, rule: 'changed', reason, changes: decision.changes };
  }
  return {
    ...{ kind: 'update', subject, record, rule: 'external id', changes: decision.changes },
    reason: updateReason(method, desired),
    write: carrierWrite(desired, found, context),
    ...(unsure && input.policy.onPersonChange === 'keep' && { seen: values }),
  };
}

function updateReason({ carrier }: DesiredMethod, { enabled }: DesiredCarrier): string {
  if (!enabled) return 'the store disabled it';
  const what = carrier.ok && carrier.converted ? "the store or Odoo's rate" : 'the store';
  return `${what} says something else now`;
}

/**
 * A carrier that we made, while the store does not say what it has to be. By what is known of its price it goes on or
 * not: a price in money that is refused must not be offered, so it is archived (`planRemovals`), unless a person
 * changed it after us and it is theirs.
 */
function keepUnrepresented(
  method: DesiredMethod,
  carrier: Unrepresented,
  own: OdooCarrier,
  context: PlanContext,
): Operation {
  const externalId = carrierExternalId(context.backendId, method.key);
  const subject = methodSubject(method);
  const record = { ...refOf(own), externalId };
  const planned = { ...unrepresented(carrier), subject, record };
  if (carrier.obstacle === 'rate') {
    const until = own.active ? '; until then its delivery method keeps its price' : '';
    return { ...planned, reason: planned.reason + until };
  }
  if (carrier.obstacle !== 'currency' || !own.active) return planned;
  const memory = context.managed.get(externalId);
  const current = foundValues(own, method.key, context);
  const retired = { ...remembered(externalId, current, context), active: '' };
  const decision = decideFields(retired, current, memory, context.input.policy.onPersonChange);
  return decision.kind === 'conflict'
    ? {
        ...{ kind: 'conflict', subject, record, rule: 'changed' },
        reason: `${planned.reason}; ${decision.reason}`,
      }
    : planned;
}
