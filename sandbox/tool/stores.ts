import type { ChartName } from '../odoo/accounting/country-charts.ts';
import type { StoreControl } from '../woocommerce/control.ts';

/** What kind of store `--store` asks for. */
export const STORE_KINDS = ['international', 'german', 'many-rates', 'old'] as const;
export type StoreKind = (typeof STORE_KINDS)[number];

const MANY_RATES = 10_000;

/** The chart of accounts that fits a store where none is asked for. */
export function chartFor(kind: StoreKind): ChartName {
  return kind === 'german' ? 'de' : 'recorded';
}

/** Makes a fresh store to what was asked for. */
export function furnish(kind: StoreKind, control: StoreControl): void {
  switch (kind) {
    case 'international':
      return;
    case 'german':
      control.behave({ language: 'de' });
      for (const [group, id, value] of GERMAN) control.setSetting(group, id, value);
      return;
    case 'many-rates':
      control.generateZipRates(MANY_RATES);
      return;
    case 'old':
      control.behave({ version: '7.0.1', stripAuthorization: true, storeApi: 'closed' });
  }
}

const GERMAN = [
  ['general', 'woocommerce_default_country', 'DE:DE-BE'],
  ['general', 'woocommerce_store_city', 'Berlin'],
  ['general', 'woocommerce_store_postcode', '10117'],
  ['general', 'woocommerce_currency', 'EUR'],
  ['general', 'woocommerce_currency_pos', 'right_space'],
  ['general', 'woocommerce_price_thousand_sep', '.'],
  ['general', 'woocommerce_price_decimal_sep', ','],
  ['tax', 'woocommerce_prices_include_tax', 'yes'],
  ['tax', 'woocommerce_tax_display_shop', 'incl'],
  ['tax', 'woocommerce_tax_display_cart', 'incl'],
] as const;
