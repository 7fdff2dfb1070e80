import { describe, expect, it } from 'vitest';
import type { StoreShippingMethod } from '../../../woocommerce/port.ts';
import { describePrice, namesMoney, NEVER } from './carrier-price.ts';
import { convertAmount, convertPrice, findExchange } from './exchange.ts';
import { priceMethod, type PricedMethod, type PriceWorld } from './price.ts';

const CLASSES = [
  { id: 16, slug: 'bulky', name: 'Bulky' },
  { id: 17, slug: 'fragile', name: 'Fragile' },
];
const world: PriceWorld = { classes: CLASSES, decimals: 2, decimalSeparator: '.', series: 18 };

function method(methodId: string, settings: Record<string, string>, title = 'Post'): StoreShippingMethod {
  return { instanceId: 7, methodId, title, enabled: true, order: 1, settings };
}

/** The price as text and how many limitations it has; the reason where there is none. */
function shown(priced: PricedMethod): string {
  if (!priced.ok) return `refused: ${priced.reason}`;
  const { limitations, price } = priced;
  return `${price === NEVER ? 'never' : describePrice(price)} (${limitations.length})`;
}

const price = (fixedPrice: string) => ({ deliveryType: 'fixed' as const, fixedPrice, rules: [] });
const POLICY = {
  ...{ currency: 'USD', decimals: 2, taxesEnabled: true, shippingTaxClass: 'inherit', weightUnit: 'kg' },
  shippingEnabled: true,
  shipsTo: null,
  ...{ decimalSeparator: '.', hidesPaidWhenFree: false },
};

const flat = (cost: string, more: Record<string, string> = {}, asked: Partial<PriceWorld> = {}) =>
  shown(priceMethod(method('flat_rate', { cost, ...more }), { ...world, ...asked }));
const free = (settings: Record<string, string>) =>
  shown(priceMethod(method('free_shipping', settings), world));

