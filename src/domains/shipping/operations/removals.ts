import { closeBinding, namesOfBound, vanishedBindings } from '../../../core/close-bindings.ts';
import { hasRecord } from '../../../core/found-subjects.ts';
import { subjectName, type Operation } from '../../../core/operation.ts';
import type { Note } from '../../../core/plan.ts';
import { removalsBlocked } from '../../../core/removals.ts';
import type { OdooCarrier, OdooDeliveryProduct } from '../facts.ts';
import {
  CARRIER_MODEL,
  carrierExternalId,
  METHOD_TYPE,
  PART_TYPE,
  PRODUCT_MODEL,
  PRODUCT_TYPE,
  productExternalId,
  readMethodKey,
  RETIRED_TYPE,
} from '../models.ts';
import { isNever } from '../match/carrier-price.ts';
import { foundValues } from '../match/carrier-values.ts';
import type { PlanContext } from '../match/context.ts';
import type { MatchedMethod } from '../match/match-method.ts';
import { lastWrite, ownKey, remembered } from '../match/own-carriers.ts';
import { foundProductValues } from './products.ts';

const CLOSED = 'the store no longer lists it; its binding is closed, and stays for old orders';
const PART_CLOSED =
  'its shipping method needs no delivery method for these places alone; its binding is closed, and stays for old orders';

/**
 * What vanished: carriers and products of the connector whose method the store lists no more, or has another carrier now, are
 * archived, and bindings of what is gone are closed. What is archived though its method is listed does not wait until a short list is
 * trusted: what takes its place is offered already.
 *
 * @param planned the operations on what is still there
 */
export function planRemovals(
  planned: readonly Operation[],
  matched: readonly MatchedMethod[],
  context: PlanContext,
): { operations: Operation[]; notes: Note[] } {
  const here = new Map(planned.map((operation) => [subjectName(operation.subject), operation]));
  const carriers = unusedCarriers(here, matched, context);
  // One whose number could not be read may be any of those that seem to be gone.
  if (context.input.store.faults.some(({ id, kind }) => kind === 'method' && id === null))
    return { operations: carriers.filter(({ subject }) => subject.type === RETIRED_TYPE), notes: [] };
  const sold = soldProducts(carriers, here, context);
  const products = context.input.odoo.products.flatMap((product) => {
    const key = ownKey(productExternalId, product, context);
    const isUsed = key === undefined || here.has(`${PRODUCT_TYPE} ${key}`) || sold.has(product.id);
    return isUsed || !product.active || wasArchived(product, context)
      ? []
      : [archiveProduct(product, key, context)];
  });
  const archived = [...carriers, ...products];
  const done = new Set(archived.map(({ subject }) => subjectName(subject)));
  const closed = vanishedBindings(
    context.input.memory.bindings,
    (binding) =>
      here.has(subjectName(binding)) ||
      done.has(subjectName(binding)) ||
      (binding.type === PRODUCT_TYPE && sold.has(binding.odooId)),
  );
  const nameInOdoo = namesOfBound({
    [CARRIER_MODEL]: context.input.odoo.carriers,
    [PRODUCT_MODEL]: context.input.odoo.products,
  });
  const operations = [
    ...archived,
    ...closed.map((binding) =>
      closeBinding(binding, binding.type === PART_TYPE ? PART_CLOSED : CLOSED, nameInOdoo(binding)),
    ),
  ];
  const note = shortList(operations, context);
  const retired = carriers.filter(({ subject }) => subject.type === RETIRED_TYPE);
  return note === null ? { operations, notes: [] } : { operations: retired, notes: [note] };
}

function shortList(
  operations: readonly Operation[],
  { input: { memory, policy, store } }: PlanContext,
): Note | null {
  const vanished = operations.filter(({ subject }) => subject.type === METHOD_TYPE).length;
  const listed = countMethods(store);
  return removalsBlocked(METHOD_TYPE, listed, memory.lastCounts[METHOD_TYPE], vanished, policy.allowRemovals);
}

/** How many methods the store listed, those that could not be understood included. */
export function countMethods({ faults, zones }: PlanContext['input']['store']): number {
  return (
    zones.flatMap(({ methods }) => methods).length + faults.filter(({ kind }) => kind === 'method').length
  );
}

/**
 * Carriers of the connector without a method, those whose method is bound to another carrier by a user's choice, those whose
 * price is in money that is refused, and parts that their method does not need any more. Only the first have vanished.
 */
