import type { PlanInput, Resolution } from '../../core/domain.ts';
import { ConnectorError } from '../../core/errors.ts';
import type { DomainPlan } from '../../core/plan.ts';
import { resolveNothing, resolveOperation } from '../../core/resolution.ts';
import { canonicalText } from '../../core/text.ts';
import type { StoreShippingMethod } from '../../woocommerce/port.ts';
import type { OdooCarrier, OdooShipping, StoreShipping } from './facts.ts';
import { METHOD_MIRROR } from './app/mirror-models.ts';
import { carrierExternalId, METHOD_TYPE } from './models.ts';
import { refOf } from './match/adoptions.ts';

type Input = Pick<
  PlanInput<StoreShipping, OdooShipping>,
  'backendId' | 'memory' | 'mirror' | 'odoo' | 'store'
>;

const FIELD = 'shipping_method';

/** The block checkout's pick-up places, which are counted on their own and lie in no zone. */
const OUTSIDE_ZONES = 'pickup_location';

/** What a shipping line of an order shows. */
interface ShippingLine {
  readonly methodId: string;
  /** Empty where the line names none: orders that were not made by the checkout. */
  readonly instance: string;
  readonly title: string;
  /** For the answer: `flat_rate:7`. */
  readonly value: string;
}

/**
 * The delivery method of an order's shipping line (`method_id`, `instance_id`, `method_title`): by the instance, whatever
 * has become of it since; without one by the title, or as the only one of its type.
 *
 * @throws ConnectorError `shipping.question`
 */
export function resolveShipping(
  plan: DomainPlan,
  question: Readonly<Record<string, string>>,
  input: Input,
): Resolution[] {
  const line = readLine(question);
  if (line.methodId === OUTSIDE_ZONES) {
    const reason =
      'a pick-up place of the block checkout is outside all zones, and no delivery method represents it';
    return [resolveNothing(FIELD, line.value, reason, 'outside zones')];
  }
  if (line.instance !== '') return [resolveInstance(line, line.instance, 'instance', plan, input)];
  return [resolveWithout(line, plan, input)];
}

function readLine(question: Readonly<Record<string, string>>): ShippingLine {
  const text = (name: string) => (question[name] ?? '').trim();
  // Orders of before WooCommerce 3.4, and the checkout's own interface, write both in one: `flat_rate:7`.
  const [methodId = '', joined = ''] = text('method_id').split(':');
  const given = text('instance_id') || (/^\d+$/u.test(joined) ? joined : '');
  if (given !== '' && !/^\d{1,12}$/u.test(given)) {
    throw unfit(
      `"${given}" is no instance of a shipping method`,
      'Give the instance_id of a shipping line: 7',
    );
  }
  const instance = given === '' || Number(given) === 0 ? '' : String(Number(given));
  if (methodId === '' && instance === '') {
    throw unfit(
      'The shipping line names neither a method nor an instance',
      'Give what an order has: woo-odoo resolve shipping --method flat_rate --instance 7',
    );
  }
  const value = [methodId, instance].filter((part) => part !== '').join(':');
  return { methodId, instance, title: text('method_title'), value };
}

function unfit(message: string, hint: string): ConnectorError {
  return new ConnectorError({ code: 'shipping.question', message: `${message}.`, hint });
}

function resolveInstance(
  { methodId, value }: ShippingLine,
  key: string,
  by: string,
  plan: DomainPlan,
  input: Input,
): Resolution {
  const method = methodsOf(input).find(({ instanceId }) => String(instanceId) === key);
  if (method !== undefined && methodId !== '' && method.methodId !== methodId) {
    const reason = `the method ${key} of the store is of the type ${method.methodId}: the order comes from another store, or from before a move`;
    return { field: FIELD, value, status: 'conflict', rule: 'type', reason };
  }
  const operation = plan.operations.find(
    ({ kind, subject }) => kind !== 'archive' && subject.type === METHOD_TYPE && subject.key === key,
  );
  // Disabled or frozen, and nothing is bound now: it may have been.
  const isBare = operation?.kind === 'keep' && operation.record === undefined;
  const former = operation === undefined || isBare ? formerCarrier(key, input) : null;
  const why = operation?.reason ?? 'the store no longer has the method';
  if (former !== null) return resolveFormer(value, former, why, input);
  if (operation === undefined) {
    const reason = `the store has no method ${key}, and nothing is remembered of a former one`;
    return resolveNothing(FIELD, value, reason);
  }
  const resolved = resolveOperation(FIELD, value, operation);
  const carrier = input.odoo.carriers.find(({ id }) => id === resolved.record?.id);
  return { ...resolved, reason: withState(by === 'instance' ? why : `${by}; ${why}`, carrier) };
}

/** The record by which a method was or is known, though it represents no method of the store now. */
function formerCarrier(key: string, { backendId, memory, mirror, odoo }: Input): number | null {
  const row = mirror?.rows.get(METHOD_MIRROR.model)?.find((each) => each.key === key);
  const binding = memory.bindings.find((each) => each.type === METHOD_TYPE && each.key === key);
  const externalId = carrierExternalId(backendId, key);
  const own = odoo.carriers.find((carrier) => carrier.externalId === externalId);
  return row?.choice ?? binding?.odooId ?? row?.boundId ?? own?.id ?? null;
}

function resolveFormer(value: string, id: number, why: string, { odoo }: Input): Resolution {
  const carrier = odoo.carriers.find((each) => each.id === id);
  if (carrier === undefined) {
    const reason = `${why}, and its delivery method ${id} no longer belongs to the company`;
    return resolveNothing(FIELD, value, reason, 'former');
  }
  const record = carrierRef(carrier);
  const reason = withState(`${why}; this represented it before`, carrier);
  return { field: FIELD, value, status: 'found', record, rule: 'former', reason };
}

function carrierRef(carrier: OdooCarrier) {
  const { externalId } = carrier;
  return { ...refOf(carrier), ...(externalId !== undefined && { externalId }) };
}

/** An archived one is offered to nobody, and still fits the orders that were sent by it. */
function withState(reason: string, carrier: OdooCarrier | undefined): string {
  return carrier?.active === false ? `${reason}; it is archived in Odoo` : reason;
}

/** A line without an instance: its title shows which method of the type is meant, or there is only one. */
function resolveWithout(line: ShippingLine, plan: DomainPlan, input: Input): Resolution {
  const { methodId, title, value } = line;
  const ofType = methodsOf(input).filter((method) => method.methodId === methodId);
  const fits =
    title === '' ? ofType : ofType.filter((method) => canonicalText(method.title) === canonicalText(title));
  const named = title === '' ? methodId : `${methodId} “${title}”`;
  const [only, ...more] = fits;
  if (only === undefined) {
    const reason = `the order names no instance, and the store has no method ${named}`;
    return resolveNothing(FIELD, value, reason);
  }
  if (more.length > 0) {
    const some = fits.map((each) => `${each.instanceId} ${each.title}`).join(', ');
    const reason = `the order names no instance, and the store has several methods ${named}: ${some}`;
    return { field: FIELD, value, status: 'conflict', rule: 'several', reason };
  }
  const by = title === '' ? 'the only one of its type' : 'the only one of its type with this title';
  return resolveInstance(line, String(only.instanceId), by, plan, input);
}

function methodsOf({ store }: Input): StoreShippingMethod[] {
  return store.zones.flatMap(({ methods }) => methods);
}
