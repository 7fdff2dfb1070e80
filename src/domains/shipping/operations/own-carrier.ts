import { bind } from '../../../core/bind.ts';
import type { Operation } from '../../../core/operation.ts';
import { decideFields } from '../../../core/three-way.ts';
import type { OdooCarrier } from '../facts.ts';
import { refOf } from '../match/adoptions.ts';
import { limitsOf } from '../match/carrier-limits.ts';
import {
  derivedValues,
  foundFields,
  foundValues,
  hasForeignRules,
  isUnsure,
  managedFields,
} from '../match/carrier-values.ts';
import type { DesiredCarrier, Unrepresented } from '../match/carrier.ts';
import type { PlanContext } from '../match/context.ts';
import type { MatchedMethod } from '../match/match-method.ts';
import { lastWrite, remembered } from '../match/own-carriers.ts';
import { carrierExternalId } from '../models.ts';
import { carrierWrite } from './carrier-write.ts';
import { methodSubject } from './subject.ts';

/** Plans a method whose carrier the connector created: followed, switched off, or left as it is. */
export function planOwnCarrier(matched: MatchedMethod, own: OdooCarrier, context: PlanContext): Operation {
  const { desired, representation } = matched;
  if (representation.ok) return follow(matched, representation.carrier, own, context);
  return desired.method.enabled
    ? keepUnrepresented(matched, representation, own, context)
    : switchOff(matched, own, context);
}

/** What an operation reports of a method that Odoo cannot represent. */
export function unrepresented({ kind, obstacle, reason, rule }: Unrepresented) {
  return { kind, rule, reason, ...(obstacle === 'currency' && { obstacle }) };
}

/** A disabled method that Odoo cannot represent: its carrier only goes out of use. */
function switchOff(method: MatchedMethod, found: OdooCarrier, context: PlanContext): Operation {
  const externalId = carrierExternalId(context.backendId, method.desired.key);
  const subject = methodSubject(method);
  const record = { ...refOf(found), externalId };
  const { active = '' } = foundFields(found);
  const memory = lastWrite(method.desired.key, found, context);
  const decision = decideFields({ active: '' }, { active }, memory, context.input.policy.onPersonChange);
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
      derived: remembered(memory, foundValues(found, method.desired.key, context)),
    },
  };
}

/** Follows the store with a carrier that the connector created. */
function follow(
  method: MatchedMethod,
  desired: DesiredCarrier,
  found: OdooCarrier,
  context: PlanContext,
): Operation {
  const { backendId, input, managed } = context;
  const externalId = carrierExternalId(backendId, desired.key);
  // What a user set on it stays; its effect is reported.
  const subject = methodSubject(method, [], limitsOf(found, input.odoo));
  const record = { ...refOf(found), externalId };
  const memory = lastWrite(desired.key, found, context);
  const values = foundValues(found, desired.key, context);
  const decision = decideFields(
    { ...managedFields(desired), ...derivedValues(desired) },
    values,
    memory,
    input.policy.onPersonChange,
  );
  const unsure = isUnsure(managed.get(externalId), values);
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
        : 'a user added a price rule; remove it in Odoo to let the connector update the method';
    return { kind: 'conflict', subject, record, rule: 'changed', reason, changes: decision.changes };
  }
  return {
    ...{ kind: 'update', subject, record, rule: 'external id', changes: decision.changes },
    reason: updateReason(method, desired),
    write: carrierWrite(desired, found, context),
    ...(unsure && input.policy.onPersonChange === 'keep' && { seen: values }),
  };
}

function updateReason({ representation }: MatchedMethod, { enabled }: DesiredCarrier): string {
  if (!enabled) return 'the store disabled it';
  const what = representation.ok && representation.converted ? "the store or Odoo's rate" : 'the store';
  return `${what} has changed`;
}

/**
 * A carrier that the connector created, while the store does not show what it has to be. By what is known of its price it stays or
 * not: a price in money that is refused must not be offered, so it is archived (`planRemovals`), unless a user
 * changed it after us and it is theirs.
 */
function keepUnrepresented(
  method: MatchedMethod,
  carrier: Unrepresented,
  own: OdooCarrier,
  context: PlanContext,
): Operation {
  const externalId = carrierExternalId(context.backendId, method.desired.key);
  const subject = methodSubject(method);
  const record = { ...refOf(own), externalId };
  const planned = { ...unrepresented(carrier), subject, record };
  if (carrier.obstacle === 'rate') {
    const until = own.active ? '; until then its delivery method keeps its price' : '';
    return { ...planned, reason: planned.reason + until };
  }
  if (carrier.obstacle !== 'currency' || !own.active) return planned;
  const memory = lastWrite(method.desired.key, own, context);
  const current = foundValues(own, method.desired.key, context);
  const retired = { ...remembered(memory, current), active: '' };
  const decision = decideFields(retired, current, memory, context.input.policy.onPersonChange);
  return decision.kind === 'conflict'
    ? {
        ...{ kind: 'conflict', subject, record, rule: 'changed' },
        reason: `${planned.reason}; ${decision.reason}`,
      }
    : planned;
}
