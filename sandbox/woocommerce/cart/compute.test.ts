import { describe, expect, it } from 'vitest';
import { recorded } from '../../../test/fixtures/carts/recorded.ts';
import { recordedShipping, recordedShippingCarts } from '../../../test/fixtures/carts/shipping.ts';
import { seedShop } from '../seed.ts';
import type { ShopData } from '../state.ts';
import { computeCart } from './compute.ts';

/** The store in which the carts were recorded, under the settings of one of them. */
function shopOf(cart: (typeof recorded.carts)[number]): ShopData {
  const seeded = seedShop();
  const values: Readonly<Record<string, string>> = {
    woocommerce_calc_taxes: 'yes',
    woocommerce_prices_include_tax: cart.pricesIncludeTax ? 'yes' : 'no',
    woocommerce_tax_round_at_subtotal: cart.roundAtSubtotal ? 'yes' : 'no',
    woocommerce_tax_based_on: 'shipping',
    woocommerce_shipping_tax_class: cart.shippingClass,
    woocommerce_default_country: `${recorded.base.country}:${recorded.base.state}`,
    woocommerce_store_postcode: recorded.base.postcode,
    woocommerce_store_city: recorded.base.city,
  };
  const settings = seeded.settings.settings.map((setting) => ({
    ...setting,
    value: values[setting.id] ?? setting.value,
  }));
  return {
    ...seeded,
    settings: { ...seeded.settings, settings },
    taxRates: recorded.rates.map(({ taxClass, ...rate }) => ({ ...rate, class: taxClass })),
    taxClasses: recorded.classes.map(({ slug }) => ({ slug, name: slug })),
    zones: recordedShipping.zones,
    continents: recordedShipping.continents,
    shippingClasses: recordedShipping.classes.map((found) => ({ ...found, count: 1 })),
    products: recorded.products.map(({ id, price, taxClass, taxable }) => ({
      ...{ id, price, taxClass, name: `Product ${id}`, sku: '', weight: '', inStock: true },
      taxStatus: taxable ? 'taxable' : 'none',
      shippingClassId: recordedShipping.products.find((found) => found.id === id)?.shippingClassId ?? 0,
      virtual: id === 15,
    })),
  };
}

describe('carts of the sandbox', () => {
  it.each(recorded.carts.map((cart, at) => ({ cart, at, place: cart.place })))(
    'are those of a real store: $at $place',
    ({ cart, at }) => {
      const shop = shopOf(cart);
      const address = recorded.addresses.find(({ place }) => place === cart.place)?.address;
      if (address === undefined) throw new Error('no address');
      const items = cart.lines.map(({ productId, quantity }) => {
        const product = shop.products.find(({ id }) => id === productId);
        if (product === undefined) throw new Error('no product');
        return { product, quantity };
      });
      const computed = computeCart(shop, { items, address });
      const money = (cents: (typeof computed)['total']) => cents.div(100).toFixed(2);
      expect({
        lines: computed.lines.map(({ net, tax }) => [money(net), money(tax)]),
        itemNet: money(computed.itemNet),
        itemTax: money(computed.itemTax),
        offers: computed.offers.map(({ id, cost }) => [id, cost.toFixed(2)]),
      }).toEqual({
        lines: cart.lines.map(({ net, tax }) => [net, tax]),
        itemNet: cart.totals.itemNet,
        itemTax: cart.totals.itemTax,
        offers: recordedShippingCarts[at]?.offered.map(({ rateId, cost }) => [rateId, cost]),
      });
      const chosen = cart.shipping.findIndex((offer) => offer.chosen);
      const again = computeCart(shop, { items, address, chosen: computed.offers[chosen]?.id });
      expect([money(again.shippingTax), money(again.totalTax), money(again.total)]).toEqual([
        cart.totals.shippingTax,
        cart.totals.totalTax,
        cart.totals.total,
      ]);
    },
  );
});
