import { describe, expect, it } from 'vitest';
import type { OdooCarrier, OdooPriceRule } from '../facts.ts';
import { odooOffers } from './odoo-offers.ts';
import type { OdooAddress, OdooOrderFigures } from './types.ts';

const ADDRESS: OdooAddress = { countryId: 57, stateId: null, zip: '10117' };
const ORDER: OdooOrderFigures = { quantity: '3', total: '59.97', weight: '1.5', volume: '0.2', decimals: 2 };
const ZIPS = new Map([
  [1, '1011[5-9]$'],
  [2, '9'],
  [3, '(?P<BAD>'],
]);

function carrier(rest: Partial<OdooCarrier>): OdooCarrier {
  return {
    ...{ id: 1, name: 'Parcel', externalId: undefined, active: true, deliveryType: 'fixed', sequence: 10 },
    ...{ productId: 1, companyId: null, countryIds: [], stateIds: [], zipPrefixIds: [] },
    ...{ fixedPrice: '5', margin: '0', fixedMargin: '0', freeOver: false, freeFrom: '1000', rules: [] },
    ...{ maxWeight: '0', maxVolume: '0', mustHaveTagIds: [], excludedTagIds: [], invoicePolicy: 'estimated' },
    ...rest,
  };
}

function rule(rest: Partial<OdooPriceRule>): OdooPriceRule {
  return {
    ...{ id: 1, externalId: undefined, sequence: 10, variable: 'quantity', operator: '>=', maxValue: '0' },
    ...{ basePrice: '0', perUnit: '0', variableFactor: 'quantity' },
    ...rest,
  };
}

/** The price, or the verdict and why. */
function answer(rest: Partial<OdooCarrier>, address: Partial<OdooAddress> = {}, order = ORDER) {
  const [offer] = odooOffers([carrier(rest)], ZIPS, { ...ADDRESS, ...address }, order);
  return offer === undefined ? null : (offer.price ?? `${offer.verdict}: ${offer.reason}`);
}
const byRules = (...rules: OdooPriceRule[]) => answer({ deliveryType: 'base_on_rule', rules });

