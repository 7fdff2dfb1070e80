import { Exact } from '../../../core/exact.ts';
import type { StoreShippingMethod } from '../../../woocommerce/port.ts';
import type { StoreShipping } from '../facts.ts';
import { showMoney } from './cost.ts';
import type { Price } from './cost.ts';
import { askZones } from './find-zone.ts';
import { priceFlatRate } from './flat-rate.ts';
import { judgeFreeShipping } from './free-shipping.ts';
import type { MethodOffer, ShippingAddress, ShippingBasket, StoreOffers } from './types.ts';

/** What the engine needs to know of a store. */
export type OfferingStore = Pick<StoreShipping, 'zones' | 'classes' | 'continents'> & {
  readonly policy: Pick<StoreShipping['policy'], 'decimals' | 'shipsTo'>;
};

interface Question {
  readonly store: OfferingStore;
  readonly basket: ShippingBasket;
  /** Why nothing can be sent there at all; pickup may be possible all the same. */
  readonly obstacle: string | null;
}

const ZERO = new Exact(0);

/**
 * What the store offers for a basket at an address, as WooCommerce's cart answers: the zone, and for each of its methods
 * whether it is offered and what it costs without tax.
 */
export function offers(store: OfferingStore, basket: ShippingBasket, address: ShippingAddress): StoreOffers {
  const asked = askZones(store.zones, store.continents, address);
  const zone = asked.find(({ matches }) => matches)?.zone ?? null;
  const question = { store, basket, obstacle: obstacleTo(store, address) };
  const methods = (zone?.methods ?? []).map((method) => offerOf(method, question));
  return { zone, asked, methods };
}

function obstacleTo({ policy: { shipsTo } }: OfferingStore, { country }: ShippingAddress): string | null {
  if (shipsTo === null || country === '' || shipsTo.includes(country)) return null;
  return `The store does not ship to ${country}.`;
}

function offerOf(method: StoreShippingMethod, question: Question): MethodOffer {
  const no = (reason: string): MethodOffer => ({ method, verdict: 'not_offered', cost: null, reason });
  const { store, basket, obstacle } = question;
  if (!method.enabled) return no('It is disabled.');
  if (method.title === '') return no('It has no title, and WooCommerce offers nothing without one.');
  if (store.policy.shipsTo?.length === 0) return no('Shipping is switched off in the store.');
  if (!basket.lines.some(isShipped)) return no('Nothing in the basket needs shipping.');
  if (obstacle !== null && method.methodId !== 'local_pickup') return no(obstacle);
  switch (method.methodId) {
    case 'flat_rate':
      return offerFlatRate(method, question);
    case 'free_shipping':
      return offerFreeShipping(method, question);
    case 'local_pickup':
      return priced(method, pickupPrice(method), question);
    default:
      return unknown(method, `Only the plugin that brings ${method.methodId} knows what it costs, and when.`);
  }
}

function offerFlatRate(method: StoreShippingMethod, question: Question): MethodOffer {
  const { store, basket } = question;
  const lines = basket.lines.filter(isShipped);
  const price = priceFlatRate(method, lines, store.classes, store.policy.decimals);
  if (price !== null) return priced(method, price, question);
  const reason = 'It names no cost for what is in the basket, not even 0.';
  return { method, verdict: 'not_offered', cost: null, reason };
}

function offerFreeShipping(method: StoreShippingMethod, question: Question): MethodOffer {
  const { met, reason } = judgeFreeShipping(method, question.basket, question.store.policy.decimals);
  if (met === null) return unknown(method, reason);
  if (!met) return { method, verdict: 'not_offered', cost: null, reason };
  return { method, verdict: 'offered', cost: showMoney(ZERO, question.store.policy.decimals), reason };
}

/** Its cost is no formula. A comma means thousands in one store and decimals in another (`wc_format_decimal`). */
function pickupPrice({ settings }: StoreShippingMethod): Price {
  const cost = (settings['cost'] ?? '').trim();
  if (cost === '') return { amount: ZERO };
  if (/^-?(?:\d+\.?\d*|\.\d+)$/u.test(cost)) return { amount: new Exact(cost) };
  return { unknown: `Its cost “${cost}” is no number with a decimal point.` };
}

function priced(method: StoreShippingMethod, price: Price, { store }: Question): MethodOffer {
  if ('unknown' in price) return unknown(method, price.unknown);
  const cost = showMoney(price.amount, store.policy.decimals);
  return { method, verdict: 'offered', cost, reason: 'It is enabled in the zone.' };
}

function unknown(method: StoreShippingMethod, reason: string): MethodOffer {
  return { method, verdict: 'unknown', cost: null, reason };
}

function isShipped({ needsShipping = true }: ShippingBasket['lines'][number]): boolean {
  return needsShipping;
}
