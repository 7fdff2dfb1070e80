import type { Operation } from '../../../core/operation.ts';
import { decideFields } from '../../../core/three-way.ts';
import { bind } from '../../../core/bind.ts';
import type { OdooCarrier } from '../facts.ts';
import { CARRIER_MODEL, carrierExternalId, METHOD_TYPE } from '../models.ts';
import {
  carrierWrite,
  foundFields,
  foundPrice,
  heldOf,
  isUnsure,
  hasForeignRules,
  managedFields,
  toldValues,
  type WantedCarrier,
} from './carrier-fields.ts';
import { limitsOf, surchargesOf } from './carrier-limits.ts';
import { describePrice } from './carrier-price.ts';
import { foundPlaces } from './carrier-places.ts';
import type { PlanContext } from './context.ts';
import { refOf, type Adoptions } from './match-carrier.ts';
import { remembered } from './removals.ts';
import { methodSubject, RATE_RULE, REFUSED_RULE, type Unsaid, type WantedMethod } from './wanted.ts';

/** Plans one method: bound, created, followed where the store changed, or left to a person. */
export function planMethod(wanted: WantedMethod, adoptions: Adoptions, context: PlanContext): Operation {
  const { carrier, key, method } = wanted;
  const chosen = context.choices.get(`${METHOD_TYPE} ${key}`);
  const own = context.carriersByExternalId.get(carrierExternalId(context.backendId, key));
  if (chosen !== undefined && chosen !== own?.id) return planChosen(wanted, chosen, context);
  const bound = boundByRule(wanted, context);
  if (!method.enabled && own === undefined && bound === undefined) {
    const subject = methodSubject(wanted);
    return { kind: 'keep', subject, rule: 'disabled', reason: 'it is disabled, and nothing was made for it' };
  }
  if (!carrier.ok && own !== undefined) {
    return method.enabled ? keepUnsaid(wanted, carrier, own, context) : switchOff(wanted, own, context);
  }
  if (carrier.ok && own !== undefined) return follow(wanted, carrier.wanted, own, context);
  // Its price is its owner's, in the company's currency.
  const isPriced = carrier.ok || carrier.rule === REFUSED_RULE || carrier.rule === RATE_RULE;
  if (bound !== undefined && isPriced) {
    return bindForeign(wanted, bound, 'binding', 'it was bound to it', context);
  }
  if (!carrier.ok) {
    const { kind, reason, rule } = carrier;
    return { kind, subject: methodSubject(wanted), ...(bound && { record: refOf(bound) }), rule, reason };
  }
  const adopted = adoptions.get(key);
  if (adopted !== undefined) {
    const reason = 'it has the same name, provider and places';
    return bindForeign(wanted, adopted, 'name', reason, context);
  }
  return create(wanted, carrier.wanted, context);
}

/** A choice that is not ours is taken as it is, since a person may know better; only Odoo must be able to offer it. */
function planChosen(wanted: WantedMethod, chosen: number, context: PlanContext): Operation {
  const carrier = context.carriers.get(chosen);
  if (carrier?.active) return bindForeign(wanted, carrier, 'choice', 'a person chose it', context);
  const problem =
    carrier === undefined
      ? 'is none of the company (any more)'
      : 'is archived, so that Odoo would not offer it';
  const reason = `the chosen delivery method ${chosen} ${problem}; choose another one`;
  return { kind: 'conflict', subject: methodSubject(wanted), rule: 'choice', reason };
}

/** What was adopted stays bound while it is in use, also where it no longer fits: another one beside it would be offered too. */
function boundByRule({ key }: WantedMethod, context: PlanContext): OdooCarrier | undefined {
  const binding = context.bindingOf(METHOD_TYPE, key);
  if (binding === undefined || binding.archivedAt !== null || binding.rule === 'choice') return undefined;
  const carrier = context.carriers.get(binding.odooId);
  return carrier?.active && carrier.externalId !== carrierExternalId(context.backendId, key)
    ? carrier
    : undefined;
}

/** A carrier of other people is never written; where it differs from the store, that is said. */
function bindForeign(
  wanted: WantedMethod,
  carrier: OdooCarrier,
  rule: string,
  reason: string,
  context: PlanContext,
): Operation {
  const differences = differencesOf(wanted, carrier, context);
  return bind(methodSubject(wanted, differences), refOf(carrier), rule, reason, context);
}

