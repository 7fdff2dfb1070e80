import { USUAL_SHIPPING_POLICY } from '../../../core/domain.ts';
import type { FieldValues } from '../../../core/memory.ts';
import type { Subject } from '../../../core/operation.ts';
import type { StoreShippingMethod, StoreShippingZone } from '../../../woocommerce/port.ts';
import { BUILT_IN_METHODS, type BuiltInMethod, type StoreShippingPolicy } from '../facts.ts';
import { METHOD_TYPE } from '../models.ts';
import { destinationsOf, type Destination } from '../places/destinations.ts';
import { zonesInOrder } from '../places/zone-areas.ts';
import { convertPrice, namesMoney, NEVER, type CarrierPrice } from './carrier-price.ts';
import { carrierPlaces } from './carrier-places.ts';
import type { WantedCarrier } from './carrier-fields.ts';
import type { PlanContext } from './context.ts';
import { priceMethod } from './price.ts';

/** A method of a zone, and what carrier stands for it best. */
export interface WantedMethod {
  readonly zone: StoreShippingZone;
  readonly method: StoreShippingMethod;
  readonly key: string;
  readonly carrier:
    { readonly ok: true; readonly wanted: WantedCarrier; readonly limitations: readonly string[] } | Unsaid;
}

/** No carrier can be made of it. */
export interface Unsaid {
  readonly ok: false;
  /** `conflict` where a person can do something about it in the store. */
  readonly kind: 'conflict' | 'unsupported';
  readonly rule: string;
  readonly reason: string;
}

/** All methods of all zones, in the order in which the store asks. */
export function wantedMethods(context: PlanContext): WantedMethod[] {
  const { store } = context.input;
  const shipping = destinationsOf({ ...store, shipsTo: store.policy.shipsTo });
  // Who picks up is sent nothing: the store offers it everywhere.
  const pickup = destinationsOf({ ...store, shipsTo: null });
  return zonesInOrder(store.zones).flatMap((zone) =>
    zone.methods.map((method): WantedMethod => {
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
): WantedMethod['carrier'] {
  if (!isBuiltIn(method.methodId)) {
    const reason = `only the plugin that brings ${method.methodId} knows what it costs; choose the delivery method that stands for it`;
    return { ok: false, kind: 'conflict', rule: 'plugin', reason };
  }
  const { odoo, odooSeries: series, store } = context.input;
  if (!odoo.installed) {
    return {
      ...UNSUPPORTED,
      rule: 'module',
      reason: 'Odoo has no delivery methods: the app Delivery Costs is missing',
    };
  }
  const { classes } = context;
  const { decimals, decimalSeparator } = store.policy;
  const priced = priceMethod(method, { classes, decimals, decimalSeparator, series });
  if (!priced.ok) return { ok: false, kind: 'conflict', rule: 'formula', reason: priced.reason };
  if (destination === undefined) return { ...UNSUPPORTED, rule: 'place', reason: 'its zone is not known' };
  const money = inCompanyCurrency(priced.price, context);
  if ('rule' in money) return money;
  const places = carrierPlaces(destination, context);
  if (typeof places === 'string') return { ...UNSUPPORTED, rule: 'place', reason: places };
  const price = destination.nowhere ? NEVER : money.price;
  const wanted: WantedCarrier = {
    key: String(method.instanceId),
    name: method.title === '' ? `${method.methodId} ${method.instanceId}` : method.title,
    enabled: method.enabled,
    sequence: method.order,
    ...{ price, places },
  };
  const limitations = destination.nowhere
    ? []
    : [
        ...priced.limitations,
        ...(price === NEVER ? [] : hidden(method, zone, store.policy)),
        ...money.limitations,
        ...destination.limitations,
        ...places.limitations,
      ];
  return { ok: true, wanted, limitations };
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

function inCompanyCurrency(
  price: CarrierPrice,
  { input: { odoo, policy, store } }: PlanContext,
): { readonly price: CarrierPrice; readonly limitations: readonly string[] } | Unsaid {
  const { currency } = store.policy;
  if (currency === odoo.currency || !namesMoney(price)) return { price, limitations: [] };
  if ((policy.shipping ?? USUAL_SHIPPING_POLICY).currency === 'refuse') {
    const reason = `its price is in ${currency || 'an unknown currency'}, and the company's currency is ${odoo.currency}`;
    return { ...UNSUPPORTED, rule: 'currency', reason };
  }
  const rate = odoo.rates.get(currency);
  if (rate === undefined || Number(rate) <= 0) {
    const reason = `Odoo has no rate for ${currency || 'the currency of the store'}; activate the currency there`;
    return { ok: false, kind: 'conflict', rule: 'currency', reason };
  }
  const limitation = `Its price is reckoned from ${currency} at Odoo's rate of ${rate}.`;
  return { price: convertPrice(price, rate), limitations: [limitation] };
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
  { carrier, key, method, zone }: WantedMethod,
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
