import { describe, expect, it } from 'vitest';
import type { StoreShippingMethod, StoreShippingZone } from '../../../woocommerce/port.ts';
import { offers } from './offers.ts';
import type { OfferingStore } from './offers.ts';
import type { MethodOffer, ShippingBasket } from './types.ts';

const CLASSES = [
  { id: 16, slug: 'bulky', name: 'Bulky' },
  { id: 17, slug: 'fragile', name: 'Fragile' },
];
const POLICY: OfferingStore['policy'] = {
  ...{ decimals: 2, decimalSeparator: '.' },
  ...{ shippingEnabled: true, shipsTo: null, hidesPaidWhenFree: false },
};
const BASKET: ShippingBasket = {
  lines: [
    { quantity: 2, total: '40.00', shippingClassId: 16 },
    { quantity: 1, total: '9.99', shippingClassId: null },
  ],
  subtotal: '49.99',
};
const ADDRESS = { country: 'DE', state: '', postcode: '10117' };

function method(methodId: string, settings: Record<string, string> = {}): StoreShippingMethod {
  return { instanceId: 7, methodId, title: 'Parcel', enabled: true, order: 1, settings };
}

function storeOf(methods: readonly StoreShippingMethod[], rest: Partial<OfferingStore> = {}): OfferingStore {
  const zone: StoreShippingZone = { id: 0, name: 'Everywhere', order: 0, locations: [], methods };
  return {
    zones: [zone],
    classes: CLASSES,
    continents: [],
    policy: POLICY,
    ...rest,
  };
}

/** The cost of the only method, or the verdict and why. */
function answer(offered: StoreShippingMethod, basket = BASKET, rest: Partial<OfferingStore> = {}) {
  const [offer] = offers(storeOf([offered], rest), basket, ADDRESS).methods;
  return offer === undefined ? null : (offer.cost ?? explain(offer));
}
const explain = ({ verdict, reason }: MethodOffer) => `${verdict}: ${reason}`;
const flatRate = (settings: Record<string, string>, basket = BASKET) =>
  answer(method('flat_rate', settings), basket);

describe('flat rate', () => {
  it.each([
    ['12,50', '12.50'],
    ['10 + [qty] * 2', '16.00'],
    ['[fee percent="10" min_fee="4"]', '5.00'],
    ['0', '0.00'],
    ['1/3', '0.33'],
    ['-1', '-1.00'],
    ['-0.001', '0.00'],
  ])('costs %j as %s', (cost, amount) => {
    expect(flatRate({ cost })).toBe(amount);
  });

  it('adds up what the classes in the basket cost, each for its own items', () => {
    const settings = {
      cost: '5',
      class_cost_16: '[qty] * 3 + [cost] / 10',
      class_cost_17: '100',
      no_class_cost: '1',
    };
    expect(flatRate({ ...settings, type: 'class' })).toBe('16.00');
    expect(flatRate(settings)).toBe('16.00');
    expect(flatRate({ ...settings, type: 'order' })).toBe('15.00');
    expect(flatRate({ ...settings, type: 'order', class_cost_16: '-3', no_class_cost: '' })).toBe('5.00');
  });

  it('finds the cost of a class under its slug where the one under its id is empty', () => {
    expect(flatRate({ cost: '', class_cost_16: '', class_cost_bulky: '8' })).toBe('8.00');
  });

  it('takes a class that is gone for none', () => {
    const basket = { ...BASKET, lines: [{ quantity: 1, total: '5.00', shippingClassId: 99 }] };
    expect(flatRate({ no_class_cost: '2', class_cost_99: '50' }, basket)).toBe('2.00');
  });

  it('is not offered without any cost for what is in the basket, and asks a store without classes for none', () => {
    const silent = 'not_offered: It names no cost for what is in the basket, not even 0.';
    expect(flatRate({ cost: '', class_cost_17: '5' })).toBe(silent);
    expect(answer(method('flat_rate', { no_class_cost: '5' }), BASKET, { classes: [] })).toBe(silent);
  });

  it('leaves out what needs no shipping', () => {
    const virtual = { quantity: 5, total: '100.00', shippingClassId: 17, needsShipping: false };
    const basket = { ...BASKET, lines: [...BASKET.lines, virtual] };
    expect(flatRate({ cost: '[qty] + [cost]', class_cost_17: '500' }, basket)).toBe('52.99');
    expect(flatRate({ cost: '5' }, { ...BASKET, lines: [virtual] })).toBe(
      'not_offered: Nothing in the basket needs shipping.',
    );
  });

  it('is unknown where a text cannot be computed', () => {
    expect(flatRate({ cost: '5 + [weight]' })).toBe(
      'unknown: Its cost, “5 + [weight]”, cannot be computed. At character 5: “[weight]” is none of [qty], [cost] and [fee].',
    );
    expect(flatRate({ cost: '5', class_cost_16: '1 / ([qty] - 2)' })).toBe(
      'unknown: Its cost of the shipping class Bulky, “1 / ([qty] - 2)”, cannot be computed. It divides by zero.',
    );
  });
});

