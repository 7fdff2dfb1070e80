import { classTaxKey, taxExternalId } from '../../shared/class-taxes.ts';
import { describe, expect, it } from 'vitest';
import { point, tax, verdict } from './samples.ts';

describe('the default sale tax', () => {
  const key = 'tax_default_sale';
  const classTax = (percent: string, taxId: number | null) => ({
    input: { classTaxes: new Map([['standard', { percent, taxId }]]) },
  });

  it('must be the tax of the standard class, not one with the same value', () => {
    const twin = tax(13, 'Twin', '7.25');
    const odoo = { taxes: [tax(10, 'US 7.25%', '7.25'), twin] };
    expect(point(key, { odoo, company: { defaultSaleTaxId: 13 } })).toMatchObject({
      verdict: 'differ',
      align: {
        ...{ model: 'res.company', ids: [1], field: 'account_sale_tax_id' },
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
  ])('before the first sync is compared by its value: %s, %j: %s', (percent, change, expected) => {
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

describe('the taxes of products', () => {
  it('differs with each product without a tax, unless the store has taxes off', () => {
    const bare = { products: { untaxed: 1 } };
    expect(point('products_untaxed', bare)).toMatchObject({ verdict: 'differ', odoo: '1 of 4' });
    expect(verdict('products_untaxed', { ...bare, policy: { enabled: false } })).toBe('agree');
  });

  it('differs with each product whose tax is of no class, the most used named first', () => {
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

  it('leaves out former taxes of classes, which positions replace unless they are archived', () => {
    const former = (active: boolean) => {
      const externalId = taxExternalId(1, classTaxKey('standard', '7', false));
      const taxes = [tax(10, 'US 7.25%', '7.25'), tax(13, 'US 7%', '7', { active, externalId })];
      return verdict('products_other_tax', { odoo: { taxes }, products: { byTax: new Map([[13, 2]]) } });
    };
    expect(former(true)).toBe('agree');
    expect(former(false)).toBe('differ');
  });

  it('is reported alike before and after the taxes of the classes are created', () => {
    const classTaxes = new Map([['standard', { percent: '7.25', taxId: null }]]);
    expect(verdict('products_other_tax', { input: { classTaxes } })).toBe('differ');
    expect(verdict('products_other_tax', { input: { classTaxes }, products: { byTax: new Map() } })).toBe(
      'agree',
    );
  });
});
