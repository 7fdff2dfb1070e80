import type { Domain } from '../../core/domain.ts';
import type { OdooReader } from '../../odoo/port.ts';
import type { StoreReader } from '../../woocommerce/port.ts';
import type { OdooCurrency, StoreCurrency } from './facts.ts';
import { CURRENCY_ROWS, currencyRows } from './app/rows.ts';
import { REQUIRED_PERMISSIONS } from './permissions.ts';
import { planCurrency } from './plan.ts';
import { readOdooCurrencies } from './read-odoo.ts';
import { readStoreCurrency, type StoreCurrencyOptions } from './read-store.ts';
import { resolveCurrency } from './resolve.ts';

/** What the store sells in: found among Odoo's currencies and, by policy, activated there. */
export function currencyDomain(
  options: StoreCurrencyOptions = {},
): Domain<StoreReader, OdooReader, StoreCurrency, readonly OdooCurrency[]> {
  return {
    name: 'currency',
    types: [CURRENCY_ROWS.type],
    readStore: (store) => readStoreCurrency(store, options),
    readOdoo: readOdooCurrencies,
    plan: planCurrency,
    resolve: resolveCurrency,
    requiredPermissions: REQUIRED_PERMISSIONS,
    mirror: { models: [CURRENCY_ROWS], rows: currencyRows },
    count: () => ({ [CURRENCY_ROWS.type]: 1 }),
  };
}