describe('the price of a flat rate', () => {
  it('is fixed, with a decimal comma as well, rounded as the store shows it', () => {
    expect(flat('4.90')).toBe('4.9 (0)');
    expect(flat('12,50')).toBe('12.5 (0)');
    expect(flat('2 * (3 + 0.5)')).toBe('7 (0)');
    expect(flat('5.005')).toBe('5.01 (0)');
    expect(flat('5.5', {}, { decimals: 0 })).toBe('6 (0)');
    expect(flat('0')).toBe('0 (0)');
    expect(flat("12'50", {}, { decimalSeparator: "'" })).toBe('12.5 (0)');
    expect(flat("12'50")).toMatch(/^refused: /u);
  });

  it('is nothing that anybody is offered where the store names no cost, or the method has no title', () => {
    expect(flat('')).toBe('never (0)');
    expect(shown(priceMethod(method('flat_rate', { cost: '5' }, ''), world))).toBe('never (0)');
  });

  it('is a rule per piece', () => {
    expect(flat('10 + [qty] * 2')).toBe('quantity >= 0: 10 + 2 * quantity (0)');
    expect(flat('[qty] * 0.125', {}, { series: 19 })).toBe('quantity >= 0: 0 + 0.125 * quantity (1)');
    expect(flat('0.125 + [qty] * 2', {}, { series: 17 })).toBe('quantity >= 0: 0.13 + 2 * quantity (2)');
  });

  describe('divided by a tax rate', () => {
    it('is exact where nothing is counted: rounded once, as in the store', () => {
      expect([flat('3.50 / 1.21'), flat('4,95/1,19'), flat('100/3')]).toEqual([
        ...['2.89 (0)', '4.16 (0)', '33.33 (0)'],
      ]);
    });

    it('is rounded on 19, where the error stays below a cent at usual quantities', () => {
      const on19 = (cost: string) => flat(cost, {}, { series: 19 });
      expect(on19('[qty]*3.5/1.21')).toBe('quantity >= 0: 0 + 2.892562 * quantity (2)');
      expect(on19('20*[qty]/3')).toBe('quantity >= 0: 0 + 6.666667 * quantity (2)');
      expect(on19('[cost]*0,05/1,21')).toBe('quantity >= 0: 0 + 0.041322 * price (2)');
    });

    it('is offered to nobody on 17 and 18, where two decimals come to another price', () => {
      for (const series of [17, 18])
        for (const cost of ['[qty]*3.5/1.21', '20*[qty]/3', '[cost]*0,05/1,21', '[qty] * 0.125'])
          expect(flat(cost, {}, { series })).toBe('never (1)');
    });

    it('names the amount that Odoo would not keep', () => {
      const named = (cost: string, series: number) => {
        const priced = priceMethod(method('flat_rate', { cost }), { ...world, series });
        return priced.ok ? priced.limitations.join() : priced.reason;
      };
      expect(named('0.004 + [qty] * 2', 18)).toContain('too few decimals of 0.004 (0) ');
      expect(named('2 + [qty] * 0.004', 18)).toContain('too few decimals of 0.004 (0) ');
      expect(named('0.0049 + [qty] * 0.1251', 18)).toContain('of 0.0049 (0) ');
      expect(named('2.004 + [qty] * 0.1251', 18)).toContain('of 0.1251 (0.13) ');
      expect(named('[qty] / 9999999', 19)).toContain('of 0.0000001 (0) ');
    });

    it('is exact where what was divided is multiplied again', () => {
      expect([flat('[qty] / 3 * 3'), flat('[qty] * (2/3) - [qty] / 3 * 2 + 4')]).toEqual([
        ...['quantity >= 0: 0 + 1 * quantity (0)', '4 (0)'],
      ]);
    });

    it('is never 0.00 where it is something', () => {
      expect(flat('[qty] * 0.004', {}, { series: 17 })).toBe('never (1)');
      expect(flat('[qty] / 9999999', {}, { series: 19 })).toBe('never (1)');
      expect(flat('0.004', {}, { decimals: 3, series: 18 })).toBe('never (1)');
      expect(flat('[qty] * [qty]')).toBe('never (1)');
    });
  });

  it('is a rule of the total, which Odoo counts with tax; bounds of a fee are steps', () => {
    expect(flat('[cost] * 0.1')).toBe('quantity >= 0: 0 + 0.1 * price (1)');
    expect(flat('30 + [fee percent="5" min_fee="3" max_fee="20"]')).toBe(
      'price <= 60: 33\nprice >= 400: 50\nquantity >= 0: 30 + 0.05 * price (1)',
    );
    expect(flat('0 - [fee percent="5" max_fee="20"]')).toBe(
      'price >= 400: -20\nquantity >= 0: 0 + -0.05 * price (1)',
    );
  });

  it('has no more decimals than are read back, or it would be found changed with every run', () => {
    expect(flat('[qty] / 128', {}, { series: 19 })).toBe('quantity >= 0: 0 + 0.007813 * quantity (2)');
    expect(flat('[fee percent="0.00005" min_fee="1"]', {}, { series: 19 })).toContain('0.000001 * price');
    expect(free({ requires: 'min_amount', min_amount: '75.12345678' })).toContain('price >= 75.123457');
  });

  it('is refused with more digits than a binary number keeps', () => {
    for (const cost of ['9'.repeat(24), '[qty] * 1234567890123456', '9'.repeat(999)])
      expect(flat(cost)).toMatch(
        /^refused: its price is \d+…?, which has more digits than Odoo keeps; shorten it in the store$/u,
      );
    expect(flat('999999999999.99')).toBe('999999999999.99 (0)');
  });

  it('has its plain part where Odoo does not support the formula, which is shown', () => {
    const priced = priceMethod(method('flat_rate', { cost: '8 + [qty] * [cost]' }), world);
    expect(shown(priced)).toBe('8 (1)');
    expect(priced.ok && priced.limitations[0]).toContain('“8 + [qty] * [cost]”');
    expect(flat('10 / [qty]')).toBe('never (1)');
  });

  it('is refused where the formula is none', () => {
    expect(flat('10 +* 2')).toMatch(/^refused: its cost “10 \+\* 2” cannot be read: /u);
    expect(flat('5', { class_cost_16: 'eval(1)' })).toMatch(/^refused: its cost for Bulky, /u);
  });

  it('reports that class costs are missing, unless they add nothing', () => {
    expect(flat('5', { class_cost_16: '15', no_class_cost: '0' })).toBe('5 (1)');
    expect(flat('5', { class_cost_fragile: '15' })).toBe('5 (1)');
    expect(flat('5', { class_cost_16: '0', no_class_cost: '0' })).toBe('5 (0)');
    expect(flat('5', { class_cost_16: '15', type: 'none' })).toBe('5 (0)');
    expect(flat('5', { class_cost_16: '15', type: '' })).toBe('5 (1)');
    expect(flat('5', { class_cost_16: '15' }, { classes: [] })).toBe('5 (0)');
    // Offered only for what names a cost.
    expect(flat('', { class_cost_16: '0' })).toBe('never (1)');
  });
});

