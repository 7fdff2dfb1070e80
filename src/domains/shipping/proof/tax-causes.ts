import type { ShippingCause } from '../../../core/shipping-proof.ts';
import { PRODUCT_TYPE } from '../models.ts';
import type { Case } from './case.ts';

/** Why the tax on shipping differs where its price does not. */
export function ofTax({ all, given, input, offer, rule }: Case): ShippingCause {
  const { methodId, store, title } = given;
  const amounts = `the store charges ${store?.tax ?? '?'} tax on it, and Odoo ${offer?.tax ?? '?'}`;
  const product = all.find(({ kind, subject }) => subject.type === PRODUCT_TYPE && kind !== 'keep');
  if (product?.kind === 'update')
    return {
      cause: 'not_synced',
      reason: `“${title}” costs the same; ${amounts}. Its delivery product is to get another tax.`,
      remedy: 'Sync: woo-odoo sync',
    };
  if (product?.kind === 'conflict')
    return {
      cause: 'tax',
      reason: `“${title}” costs the same; ${amounts}: a user changed the tax of its delivery product.`,
      remedy:
        'Give the product its tax back in Odoo, or let the store win: woo-odoo backend edit NAME --on-person-change store_wins, and sync',
    };
  if (methodId === 'local_pickup')
    return {
      cause: 'pickup',
      reason: `“${title}” costs the same; ${amounts}: the store taxes what is picked up at its own address, and Odoo at the customer's.`,
      remedy:
        "Nothing to change for orders of the store: they bring their tax along. In Odoo, use the store's own fiscal position for quotations that are picked up.",
    };
  if (input.store.policy.taxedAtBase)
    return {
      cause: 'base_address',
      reason: `“${title}” costs the same; ${amounts}: the store taxes by its own address, and Odoo by the customer's.`,
      remedy: 'Sync: woo-odoo sync makes one charge for everybody.',
    };
  if (input.store.policy.shippingTaxClass === 'inherit' && !given.basket.hasStandardClass)
    return {
      cause: 'limitation',
      reason: `“${title}” costs the same; ${amounts}: the store takes the tax class of shipping from the cart, and Odoo always the standard class.`,
      remedy:
        'Nothing to change for orders of the store: they bring their tax along. A tax class for shipping in the store makes both alike.',
    };
  const isUntaxed = (rule?.method.settings['tax_status'] ?? 'taxable') === 'none';
  return {
    cause: 'tax',
    reason: `“${title}” costs the same; ${amounts}${isUntaxed ? '. The method is not taxable in the store' : ''}.`,
    remedy: 'Compare the taxes themselves: woo-odoo verify taxes',
  };
}
