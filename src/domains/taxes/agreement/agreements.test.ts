import { describe, expect, it } from 'vitest';
import type { Agreement } from '../../../core/agreement.ts';
import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import type {
  OdooProductTaxes,
  OdooTax,
  OdooTaxCompany,
  OdooTaxes,
  StoreTaxes,
  StoreTaxPolicy,
} from '../facts.ts';
import { taxAgreements } from './agreements.ts';
import type { AgreementInput } from './point.ts';

const policy: StoreTaxPolicy = {
  enabled: true,
  pricesIncludeTax: false,
  roundAtSubtotal: false,
  basedOn: 'shipping',
  shippingClass: 'standard',
  base: { country: 'US', state: 'CA', postcode: '90001', city: 'Los Angeles' },
  currency: 'USD',
  decimals: 2,
  weightUnit: 'lbs',
  dimensionUnit: 'in',
};

const rate: StoreTaxRate = {
  ...{
    id: 1,
    country: 'US',
    state: 'CA',
    postcodes: [],
    cities: [],
    rate: '7.2500',
    name: 'CA',
    priority: 1,
  },
  ...{ compound: false, shipping: true, order: 1, taxClass: 'standard' },
};

function tax(id: number, name: string, percent: string, change: Partial<OdooTax> = {}): OdooTax {
  return {
    ...{ id, name, percent, externalId: undefined, active: true, amountType: 'percent', included: false },
    ...{ includeBaseAmount: true, isBaseAffected: false, sequence: 1, countryId: 233, groupId: 1 },
    ...{ originalTaxIds: [], positionIds: [], ...change },
  };
}

const usa = { id: 233, code: 'US' };
const germany = { id: 57, code: 'DE' };

const company: OdooTaxCompany = {
  id: 1,
  name: 'My Company',
  country: usa,
  stateId: 13,
  stateCode: 'CA',
  fiscalCountry: usa,
  currency: 'USD',
  rounding: 'round_per_line',
  pricesIncludeTax: false,
  defaultSaleTaxId: 10,
};

/** What is to be different from a pair of servers that agree in everything. */
interface Change {
  readonly policy?: Partial<StoreTaxPolicy> | null;
  readonly store?: Partial<StoreTaxes>;
  readonly company?: Partial<OdooTaxCompany>;
  readonly odoo?: Partial<OdooTaxes>;
  readonly products?: Partial<OdooProductTaxes>;
  readonly input?: Partial<AgreementInput>;
}

function check(change: Change = {}): Agreement[] {
  const odoo: OdooTaxes = {
    taxes: [
      tax(10, 'US 7.25%', '7.25'),
      tax(11, '15%', '15'),
      tax(12, 'US 7.25% incl.', '7.25', { included: true }),
    ],
    ...{
      groups: [],
      accounts: [],
      defaultTaxAccountId: 5,
      positions: [],
      countries: [usa, germany],
      states: [],
    },
    ...{ weightUnit: 'lb', volumeUnit: 'ft³', currencyDecimals: 2 },
    ...change.odoo,
    company: { ...company, ...change.company },
    products: { total: 4, untaxed: 0, byTax: new Map([[10, 4]]), ...change.products },
  };
  const store: StoreTaxes = {
    classes: [
      { slug: 'standard', name: 'Standard rate' },
      { slug: 'reduced-rate', name: 'Reduced rate' },
    ],
    ...{ rates: [rate], faults: [], unread: [] },
    ...change.store,
    policy: change.policy === null ? null : { ...policy, ...change.policy },
  };
  const classTaxes = new Map([
    ['standard', { percent: '7.25', taxId: 10 }],
    ['reduced-rate', { percent: '0', taxId: null }],
  ]);
  return taxAgreements({ store, odoo, series: 18, classTaxes, ...change.input });
}

function point(key: string, change: Change = {}): Agreement {
  const found = check(change).find((agreement) => agreement.key === key);
  if (found === undefined) throw new Error(`no point ${key}`);
  return found;
}

const verdict = (key: string, change: Change = {}) => point(key, change).verdict;

