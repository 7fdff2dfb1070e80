import { bind } from '../../../core/bind.ts';
import { subjectName, type Operation, type OperationKind } from '../../../core/operation.ts';
import type { OdooCarrier } from '../facts.ts';
import { refOf } from '../match/adoptions.ts';
import type { PlanContext } from '../match/context.ts';
import type { MatchedMethod } from '../match/match-method.ts';
import { ownKey } from '../match/own-carriers.ts';
import { carrierExternalId, METHOD_TYPE, PART_TYPE, readMethodKey } from '../models.ts';
import { planOwnCarrier } from './own-carrier.ts';

/**
 * Keeps the parts of methods that wait for a user or that Odoo cannot represent at present: what they have to be is not
 * known, so they stay with their methods. Of those whose price is refused only the ones that a user changed stay.
 *
 * @param planned the operations on methods and parts
 */
export function keepParts(
  planned: readonly Operation[],
  matched: readonly MatchedMethod[],
  context: PlanContext,
): Operation[] {
  const byName = new Map(planned.map((operation) => [subjectName(operation.subject), operation]));
  const methods = new Map(matched.map((each) => [each.desired.key, each]));
  return context.input.odoo.carriers.flatMap((carrier) => {
    const key = ownKey(carrierExternalId, carrier, context);
    if (!carrier.active || key === undefined || byName.has(`${PART_TYPE} ${key}`)) return [];
    const { country, method } = readMethodKey(key);
    const main = byName.get(`${METHOD_TYPE} ${method}`);
    if (country === undefined || main === undefined || main.decidedBy === 'user') return [];
    const of = methods.get(method);
    if (of !== undefined && isRefused(of)) return changedPart(of, key, carrier, context);
    const why = WAITING[main.kind];
    return why === undefined ? [] : [keepPart(key, carrier, why, context)];
  });
}

/** Whether its price is in a currency that the policy refuses. A disabled method only goes out of use. */
function isRefused({ desired: { method }, representation }: MatchedMethod): boolean {
  return method.enabled && !representation.ok && representation.obstacle === 'currency';
}

/** A part is a carrier of its own: a user may have changed it and not that of its method, or the other way round. */
function changedPart(
  method: MatchedMethod,
  key: string,
  carrier: OdooCarrier,
  context: PlanContext,
): Operation[] {
  const desired = { ...method.desired, key, name: carrier.name, isPart: true };
  const operation = planOwnCarrier({ ...method, desired }, carrier, context);
  return operation.kind === 'conflict' ? [operation] : [];
}

/** Why a part stays as it is, by what becomes of its method. */
const WAITING: Partial<Record<OperationKind, string>> = {
  conflict: 'its shipping method needs review, and until then it stays',
  unsupported: 'Odoo does not support its shipping method at present, and until then it stays',
};

function keepPart(key: string, carrier: OdooCarrier, reason: string, context: PlanContext): Operation {
  const subject = { type: PART_TYPE, key, label: carrier.name };
  const record = { ...refOf(carrier), externalId: carrierExternalId(context.backendId, key) };
  return bind(subject, record, { rule: 'external id', reason }, context);
}
