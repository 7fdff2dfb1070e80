import { describe, expect, it } from 'vitest';
import { point, rate, verdict } from './samples.ts';

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
      ...{ model: 'res.company', ids: [1], field: 'tax_calculation_rounding_method' },
      ...{
        from: 'on the sum of all lines',
        to: 'per line',
        value: 'round_per_line',
        before: 'round_globally',
      },
    });
  });
});

describe('a rounding method that Odoo does not have', () => {
  it.each([
    ['', 'not set', false],
    ['half_even', 'half_even', 'half_even'],
  ])('"%s" is shown, and can be aligned', (rounding, shown, before) => {
    const { align, odoo, verdict: found } = point('tax_rounding', { company: { rounding } });
    expect({ found, odoo, align }).toMatchObject({
      ...{ found: 'differ', odoo: shown, align: { before, value: 'round_per_line' } },
    });
  });
});

describe('the address that decides', () => {
  it.each([
    ['shipping', 'agree'],
    ['billing', 'differ'],
    ['base', 'agree'],
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
