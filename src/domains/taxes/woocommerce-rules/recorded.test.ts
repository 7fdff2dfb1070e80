import { describe, expect, it } from 'vitest';
import { recorded } from '../../../../test/fixtures/carts/recorded.ts';
import type { RecordedCart, RecordedOrder } from '../../../../test/fixtures/carts/recorded.ts';
import type { StoreTaxPolicy } from '../facts.ts';
import { computeBasket } from './basket.ts';
import type { BasketLine, BasketTax, PartTax } from './basket.ts';
import { sum } from './compute.ts';
import { Exact } from '../../shared/decimals.ts';
import { RateTable } from './rate-table.ts';

const { classes } = recorded;
const cartRates = new RateTable(recorded.rates);
const orderRates = new RateTable(recorded.orderRates);
const nameOf = new Map(recorded.rates.map(({ id, name }) => [id, name]));

const defaults: StoreTaxPolicy = {
  enabled: true,
  pricesIncludeTax: false,
  roundAtSubtotal: false,
  basedOn: 'shipping',
  shippingClass: 'inherit',
  base: recorded.base,
  currency: 'USD',
  decimals: 2,
  weightUnit: 'kg',
  dimensionUnit: 'cm',
};

function found<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('the fixture names something that it does not hold');
  return value;
}

const plus = (a: string, b: string) => new Exact(a).plus(b).toFixed(2);

describe(`carts of WooCommerce ${recorded.versions.carts}`, () => {
  const basketLine = ({ productId, quantity }: RecordedCart['lines'][number]): BasketLine => ({
    ...found(recorded.products.find(({ id }) => id === productId)),
    quantity,
  });

  function compute(cart: RecordedCart, shipping: RecordedCart['shipping']): BasketTax {
    const { pricesIncludeTax, roundAtSubtotal, shippingClass } = cart;
    const policy = { ...defaults, pricesIncludeTax, roundAtSubtotal, shippingClass };
    const { address } = found(recorded.addresses.find(({ place }) => place === cart.place));
    return computeBasket(
      { lines: cart.lines.map(basketLine), shipping, address, policy, classes },
      cartRates,
    );
  }

  /** As the store shows tax lines: by name, without those of nothing. */
  function taxLines({ perRate }: BasketTax): [string, string][] {
    return perRate
      .map(({ rateId, itemTax, shippingTax }): [string, string] => [
        found(nameOf.get(rateId)),
        plus(itemTax, shippingTax),
      ])
      .filter(([, tax]) => tax !== '0.00');
  }

  it('are all there', () => {
    expect(recorded.carts).toHaveLength(128);
    expect(recorded.carts.filter(({ shipping }) => shipping.length > 0)).toHaveLength(104);
  });

  it.each(recorded.carts)(
    '$place, prices with tax $pricesIncludeTax, rounding at subtotal $roundAtSubtotal, shipping in $shippingClass',
    (cart) => {
      const computed = compute(
        cart,
        cart.shipping.filter(({ chosen }) => chosen),
      );
      const { itemNet, itemTax, shippingTax, totalTax, total } = computed;
      expect({ itemNet, itemTax, shippingTax, totalTax, total }).toEqual(cart.totals);
      expect(computed.lines.map(({ net, tax }) => ({ net, tax }))).toEqual(
        cart.lines.map(({ net, tax }) => ({ net, tax })),
      );
      expect(taxLines(computed).toSorted()).toEqual(cart.taxLines.toSorted());
      // The other methods that were offered: each with its tax, as if it were chosen.
      for (const method of cart.shipping) {
        expect(compute(cart, [method]).shippingTax).toBe(method.tax);
      }
    },
  );
});

describe.each(recorded.versions.orders)('orders of WooCommerce %s', (version) => {
  const orders = recorded.orders.filter((order) => order.version === version);

  /** Fees are taxed as items are; the store has prices without tax. */
  function compute(order: RecordedOrder, amount: 'subtotal' | 'total'): BasketTax {
    const lines = [
      ...order.lines.map((line) => ({ ...line, price: line[amount], quantity: 1 })),
      ...order.fees.map(([taxClass, price]) => ({ taxClass, price, quantity: 1 })),
    ];
    const shipping = order.shipping.map((line) => ({ ...line, taxable: true }));
    return computeBasket({ lines, shipping, address: order.address, policy: defaults, classes }, orderRates);
  }

  const unrounded = ({ lines }: BasketTax) =>
    sum(lines.flatMap(({ perRate }) => perRate.map(({ tax }) => new Exact(tax))));
  const perRate = (part: PartTax) => part.perRate.map(({ rateId, tax }) => [rateId, sixDecimals(tax)]);
  const sixDecimals = (amount: string) => new Exact(amount).toFixed(6, Exact.ROUND_HALF_UP);

  it('are all there', () => {
    expect(orders).toHaveLength(6);
  });

  it.each(orders)('order $id', (order) => {
    const before = compute(order, 'subtotal');
    const computed = compute(order, 'total');
    const { itemTax, shippingTax, totalTax, total } = computed;
    const discountTax = unrounded(before).minus(unrounded(computed)).toFixed(2);
    expect({ itemTax, shippingTax, totalTax, total, discountTax }).toEqual(order.totals);
    expect(computed.perRate.map((row) => [row.rateId, row.itemTax, row.shippingTax]).toSorted()).toEqual(
      order.taxLines.toSorted(),
    );
    for (const [at, line] of order.lines.entries()) {
      expect(before.lines[at]?.tax).toBe(line.subtotalTax);
      expect(computed.lines[at]?.tax).toBe(line.tax);
      expect(perRate(found(before.lines[at]))).toEqual(
        line.perRate.map(([rateId, tax]) => [rateId, sixDecimals(tax)]),
      );
      expect(perRate(found(computed.lines[at]))).toEqual(
        line.perRate.map(([rateId, , tax]) => [rateId, sixDecimals(tax)]),
      );
    }
    expect(computed.lines.slice(order.lines.length).map(({ tax }) => tax)).toEqual(
      order.fees.map(([, , tax]) => tax),
    );
    expect(computed.shipping.map(({ tax }) => tax)).toEqual(order.shipping.map(({ tax }) => tax));
  });
});
