import type { Operation } from '../../../core/operation.ts';
import type { InvalidShippingRow } from '../../../woocommerce/port.ts';
import type { PlanContext } from '../match/context.ts';
import { CARRIER_MODEL, METHOD_TYPE } from '../models.ts';

/**
 * Plans the methods that could not be understood, but for those that the store also lists well.
 *
 * @param listed numbers of the methods that were understood
 */
export function planInvalidMethods(listed: ReadonlySet<number>, context: PlanContext): Operation[] {
  return context.input.store.faults.flatMap((fault) =>
    fault.kind !== 'method' || fault.id === null || listed.has(fault.id)
      ? []
      : [planFault(fault, fault.id, context)],
  );
}

/** A method that the store has and that could not be understood. What it was bound to stays. */
function planFault({ field, message }: InvalidShippingRow, id: number, context: PlanContext): Operation {
  const key = String(id);
  const binding = context.bindingOf(METHOD_TYPE, key);
  return {
    kind: 'conflict',
    subject: { type: METHOD_TYPE, key, label: `Method ${key}` },
    ...(binding && { record: { model: CARRIER_MODEL, id: binding.odooId } }),
    rule: 'unreadable',
    reason: `its field ${field} is invalid: ${message}; correct it in the store`,
  };
}
