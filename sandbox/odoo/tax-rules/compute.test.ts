import { describe, expect, it } from 'vitest';
import { adaptPrice } from './adapt-price.ts';
import { computeOrder, computeTaxes } from './compute.ts';
import type { Rounding, TaxRecord } from './types.ts';

const ALL = [17, 18, 19] as const;
const PER_LINE: Rounding = { method: 'round_per_line', decimals: 2 };
const GLOBALLY: Rounding = { method: 'round_globally', decimals: 2 };

let nextId = 1;
/** A tax that does not compound, as the connector makes them; later ones have higher ids. */
function tax(amount: string, own: Partial<TaxRecord> = {}): TaxRecord {
  nextId += 1;
  return {
    id: nextId,
    active: true,
    amountType: 'percent',
    amount,
    sequence: 10,
    priceInclude: false,
    includeBaseAmount: true,
    isBaseAffected: false,
    positionIds: [],
    originalTaxIds: [],
    ...own,
  };
}

const included = { priceInclude: true };
const compound = { isBaseAffected: true, sequence: 100 };
const line = (taxes: readonly TaxRecord[], price: string, quantity = '1') => ({ taxes, price, quantity });

describe.each(ALL)('the amounts of Odoo %i', (series) => {
  const one = (taxes: readonly TaxRecord[], price: string, quantity = '1', rounding = PER_LINE) =>
    computeTaxes(series, taxes, { price, quantity, rounding });

  it('are the price where there is no tax', () => {
    expect(one([], '12.345')).toEqual({ untaxed: '12.35', tax: '0.00', total: '12.35', taxes: [] });
  });

  it('round halves away from zero, of credit notes too', () => {
    expect(one([tax('10')], '0.05')).toMatchObject({ tax: '0.01', total: '0.06' });
    expect(one([tax('10')], '0.05', '-1')).toMatchObject({ tax: '-0.01', total: '-0.06' });
    expect(one([tax('10')], '1.005')).toMatchObject({ untaxed: '1.01' });
  });

  it('keep four decimals of a percentage', () => {
    expect(one([tax('1.2346')], '10000').tax).toBe('123.46');
  });

  it('follow the decimals of the currency', () => {
    const rounding = { method: 'round_per_line', decimals: 0 } as const;
    expect(one([tax('10')], '105', '1', rounding)).toMatchObject({ untaxed: '105', tax: '11', total: '116' });
  });

  it('compound as a store does: GST 5 and QST 9.975 on both', () => {
    const gst = tax('5');
    const qst = tax('9.975', compound);
    const amounts = one([qst, gst], '100');
    expect(amounts).toMatchObject({ untaxed: '100.00', tax: '15.47', total: '115.47' });
    expect(amounts.taxes).toEqual([
      { taxId: gst.id, base: '100.00', amount: '5.00' },
      { taxId: qst.id, base: '105.00', amount: '10.47' },
    ]);
  });

  it('do not compound taxes that are not affected, whatever comes before', () => {
    expect(one([tax('5'), tax('7')], '100').taxes.map(({ base }) => base)).toEqual(['100.00', '100.00']);
  });

  it('do not compound what does not add to the base: the setting Odoo gives a new tax', () => {
    const fresh = { includeBaseAmount: false, isBaseAffected: true };
    expect(one([tax('5', fresh), tax('9.975', fresh)], '100').tax).toBe('14.98');
  });

  it('take an included tax out of the price and keep the price', () => {
    expect(one([tax('19', included)], '119')).toMatchObject({
      untaxed: '100.00',
      tax: '19.00',
      total: '119.00',
    });
    expect(one([tax('19', included)], '9.99', '3')).toMatchObject({
      untaxed: '25.18',
      tax: '4.79',
      total: '29.97',
    });
    expect(one([tax('19', included)], '9.99', '-3')).toMatchObject({ tax: '-4.79', total: '-29.97' });
    expect(one([tax('0', included)], '9.99')).toMatchObject({ untaxed: '9.99', tax: '0.00' });
  });

  it('take included taxes out that compound: 5 and 9.975 on it', () => {
    const taxes = [tax('5', included), tax('9.975', { ...included, ...compound })];
    expect(one(taxes, '115.47')).toMatchObject({ untaxed: '100.00', tax: '15.47', total: '115.47' });
  });

  it('put a tax on top of a price that contains another', () => {
    const taxes = [tax('19', included), tax('10', { sequence: 11 })];
    expect(one(taxes, '119')).toMatchObject({ untaxed: '100.00', tax: '29.00', total: '129.00' });
  });

  it('round a whole order once per tax where it is rounded globally', () => {
    const vat = tax('10');
    const lines = [line([vat], '0.14'), line([vat], '0.14'), line([vat], '0.14')];
    expect(computeOrder(series, lines, PER_LINE).tax).toBe('0.03');
    expect(computeOrder(series, lines, GLOBALLY)).toMatchObject({
      untaxed: '0.42',
      tax: '0.04',
      total: '0.46',
    });
  });

  it('round different taxes each by itself', () => {
    const lines = [line([tax('10')], '0.14'), line([tax('10')], '0.14')];
    expect(computeOrder(series, lines, GLOBALLY).tax).toBe('0.02');
  });

  it('keep the sum of prices that contain their tax where the order is rounded globally', () => {
    const vat = tax('21', included);
    const lines = [line([vat], '21.53'), line([vat], '21.53')];
    expect(computeOrder(series, lines, GLOBALLY).total).toBe('43.06');
  });

  it('refuse a tax that is no percentage', () => {
    const fixed = tax('1', { amountType: 'fixed' });
    expect(() => one([fixed], '1')).toThrow(`tax ${fixed.id} is of the kind fixed`);
  });
});