describe('taxAgreements', () => {
  it('agrees in everything where both sides say the same, with nothing to do', () => {
    const all = check();
    expect(all.filter(({ verdict }) => verdict !== 'agree')).toEqual([]);
    expect(all.filter(({ remedy, align }) => remedy !== '' || align !== undefined)).toEqual([]);
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
    expect(all.every(({ topic, meaning }) => topic !== '' && meaning !== '')).toBe(true);
  });

  it('knows nothing where the settings of the store could not be read, and says why', () => {
    const unread = [{ group: 'tax', code: 'store.not_allowed', message: 'no' }];
    const all = check({ policy: null, store: { unread } });
    expect(all.map(({ key }) => key)).toEqual(check().map(({ key }) => key));
    expect(all.every(({ verdict, store, align }) => verdict === 'unknown' && store === '' && !align)).toBe(
      true,
    );
    expect(
      all.every(({ meaning, remedy }) => meaning !== '' && remedy.includes('tax: store.not_allowed')),
    ).toBe(true);
    // Odoo was asked, so what it says is told.
    expect(all.find(({ key }) => key === 'currency')).toMatchObject({ odoo: 'USD' });
  });

  it('knows nothing where Odoo does not show the company, and claims no difference', () => {
    const all = check({ company: { currency: '', country: null, stateId: null, stateCode: '' } });
    expect(
      all.every(({ verdict, odoo, remedy }) => verdict === 'unknown' && odoo === '' && remedy !== ''),
    ).toBe(true);
    expect(all.find(({ key }) => key === 'currency')).toMatchObject({ store: 'USD' });
    expect(check({ policy: null, company: { currency: '' } }).every(({ store }) => store === '')).toBe(true);
  });

  it('says what to do about everything that does not agree', () => {
    const all = check({
      policy: {
        ...{
          enabled: false,
          pricesIncludeTax: true,
          roundAtSubtotal: true,
          basedOn: 'base',
          currency: 'EUR',
        },
        ...{ shippingClass: 'gone', decimals: 0, weightUnit: 'kg', dimensionUnit: 'cm' },
        base: { country: 'DE', state: 'DE-BE', postcode: '', city: '' },
      },
      company: { defaultSaleTaxId: 11 },
      products: { untaxed: 1, byTax: new Map([[11, 3]]) },
    });
    const open = all.filter(({ verdict }) => verdict !== 'agree');
    expect(open.map(({ key }) => key)).toEqual(
      all.map(({ key }) => key).filter((key) => key !== 'products_untaxed'),
    );
    expect(open.filter(({ meaning, remedy }) => meaning === '' || remedy === '')).toEqual([]);
  });

  it('offers to write nothing but the rounding and the default sale tax of the company', () => {
    const all = check({
      policy: { roundAtSubtotal: true, currency: 'EUR' },
      company: { defaultSaleTaxId: 11 },
    });
    expect(all.flatMap(({ key, align }) => (align ? [[key, align.model, align.field]] : []))).toEqual([
      ['tax_rounding', 'res.company', 'tax_calculation_rounding_method'],
      ['tax_default_sale', 'res.company', 'account_sale_tax_id'],
    ]);
  });
});

describe('taxes switched on', () => {
  it('differ where the store is off and Odoo taxes, and nothing is archived for it', () => {
    const off = point('tax_enabled', { policy: { enabled: false } });
    expect(off).toMatchObject({ verdict: 'differ', store: 'off', odoo: '4 of 4 products taxed' });
    expect(off.remedy).toContain('nothing is archived');
  });

  it('agree where neither side taxes', () => {
    const none = { products: { untaxed: 4 }, company: { defaultSaleTaxId: null } };
    expect(verdict('tax_enabled', { policy: { enabled: false }, ...none })).toBe('agree');
    expect(verdict('tax_enabled', none)).toBe('agree');
  });
});

