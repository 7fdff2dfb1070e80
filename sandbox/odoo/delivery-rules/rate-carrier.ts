import { Exact, ZERO } from '../tax-rules/decimals.ts';
import type {
  CarrierMoney,
  CarrierRecord,
  Operator,
  OrderMeasures,
  PriceRule,
  Rate,
  Variable,
} from './types.ts';

/**
 * What a carrier that fits the address asks for an order (`rate_shipment`); null where it has rules and none applies.
 * A fixed price is that of the delivery product, without margins, and may become nothing from an order total on; a
 * price by rules has margins and is never free.
 */
export function rateCarrier(carrier: CarrierRecord, order: OrderMeasures, money: CarrierMoney): Rate | null {
  if (carrier.deliveryType === 'fixed') {
    const carrierPrice = money.mapTaxes(money.listPrice);
    const free = carrier.freeOver && money.toCompany(order.total).gte(carrier.amount);
    return { price: free ? ZERO : carrierPrice, carrierPrice };
  }
  const ruled = priceByRules(carrier.rules, order, money.toCompany(order.total));
  if (ruled === null) return null;
  const price = money
    .mapTaxes(money.toOrder(ruled))
    .times(new Exact(1).plus(carrier.margin))
    .plus(money.toOrder(new Exact(carrier.fixedMargin)));
  return { price, carrierPrice: price };
}

/** The price of the first rule that applies; null without one. `total` is in the currency of the carrier's company. */
export function priceByRules(rules: readonly PriceRule[], order: OrderMeasures, total: Exact): Exact | null {
  const values: Readonly<Record<Variable, Exact>> = {
    price: total,
    quantity: new Exact(order.quantity),
    weight: new Exact(order.weight),
    volume: new Exact(order.volume),
    // Where every line lacks one of both, the sums may still have a product.
    wv: new Exact(order.wv || order.volume * order.weight),
  };
  const rule = rules.find(({ variable, operator, maxValue }) =>
    COMPARE[operator](values[variable], new Exact(maxValue)),
  );
  return rule === undefined ? null : values[rule.factor].times(rule.price).plus(rule.basePrice);
}

const COMPARE: Readonly<Record<Operator, (value: Exact, bound: Exact) => boolean>> = {
  '==': (value, bound) => value.eq(bound),
  '<=': (value, bound) => value.lte(bound),
  '<': (value, bound) => value.lt(bound),
  '>=': (value, bound) => value.gte(bound),
  '>': (value, bound) => value.gt(bound),
};
