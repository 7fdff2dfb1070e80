import { describe, expect, test } from 'vitest';
import { ConnectorError } from '../../core/errors.ts';
import type { JsonValue, StoreReader, StoreSetting, StoreSettings } from '../../woocommerce/port.ts';
import { readStoreTaxes } from './read-store.ts';

type Store = Pick<StoreReader, 'taxClasses' | 'taxRates' | 'settings'>;

const DEFAULTS: Readonly<Record<string, JsonValue>> = {
  'general:woocommerce_calc_taxes': 'yes',
  'general:woocommerce_default_country': 'US:CA',
  'general:woocommerce_store_postcode': '94104',
  'general:woocommerce_store_city': 'San Francisco',
  'general:woocommerce_currency': 'USD',
  'general:woocommerce_price_num_decimals': '2',
  'tax:woocommerce_prices_include_tax': 'no',
  'tax:woocommerce_tax_round_at_subtotal': 'no',
  'tax:woocommerce_tax_based_on': 'shipping',
  'tax:woocommerce_shipping_tax_class': 'inherit',
  'products:woocommerce_weight_unit': 'lbs',
  'products:woocommerce_dimension_unit': 'in',
};

const POLICY = {
  enabled: true,
  pricesIncludeTax: false,
  roundAtSubtotal: false,
  basedOn: 'shipping',
  shippingClass: 'inherit',
  base: { country: 'US', state: 'CA', postcode: '94104', city: 'San Francisco' },
  currency: 'USD',
  decimals: 2,
  weightUnit: 'lbs',
  dimensionUnit: 'in',
};

function settingsOf(values: Readonly<Record<string, JsonValue>>, over: Partial<StoreSettings> = {}) {
  const settings = Object.entries(values).map(([key, value]): StoreSetting => {
    const [group = '', id = ''] = key.split(':');
    return { group, id, label: id, type: 'text', value, default: null };
  });
  return { groups: [], settings, hidden: [], unavailable: [], skipped: [], ...over };
}

const CLASSES = [{ slug: 'standard', name: 'Standard rate' }];
const FAULT = { id: 7, field: 'rate', message: 'rate "x" is not a decimal' };

const store = (over: Partial<Store> = {}): Store => ({
  taxClasses: () => Promise.resolve({ rows: CLASSES, faults: [] }),
  taxRates: () => Promise.resolve({ rates: [], faults: [FAULT] }),
  settings: () => Promise.resolve(settingsOf(DEFAULTS)),
  ...over,
});

/** The policy of a store whose settings differ from the usual; undefined takes one away. */
async function policyWith(change: Readonly<Record<string, JsonValue | undefined>>) {
  const values = Object.entries({ ...DEFAULTS, ...change }).filter(
    (entry): entry is [string, JsonValue] => entry[1] !== undefined,
  );
  const settings = () => Promise.resolve(settingsOf(Object.fromEntries(values)));
  return await readStoreTaxes(store({ settings }));
}

describe('what the store has on taxes', () => {
  test('classes, rates with faults, and the policy', async () => {
    expect(await readStoreTaxes(store())).toEqual({
      classes: CLASSES,
      rates: [],
      faults: [FAULT],
      policy: POLICY,
      unavailable: [],
    });
  });
});

