import { Exact } from '../../shared/decimals.ts';
import type { StoreShippingMethod } from '../../../woocommerce/port.ts';
import type { StoreShipping } from '../facts.ts';
import { readPlainCost, showMoney } from './cost.ts';
import type { Price } from './cost.ts';
import { askZones } from './find-zone.ts';
import { priceFlatRate } from './flat-rate.ts';
import { judgeFreeShipping } from './free-shipping.ts';
import type { MethodOffer, ShippingAddress, ShippingBasket, StoreOffers } from './types.ts';

/** What the engine needs to know of a store. */
export type OfferingStore = Pick<StoreShipping, 'zones' | 'classes' | 'continents'> & {
  readonly policy: Pick<
    StoreShipping['policy'],
    'decimals' | 'decimalSeparator' | 'shippingEnabled' | 'shipsTo' | 'hidesPaidWhenFree'
  >;
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
 * whether it is offered and what it costs without tax. They are in the store's order, also where free shipping hides
 * the others and WooCommerce shows it first.
 */
export function offers(store: OfferingStore, basket: ShippingBasket, address: ShippingAddress): StoreOffers {
  const asked = askZones(store.zones, store.continents, address);
  const zone = asked.find(({ matches }) => matches)?.zone ?? null;
  const question = { store, basket, obstacle: obstacleTo(store, address) };
  const methods = (zone?.methods ?? []).map((method) => offerOf(method, question));
  return { zone, asked, methods: store.policy.hidesPaidWhenFree ? hidePaid(methods) : methods };
}

/**
 * Beside free shipping only pickup is left (`calculate_shipping_for_package`), whatever the others cost. A plugin's
 * method stays unknown: it may be a pickup, too.
 */
function hidePaid(methods: readonly MethodOffer[]): readonly MethodOffer[] {
  const free = methods.filter(({ method }) => method.methodId === 'free_shipping');
  const offered = free.find(({ verdict }) => verdict === 'offered');
  const open = free.find(({ verdict }) => verdict === 'unknown');
  return methods.map((offer) => {
    const { method, verdict } = offer;
    if (method.methodId !== 'flat_rate' || verdict === 'not_offered') return offer;
    if (offered !== undefined) {
      const reason = `The store hides it, since “${offered.method.title}” is offered.`;
      return { method, verdict: 'not_offered', cost: null, reason };
    }
    if (open === undefined) return offer;
    return unknown(
      method,
      `The store hides it where “${open.method.title}” is offered, and that is unknown.`,
    );
  });
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
  if (!store.policy.shippingEnabled) return no('Shipping is switched off in the store.');
  if (!basket.lines.some(isShipped)) return no('Nothing in the basket needs shipping.');
  if (obstacle !== null && method.methodId !== 'local_pickup') return no(obstacle);
  switch (method.methodId) {
    case 'flat_rate':
      return offerFlatRate(method, question);
    case 'free_shipping':
      return offerFreeShipping(method, question);
    case 'local_pickup':
      return priced(method, pickupPrice(method, store.policy), question);
    default:
      return unknown(
        method,
        `Only the plugin that provides ${method.methodId} knows its cost and conditions.`,
      );
  }
}

function offerFlatRate(method: StoreShippingMethod, question: Question): MethodOffer {
  const { store, basket } = question;
  const lines = basket.lines.filter(isShipped);
  const price = priceFlatRate(method, lines, store.classes, store.policy);
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

/** Its cost is no formula. */
function pickupPrice({ settings }: StoreShippingMethod, policy: OfferingStore['policy']): Price {
  const cost = (settings['cost'] ?? '').trim();
  if (cost === '') return { amount: ZERO };
  const amount = readPlainCost(cost, policy);
  return amount === null ? { unknown: `Its cost “${cost}” is no number.` } : { amount };
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
