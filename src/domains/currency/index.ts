import type { Domain } from '../../core/domain.ts';
import type { OdooReader } from '../../odoo/port.ts';
import type { StoreReader } from '../../woocommerce/port.ts';
import type { OdooCurrency, StoreCurrency } from './facts.ts';
import { CREATED } from './created.ts';
import { CURRENCY_ROWS, currencyRows } from './app/rows.ts';
import { REQUIRED_PERMISSIONS } from './permissions.ts';
import { planCurrency } from './plan.ts';
import { readOdooCurrencies } from './read-odoo.ts';
import { readStoreCurrency } from './read-store.ts';
import { resolveCurrency } from './resolve.ts';

/** What the store sells in: found among Odoo's currencies and, by policy, activated there. */
export const currencyDomain: Domain<StoreReader, OdooReader, StoreCurrency, readonly OdooCurrency[]> = {
  name: 'currency',
  types: [CURRENCY_ROWS.type],
  readStore: readStoreCurrency,
  readOdoo: readOdooCurrencies,
  plan: planCurrency,
  resolve: resolveCurrency,
  requiredPermissions: REQUIRED_PERMISSIONS,
  created: CREATED,
  mirror: { models: [CURRENCY_ROWS], rows: currencyRows },
  count: () => ({ [CURRENCY_ROWS.type]: 1 }),
};
