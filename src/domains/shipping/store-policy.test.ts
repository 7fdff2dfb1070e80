import { describe, expect, it } from 'vitest';
import type { JsonValue, StoreSetting } from '../../woocommerce/port.ts';
import { readShippingPolicy } from './store-policy.ts';

const countries = ['DE', 'FR', 'US'].map((code) => ({ code, name: code, states: [] }));

function settings(values: Readonly<Record<string, JsonValue>>): StoreSetting[] {
  const always = { 'general:woocommerce_calc_taxes': 'yes', 'general:woocommerce_currency': 'eur' };
  return Object.entries({ ...always, ...values }).map(([name, value]) => {
    const [group = '', id = ''] = name.split(':');
    return { group, id, label: id, type: 'text', value, default: null };
  });
}

function policy(values: Readonly<Record<string, JsonValue>>) {
  const read = readShippingPolicy(settings(values), countries);
  if ('missing' in read) throw new Error(read.missing.join());
  return read.policy;
}

const shipsTo = (values: Readonly<Record<string, JsonValue>>) =>
  policy(
    Object.fromEntries(Object.entries(values).map(([id, value]) => [`general:woocommerce_${id}`, value])),
  ).shipsTo;

describe('what the settings say about shipping', () => {
  it('is what WooCommerce goes by where nothing was saved', () => {
    expect(policy({})).toEqual({
      ...{ currency: 'EUR', decimals: 2, taxesEnabled: true, shippingTaxClass: 'inherit', weightUnit: '' },
      ...{ decimalSeparator: '.', shippingEnabled: true, shipsTo: null, hidesPaidWhenFree: false },
    });
    expect(policy({ 'tax:woocommerce_shipping_tax_class': '' }).shippingTaxClass).toBe('standard');
  });

  it('is nothing where the store does not show whether it charges taxes, or in which currency it sells', () => {
    expect(readShippingPolicy([], countries)).toEqual({
      missing: [
        ...[
          'The store does not show the setting woocommerce_calc_taxes.',
          'The store does not show the setting woocommerce_currency.',
        ],
      ],
    });
    const blank = settings({ 'general:woocommerce_currency': ' ' });
    expect(readShippingPolicy(blank, countries)).toEqual({
      missing: ['The store does not show the setting woocommerce_currency.'],
    });
    expect(policy({ 'general:woocommerce_calc_taxes': '' }).taxesEnabled).toBe(false);
  });

  it('switches shipping off only where the store does, not by an empty choice of countries', () => {
    const isOn = (values: Readonly<Record<string, JsonValue>>) => policy(values).shippingEnabled;
    const where = 'general:woocommerce_ship_to_countries';
    const none = { [where]: 'specific', 'general:woocommerce_specific_ship_to_countries': '' };
    expect([isOn({ [where]: 'disabled' }), isOn(none), isOn({})]).toEqual([false, true, true]);
  });

  it.each([
    [',', ','],
    ["\\'", "'"],
    [' ', ' '],
    ['', '.'],
    ['0', '.'],
    [7, '.'],
  ])('parts decimals off by %j as WooCommerce does: %j', (value, separator) => {
    expect(policy({ 'general:woocommerce_price_decimal_sep': value }).decimalSeparator).toBe(separator);
  });

  it.each([
    ['yes', true],
    ['no', false],
    ['1', false],
  ])('hides rates beside free shipping for %j: %s', (value, hides) => {
    const option = 'shipping:woocommerce_shipping_hide_rates_when_free';
    expect(policy({ [option]: value }).hidesPaidWhenFree).toBe(hides);
  });

  it('names the countries that the store ships to, or sells to where it says no more', () => {
    expect(shipsTo({ ship_to_countries: 'disabled' })).toEqual([]);
    expect(shipsTo({ ship_to_countries: 'all', allowed_countries: 'specific' })).toBeNull();
    expect(shipsTo({ ship_to_countries: 'specific', specific_ship_to_countries: ['DE'] })).toEqual(['DE']);
    expect(shipsTo({ ship_to_countries: 'specific', specific_ship_to_countries: '' })).toEqual([]);
    expect(shipsTo({ allowed_countries: 'specific', specific_allowed_countries: ['FR'] })).toEqual(['FR']);
    expect(shipsTo({ allowed_countries: 'all_except', all_except_countries: ['FR'] })).toEqual(['DE', 'US']);
  });
});