describe('prices with or without tax', () => {
  const key = 'tax_prices_include';

  it.each([
    [true, 'Odoo would add 22.61'],
    [false, 'Odoo would take 15.97'],
  ])('included in the store: %s', (pricesIncludeTax, words) => {
    const other = { policy: { pricesIncludeTax }, company: { pricesIncludeTax: !pricesIncludeTax } };
    expect(point(key, other)).toMatchObject({
      verdict: 'differ',
      meaning: expect.stringContaining(words) as string,
      remedy: expect.stringContaining('before the first invoice') as string,
    });
  });

  it('looks at the default sale tax too', () => {
    const other = point(key, { company: { defaultSaleTaxId: 12 } });
    expect(other).toMatchObject({
      verdict: 'differ',
      odoo: 'without tax; default sale tax "US 7.25% incl.": with tax',
      remedy: expect.stringContaining('Default sale tax') as string,
    });
    const both = {
      policy: { pricesIncludeTax: true },
      company: { pricesIncludeTax: true, defaultSaleTaxId: 12 },
    };
    expect(verdict(key, both)).toBe('agree');
  });

  it('is left to the default sale tax on 17, and unknown without one', () => {
    const seventeen = { input: { series: 17 } };
    expect(verdict(key, { ...seventeen, company: { pricesIncludeTax: null } })).toBe('agree');
    expect(verdict(key, { ...seventeen, company: { pricesIncludeTax: null, defaultSaleTaxId: 12 } })).toBe(
      'differ',
    );
    expect(verdict(key, { ...seventeen, company: { pricesIncludeTax: null, defaultSaleTaxId: null } })).toBe(
      'unknown',
    );
  });
});

describe('rounding', () => {
  it.each([
    [false, 'round_per_line', 'agree'],
    [true, 'round_globally', 'agree'],
    [false, 'round_globally', 'differ'],
    [true, 'round_per_line', 'differ'],
  ] as const)('at subtotal %s and %s %s', (roundAtSubtotal, rounding, expected) => {
    expect(verdict('tax_rounding', { policy: { roundAtSubtotal }, company: { rounding } })).toBe(expected);
  });

  it('can be aligned', () => {
    expect(point('tax_rounding', { company: { rounding: 'round_globally' } }).align).toEqual({
      ...{ model: 'res.company', id: 1, field: 'tax_calculation_rounding_method' },
      ...{
        from: 'on the sum of all lines',
        to: 'per line',
        value: 'round_per_line',
        before: 'round_globally',
      },
    });
  });
});

describe('the address that decides', () => {
  it.each([
    ['shipping', 'agree'],
    ['billing', 'differ'],
    ['base', 'differ'],
  ] as const)('%s: %s', (basedOn, expected) => {
    expect(verdict('tax_based_on', { policy: { basedOn } })).toBe(expected);
  });
});

describe('the tax class of shipping', () => {
  const key = 'tax_shipping_class';
  const inherit = { shippingClass: 'inherit' };

  it('agrees where it is one class, which is named', () => {
    expect(point(key, { policy: { shippingClass: 'reduced-rate' } })).toMatchObject({
      ...{ verdict: 'agree', store: 'Reduced rate' },
    });
  });

  it('depends on the order where the cart decides', () => {
    expect(point(key, { policy: inherit })).toMatchObject({
      verdict: 'unknown',
      meaning: expect.stringContaining('depends on the order') as string,
    });
  });

  it('does not depend on the cart with one class, or where no rate taxes shipping', () => {
    const classes = [{ slug: 'standard', name: 'Standard rate' }];
    expect(verdict(key, { policy: inherit, store: { classes } })).toBe('agree');
    expect(verdict(key, { policy: inherit, store: { rates: [{ ...rate, shipping: false }] } })).toBe('agree');
  });

  it('is unknown where the store names a class it does not have', () => {
    expect(verdict(key, { policy: { shippingClass: 'gone' } })).toBe('unknown');
  });
});

