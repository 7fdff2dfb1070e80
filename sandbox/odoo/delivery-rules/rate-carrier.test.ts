import { describe, expect, it } from 'vitest';
import { rateCarrier } from './rate-carrier.ts';
import { carrier, money, order } from './test-carrier.ts';
import type { CarrierMoney, CarrierRecord, OrderMeasures, PriceRule } from './types.ts';

function priceOf(subject: CarrierRecord, of: OrderMeasures, how: CarrierMoney): string | null {
  return rateCarrier(subject, of, how)?.price.toFixed() ?? null;
}

const rule = (subject: Partial<PriceRule>): PriceRule => ({
  variable: 'quantity',
  operator: '>=',
  maxValue: 0,
  basePrice: '0',
  price: '0',
  factor: 'quantity',
  ...subject,
});
const ruled = (...rules: readonly PriceRule[]) => carrier({ deliveryType: 'base_on_rule', rules });

describe('a fixed price', () => {
  it('is the price of the product, and knows no margin', () => {
    const subject = carrier({ margin: '0.5', fixedMargin: '3' });
    expect(priceOf(subject, order({ total: '5000' }), money('4.9'))).toBe('4.9');
  });

  it('is nothing from an order total on, and still reports what it was', () => {
    const subject = carrier({ freeOver: true, amount: '50' });
    expect(priceOf(subject, order({ total: '49.99' }), money('4.9'))).toBe('4.9');
    expect(priceOf(subject, order({ total: '50' }), money('4.9'))).toBe('0');
    expect(rateCarrier(subject, order({ total: '50' }), money('4.9'))?.carrierPrice.toFixed()).toBe('4.9');
  });

  it('compares the total in the currency of the company', () => {
    const subject = carrier({ freeOver: true, amount: '50' });
    // 60 in the currency of the order are 48 in that of the company.
    const how = money('4.9', { toCompany: (amount) => amount.times('0.8') });
    expect(priceOf(subject, order({ total: '60' }), how)).toBe('4.9');
    expect(priceOf(subject, order({ total: '62.5' }), how)).toBe('0');
  });
});

describe('a price by rules', () => {
  it('is base plus price times factor: 10 and 2 for each of 3', () => {
    const subject = ruled(rule({ basePrice: '10', price: '2' }));
    expect(priceOf(subject, order({ quantity: 3 }), money('99'))).toBe('16');
  });

  it('is that of the first rule that holds', () => {
    const subject = ruled(
      rule({ variable: 'price', operator: '<', maxValue: 50, basePrice: '5' }),
      rule({ variable: 'price', operator: '<=', maxValue: 50, basePrice: '3' }),
      rule({ variable: 'price', operator: '>', maxValue: 50, basePrice: '0' }),
    );
    expect(priceOf(subject, order({ total: '49.99' }), money('0'))).toBe('5');
    expect(priceOf(subject, order({ total: '50' }), money('0'))).toBe('3');
    expect(priceOf(subject, order({ total: '50.01' }), money('0'))).toBe('0');
  });

  it('is not to be had where no rule holds', () => {
    const subject = ruled(rule({ variable: 'weight', operator: '<=', maxValue: 30, basePrice: '5' }));
    expect(priceOf(subject, order({ weight: 30 }), money('0'))).toBe('5');
    expect(priceOf(subject, order({ weight: 30.5 }), money('0'))).toBeNull();
    expect(priceOf(ruled(), order({}), money('0'))).toBeNull();
  });

  it('compares what one thing is, and multiplies by another', () => {
    const subject = ruled(
      rule({ operator: '==', maxValue: 2, basePrice: '1', price: '0.1', factor: 'price' }),
    );
    // 1 + 10% of 59.97
    expect(priceOf(subject, order({ quantity: 2, total: '59.97' }), money('0'))).toBe('6.997');
  });

  it('takes weight times volume line by line, or of the sums where that is nothing', () => {
    const subject = ruled(rule({ price: '1', factor: 'wv' }));
    expect(priceOf(subject, order({ weight: 5, volume: 2, wv: 7 }), money('0'))).toBe('7');
    expect(priceOf(subject, order({ weight: 5, volume: 2 }), money('0'))).toBe('10');
  });

  it('sees what binary numbers make of sums', () => {
    const subject = ruled(rule({ variable: 'weight', operator: '<=', maxValue: 1.2, basePrice: '5' }));
    expect(priceOf(subject, order({ weight: 1.2 }), money('0'))).toBe('5');
    expect(priceOf(subject, order({ weight: 0.4 * 3 }), money('0'))).toBeNull();
  });

  it('has its margins: (10 + 2 * 3) * 1.1 + 0.4, and is never free', () => {
    const subject = { ...ruled(rule({ basePrice: '10', price: '2' })), margin: '0.1', fixedMargin: '0.4' };
    const free = { ...subject, freeOver: true, amount: '0' };
    expect(priceOf(free, order({ quantity: 3, total: '500' }), money('99'))).toBe('18');
  });

  it('is converted, mapped, and only then given its margins', () => {
    const subject = { ...ruled(rule({ basePrice: '10' })), margin: '0.1', fixedMargin: '1' };
    const how = money('0', {
      toOrder: (amount) => amount.times(2),
      mapTaxes: (price) => price.minus(1),
    });
    // (10 * 2 - 1) * 1.1 + 1 * 2
    expect(priceOf(subject, order({}), how)).toBe('22.9');
  });
});
