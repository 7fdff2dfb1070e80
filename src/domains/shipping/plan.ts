import type { PlanInput } from '../../core/domain.ts';
import type { Operation } from '../../core/operation.ts';
import { sortOperations, type DomainPlan } from '../../core/plan.ts';
import type { InvalidShippingRow } from '../../woocommerce/port.ts';
import { type OdooShipping, type StoreShipping } from './facts.ts';
import { CARRIER_MODEL, METHOD_TYPE, PRODUCT_TYPE, RETIRED_TYPE, ZIP_PREFIX_TYPE } from './models.ts';
import { buildContext, type PlanContext } from './match/context.ts';
import { findFreeze, planFrozen } from './operations/frozen.ts';
import { findAdoptions } from './match/adoptions.ts';
import { shippingNotes } from './operations/notes.ts';
import { planMethod } from './operations/methods.ts';
import { planPrefixes } from './operations/prefixes.ts';
import { planProduct } from './operations/products.ts';
import { planRemovals } from './operations/removals.ts';
import { carrierName, desiredMethods, type DesiredMethod } from './desired/methods.ts';

/** In the order in which they are written: carriers point to prefixes and products. */
export const TYPES = [ZIP_PREFIX_TYPE, PRODUCT_TYPE, RETIRED_TYPE, METHOD_TYPE] as const;

/**
 * Plans shipping: the carrier of each method with its product, and the zip prefixes that carriers share. Pure; the order
 * of the lists on either side does not matter.
 */
export function planShipping(input: PlanInput<StoreShipping, OdooShipping>): DomainPlan {
  const context = buildContext(input);
  const freeze = findFreeze(context);
  const { operations, ...plan } =
    freeze === null
      ? planZones(context)
      : { notes: [freeze.note], operations: planFrozen(freeze, context), removals: 'withheld' as const };
  return { domain: 'shipping', operations: sortOperations(operations, TYPES), ...plan };
}

function planZones(context: PlanContext): Pick<DomainPlan, 'notes' | 'operations' | 'removals'> {
  const desired = desiredMethods(context);
  const adoptions = findAdoptions(desired, context);
  const planned = desired.map((method) => ({ method, operation: planMethod(method, adoptions, context) }));
  const pairs = planned.map(({ method, operation }) => withProduct(method, operation, context));
  const listed = new Set(desired.map(({ method }) => method.instanceId));
  const methods = [
    ...pairs.map(({ operation }) => withReport(operation)),
    ...context.input.store.faults.flatMap((fault) =>
      fault.kind !== 'method' || fault.id === null || listed.has(fault.id)
        ? []
        : [planFault(fault, fault.id, context)],
    ),
  ];
  const kept = [
    ...methods,
    ...pairs.flatMap(({ product }) => product ?? []),
    ...planPrefixes(methods, context),
  ];
  const removals = planRemovals(kept, context);
  return {
    operations: [...kept, ...removals.operations],
    notes: [...shippingNotes(methods, context), ...removals.notes],
    removals: removals.notes.length === 0 ? 'trusted' : 'withheld',
  };
}

/** A carrier that we make or made, and that stays in use, has a product of its own; without one it cannot be made. */
function withProduct(
  { carrier, method }: DesiredMethod,
  operation: Operation,
  context: PlanContext,
): { readonly operation: Operation; readonly product?: Operation } {
  const { kind, obstacle, record, subject, target } = operation;
  const isOurs = record?.externalId !== undefined && record.model === CARRIER_MODEL && target !== 'missing';
  if (!isOurs || obstacle === 'currency') return { operation };
  // Out of use, and what it has to be is not known: its product comes back into use with it.
  if (!carrier.ok && record.id !== undefined && context.carriers.get(record.id)?.active === false)
    return { operation };
  const product = planProduct(method, carrierName(method), operation, context);
  // One that is not there is made with its carrier alone.
  if (product === null || (!carrier.ok && product.kind === 'create')) return { operation };
  if (kind !== 'create' || product.kind !== 'conflict') return { operation, product };
  const reason = `its delivery product must be decided first: ${product.reason}`;
  return { operation: { kind: 'conflict', subject, rule: 'product', reason }, product };
}

/** What waits for a person is not said exactly, however well Odoo could say it. */
function withReport(operation: Operation): Operation {
  const { kind, reason, subject } = operation;
  if (kind !== 'conflict' || subject.details?.['report'] !== 'exact') return operation;
  const limitation = `It waits for a person: ${reason}.`;
  return {
    ...operation,
    subject: { ...subject, details: { ...subject.details, report: 'limited', limitation } },
  };
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
    reason: `its field ${field} cannot be understood: ${message}; correct it in the store`,
  };
}
