import type { DomainName } from '../../core/operation.ts';
import type { StoreOrder, StoreOrderAddress } from '../../woocommerce/trade-port.ts';

/** What an import needs to know of an order: a value of it, asked of one domain. */
export interface OrderQuestion {
  readonly need: OrderNeed;
  readonly domain: DomainName;
  readonly values: Readonly<Record<string, string>>;
}

/** What of an order a cause is about. */
export type OrderNeed = 'address' | 'tax rate' | 'shipping' | 'payment' | 'currency';

/** Everything of an order that Odoo must have a record for. Values that are empty are asked of nobody. */
export function questionsOf(order: StoreOrder): OrderQuestion[] {
  const ask = (need: OrderNeed, domain: DomainName, values: Readonly<Record<string, string>>) => ({
    need,
    domain,
    values,
  });
  return [
    ...[order.billing, order.shipping]
      .filter(({ country }) => country !== '')
      .map(({ country, state }) => ask('address', 'geography', { country, state })),
    ...order.rates.map(({ rateId, percent }) =>
      ask('tax rate', 'taxes', { tax_rate: String(rateId), percent: percent ?? '' }),
    ),
    ...order.shippingLines
      .filter(({ methodId, instanceId }) => methodId !== '' || instanceId !== '')
      .map(({ methodId, instanceId, title }) =>
        ask('shipping', 'shipping', {
          method_id: methodId,
          instance_id: instanceId,
          method_title: title,
        }),
      ),
    ...(order.paymentMethod === ''
      ? []
      : [ask('payment', 'payments', { payment_method: order.paymentMethod })]),
    ask('currency', 'currency', { currency: order.currency }),
  ];
}

/** Whether an order names no country at all: some that are made by hand. */
export function isWithoutAddress({ billing, shipping }: StoreOrder): boolean {
  return [billing, shipping].every(({ country }: StoreOrderAddress) => country === '');
}