describe('where the series differ', () => {
  it('17 rounds the untaxed amount of included prices line by line, 18 and 19 over the order', () => {
    const vat = tax('21', included);
    const lines = [line([vat], '21.53'), line([vat], '21.53')];
    const untaxed = ALL.map((series) => computeOrder(series, lines, GLOBALLY).untaxed);
    expect(untaxed).toEqual(['35.58', '35.59', '35.59']);
  });

  it('two included taxes that add to the base: 17 subtracts the first twice from the second', () => {
    const taxes = [tax('10', included), tax('10', included)];
    const amounts = ALL.map((series) => {
      const { untaxed, tax: sum } = computeTaxes(series, taxes, {
        price: '120',
        quantity: '1',
        rounding: PER_LINE,
      });
      return [untaxed, sum];
    });
    expect(amounts).toEqual([
      ['100.00', '10.00'],
      ['100.00', '20.00'],
      ['100.00', '20.00'],
    ]);
  });

  it('two included taxes that do not: 17 gives the last what is left, 18 and 19 take the rest off the base', () => {
    const plain = { ...included, includeBaseAmount: false };
    const taxes = [tax('10', plain), tax('10', plain)];
    const amounts = ALL.map((series) => {
      const { untaxed, total } = computeTaxes(series, taxes, {
        price: '100',
        quantity: '1',
        rounding: PER_LINE,
      });
      return [untaxed, total];
    });
    expect(amounts).toEqual([
      ['83.33', '100.00'],
      ['83.34', '100.00'],
      ['83.34', '100.00'],
    ]);
  });
});

describe.each(ALL)('the price of a line after mapping on %i', (series) => {
  const vat = tax('19', included);
  const adapt = (price: string, to: readonly TaxRecord[]) => adaptPrice(series, price, [vat], to, 2);

  it('exchanges an included tax for another, for one on top, or for none', () => {
    expect(adapt('119', [tax('20', included)])).toBe('120');
    expect(adapt('119', [tax('20')])).toBe('100');
    expect(adapt('119', [])).toBe('100');
  });

  it('exchanges an included tax for two that compound', () => {
    expect(adapt('119', [tax('5', included), tax('9.975', { ...included, ...compound })])).toBe(
      series === 19 ? '115.47375' : '115.47',
    );
  });

  it('stays where the taxes stay, or where the price does not contain them', () => {
    expect(adapt('119', [vat])).toBe('119');
    expect(adaptPrice(series, '119', [tax('19')], [tax('20', included)], 2)).toBe('119');
    expect(adaptPrice(series, '119', [], [], 2)).toBe('119');
  });

  it('is off by less with more decimals of product prices, and by half a cent per piece at most without', () => {
    const to = [tax('20', included)];
    const exact = (17.5 / 1.19) * 1.2;
    const off = (priceDecimals?: number) =>
      Math.abs(Number(adaptPrice(series, '17.50', [vat], to, 2, priceDecimals)) - exact) * 1000;
    expect(off()).toBeLessThanOrEqual(5);
    expect(off(4)).toBeLessThanOrEqual(0.05);
    if (series < 19) expect(off()).toBeGreaterThan(off(4));
  });

  it('is kept to two decimals before 19', () => {
    expect(adapt('9.99', [])).toMatch(series === 19 ? /^8\.3949\d+$/ : /^8\.39$/);
  });
});
