import type { Rule } from '../../../core/rules.ts';
import type { DesiredMethod } from '../desired/methods.ts';
import { isNever, namesMoney, NEVER, type CarrierPrice } from './carrier-price.ts';
import { carrierPlaces, NO_PLACE, type CarrierPlaces } from './carrier-places.ts';
import type { PlanContext } from './context.ts';
import { convertPrice, describeRate, findExchange, findLostAmount } from './exchange.ts';
import { coarseLimitation, priceMethod } from './price.ts';

/** The carrier that represents a method best. */
export interface DesiredCarrier {
  /** Of the method: its instance id. */
  readonly key: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly sequence: number;
  readonly price: CarrierPrice;
  readonly places: CarrierPlaces;
}

/** Whether Odoo can represent a method, and by which carrier. */
export type Representation =
  | {
      readonly ok: true;
      readonly carrier: DesiredCarrier;
      /** Sentences for people. */
      readonly limitations: readonly string[];
      /** Whether its price was converted from another currency. */
      readonly converted: boolean;
    }
  | Unrepresented;

/** No carrier can be made of it. */
export interface Unrepresented {
  readonly ok: false;
  /** `conflict` where a user can do something about it in the store. */
  readonly kind: 'conflict' | 'unsupported';
  readonly rule: Rule;
  readonly reason: string;
  /** Where its price is in another currency: by policy, or for want of a rate. */
  readonly obstacle?: 'currency' | 'rate';
}

/** Matches a method with what Odoo supports: price rules, places that geography found, the company's currency. */
export function represent(desired: DesiredMethod, context: PlanContext): Representation {
  const { destination, key, method, name } = desired;
  if (!desired.isBuiltIn) {
    const reason = `only the plugin that provides ${method.methodId} knows what it costs; choose the delivery method that represents it`;
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
  const carrier = { key, name, enabled: method.enabled, sequence: method.order, price, places };
  // Where it is offered to nobody, only why matters.
  const offered = isNever(price) ? [] : [...destination.limitations, ...places.limitations];
  const limitations = destination.nowhere
    ? destination.limitations
    : [...priced.limitations, ...(isNever(price) ? [] : desired.hiding), ...money.limitations, ...offered];
  return { ok: true, carrier, limitations, converted: money.converted };
}

const UNSUPPORTED = { ok: false, kind: 'unsupported' } as const;

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
  const { odoo, odooSeries, policy, store } = context.input;
  const { currency } = store.policy;
  if (exchange === 'same' || !namesMoney(price)) return { price, limitations: [], converted: false };
  if (policy.shippingCurrency !== 'convert') return refused(context);
  if ('missing' in exchange) {
    const reason = `its price is in ${currency || 'an unknown currency'}, but ${exchange.missing}; give it a rate in Odoo`;
    return { ok: false, kind: 'conflict', rule: 'rate', obstacle: 'rate', reason };
  }
  const rate = describeRate(exchange, currency, odoo.currency);
  const limitation = `Its price is converted from ${currency} at Odoo's rate (${rate}), each amount rounded to ${exchange.step}.`;
  const lost = findLostAmount(price, exchange);
  if (lost !== null) {
    const limitations = [limitation, coarseLimitation(lost, odooSeries)];
    return { price: NEVER, limitations, converted: true };
  }
  return { price: convertPrice(price, exchange), limitations: [limitation], converted: true };
}