describe('the price of other methods', () => {
  it('is free, free from a total on, or for nobody where it takes a coupon', () => {
    expect(free({})).toBe('0 (0)');
    expect(free({ requires: 'min_amount', min_amount: '75.00' })).toBe('price >= 75: 0 (2)');
    expect(free({ requires: 'min_amount', min_amount: '' })).toBe('0 (0)');
    expect(free({ requires: 'either', min_amount: '150' })).toBe('price >= 150: 0 (3)');
    expect(free({ requires: 'both', min_amount: '100' })).toBe('never (1)');
    expect(free({ requires: 'coupon', min_amount: '12,50' })).toBe('never (1)');
    expect(free({ requires: 'min_amount', min_amount: '12,50' })).toMatch(/^refused: its minimum amount/u);
    expect(free({ requires: 'min_amount', min_amount: '+75' })).toBe('price >= 75: 0 (2)');
  });

  it('is that of a pickup, which is no formula', () => {
    const pickup = (cost: string, decimalSeparator = '.') =>
      shown(priceMethod(method('local_pickup', { cost }), { ...world, decimalSeparator }));
    expect(pickup('')).toBe('0 (0)');
    expect(pickup('3')).toBe('3 (0)');
    expect(pickup('3,50')).toBe('350 (0)');
    expect(pickup('3,50', ',')).toBe('3.5 (0)');
    expect(pickup(`${'1'.repeat(4_999)}x`)).toMatch(/^refused: /u);
    expect(pickup('3 + 1')).toMatch(/^refused: its cost “3 \+ 1” is no number/u);
  });
});

describe('a price in another currency', () => {
  it('is money divided by the rate; a share of the total stays a share', () => {
    const priced = priceMethod(method('flat_rate', { cost: '30 + [fee percent="5" min_fee="3"]' }), world);
    if (!priced.ok) throw new Error(priced.reason);
    expect(describePrice(convertPrice(priced.price, { rate: '1.2', step: '0.01' }))).toBe(
      'price <= 50: 27.5\nquantity >= 0: 25 + 0.05 * price',
    );
    expect(convertPrice(price('10'), { rate: '3', step: '0.01' }).fixedPrice).toBe('3.33');
  });

  it('is rounded as the company pays, halves away from zero, and to no more decimals than products have', () => {
    const into = (amount: string, rate: string, rounding: string) => {
      const odoo = { currency: 'XXX', rounding, rates: new Map([['EUR', rate]]) };
      const exchange = findExchange({ odoo, store: { policy: { ...POLICY, currency: 'EUR' } } });
      return typeof exchange === 'object' && 'rate' in exchange ? convertAmount(amount, exchange) : exchange;
    };
    expect(into('4.90', '0.0061', '1')).toBe('803');
    expect(into('4.90', '1.04', '0.05')).toBe('4.7');
    expect(into('4.90', '3.2', '0.001')).toBe('1.53');
    expect([into('0.25', '2', '0.01'), into('-0.25', '2', '0.01')]).toEqual(['0.13', '-0.13']);
    expect(into('4.90', '0', '0.01')).toEqual({
      missing: 'Odoo has no rate for EUR, and would take it one to one',
    });
  });

  it('matters only where money is named', () => {
    expect([price('0'), NEVER].map(namesMoney)).toEqual([false, false]);
    const from = priceMethod(method('free_shipping', { requires: 'min_amount', min_amount: '5' }), world);
    expect(from.ok && namesMoney(from.price)).toBe(true);
    const share = priceMethod(method('flat_rate', { cost: '[fee percent="5"]' }), world);
    expect(share.ok && namesMoney(share.price)).toBe(false);
  });
});
