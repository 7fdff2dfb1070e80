import { describe, expect, it } from 'vitest';
import { check } from './samples.ts';

describe('taxAgreements', () => {
  it('agrees in everything where both sides have the same, with nothing to do', () => {
    const all = check();
    expect(all.filter(({ verdict }) => verdict !== 'agree')).toEqual([]);
    expect(all.filter(({ remedy, align }) => remedy !== '' || align !== undefined)).toEqual([]);
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
    expect(all.every(({ topic, meaning }) => topic !== '' && meaning !== '')).toBe(true);
  });

  it('knows nothing where the settings of the store could not be read, and gives the reason', () => {
    const unavailable = [{ group: 'tax', code: 'store.not_allowed', message: 'no' }];
    const all = check({ policy: null, store: { unavailable } });
    expect(all.map(({ key }) => key)).toEqual(check().map(({ key }) => key));
    expect(all.every(({ verdict, store, align }) => verdict === 'unknown' && store === '' && !align)).toBe(
      true,
    );
    expect(
      all.every(({ meaning, remedy }) => meaning !== '' && remedy.includes('tax: store.not_allowed')),
    ).toBe(true);
    // Odoo was asked, so its values are shown.
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

  it('names what to do about everything that does not agree', () => {
    const all = check({
      policy: {
        ...{
          enabled: false,
          pricesIncludeTax: true,
          roundAtSubtotal: true,
          basedOn: 'billing',
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
