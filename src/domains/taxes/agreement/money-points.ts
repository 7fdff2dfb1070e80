import { counted } from '../../../core/counted.ts';
import { agrees, differs, isUnknown, type Point } from './point.ts';

export const CURRENCY: Point = {
  key: 'currency',
  topic: 'Currency',
  matters: 'Amounts of the one currency would be booked as the same number of the other.',
  odoo: ({ odoo: { company } }) => company.currency,
  judge: ({ currency }, { odoo: { company } }) => {
    if (currency === '') {
      return isUnknown(
        currency,
        'The store does not report its currency.',
        'Look at the currency of the store (WooCommerce, Settings, General) and of the company (Odoo, Settings, ' +
          'Companies).',
      );
    }
    if (currency === company.currency) return agrees(currency, 'Both sides sell in the same currency.');
    return differs(
      currency,
      `A price of 100 ${currency} in the store is 100 ${company.currency} on a quotation typed in Odoo.`,
      `Give Odoo a price list in ${currency}, or pair the store with a company that keeps its books in ${currency}. ` +
        'Odoo does not change the currency of a company that has entries.',
    );
  },
};

/** WooCommerce rounds taxes to the decimals of its prices, Odoo to those of the currency. */
export const PRICE_DECIMALS: Point = {
  key: 'price_decimals',
  topic: 'Decimals of amounts',
  matters: 'Taxes are rounded to another place after the point on each side.',
  odoo: ({ odoo }) => String(odoo.currencyDecimals),
  judge: ({ decimals }, { odoo: { currencyDecimals, company } }) => {
    const store = String(decimals);
    if (decimals === currencyDecimals) return agrees(store, 'Both sides round to the same decimal.');
    return differs(
      store,
      `The store rounds taxes to ${places(decimals)}, Odoo to ${places(currencyDecimals)}: ` +
        'each rounding moves up to half of the coarser step.',
      `Set the number of decimals in WooCommerce (Settings, General) to ${currencyDecimals}, ` +
        `as ${company.currency} has in Odoo.`,
    );
  },
};

const places = (count: number) => (count === 0 ? 'whole units' : counted(count, 'decimal'));
