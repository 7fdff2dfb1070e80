import { Decimal } from 'decimal.js';
import type { Resolution } from '../../core/domain.ts';
import type { StoreOrder, StoreOrders } from '../../woocommerce/trade-port.ts';
import { isWithoutAddress, questionsOf, type OrderQuestion } from './order-questions.ts';
import { recomputeTax } from './order-tax.ts';
import { Causes, type OrderCause, type OrdersProof } from './orders-report.ts';

/** Answers a question; what cannot be asked is an answer too. */
export type AskOrder = (question: OrderQuestion) => readonly Resolution[];

type Cause = Omit<OrderCause, 'orders' | 'examples'>;

/**
 * Judges orders: each value that an import needs is asked once, and each order's tax computed anew from its rates. Pure.
 *
 * @param statuses those the store lists; null where they could not be read
 */
export function judgeOrders(
  backend: OrdersProof['backend'],
  { orders, faults, available }: StoreOrders,
  statuses: ReadonlySet<string> | null,
  ask: AskOrder,
): OrdersProof {
  const causes = new Causes();
  const notes = new Causes();
  const tax = { equal: 0, cent: 0, differs: 0, unknown: 0 };
  const asked = new Map<string, readonly Cause[]>();
  const causesOf = (question: OrderQuestion) => {
    const key = JSON.stringify(question);
    const known = asked.get(key) ?? ask(question).flatMap((resolution) => causeOf(question, resolution));
    asked.set(key, known);
    return known;
  };
  let ready = 0;
  for (const order of orders) {
    const found = [...questionsOf(order).flatMap(causesOf), ...statusCause(order, statuses)];
    const recomputed = recomputeTax(order);
    tax[recomputed.verdict] += 1;
    if (recomputed.verdict === 'differs')
      found.push(differingTax(order, recomputed.charged, recomputed.recomputed ?? ''));
    for (const cause of found) causes.add(cause, order.number);
    for (const note of notesOf(order)) notes.add(note, order.number);
    if (found.length === 0) ready += 1;
  }
  for (const { id, message } of faults) causes.add(unreadable(message), id === null ? 'unknown' : `ID ${id}`);
  const read = orders.length + faults.length;
  return {
    backend,
    read,
    available,
    ready,
    readyPercent:
      read === 0 ? null : new Decimal(ready).times(100).div(read).toDecimalPlaces(1, 1).toFixed(1),
    causes: causes.list(),
    notes: notes.list(),
    tax,
  };
}

function causeOf({ need, values }: OrderQuestion, resolution: Resolution): Cause[] {
  const { status, reason, isFreeText } = resolution;
  if (status === 'found' || isFreeText === true) return [];
  const value = need === 'address' ? placeOf(values, resolution) : `${need} ${resolution.value}`;
  return [{ need, value, status, reason, remedy: REMEDIES[need][status] }];
}

function placeOf(values: Readonly<Record<string, string>>, { field, value }: Resolution): string {
  return field === 'state' ? `${values['country'] ?? ''}, state ${value}` : `country ${value}`;
}

const SYNC = 'Sync: woo-odoo sync';
const CHOOSE_JOURNAL =
  'Choose its journal on the web page, or in Odoo under WooCommerce > Payments > Payment Gateways; then sync.';
const REVIEW = 'Decide it on the web page, or in Odoo under WooCommerce > To Review; then sync.';

const REMEDIES: Readonly<
  Record<OrderQuestion['need'], Readonly<Record<'pending' | 'conflict' | 'none', string>>>
> = {
  address: {
    pending: SYNC,
    conflict: REVIEW,
    none: 'Choose its record on the web page, or in Odoo under WooCommerce, or correct the address of the orders in the store.',
  },
  'tax rate': {
    pending: SYNC,
    conflict: 'Compare both: woo-odoo plan taxes. An import books the amount that the order was charged.',
    none: 'The order keeps its amount of tax, and an import needs to be told the tax: restore the rate in the store and sync.',
  },
  shipping: {
    pending: SYNC,
    conflict: REVIEW,
    none: 'Choose a delivery method for it on the web page or in Odoo, or restore it in the store; then sync.',
  },
  payment: {
    pending: SYNC,
    conflict: CHOOSE_JOURNAL,
    none: CHOOSE_JOURNAL,
  },
  currency: {
    pending: SYNC,
    conflict: 'Activate the currency in Odoo and give it a rate.',
    none: 'Create the currency in Odoo and give it a rate.',
  },
};

function statusCause({ status }: StoreOrder, statuses: ReadonlySet<string> | null): Cause[] {
  if (statuses === null || statuses.has(status)) return [];
  return [
    {
      need: 'status',
      value: `status ${status}`,
      status: 'none',
      reason: 'the store no longer lists this status: the plugin that made it may be gone',
      remedy: 'Activate the plugin again, or give the orders another status in the store.',
    },
  ];
}

function differingTax({ items }: StoreOrder, charged: string, recomputed: string): Cause {
  const withoutRates = items.every(({ taxes }) => taxes.length === 0);
  return {
    need: 'tax',
    value: `tax charged ${charged}, by its rates ${recomputed}`,
    status: 'conflict',
    reason: withoutRates
      ? 'the order bears tax of no rate: it was entered by hand or by a tax service'
      : 'the tax was changed by hand or by a plugin, or the rates were changed before the order was computed anew',
    remedy:
      'Compare the order in the store with its tax lines; "Recalculate" there applies the rates of today.',
  };
}

function notesOf(order: StoreOrder): Cause[] {
  const notes: Cause[] = [];
  const note = (value: string, reason: string, remedy: string) =>
    notes.push({ need: 'order', value, status: 'none', reason, remedy });
  if (isWithoutAddress(order))
    note('no address', 'the order was made without one', 'Odoo takes the fiscal position of the customer.');
  if (order.paymentMethod === '' && !new Decimal(order.total).isZero())
    note('no payment method', 'it was made by hand or by a program', 'An import leaves the payment open.');
  if (order.shippingLines.some(({ methodId, instanceId }) => methodId === '' && instanceId === ''))
    note('shipping without a method', 'it was made by hand', 'An import needs a product for it.');
  if (order.coupons > 0) note('coupons', 'lines are compared after discounts', 'Nothing to do.');
  if (order.fees.length > 0) note('fees', 'a fee is no product', 'An import needs a product for fees.');
  if (order.refunds > 0)
    note('refunds', 'what was paid back is a document of its own', 'An import makes credit notes of them.');
  if (order.items.some(({ productId }) => productId === 0))
    note('deleted products', 'the store no longer has them', 'An import needs a product for their lines.');
  return notes;
}

function unreadable(message: string): Cause {
  return {
    need: 'order',
    value: 'unreadable order',
    status: 'none',
    reason: message,
    remedy:
      'Open the order in the store and save it; if it stays, a plugin changes what the REST API answers.',
  };
}
