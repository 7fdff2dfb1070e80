import { Exact, isPlainNumber, roundHalfUp } from '../../shared/decimals.ts';
import type { StoreShippingMethod } from '../../../woocommerce/port.ts';
import type { ShippingBasket } from './types.ts';

interface Condition {
  /** Null where it is unknown. */
  readonly met: boolean | null;
  readonly reason: string;
}

/**
 * Whether free shipping is offered (`WC_Shipping_Free_Shipping::is_available`): always, or for a coupon that grants it,
 * or from an amount on. The amount is compared with the subtotal that the cart shows, less discounts unless these are
 * to be ignored.
 */
export function judgeFreeShipping(
  { settings }: StoreShippingMethod,
  basket: ShippingBasket,
  decimals: number,
): Condition {
  const coupon = judgeCoupon(basket);
  switch (settings['requires'] ?? '') {
    case 'coupon':
      return coupon;
    case 'min_amount':
      return judgeAmount(settings, basket, decimals);
    case 'either':
      return either(coupon, judgeAmount(settings, basket, decimals));
    case 'both':
      return both(coupon, judgeAmount(settings, basket, decimals));
    default:
      return { met: true, reason: 'It has no conditions.' };
  }
}

function judgeCoupon({ freeShippingCoupon = false }: ShippingBasket): Condition {
  const reason = freeShippingCoupon ? 'A coupon grants it.' : 'No coupon grants it.';
  return { met: freeShippingCoupon, reason };
}

function judgeAmount(
  settings: StoreShippingMethod['settings'],
  { subtotal, discount = '0' }: ShippingBasket,
  decimals: number,
): Condition {
  // WooCommerce compares the text as it stands, whatever parts decimals off in the store.
  const least = (settings['min_amount'] ?? '').trim();
  if (least !== '' && !isPlainNumber(least)) {
    return { met: null, reason: `Its minimum amount “${least}” is no number with a decimal point.` };
  }
  const ignoring = (settings['ignore_discounts'] ?? 'no') !== 'no';
  const full = new Exact(subtotal);
  const total = roundHalfUp(ignoring ? full : full.minus(discount), decimals);
  const met = total.gte(least === '' ? 0 : least);
  const which = ignoring ? 'before discounts' : 'after discounts';
  const compared = met ? 'reaches' : 'is below';
  const amount = least === '' ? '0' : least;
  return { met, reason: `The subtotal ${total.toFixed(decimals)} ${which} ${compared} ${amount}.` };
}

function either(coupon: Condition, amount: Condition): Condition {
  if (coupon.met === true) return coupon;
  if (amount.met !== false) return amount;
  return { met: false, reason: `${coupon.reason} ${amount.reason}` };
}

function both(coupon: Condition, amount: Condition): Condition {
  if (coupon.met === false) return coupon;
  if (amount.met !== true) return amount;
  return { met: true, reason: `${coupon.reason} ${amount.reason}` };
}
