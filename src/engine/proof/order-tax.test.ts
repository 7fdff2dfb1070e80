import { describe, expect, it } from 'vitest';
import type { StoreOrder } from '../../woocommerce/trade-port.ts';
import { recomputeTax } from './order-tax.ts';

const nowhere = { country: 'US', state: 'CA', postcode: '', city: '' };

/** An order with one line of these rates: id, percentage, compound. */
function order(
  amounts: { readonly net: string; readonly tax: string; readonly total: string },
  rates: readonly (readonly [number, string | null, boolean])[],
): StoreOrder {
  return {
    ...{ id: 1, number: '1', status: 'processing', currency: 'USD', pricesIncludeTax: false, createdVia: '' },
    ...{ billing: nowhere, shipping: nowhere, paymentMethod: '', shippingLines: [], fees: [] },
    ...{ coupons: 0, refunds: 0, totalTax: amounts.tax, total: amounts.total },
    rates: rates.map(([rateId, percent, compound]) => ({
      ...{ rateId, percent, compound, label: '', taxTotal: '0', shippingTaxTotal: '0' },
    })),
    items: [
      {
        ...{ productId: 1, quantity: '1', taxClass: '', total: amounts.net, totalTax: amounts.tax },
        taxes: rates.map(([rateId]) => ({ rateId, total: '1' })),
      },
    ],
  };
}

describe('the tax of an order by its rates', () => {
  it.each([
    [
      'two rates',
      order({ net: '12.95', tax: '1.12', total: '14.07' }, [
        [4, '7.25', false],
        [28, '1.375', false],
      ]),
      'equal',
    ],
    [
      'a compound one on top',
      order({ net: '100.00', tax: '15.47', total: '115.47' }, [
        [1, '5', false],
        [2, '9.975', true],
      ]),
      'equal',
    ],
    [
      'yen, which have no decimals',
      order({ net: '105', tax: '8', total: '113' }, [[1, '8', false]]),
      'equal',
    ],
    [
      'dinars, which have three',
      order({ net: '1.250', tax: '0.063', total: '1.313' }, [[1, '5', false]]),
      'equal',
    ],
    [
      'a cent of rounding',
      order({ net: '33.34', tax: '2.43', total: '35.77' }, [[4, '7.25', false]]),
      'cent',
    ],
    [
      'a yen more is rounding, two are not',
      order({ net: '105', tax: '10', total: '115' }, [[1, '8', false]]),
      'differs',
    ],
    ['tax by hand', order({ net: '10.00', tax: '5.00', total: '15.00' }, [[1, '7.25', false]]), 'differs'],
    [
      'a rate without its percentage',
      order({ net: '10.00', tax: '0.73', total: '10.73' }, [[1, null, false]]),
      'unknown',
    ],
  ])('%s', (_name, given, verdict) => {
    expect(recomputeTax(given).verdict).toBe(verdict);
  });
});