/** How a carrier that is not ours differs from what the store says: sentences for people. */
export function differencesOf(
  { carrier: best, method }: WantedMethod,
  carrier: OdooCarrier,
  context: PlanContext,
): string[] {
  const limits = limitsOf(carrier, context.input.odoo);
  if (!best.ok) {
    const { odoo, store } = context.input;
    const isForeignMoney = best.rule === REFUSED_RULE || best.rule === RATE_RULE;
    const what = isForeignMoney
      ? `What it costs in the store is in ${store.policy.currency || 'an unknown currency'}`
      : `What ${method.methodId} costs is not known`;
    return [
      `${what}; the carrier has a price of its own${isForeignMoney ? ` in ${odoo.currency}` : ''}.`,
      ...limits,
    ];
  }
  const { places, price } = best.wanted;
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

function create(wanted: WantedMethod, carrier: WantedCarrier, context: PlanContext): Operation {
  const externalId = carrierExternalId(context.backendId, wanted.key);
  const subject = methodSubject(wanted);
  const lost = context.managed.get(externalId)?.odooId ?? null;
  if (lost !== null && !context.input.policy.recreateDeleted) {
    const reason = `its delivery method ${lost} was deleted in Odoo; woo-odoo sync --recreate-deleted makes it again`;
    const record = { model: CARRIER_MODEL, id: lost };
    return { kind: 'conflict', subject, record, rule: 'deleted', reason };
  }
  return {
    ...{ kind: 'create', subject, rule: 'new', reason: 'no delivery method of Odoo fits' },
    record: { model: CARRIER_MODEL, externalId, label: carrier.name },
    write: carrierWrite(carrier, undefined, context),
  };
}

/** A disabled method whose carrier cannot be said: of it only that it is out of use. */
function switchOff(method: WantedMethod, found: OdooCarrier, context: PlanContext): Operation {
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
    return bind(subject, record, 'external id', reason, context);
  }
  if (decision.kind === 'conflict') return { subject, record, rule: 'changed', ...decision };
  return {
    ...{ kind: 'update', subject, record, rule: 'external id', changes: decision.changes },
    reason: 'the store disabled it',
    write: {
      fields: { active: '' },
      references: {},
      told: remembered(externalId, heldOf(found, method.key, context), context),
    },
  };
}

/** A carrier that we made. */
function follow(
  method: WantedMethod,
  wanted: WantedCarrier,
  found: OdooCarrier,
  context: PlanContext,
): Operation {
  const { backendId, input, managed } = context;
  const externalId = carrierExternalId(backendId, wanted.key);
  // Nobody's business but a person's, who must be told what comes of it.
  const subject = methodSubject(method, [], limitsOf(found, input.odoo));
  const record = { ...refOf(found), externalId };
  const memory = managed.get(externalId);
  const values = heldOf(found, wanted.key, context);
  const decision = decideFields(
    { ...managedFields(wanted), ...toldValues(wanted) },
    values,
    memory,
    input.policy.onPersonChange,
  );
  const unsure = isUnsure(memory, values);
  if (decision.kind === 'keep') {
    const reason = wanted.enabled ? 'both sides agree' : 'it is disabled, so its delivery method is archived';
    const operation = bind(subject, record, 'external id', reason, context);
    return unsure ? { ...operation, seen: values } : operation;
  }
  const isForeign = hasForeignRules(found, wanted, backendId);
  if (decision.kind === 'conflict' || isForeign) {
    const reason =
      decision.kind === 'conflict'
        ? decision.reason
        : 'somebody added a price rule, which is theirs to remove';
    return { kind: 'conflict', subject, record, rule: 'changed', reason, changes: decision.changes };
  }
  return {
    ...{ kind: 'update', subject, record, rule: 'external id', changes: decision.changes },
    reason: updateReason(method, wanted),
    write: carrierWrite(wanted, found, context),
    ...(unsure && input.policy.onPersonChange === 'keep' && { seen: values }),
  };
}

function updateReason({ carrier }: WantedMethod, { enabled }: WantedCarrier): string {
  if (!enabled) return 'the store disabled it';
  const what = carrier.ok && carrier.converted ? "the store or Odoo's rate" : 'the store';
  return `${what} says something else now`;
}

/**
 * A carrier that we made, while the store does not say what it has to be. By what is known of its price it goes on or
 * not: a price in money that is refused must not be offered, so it is archived (`planRemovals`), unless a person
 * changed it after us and it is theirs.
 */
function keepUnsaid(
  method: WantedMethod,
  { kind, reason, rule }: Unsaid,
  own: OdooCarrier,
  context: PlanContext,
): Operation {
  const externalId = carrierExternalId(context.backendId, method.key);
  const subject = methodSubject(method);
  const record = { ...refOf(own), externalId };
  if (rule === RATE_RULE) {
    const until = own.active ? '; until then its delivery method keeps its price' : '';
    return { kind, subject, record, rule, reason: reason + until };
  }
  if (rule !== REFUSED_RULE || !own.active) return { kind, subject, record, rule, reason };
  const memory = context.managed.get(externalId);
  const held = heldOf(own, method.key, context);
  const retired = { ...remembered(externalId, held, context), active: '' };
  const decision = decideFields(retired, held, memory, context.input.policy.onPersonChange);
  return decision.kind === 'conflict'
    ? { ...{ kind: 'conflict', subject, record, rule: 'changed' }, reason: `${reason}; ${decision.reason}` }
    : { kind, subject, record, rule, reason };
}
