import { Exact } from '../../shared/decimals.ts';
import type { OdooCarrier, OdooShipping } from '../facts.ts';

/** What people set on a carrier that hides it from some orders, or charges something else in the end: sentences for them. */
export function limitsOf(carrier: OdooCarrier, { weightUnit }: Pick<OdooShipping, 'weightUnit'>): string[] {
  const { excludedTagIds, invoicePolicy, maxVolume, maxWeight, mustHaveTagIds } = carrier;
  const weight = `${maxWeight} ${weightUnit}`.trim();
  return [
    ...(isNothing(maxWeight) ? [] : [`Odoo offers it only up to a weight of ${weight}.`]),
    ...(isNothing(maxVolume) ? [] : [`Odoo offers it only up to a volume of ${maxVolume}.`]),
    ...(mustHaveTagIds.length === 0 ? [] : ['Odoo offers it only for products with certain tags.']),
    ...(excludedTagIds.length === 0 ? [] : ['Odoo does not offer it for products with certain tags.']),
    ...(invoicePolicy === 'real' ? ['Odoo invoices the real cost, not the price in the quotation.'] : []),
  ];
}

/** What comes on top of the price of a carrier, or off it: a margin counts with rules, a free delivery with a fixed price. */
export function surchargesOf({
  deliveryType,
  fixedMargin,
  freeFrom,
  freeOver,
  margin,
}: OdooCarrier): string[] {
  if (deliveryType === 'fixed') {
    return freeOver ? [`Odoo offers it free of charge from an order total of ${freeFrom}.`] : [];
  }
  const percent = new Exact(margin).times(100).toFixed();
  return [
    ...(isNothing(margin) ? [] : [`Odoo adds a margin of ${percent} % to its price.`]),
    ...(isNothing(fixedMargin) ? [] : [`Odoo adds ${fixedMargin} to its price.`]),
  ];
}

const isNothing = (amount: string) => new Exact(amount).isZero();
