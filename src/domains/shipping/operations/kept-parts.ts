import { bind } from '../../../core/bind.ts';
import { subjectName, type Operation } from '../../../core/operation.ts';
import { refOf } from '../match/adoptions.ts';
import type { PlanContext } from '../match/context.ts';
import { carrierExternalId, METHOD_TYPE, methodKey, PART_TYPE } from '../models.ts';
import { ownKey } from './removals.ts';

/**
 * Keeps the parts of methods that wait for a user: what they have to be is not known, so they stay with their methods.
 *
 * @param planned the operations on methods and parts
 */
export function keepParts(planned: readonly Operation[], context: PlanContext): Operation[] {
  const byName = new Map(planned.map((operation) => [subjectName(operation.subject), operation]));
  return context.input.odoo.carriers.flatMap((carrier) => {
    const key = ownKey(carrierExternalId, carrier, context);
    if (!carrier.active || key === undefined || methodKey(key) === key) return [];
    const main = byName.get(`${METHOD_TYPE} ${methodKey(key)}`);
    const waits = main?.kind === 'conflict' && main.obstacle !== 'currency';
    if (!waits || byName.has(`${PART_TYPE} ${key}`)) return [];
    const subject = { type: PART_TYPE, key, label: carrier.name };
    const record = { ...refOf(carrier), externalId: carrierExternalId(context.backendId, key) };
    const reason = 'its shipping method needs review, and until then it stays';
    return [bind(subject, record, { rule: 'external id', reason }, context)];
  });
}