describe('odooOffers', () => {
  it('offers what fits the address', () => {
    expect(answer({})).toBe('5.00');
    expect(answer({ countryIds: [57], zipPrefixIds: [2, 1] })).toBe('5.00');
    expect(answer({ countryIds: [233] })).toBe('not_offered: It does not serve the country.');
    expect(answer({ countryIds: [57] }, { countryId: null })).toBe(
      'not_offered: It does not serve the country.',
    );
    expect(answer({ stateIds: [8] })).toBe('not_offered: It does not serve the state.');
    expect(answer({ stateIds: [8] }, { stateId: 8 })).toBe('5.00');
    expect(answer({ zipPrefixIds: [1] }, { zip: '10120' })).toBe('not_offered: It does not serve the zip.');
    expect(answer({ zipPrefixIds: [1] }, { zip: '' })).toBe('not_offered: The address has no zip.');
  });

  it('leaves open what it cannot read', () => {
    expect(answer({ zipPrefixIds: [1, 3] })).toMatch(/^unknown: /u);
    expect(answer({ zipPrefixIds: [99] })).toBe('unknown: Not all of its zip prefixes are known.');
    expect(answer({ deliveryType: 'fedex' })).toBe('unknown: Only the module of fedex knows its price.');
    expect(byRules(rule({ variable: 'pallets' }))).toMatch(/^unknown: /u);
    expect(byRules(rule({ operator: '!=' }))).toMatch(/^unknown: /u);
  });

  it('offers no archived ones', () => {
    expect(answer({ active: false })).toBe('not_offered: It is archived.');
  });

  it('is free from an order total on, and counts no margin, with a fixed price', () => {
    expect(answer({ margin: '0.5', fixedMargin: '1' })).toBe('5.00');
    expect(answer({ freeOver: true, freeFrom: '59.97' })).toBe('0.00');
    expect(answer({ freeOver: true, freeFrom: '59.98' })).toBe('5.00');
    expect(answer({ freeOver: false, freeFrom: '1' })).toBe('5.00');
  });

  it('lets the first rule that applies decide', () => {
    const rules = [
      rule({ id: 1, sequence: 2, basePrice: '1' }),
      rule({ id: 2, sequence: 1, operator: '<', maxValue: '3', basePrice: '2' }),
      rule({ id: 3, sequence: 1, operator: '==', maxValue: '3', basePrice: '4', perUnit: '2' }),
    ];
    expect(byRules(...rules)).toBe('10.00');
    expect(byRules(...rules.slice(0, 2))).toBe('1.00');
    expect(byRules(rule({ operator: '>', maxValue: '3' }))).toBe(
      'not_offered: None of its price rules applies.',
    );
    expect(byRules()).toBe('not_offered: None of its price rules applies.');
  });

  it('takes the cheaper unit first among rules of one sequence, then the older', () => {
    expect(
      byRules(
        rule({ id: 1, perUnit: '10' }),
        rule({ id: 2, perUnit: '9' }),
        rule({ id: 3, perUnit: '9', basePrice: '1' }),
      ),
    ).toBe('27.00');
  });

  it.each([
    ['quantity', '3.00'],
    ['price', '59.97'],
    ['weight', '1.50'],
    ['volume', '0.20'],
    ['wv', '0.30'],
  ])('counts by %s: %s', (variableFactor, price) => {
    expect(byRules(rule({ variableFactor, perUnit: '1' }))).toBe(price);
    expect(byRules(rule({ variable: variableFactor, operator: '<=', maxValue: price, basePrice: '1' }))).toBe(
      '1.00',
    );
  });

  it('adds margins to a price by rules, and does not let it be free', () => {
    const rules = [rule({ basePrice: '10' })];
    const rest = { deliveryType: 'base_on_rule', rules, margin: '0.1', fixedMargin: '0.50' };
    expect(answer({ ...rest, freeOver: true, freeFrom: '1' })).toBe('11.50');
  });

  describe('with limits', () => {
    const unknown = { ...ORDER, weight: null, volume: null };

    it('lets through what reaches them', () => {
      expect(answer({ maxWeight: '1.5', maxVolume: '0.2' })).toBe('5.00');
      expect(answer({ maxWeight: '1.499' })).toBe(
        'not_offered: The order is over its limit of weight, 1.499.',
      );
      expect(answer({ maxVolume: '0.1' })).toBe('not_offered: The order is over its limit of volume, 0.1.');
    });

    it('cannot tell of weights and volumes that are not known, nor of tags', () => {
      expect(answer({}, {}, unknown)).toBe('5.00');
      expect(answer({ maxWeight: '30' }, {}, unknown)).toBe(
        'unknown: It has a limit of weight, 30, and the weight of the order is not known.',
      );
      expect(answer({ maxVolume: '30' }, {}, unknown)).toMatch(/^unknown: It has a limit of volume/u);
      const tagged = 'unknown: It goes by tags of products, which are not known here.';
      expect(answer({ mustHaveTagIds: [1] })).toBe(tagged);
      expect(answer({ excludedTagIds: [1] })).toBe(tagged);
    });

    it('is certain of a no, whatever else is open', () => {
      expect(answer({ excludedTagIds: [1], countryIds: [233] })).toMatch(/^not_offered: .*country/u);
      expect(answer({ excludedTagIds: [1], maxWeight: '1' })).toMatch(/^not_offered: .*weight/u);
      expect(answer({ excludedTagIds: [1], deliveryType: 'base_on_rule' })).toMatch(/^not_offered: None/u);
      expect(answer({ maxVolume: '1', maxWeight: '1' }, {}, { ...ORDER, volume: null })).toMatch(
        /weight, 1\.$/u,
      );
    });

    it('cannot show what rules of weight come to where it is not known', () => {
      const rules = [rule({ variable: 'weight', operator: '<=', maxValue: '30', basePrice: '4' })];
      expect(answer({ deliveryType: 'base_on_rule', rules })).toBe('4.00');
      expect(answer({ deliveryType: 'base_on_rule', rules }, {}, unknown)).toMatch(/^unknown: Its rule/u);
    });
  });

  it('keeps the order of Odoo', () => {
    const carriers = [carrier({ id: 3 }), carrier({ id: 2, sequence: 20 }), carrier({ id: 1 })];
    const got = odooOffers(carriers, ZIPS, ADDRESS, ORDER);
    expect(got.map((offer) => offer.carrier.id)).toEqual([1, 3, 2]);
  });
});