function unusedCarriers(
  here: ReadonlyMap<string, Operation>,
  matched: readonly MatchedMethod[],
  context: PlanContext,
): Operation[] {
  const standing = new Set([...here.values()].filter(isStanding).map(({ record }) => record?.id));
  const methods = new Map(matched.map((each) => [each.desired.key, each]));
  return context.input.odoo.carriers.flatMap((carrier) => {
    const key = ownKey(carrierExternalId, carrier, context);
    if (key === undefined || !carrier.active || wasArchived(carrier, context)) return [];
    // A user may have chosen it for another method, of this store or of another one.
    if (standing.has(carrier.id) || context.isBoundByOthers(CARRIER_MODEL, carrier.id)) return [];
    const { country, method } = readMethodKey(key);
    const main = here.get(`${METHOD_TYPE} ${method}`);
    if (main === undefined)
      return [archiveCarrier(carrier, typeOf(key), key, 'the store no longer has the method', context)];
    const reason =
      whyRetired(main, carrier) ?? (country === undefined ? null : whySuperseded(methods.get(method)));
    return reason === null ? [] : [archiveCarrier(carrier, RETIRED_TYPE, key, reason, context)];
  });
}

/** Why no carrier of the connector may be offered for a method, neither its own nor a part; null where one may. */
function whyRetired(main: Operation, { id }: OdooCarrier): string | null {
  if (main.decidedBy === 'user' && main.record?.id !== id)
    return 'a user chose another delivery method for it';
  return main.obstacle === 'currency' ? main.reason : null;
}

/** Why a part of a method that the store has is not needed. */
function whySuperseded(method: MatchedMethod | undefined): string {
  if (method?.desired.method.enabled === false) return 'the store disabled it';
  const representation = method?.representation;
  // A user changed the carrier of the method, which therefore stays.
  if (representation?.ok === false && representation.obstacle === 'currency') return representation.reason;
  return representation?.ok === true && isNever(representation.carrier.price)
    ? 'Odoo offers its shipping method to nobody'
    : 'its shipping method needs no delivery method for these places alone';
}

const isStanding = (operation: Operation) =>
  (operation.subject.type === METHOD_TYPE || operation.subject.type === PART_TYPE) && hasRecord(operation);

const typeOf = (key: string) => (readMethodKey(key).country === undefined ? METHOD_TYPE : PART_TYPE);

/** Whether we archived it before, and a user took it into use again: that is theirs to do, unless the store wins. */
function wasArchived(
  { externalId = '' }: Pick<OdooCarrier, 'externalId'>,
  { input, managed }: PlanContext,
): boolean {
  return input.policy.onPersonChange === 'keep' && managed.get(externalId)?.written?.['active'] === '';
}

/** The products of carriers that stay, also where Odoo cannot represent their method at present. */
function soldProducts(
  archived: readonly Operation[],
  here: ReadonlyMap<string, Operation>,
  context: PlanContext,
): ReadonlySet<number> {
  const gone = new Set(archived.map(({ record }) => record?.id));
  const stays = context.input.odoo.carriers.filter((carrier) => {
    const key = ownKey(carrierExternalId, carrier, context);
    const method = key === undefined ? undefined : here.get(`${typeOf(key)} ${key}`);
    const isListed = method !== undefined && method.obstacle !== 'currency';
    return !gone.has(carrier.id) && (carrier.active || isListed);
  });
  return new Set(stays.map(({ productId }) => productId));
}

function archiveCarrier(
  carrier: OdooCarrier,
  type: string,
  key: string,
  reason: string,
  context: PlanContext,
): Operation {
  const { externalId = '', id, name } = carrier;
  const derived = remembered(lastWrite(key, carrier, context), foundValues(carrier, key, context));
  return {
    ...{ kind: 'archive', subject: { type, key, label: name }, rule: 'vanished', reason },
    record: { model: CARRIER_MODEL, id, externalId, label: name },
    write: { fields: { active: '' }, references: {}, derived },
    ...(type === RETIRED_TYPE && { unbound: true }),
  };
}

function archiveProduct(product: OdooDeliveryProduct, key: string, context: PlanContext): Operation {
  const { externalId = '', id, name } = product;
  return {
    ...{ kind: 'archive', subject: { type: PRODUCT_TYPE, key, label: name }, rule: 'vanished' },
    reason: 'its delivery method is not needed any more',
    record: { model: PRODUCT_MODEL, id, externalId, label: name },
    write: {
      fields: { active: '' },
      references: {},
      derived: remembered(context.managed.get(externalId), foundProductValues(product)),
    },
  };
}
