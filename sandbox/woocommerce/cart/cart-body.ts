import type { Decimal } from 'decimal.js';
import type { Json, JsonObject } from '../../json.ts';
import type { Cart, ComputedCart } from './compute.ts';
import { Exact, roundTax } from './money.ts';

/** A cart as the Store API shows it: amounts in the smallest unit of money, as text. */
export function cartBody(cart: Cart, computed: ComputedCart): JsonObject {
  const { policy, offers } = computed;
  const currency = currencyFields(policy.currency, policy.decimals);
  const units = (cents: Decimal) => cents.toFixed(0);
  const needsShipping = cart.items.some(({ product }) => !product.virtual);
  const shown = offers.length > 0;
  return {
    items: cart.items.map(({ product, quantity }, at): JsonObject => {
      const line = computed.lines[at];
      if (line === undefined) throw new Error('a line of the cart was not computed');
      return {
        key: `key-${product.id}`,
        id: product.id,
        type: 'simple',
        quantity,
        name: product.name,
        sku: product.sku,
        prices: { price: units(priceUnits(product.price, policy.decimals)), ...currency },
        totals: {
          line_subtotal: units(line.net),
          line_subtotal_tax: units(line.tax),
          line_total: units(line.net),
          line_total_tax: units(line.tax),
          ...currency,
        },
        extensions: {},
      };
    }),
    coupons: [],
    fees: [],
    totals: {
      total_items: units(computed.itemNet),
      total_items_tax: units(computed.itemTax),
      total_fees: '0',
      total_fees_tax: '0',
      total_discount: '0',
      total_discount_tax: '0',
      total_shipping: shown ? units(computed.shippingNet) : null,
      total_shipping_tax: shown ? units(computed.shippingTax) : null,
      total_price: units(computed.total),
      total_tax: units(computed.totalTax),
      tax_lines: computed.rates
        .filter(({ items, shipping }) => !items.plus(shipping).isZero())
        .map(({ rate, items, shipping }) => ({
          name: rate.name,
          price: units(roundTax(items.plus(shipping), 0, policy.included)),
          rate: `${Number(rate.rate)}%`,
        })),
      ...currency,
    },
    shipping_address: addressBody(cart),
    billing_address: addressBody(cart),
    needs_payment: computed.total.gt(0),
    needs_shipping: needsShipping,
    has_calculated_shipping: needsShipping,
    shipping_rates: needsShipping ? [packageBody(cart, computed, currency)] : [],
    items_count: cart.items.reduce((sum, { quantity }) => sum + quantity, 0),
    errors: [],
    extensions: {},
  };
}

function packageBody(cart: Cart, { offers }: ComputedCart, currency: JsonObject): Json {
  return {
    package_id: 0,
    name: 'Shipment',
    destination: addressBody(cart),
    items: cart.items
      .filter(({ product }) => !product.virtual)
      .map(({ product, quantity }) => ({ key: `key-${product.id}`, name: product.name, quantity })),
    shipping_rates: offers.map(({ id, method, cost, taxes, selected }) => ({
      rate_id: id,
      name: method.title,
      description: '',
      delivery_time: '',
      price: priceUnits(cost, Number(currency['currency_minor_unit'])).toFixed(0),
      taxes: [...taxes.values()].reduce((sum, tax) => sum.plus(tax), priceUnits(0, 0)).toFixed(0),
      instance_id: method.instanceId,
      method_id: method.methodId,
      meta_data: [],
      selected,
      ...currency,
    })),
  };
}

function addressBody({ address: { country, state, postcode, city } }: Cart): JsonObject {
  return {
    first_name: '',
    last_name: '',
    company: '',
    address_1: '',
    address_2: '',
    city,
    state,
    postcode,
    country,
    phone: '',
  };
}

function currencyFields(code: string, decimals: number): JsonObject {
  return {
    currency_code: code,
    currency_symbol: code === 'USD' ? '$' : code,
    currency_minor_unit: decimals,
    currency_decimal_separator: '.',
    currency_thousand_separator: ',',
    currency_prefix: code === 'USD' ? '$' : '',
    currency_suffix: code === 'USD' ? '' : ` ${code}`,
  };
}

const priceUnits = (amount: Decimal.Value, decimals: number) =>
  new Exact(amount).times(new Exact(10).pow(decimals));