describe('the country of the seller', () => {
  const key = 'base_country';
  const place = { state: '', postcode: '', city: '' };

  it('is compared with the company and its fiscal country', () => {
    expect(verdict(key, { company: { country: germany, fiscalCountry: germany } })).toBe('differ');
    expect(point(key, { company: { fiscalCountry: germany } })).toMatchObject({
      ...{ verdict: 'differ', odoo: 'US; for taxes DE' },
    });
    expect(verdict(key, { company: { fiscalCountry: null } })).toBe('agree');
  });

  it('differs where the company has none, and is unknown where the store has none', () => {
    expect(verdict(key, { company: { country: null, fiscalCountry: null } })).toBe('differ');
    expect(verdict(key, { policy: { base: { country: '', ...place } } })).toBe('unknown');
  });
});

describe('the state of the seller', () => {
  const key = 'base_state';
  const base = (country: string, state: string) => ({ base: { country, state, postcode: '', city: '' } });
  const found = (id: number | null) => ({ input: { found: () => ({ id, pending: id === null }) } });

  it('is that of the record that stands for it, whatever the codes say', () => {
    expect(verdict(key, { ...found(13), company: { stateCode: 'CAL' } })).toBe('agree');
    expect(verdict(key, found(14))).toBe('differ');
    // Still to be made, so the company cannot be there.
    expect(verdict(key, found(null))).toBe('differ');
  });

  it('asks for the state under its key', () => {
    const asked: string[][] = [];
    const note = (type: string, name: string) => {
      asked.push([type, name]);
      return null;
    };
    check({ input: { found: note } });
    expect(asked).toEqual([['state', 'US:CA']]);
  });

  it('is compared by code where no record is known, and then never said to differ', () => {
    const berlin = { policy: base('DE', 'DE-BE'), company: { country: germany, stateId: 900 } };
    expect(verdict(key, { ...berlin, company: { ...berlin.company, stateCode: 'BE' } })).toBe('agree');
    expect(verdict(key, { ...berlin, company: { ...berlin.company, stateCode: 'HH' } })).toBe('unknown');
  });

  it('matters where only one side names it as far as rates go by state', () => {
    const none = { stateId: null, stateCode: '' };
    expect(verdict(key, { company: none })).toBe('differ');
    expect(verdict(key, { policy: base('US', '') })).toBe('differ');
    const byCountry = { store: { rates: [{ ...rate, state: '' }] } };
    expect(verdict(key, { ...byCountry, company: none })).toBe('agree');
    expect(verdict(key, { ...byCountry, policy: base('US', '') })).toBe('agree');
    expect(verdict(key, { policy: base('US', ''), company: none })).toBe('agree');
  });

  it('differs with the country, though the codes be equal', () => {
    const italy = { id: 109, code: 'IT' };
    expect(verdict(key, { company: { country: italy } })).toBe('differ');
  });
});

describe('money', () => {
  it('is compared by currency', () => {
    expect(verdict('currency', { company: { currency: 'EUR' } })).toBe('differ');
    expect(verdict('currency', { policy: { currency: '' } })).toBe('unknown');
  });

  it.each([
    [2, 'agree'],
    [0, 'differ'],
    [4, 'differ'],
  ])('%i decimals against 2: %s', (decimals, expected) => {
    expect(verdict('price_decimals', { policy: { decimals } })).toBe(expected);
  });
});

describe('units', () => {
  it.each([
    ['lbs', 'lb', 'agree'],
    ['kg', 'kg', 'agree'],
    ['kg', 'lb', 'differ'],
    ['g', 'kg', 'differ'],
    ['oz', 'lb', 'differ'],
    ['kg', '', 'unknown'],
  ])('weights in %s and %s: %s', (weightUnit, odoo, expected) => {
    expect(verdict('weight_unit', { policy: { weightUnit }, odoo: { weightUnit: odoo } })).toBe(expected);
  });

  it.each([
    ['cm', 'm³', 'agree'],
    ['in', 'ft³', 'agree'],
    ['yd', 'm³', 'differ'],
    ['mm', 'ft³', 'differ'],
    ['cm', '', 'unknown'],
    ['league', 'm³', 'unknown'],
  ])('dimensions in %s and %s: %s', (dimensionUnit, volumeUnit, expected) => {
    expect(verdict('dimension_unit', { policy: { dimensionUnit }, odoo: { volumeUnit } })).toBe(expected);
  });
});

