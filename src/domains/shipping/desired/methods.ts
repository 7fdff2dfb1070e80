import type { FieldValues } from '../../../core/memory.ts';
import type { Subject } from '../../../core/operation.ts';
import type { Rule } from '../../../core/rules.ts';
import type { StoreShippingMethod, StoreShippingZone } from '../../../woocommerce/port.ts';
import { BUILT_IN_METHODS, type BuiltInMethod, type StoreShippingPolicy } from '../facts.ts';
import { METHOD_TYPE } from '../models.ts';
import { destinationsOf, type Destination } from '../places/destinations.ts';
import { zonesInOrder } from '../places/zone-areas.ts';
import { isNever, namesMoney, NEVER, type CarrierPrice } from './carrier-price.ts';
import { carrierPlaces, NO_PLACE } from '../match/carrier-places.ts';
import type { DesiredCarrier } from '../operations/carrier-fields.ts';
import type { PlanContext } from '../match/context.ts';
import { convertPrice, describeRate, findExchange } from '../match/exchange.ts';
import { priceMethod } from './price.ts';

/** A method of a zone, and what carrier stands for it best. */
export interface DesiredMethod {
  readonly zone: StoreShippingZone;
  readonly method: StoreShippingMethod;
  readonly key: string;
  readonly carrier:
    | {
        readonly ok: true;
        readonly desired: DesiredCarrier;
        readonly limitations: readonly string[];
        /** Whether its price was converted from another currency. */
        readonly converted: boolean;
      }
    | Unrepresented;
}

/** No carrier can be made of it. */
export interface Unrepresented {
  readonly ok: false;
  /** `conflict` where a person can do something about it in the store. */
  readonly kind: 'conflict' | 'unsupported';
  readonly rule: Rule;
  readonly reason: string;
  /** Where its price is in another currency: by policy, or for want of a rate. */
  readonly obstacle?: 'currency' | 'rate';
}

/** What an operation says of a method that no carrier can be made of. */
export function unrepresented({ kind, obstacle, reason, rule }: Unrepresented) {
  return { kind, rule, reason, ...(obstacle === 'currency' && { obstacle }) };
}

/** All methods of all zones, in the order in which the store asks. */
export function desiredMethods(context: PlanContext): DesiredMethod[] {
  const { store } = context.input;
  const shipping = destinationsOf({ ...store, shipsTo: store.policy.shipsTo });
  // Who picks up is sent nothing: the store offers it everywhere.
  const pickup = store.policy.shipsTo === null ? shipping : destinationsOf({ ...store, shipsTo: null });
  return zonesInOrder(store.zones).flatMap((zone) =>
    zone.methods.map((method): DesiredMethod => {
      const destination = (method.methodId === 'local_pickup' ? pickup : shipping).get(zone.id);
      const key = String(method.instanceId);
      return { zone, method, key, carrier: carrierOf(method, zone, destination, context) };
    }),
  );
}

function isBuiltIn(methodId: string): methodId is BuiltInMethod {
  return BUILT_IN_METHODS.some((known) => known === methodId);
}

function carrierOf(
  method: StoreShippingMethod,
  zone: StoreShippingZone,
  destination: Destination | undefined,
  context: PlanContext,
): DesiredMethod['carrier'] {
  if (!isBuiltIn(method.methodId)) {
    const reason = `only the plugin that brings ${method.methodId} knows what it costs; choose the delivery method that stands for it`;
    return { ok: false, kind: 'conflict', rule: 'plugin', reason };
  }
  const { odoo, odooSeries: series, policy, store } = context.input;
  if (!odoo.installed) {
    return {
      ...UNSUPPORTED,
      rule: 'module',
      reason: 'Odoo has no delivery methods: the app Delivery Costs is missing',
    };
  }
  const { classes } = context;
  const { decimals, decimalSeparator } = store.policy;
  const exchange = findExchange({ odoo, store });
  // What is converted is rounded once, after it.
  const converts = exchange !== 'same';
  const priced = priceMethod(method, { classes, decimals, decimalSeparator, series, converts });
  // What cannot be read is money all the same: where that is refused, what was made of it must not be offered either.
  if (!priced.ok && converts && policy.shippingCurrency !== 'convert') return refused(context);
  if (!priced.ok) return { ok: false, kind: 'conflict', rule: 'formula', reason: priced.reason };
  if (destination === undefined) return { ...UNSUPPORTED, rule: 'place', reason: 'its zone is not known' };
  const money = inCompanyCurrency(destination.nowhere ? NEVER : priced.price, exchange, context);
  if ('rule' in money) return money;
  const { price } = money;
  const places = isNever(price) ? NO_PLACE : carrierPlaces(destination, context);
  if (typeof places === 'string') return { ...UNSUPPORTED, rule: 'place', reason: places };
  const desired: DesiredCarrier = {
    key: String(method.instanceId),
    name: carrierName(method),
    enabled: method.enabled,
    sequence: method.order,
    ...{ price, places },
  };
  // Where it is offered to nobody, only why matters.
  const ofPlaces = isNever(price) ? [] : [...destination.limitations, ...places.limitations];
  const limitations = destination.nowhere
    ? destination.limitations
    : [
        ...priced.limitations,
        ...(isNever(price) ? [] : hidden(method, zone, store.policy)),
        ...money.limitations,
        ...ofPlaces,
      ];
  return { ok: true, desired, limitations, converted: money.converted };
}

