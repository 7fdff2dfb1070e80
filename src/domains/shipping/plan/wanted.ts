import { USUAL_SHIPPING_POLICY } from '../../../core/domain.ts';
import type { FieldValues } from '../../../core/memory.ts';
import type { Subject } from '../../../core/operation.ts';
import type { StoreShippingMethod, StoreShippingZone } from '../../../woocommerce/port.ts';
import { BUILT_IN_METHODS, type BuiltInMethod } from '../facts.ts';
import { METHOD_TYPE } from '../models.ts';
import { destinationsOf, type Destination } from '../places/destinations.ts';
import { zonesInOrder } from '../places/zone-areas.ts';
import { convertPrice, isNever, namesMoney, NEVER, type CarrierPrice } from './carrier-price.ts';
import { carrierPlaces, NO_PLACE } from './carrier-places.ts';
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
      return { zone, method, key, carrier: carrierOf(method, key, destination, context) };
    }),
  );
}

function isBuiltIn(methodId: string): methodId is BuiltInMethod {
  return BUILT_IN_METHODS.some((known) => known === methodId);
}

function carrierOf(
  method: StoreShippingMethod,
  key: string,
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
  const { classes, policy } = store;
  const priced = priceMethod(method, { classes, decimals: policy.decimals, series });
  if (!priced.ok) return { ok: false, kind: 'conflict', rule: 'formula', reason: priced.reason };
  if (destination === undefined) return { ...UNSUPPORTED, rule: 'place', reason: 'its zone is not known' };
  const money = inCompanyCurrency(priced.price, context);
  if ('rule' in money) return money;
  const price = destination.nowhere ? NEVER : money.price;
  const places = isNever(price) ? NO_PLACE : carrierPlaces(destination, context);
  if (typeof places === 'string') return { ...UNSUPPORTED, rule: 'place', reason: places };
  const wanted: WantedCarrier = {
    key,
    name: method.title === '' ? `${method.methodId} ${key}` : method.title,
    enabled: method.enabled,
    sequence: method.order,
    ...{ price, places },
  };
  // Where it is offered to nobody, only why matters.
  const ofPlaces = isNever(price) ? [] : [...destination.limitations, ...places.limitations];
  const limitations = destination.nowhere ? [] : [...priced.limitations, ...money.limitations, ...ofPlaces];
  return { ok: true, wanted, limitations };
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
 */
export function methodSubject(
  { carrier, key, method, zone }: WantedMethod,
  differences: readonly string[] = [],
): Subject {
  const limitations = carrier.ok ? [...carrier.limitations, ...differences] : differences;
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
