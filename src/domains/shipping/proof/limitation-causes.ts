import type { ShippingCause } from '../../../core/shipping-proof.ts';
import { Exact } from '../../shared/decimals.ts';
import { classCostText } from '../woocommerce-rules/class-cost.ts';
import type { Case } from './case.ts';

/** What Odoo does not support, as the report of the method lists it; null where it lists nothing that fits. */
export function ofLimitation(about: Case): ShippingCause | null {
  return ofShippingClass(about) ?? ofMinimum(about) ?? ofSeveral(about) ?? ofZone(about) ?? ofReport(about);
}

/** A class in the basket has a cost of its own in the method. */
function ofShippingClass({
  given: { basket, methodId, title },
  input,
  judged,
  rule,
}: Case): ShippingCause | null {
  if (methodId !== 'flat_rate') return null;
  const { settings = {} } = rule?.method ?? {};
  const ids = new Set(basket.lines.map(({ shippingClassId }) => shippingClassId));
  const priced = input.store.classes.filter(
    (each) => ids.has(each.id) && classCostText(settings, each) !== '',
  );
  const isWithout = ids.has(null) && classCostText(settings, null) !== '' && input.store.classes.length > 0;
  if (judged.zone === null || (priced.length === 0 && !isWithout)) return null;
  const names = [...priced.map(({ name }) => name), ...(isWithout ? ['goods without a class'] : [])].join(
    ', ',
  );
  return {
    cause: 'shipping_class',
    reason: `“${title}” has a cost for shipping classes (${names}), which Odoo does not know: it asks the part that applies to all.`,
    remedy:
      'Nothing to change for orders of the store: they bring their price along. For quotations typed in Odoo, use a delivery method for each class.',
  };
}

/** The basket lies between a minimum amount without tax and with it. */
function ofMinimum({
  given: { basket, methodId, title },
  input,
  offer,
  rule,
  judged,
}: Case): ShippingCause | null {
  if (methodId !== 'free_shipping' || judged.zone === null) return null;
  const least = rule?.method.settings['min_amount'] ?? '';
  if (!/^\d+(?:\.\d+)?$/u.test(least) || input.store.policy.showsCartWithTax) return null;
  const isBetween = new Exact(basket.net).lt(least) && new Exact(basket.gross).gte(least);
  if (offer === undefined || !isBetween) return null;
  return {
    cause: 'minimum_with_tax',
    reason: `“${title}” is free from ${least}: the store compares ${basket.net} without tax, and Odoo ${basket.gross} with tax.`,
    remedy:
      'Nothing to change for orders of the store. Where the cart shows prices with tax, both compare the same.',
  };
}

/** More than one delivery method of a method is offered. */
function ofSeveral({ given: { odoo, title } }: Case): ShippingCause | null {
  const offered = odoo.filter(({ isOffered }) => isOffered === true);
  if (offered.length < 2) return null;
  return {
    cause: 'limitation',
    reason: `Odoo offers “${title}” more than once: ${offered.map(({ name }) => name).join(', ')}.`,
    remedy: 'Nothing to change: orders of the store find the first.',
  };
}

/** Odoo offers it where the store takes another zone, or not where the store does. */
function ofZone({
  given: { odoo, store, title },
  judged,
  offer,
  operation,
  probe,
}: Case): ShippingCause | null {
  if ((store === null) === (offer === undefined)) return null;
  const report = operation?.subject.details?.['limitation'] ?? '';
  const { postcode, state } = probe.address;
  const bare =
    postcode === '' ? ' The address has no postcode.' : state === '' ? ' The address has no state.' : '';
  const why = odoo[0]?.reason ?? '';
  if (report === '') return null;
  const zone = judged.zone?.name ?? 'none';
  return {
    cause: 'limitation',
    reason: `The store takes the zone “${zone}” there${store === null ? `, and Odoo offers “${title}” all the same` : `; Odoo: ${why}`}${bare} ${report.replaceAll('\n', ' ')}`,
    remedy:
      bare === ''
        ? 'Nothing to change for orders of the store. For quotations typed in Odoo, name the places of the zones in the store more simply.'
        : 'Nothing to change: customers of the store give a full address.',
  };
}

function ofReport({ operation, given: { title } }: Case): ShippingCause | null {
  const report = operation?.subject.details?.['limitation'] ?? '';
  if (report === '') return null;
  return {
    cause: 'limitation',
    reason: `“${title}”: ${report.replaceAll('\n', ' ')}`,
    remedy:
      'Nothing to change for orders of the store: they bring their price along. For quotations typed in Odoo, choose a delivery method of your own that matches better.',
  };
}
