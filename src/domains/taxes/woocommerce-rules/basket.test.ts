import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoreTaxPolicy, TaxAddress } from '../facts.ts';
import { computeBasket } from './basket.ts';
import type { Basket, BasketLine } from './basket.ts';
import { Exact } from '../../shared/decimals.ts';
import { RateTable } from './rate-table.ts';
import { sampleRate } from '../../../../test/fixtures/carts/sample-rate.ts';

function place(country: string, rest: Partial<TaxAddress> = {}): TaxAddress {
  return { country, state: '', postcode: '', city: '', ...rest };
}

const berlin = place('DE', { postcode: '10117', city: 'Berlin' });
const policy: StoreTaxPolicy = {
  enabled: true,
  pricesIncludeTax: false,
  roundAtSubtotal: false,
  basedOn: 'shipping',
  shippingClass: 'inherit',
  base: berlin,
  currency: 'EUR',
  decimals: 2,
  weightUnit: 'kg',
  dimensionUnit: 'cm',
};
const inclusive = { ...policy, pricesIncludeTax: true };

const national = { state: '', country: 'DE' };
const table = new RateTable([
  sampleRate(1, { ...national, rate: '19.0000' }),
  sampleRate(2, { ...national, rate: '7.0000', taxClass: 'reduced-rate' }),
  sampleRate(3, { state: '', country: 'FR', rate: '20.0000' }),
  sampleRate(4, { state: '', country: 'CA', rate: '5.0000' }),
  sampleRate(5, { state: 'QC', country: 'CA', rate: '9.9750', priority: 2, compound: true }),
  sampleRate(6, { state: '', country: 'XX', rate: '5.0000' }),
  sampleRate(7, { state: '', country: 'YY', rate: '100.0000' }),
  sampleRate(8, { state: '', country: 'ZZ', rate: '-100.0000' }),
]);

const line = (price: string, rest: Partial<BasketLine> = {}): BasketLine => ({
  taxClass: '',
  quantity: 1,
  price,
  ...rest,
});

function basket(rest: Partial<Basket> = {}): Basket {
  return {
    lines: [line('100.00')],
    shipping: [],
    address: berlin,
    policy,
    classes: ['standard', 'reduced-rate'].map((slug) => ({ slug })),
    ...rest,
  };
}

const compute = (rest: Partial<Basket>) => computeBasket(basket(rest), table);
const shipped = (cost: string) => [{ cost, taxable: true }];

describe('prices without tax', () => {
  it('get the taxes of the address, in the class of each line', () => {
    const lines = [line('12.95', { quantity: 2 }), line('9.99', { taxClass: 'reduced-rate' })];
    expect(compute({ lines, shipping: shipped('4.90') })).toEqual({
      itemNet: '35.89',
      itemTax: '5.62',
      shippingTax: '0.93',
      totalTax: '6.55',
      total: '47.34',
      perRate: [
        { rateId: 1, itemTax: '4.92', shippingTax: '0.93' },
        { rateId: 2, itemTax: '0.70', shippingTax: '0.00' },
      ],
      lines: [
        { net: '25.90', tax: '4.92', perRate: [{ rateId: 1, tax: '4.921' }] },
        { net: '9.99', tax: '0.70', perRate: [{ rateId: 2, tax: '0.6993' }] },
      ],
      shipping: [{ net: '4.90', tax: '0.93', perRate: [{ rateId: 1, tax: '0.93' }] }],
    });
  });

  it('get compound taxes on top of the others', () => {
    const { totalTax, perRate } = compute({ address: place('CA', { state: 'QC' }) });
    expect(totalTax).toBe('15.47');
    expect(perRate.map(({ itemTax }) => itemTax)).toEqual(['5.00', '10.47']);
  });

  it('take parts of a piece, and more decimals than money has', () => {
    expect(compute({ lines: [line('3.00', { quantity: 0.5 })] }).itemTax).toBe('0.29');
    expect(compute({ lines: [line('0.0375', { quantity: 100 })] })).toMatchObject({
      itemNet: '3.75',
      itemTax: '0.71',
    });
  });

  it.each([
    [0, '1050', '200'],
    [2, '1050.00', '199.50'],
    [3, '1050.000', '199.500'],
  ])('are rounded to %i decimals', (decimals, itemNet, itemTax) => {
    const computed = compute({ lines: [line('1050')], policy: { ...policy, decimals } });
    expect(computed).toMatchObject({ itemNet, itemTax });
  });
});