describe('settings of other forms', () => {
  const general = (name: string, value: JsonValue | undefined) => ({
    [`general:woocommerce_${name}`]: value,
  });
  const tax = (name: string, value: JsonValue | undefined) => ({ [`tax:woocommerce_${name}`]: value });

  test.each([
    [general('calc_taxes', 'no'), { enabled: false }],
    [general('calc_taxes', true), { enabled: true }],
    [general('calc_taxes', false), { enabled: false }],
    [general('calc_taxes', ''), { enabled: false }],
    [tax('prices_include_tax', 'yes'), { pricesIncludeTax: true }],
    [tax('prices_include_tax', 1), { pricesIncludeTax: true }],
    [tax('prices_include_tax', 'maybe'), { pricesIncludeTax: false }],
    [tax('tax_round_at_subtotal', 'yes'), { roundAtSubtotal: true }],
    [tax('tax_round_at_subtotal', undefined), { roundAtSubtotal: false }],
    [tax('tax_based_on', 'billing'), { basedOn: 'billing' }],
    [tax('tax_based_on', 'base'), { basedOn: 'base' }],
    [tax('tax_based_on', 'moon'), { basedOn: 'shipping' }],
    [tax('tax_based_on', undefined), { basedOn: 'shipping' }],
    [tax('shipping_tax_class', ''), { shippingClass: 'standard' }],
    [tax('shipping_tax_class', 'reduced-rate'), { shippingClass: 'reduced-rate' }],
    [tax('shipping_tax_class', undefined), { shippingClass: 'inherit' }],
    [tax('shipping_tax_class', null), { shippingClass: 'inherit' }],
    [general('price_num_decimals', 3), { decimals: 3 }],
    [general('price_num_decimals', '0'), { decimals: 0 }],
    [general('price_num_decimals', ''), { decimals: 0 }],
    [general('price_num_decimals', 'two'), { decimals: 0 }],
    [general('price_num_decimals', '-2'), { decimals: 2 }],
    [general('price_num_decimals', '2.9'), { decimals: 2 }],
    [general('price_num_decimals', '99999999999'), { decimals: 10 }],
    [general('price_num_decimals', undefined), { decimals: 2 }],
    [general('price_num_decimals', ['2']), { decimals: 2 }],
    [general('currency', ' eur '), { currency: 'EUR' }],
    [general('currency', undefined), { currency: '' }],
    [general('default_country', 'de'), { base: { ...POLICY.base, country: 'DE', state: '' } }],
    [general('default_country', 'DE:*'), { base: { ...POLICY.base, country: 'DE', state: '' } }],
    [general('default_country', 'TR:TR01'), { base: { ...POLICY.base, country: 'TR', state: 'TR01' } }],
    [general('default_country', undefined), { base: { ...POLICY.base, country: '', state: '' } }],
    [general('store_postcode', 10115), { base: { ...POLICY.base, postcode: '10115' } }],
    [general('store_city', undefined), { base: { ...POLICY.base, city: '' } }],
    [{ 'products:woocommerce_weight_unit': undefined }, { weightUnit: '' }],
  ])('%j', async (change, expected) => {
    expect(await policyWith(change)).toMatchObject({ policy: { ...POLICY, ...expected }, unavailable: [] });
  });

  test.each([
    ['general', 'woocommerce_calc_taxes'],
    ['tax', 'woocommerce_prices_include_tax'],
  ])('without %s %s there is no policy, and it is reported', async (group, id) => {
    for (const value of [undefined, null, ['yes']]) {
      const { policy, unavailable } = await policyWith({ [`${group}:${id}`]: value });
      expect(policy).toBeNull();
      expect(unavailable).toEqual([
        { group, code: 'store.setting_missing', message: `The store does not return the setting ${id}.` },
      ]);
    }
  });
});

describe('what cannot be read', () => {
  const unavailableOf = (group: string) => ({ group, code: 'store.server_error', message: 'x' });
  const reading = (...groups: readonly string[]) =>
    readStoreTaxes(
      store({
        settings: () => Promise.resolve(settingsOf(DEFAULTS, { unavailable: groups.map(unavailableOf) })),
      }),
    );

  test.each(['general', 'tax'])('without the group %s there is no policy', async (group) => {
    expect(await reading(group)).toMatchObject({
      policy: null,
      unavailable: [unavailableOf(group)],
      faults: [FAULT],
    });
  });

  test('without the group products there is one', async () => {
    expect(await reading('products')).toMatchObject({
      policy: POLICY,
      unavailable: [unavailableOf('products')],
    });
  });

  test('other groups do not matter', async () => {
    expect(await reading('shipping')).toMatchObject({ policy: POLICY, unavailable: [] });
  });

  test('without any settings classes and rates stay', async () => {
    const settings = () => Promise.reject(new ConnectorError({ code: 'store.no_rights', message: 'no' }));
    expect(await readStoreTaxes(store({ settings }))).toMatchObject({
      classes: CLASSES,
      faults: [FAULT],
      policy: null,
      unavailable: ['general', 'tax', 'products'].map((group) => ({
        group,
        code: 'store.no_rights',
        message: 'no',
      })),
    });
  });

  test('without classes or rates, and on a fault of the program, it fails', async () => {
    const broken = () => Promise.reject(new ConnectorError({ code: 'store.no_rights', message: 'no' }));
    await expect(readStoreTaxes(store({ taxClasses: broken }))).rejects.toMatchObject({
      code: 'store.no_rights',
    });
    await expect(readStoreTaxes(store({ taxRates: broken }))).rejects.toMatchObject({
      code: 'store.no_rights',
    });
    const fault = () => Promise.reject(new TypeError('bug'));
    await expect(readStoreTaxes(store({ settings: fault }))).rejects.toThrow('bug');
  });
});