describe('the default sale tax', () => {
  const key = 'tax_default_sale';
  const classTax = (percent: string, taxId: number | null) => ({
    input: { classTaxes: new Map([['standard', { percent, taxId }]]) },
  });

  it('must be the tax of the standard class, not one that says the same', () => {
    const twin = tax(13, 'Twin', '7.25');
    const odoo = { taxes: [tax(10, 'US 7.25%', '7.25'), twin] };
    expect(point(key, { odoo, company: { defaultSaleTaxId: 13 } })).toMatchObject({
      verdict: 'differ',
      align: {
        ...{ model: 'res.company', id: 1, field: 'account_sale_tax_id' },
        value: 10,
        before: 13,
        to: 'US 7.25%',
      },
    });
  });

  it('can be set where there is none', () => {
    expect(point(key, { company: { defaultSaleTaxId: null } })).toMatchObject({
      ...{ verdict: 'differ', odoo: 'none', align: { from: 'none', before: false, value: 10 } },
    });
  });

  it('is not set to an archived tax', () => {
    const odoo = { taxes: [tax(10, 'US 7.25%', '7.25', { active: false }), tax(11, '15%', '15')] };
    const archived = point(key, { odoo, company: { defaultSaleTaxId: 11 } });
    expect(archived.verdict).toBe('differ');
    expect(archived).not.toHaveProperty('align');
  });

  it.each([
    ['7.2500', {}, 'agree'],
    ['7.25004', {}, 'agree'],
    ['7.26', {}, 'differ'],
    ['7.25', { included: true }, 'differ'],
    ['7.25', { amountType: 'fixed' }, 'differ'],
    ['7.25', { active: false }, 'differ'],
  ])('before the first sync is compared by what it says: %s, %j: %s', (percent, change, expected) => {
    const odoo = { taxes: [tax(10, 'US 7.25%', '7.25', change)] };
    const compared = point(key, { ...classTax(percent, null), odoo });
    expect(compared.verdict).toBe(expected);
    expect(compared).not.toHaveProperty('align');
  });

  it('is not compared while taxes are off', () => {
    const off = { policy: { enabled: false }, input: { classTaxes: new Map() } };
    expect(point(key, off)).toMatchObject({ verdict: 'unknown', remedy: 'See "Taxes".' });
    expect(point('products_other_tax', off)).toMatchObject({ verdict: 'unknown', remedy: 'See "Taxes".' });
  });

  it('is unknown where the class or the default could not be read', () => {
    expect(verdict(key, { input: { classTaxes: new Map() } })).toBe('unknown');
    expect(point(key, { ...classTax('7.25', null), odoo: { taxes: [] } })).toMatchObject({
      ...{ verdict: 'unknown', odoo: 'tax 10' },
    });
  });
});

describe('what products bear', () => {
  it('differs with each product without a tax, unless the store has taxes off', () => {
    const bare = { products: { untaxed: 1 } };
    expect(point('products_untaxed', bare)).toMatchObject({ verdict: 'differ', odoo: '1 of 4' });
    expect(verdict('products_untaxed', { ...bare, policy: { enabled: false } })).toBe('agree');
  });

  it('differs with each product whose tax no class bears, the most used named first', () => {
    const byTax = new Map([
      [10, 90],
      [12, 2],
      [11, 5],
      [77, 2],
      [78, 1],
    ]);
    expect(point('products_other_tax', { products: { byTax } })).toMatchObject({
      ...{ verdict: 'differ', odoo: '15% (5), US 7.25% incl. (2), tax 77 (2) and 1 more' },
    });
  });

  it('cannot be told before the taxes of the classes are made', () => {
    const classTaxes = new Map([['standard', { percent: '7.25', taxId: null }]]);
    expect(verdict('products_other_tax', { input: { classTaxes } })).toBe('unknown');
    expect(verdict('products_other_tax', { input: { classTaxes }, products: { byTax: new Map() } })).toBe(
      'agree',
    );
  });
});