describe('free shipping', () => {
  const freeFor = (settings: Record<string, string>, rest: Partial<ShippingBasket> = {}) =>
    answer(method('free_shipping', settings), { ...BASKET, ...rest });

  it('is free for everyone where it asks for nothing', () => {
    expect(freeFor({})).toBe('0.00');
    expect(freeFor({ requires: '', min_amount: '1000' })).toBe('0.00');
  });

  it.each([
    ['coupon', false, false, false],
    ['coupon', true, false, true],
    ['min_amount', true, false, false],
    ['min_amount', false, true, true],
    ['either', false, false, false],
    ['either', true, false, true],
    ['either', false, true, true],
    ['both', true, false, false],
    ['both', false, true, false],
    ['both', true, true, true],
  ])('that requires %s, with a coupon %s and the amount %s: %s', (requires, coupon, amount, free) => {
    const least = amount ? '49.99' : '50';
    const got = freeFor({ requires, min_amount: least }, { freeShippingCoupon: coupon });
    expect(got === '0.00').toBe(free);
  });

  it('takes discounts off, unless it is to ignore them', () => {
    const settings = { requires: 'min_amount', min_amount: '45' };
    expect(freeFor(settings, { discount: '5.00' })).toBe(
      'not_offered: The subtotal 44.99 after discounts is below 45.',
    );
    expect(freeFor({ ...settings, ignore_discounts: 'yes' }, { discount: '5.00' })).toBe('0.00');
  });

  it('compares what is rounded, and nothing with no amount at all', () => {
    expect(freeFor({ requires: 'min_amount', min_amount: '50' }, { subtotal: '49.995' })).toBe('0.00');
    expect(freeFor({ requires: 'min_amount', min_amount: '' })).toBe('0.00');
  });

  it('is unknown with an amount that is no number, where the amount decides', () => {
    const settings = { requires: 'either', min_amount: '1.000,00' };
    expect(freeFor(settings)).toBe(
      'unknown: Its minimum amount “1.000,00” is no number with a decimal point.',
    );
    expect(freeFor(settings, { freeShippingCoupon: true })).toBe('0.00');
    expect(freeFor({ ...settings, requires: 'both' })).toBe('not_offered: No coupon grants it.');
  });
});