/** Odoo offers every carrier that fits, whatever else is offered. */
function hidden(
  { enabled, methodId }: StoreShippingMethod,
  { methods }: StoreShippingZone,
  { hidesPaidWhenFree }: StoreShippingPolicy,
): string[] {
  if (!hidesPaidWhenFree || !enabled || methodId !== 'flat_rate') return [];
  const free = methods.filter(
    (other) => other.methodId === 'free_shipping' && other.enabled && other.title !== '',
  );
  if (free.length === 0) return [];
  const names = free.map(({ title }) => `“${title}”`).join(' or ');
  return [
    `The store hides it where ${names} is offered; Odoo cannot hide it, and goes on offering it there.`,
  ];
}

const UNSUPPORTED = { ok: false, kind: 'unsupported' } as const;

/** What the carrier of a method is called. */
export function carrierName({ instanceId, methodId, title }: StoreShippingMethod): string {
  return title === '' ? `${methodId} ${instanceId}` : title;
}

function refused({ input: { odoo, store } }: PlanContext): Unrepresented {
  const reason = `its price is in ${store.policy.currency || 'an unknown currency'}, and the company's currency is ${odoo.currency}`;
  return { ...UNSUPPORTED, rule: 'currency', obstacle: 'currency', reason };
}

function inCompanyCurrency(
  price: CarrierPrice,
  exchange: ReturnType<typeof findExchange>,
  context: PlanContext,
):
  | {
      readonly price: CarrierPrice;
      readonly limitations: readonly string[];
      readonly converted: boolean;
    }
  | Unrepresented {
  const { odoo, policy, store } = context.input;
  const { currency } = store.policy;
  if (exchange === 'same' || !namesMoney(price)) return { price, limitations: [], converted: false };
  if (policy.shippingCurrency !== 'convert') return refused(context);
  if ('missing' in exchange) {
    const reason = `its price is in ${currency || 'an unknown currency'}, but ${exchange.missing}; give it a rate in Odoo`;
    return { ok: false, kind: 'conflict', rule: 'rate', obstacle: 'rate', reason };
  }
  const rate = describeRate(exchange, currency, odoo.currency);
  const limitation = `Its price is reckoned from ${currency} at Odoo's rate (${rate}), each amount rounded to ${exchange.step}.`;
  return { price: convertPrice(price, exchange), limitations: [limitation], converted: true };
}

/** How well a method is said in Odoo. */
export type Report = 'exact' | 'limited' | 'unsupported';

/**
 * The subject of a method, with how well it is said.
 *
 * @param differences of the carrier of other people that stands for it
 * @param limits of our own carrier, which a person set
 */
export function methodSubject(
  { carrier, key, method, zone }: DesiredMethod,
  differences: readonly string[] = [],
  limits: readonly string[] = [],
): Subject {
  const own = carrier.ok ? carrier.limitations : [];
  const limitations = [...own, ...differences, ...limits];
  const said: Report = limitations.length === 0 ? 'exact' : 'limited';
  const report: Report = carrier.ok ? said : 'unsupported';
  const details: FieldValues = {
    ...{ report, limitation: limitations.join('\n') },
    ...(differences.length > 0 && { differs: differences.join(' ') }),
  };
  return {
    ...{ type: METHOD_TYPE, key, label: method.title || `${method.methodId} ${key}` },
    ...{ group: zone.name, details },
  };
}