describe('prices with tax', () => {
  it('contain the taxes of the base address', () => {
    const computed = compute({ policy: inclusive, lines: [line('119.00')] });
    expect(computed).toMatchObject({ itemNet: '100.00', itemTax: '19.00', total: '119.00' });
  });

  it('change where other taxes apply, their net price staying', () => {
    const lines = [line('119.00')];
    const there = (country: string) => compute({ policy: inclusive, lines, address: place(country) });
    expect(there('FR')).toMatchObject({ itemNet: '100.00', itemTax: '20.00', total: '120.00' });
    expect(there('JP')).toMatchObject({ itemNet: '100.00', itemTax: '0.00', total: '100.00' });
  });

  it('stay as they are where the store has no taxes at its base', () => {
    const abroad = { ...inclusive, base: place('JP') };
    const computed = compute({ policy: abroad, lines: [line('120.00')], address: place('FR') });
    expect(computed).toMatchObject({ itemNet: '120.00', itemTax: '24.00' });
  });

  it('do not make shipping costs contain any', () => {
    const computed = compute({ policy: inclusive, lines: [line('119.00')], shipping: shipped('10.00') });
    expect(computed).toMatchObject({ shippingTax: '1.90', total: '130.90' });
  });

  it('round half a cent of tax down, of shipping up', () => {
    const there = { ...inclusive, base: place('YY') };
    const computed = compute({ policy: there, address: place('YY'), lines: [line('0.03')] });
    expect(computed).toMatchObject({ itemNet: '0.02', itemTax: '0.01', total: '0.03' });
    const shipping = shipped('0.10');
    expect(compute({ policy: inclusive, address: place('XX'), shipping }).shippingTax).toBe('0.01');
  });

  it('cannot contain -100%', () => {
    expect(() => compute({ policy: { ...inclusive, base: place('ZZ') }, address: place('ZZ') })).toThrow(
      RangeError,
    );
  });
});

describe('rounding', () => {
  const address = place('XX');
  const lines = [line('1.10'), line('1.10'), line('1.10')];

  it('happens on each line, or once', () => {
    expect(compute({ address, lines }).itemTax).toBe('0.18');
    const once = compute({ address, lines, policy: { ...policy, roundAtSubtotal: true } });
    expect(once).toMatchObject({ itemTax: '0.17', totalTax: '0.17', total: '3.47' });
    expect(once.lines[0]).toEqual({ net: '1.10', tax: '0.06', perRate: [{ rateId: 6, tax: '0.055' }] });
  });

  it('at the subtotal follows the rule of inclusive stores in the total, not in what is shown of the items', () => {
    const there = { ...inclusive, base: place('YY'), roundAtSubtotal: true };
    const computed = compute({ policy: there, address: place('YY'), lines: [line('0.25')] });
    expect(computed).toMatchObject({ itemTax: '0.13', totalTax: '0.12' });
  });
});

describe('where and whether tax is due', () => {
  it('nowhere, once taxes are switched off', () => {
    const off = { ...inclusive, enabled: false };
    expect(compute({ policy: off, shipping: shipped('5.00') })).toMatchObject({
      itemNet: '100.00',
      totalTax: '0.00',
      total: '105.00',
      perRate: [],
    });
  });

  it('at the base, if the store is set so or the customer fetches the goods', () => {
    const address = place('FR');
    expect(compute({ address }).itemTax).toBe('20.00');
    expect(compute({ address, policy: { ...policy, basedOn: 'base' } }).itemTax).toBe('19.00');
    const shipping = [{ cost: '3.00', taxable: true, pickup: true }];
    expect(compute({ address, shipping })).toMatchObject({ itemTax: '19.00', shippingTax: '0.57' });
  });

  it('not on lines and shipping that are not taxable, nor on shipping that costs nothing', () => {
    const lines = [line('100.00'), line('50.00', { taxable: false })];
    expect(compute({ lines, shipping: [{ cost: '5.00', taxable: false }] })).toMatchObject({
      itemTax: '19.00',
      shippingTax: '0.00',
      total: '174.00',
    });
    expect(compute({ shipping: shipped('0') }).shipping[0]?.perRate).toEqual([]);
  });

  it('on shipping in the class of the items that count', () => {
    const shipping = shipped('10.00');
    const tax = (...lines: readonly BasketLine[]) => compute({ lines, shipping }).shippingTax;
    const reduced = line('1', { taxClass: 'reduced-rate' });
    expect(tax(reduced)).toBe('0.70');
    expect(tax(reduced, line('1'))).toBe('1.90');
    expect(tax(reduced, line('1', { countsForShipping: false }))).toBe('0.70');
    expect(tax(reduced, line('1', { taxable: false }))).toBe('0.70');
    expect(tax(reduced, line('1', { taxable: false, countsForShipping: true }))).toBe('1.90');
    expect(tax(line('1', { taxable: false }))).toBe('0.00');
  });
});

it('law: with one rate and rounding per line, a price with tax is what net and tax add up to', () => {
  const price = fc
    .integer({ min: 0, max: 1_000_000 })
    .map((cents) => new Exact(cents).dividedBy(100).toFixed(2));
  fc.assert(
    fc.property(fc.array(price, { minLength: 1, maxLength: 5 }), (prices) => {
      const { total } = compute({ policy: inclusive, lines: prices.map((one) => line(one)) });
      expect(total).toBe(Exact.sum(...prices).toFixed(2));
    }),
  );
});