describe('offers', () => {
  it.each([
    ['', '.', '0.00'],
    ['3', '.', '3.00'],
    ['3,50', '.', '350.00'],
    ['3,50', ',', '3.50'],
    ['3.50', ',', '3.50'],
    ['1.234,50', ',', '1234.50'],
    ['1,234.50', '.', '1234.50'],
    ["3'50", "'", '3.50'],
    ['-5', '-', '0.50'],
    ['5.', '.', '5.00'],
    ['[qty]', '.', 'unknown: Its cost “[qty]” is no number.'],
    ['3 €', '.', 'unknown: Its cost “3 €” is no number.'],
  ])('local pickup for %j, decimals after %j, is %s', (cost, decimalSeparator, got) => {
    const policy = { ...POLICY, decimalSeparator };
    expect(answer(method('local_pickup', { cost }), BASKET, { policy })).toBe(got);
  });

  describe('beside free shipping, in a store that hides the others', () => {
    const policy = { ...POLICY, hidesPaidWhenFree: true };
    const paid = method('flat_rate', { cost: '5' });
    const zero = { ...method('flat_rate', { cost: '0' }), instanceId: 8 };
    const pickup = method('local_pickup', { cost: '3' });
    const from = (least: string) => ({
      ...method('free_shipping', { requires: 'min_amount', min_amount: least }),
      title: 'Free',
    });
    const shown = (...methods: readonly StoreShippingMethod[]) =>
      offers(storeOf(methods, { policy }), BASKET, ADDRESS).methods.map(
        (offer) => offer.cost ?? explain(offer),
      );
    const hidden = 'not_offered: The store hides it, since “Free” is offered.';

    it('are only pickups, whatever the others cost', () => {
      expect(shown(paid, from('49'), zero, pickup)).toEqual([hidden, '0.00', hidden, '3.00']);
      expect(shown(method('flat_rate', { cost: '[weight]' }), from('49'))).toEqual([hidden, '0.00']);
    });

    it('are all where it is not offered, or the store hides nothing', () => {
      expect(shown(paid, from('50'))).toEqual(['5.00', expect.stringMatching(/^not_offered: /u)]);
      expect(shown(paid, { ...from('49'), enabled: false })[0]).toBe('5.00');
      expect(shown(paid, pickup)).toEqual(['5.00', '3.00']);
      expect(offers(storeOf([paid, from('49')]), BASKET, ADDRESS).methods.map(({ cost }) => cost)).toEqual([
        '5.00',
        '0.00',
      ]);
    });

    it('are unknown where it is unknown itself, and are a plugin’s own matter', () => {
      expect(shown(paid, from('12,50'))[0]).toBe(
        'unknown: The store hides it where “Free” is offered, and that is unknown.',
      );
      expect(shown(method('table_rate'), from('49'))[0]).toMatch(/^unknown: Only the plugin/u);
      // Two of them: one that is offered decides.
      expect(shown(paid, from('12,50'), from('1'))[0]).toBe(hidden);
    });
  });

  it('read flat rates with the decimal separator of the store', () => {
    const policy = { ...POLICY, decimalSeparator: "'" };
    expect(answer(method('flat_rate', { cost: "2'50 * [qty]" }), BASKET, { policy })).toBe('7.50');
  });

  it('name methods of plugins without a price', () => {
    expect(answer(method('table_rate'))).toBe(
      'unknown: Only the plugin that provides table_rate knows its cost and conditions.',
    );
  });

  it('keep the order of the methods, disabled and untitled ones included', () => {
    const methods = [
      { ...method('flat_rate', { cost: '5' }), enabled: false },
      { ...method('flat_rate', { cost: '5' }), title: '' },
      method('free_shipping'),
    ];
    const { methods: got, zone } = offers(storeOf(methods), BASKET, ADDRESS);
    expect(zone?.id).toBe(0);
    expect(got.map(explain)).toEqual([
      'not_offered: It is disabled.',
      'not_offered: It has no title, and WooCommerce offers nothing without one.',
      'offered: It has no conditions.',
    ]);
  });

  it('leave only pickup where the store does not ship, and nothing where it ships nowhere', () => {
    const methods = [method('flat_rate', { cost: '5' }), method('local_pickup', { cost: '' })];
    const verdicts = (shipsTo: readonly string[], shippingEnabled = true) =>
      offers(
        storeOf(methods, { policy: { ...POLICY, shipsTo, shippingEnabled } }),
        BASKET,
        ADDRESS,
      ).methods.map(explain);
    expect(verdicts(['US'])).toEqual([
      'not_offered: The store does not ship to DE.',
      'offered: It is enabled in the zone.',
    ]);
    expect(verdicts(['DE']).filter((verdict) => verdict.startsWith('offered'))).toHaveLength(2);
    expect(verdicts([])).toEqual(verdicts(['US']));
    expect(verdicts([], false)).toEqual(Array(2).fill('not_offered: Shipping is switched off in the store.'));
  });

  it('answer no zone where the store listed none that fits', () => {
    const store = { ...storeOf([]), zones: [] };
    expect(offers(store, BASKET, ADDRESS)).toEqual({ zone: null, asked: [], methods: [] });
  });

  it('round to the decimals of the store', () => {
    const policy = { ...POLICY, decimals: 0 };
    expect(answer(method('flat_rate', { cost: '12.5' }), BASKET, { policy })).toBe('13');
  });
});
