import type { Domain } from '../../core/domain.ts';
import type { OdooReader } from '../../odoo/port.ts';
import type { StoreReader } from '../../woocommerce/port.ts';
import type { OdooGeography, StoreGeography } from './facts.ts';
import { CREATED } from './created.ts';
import { geographyRows } from './app/rows.ts';
import { ROW_MODELS } from './app/row-models.ts';
import { isUnreadable } from './operations/faults.ts';
import { REQUIRED_PERMISSIONS } from './permissions.ts';
import { STATE_USES } from './models.ts';
import { TYPES } from './operations/context.ts';
import { planGeography } from './operations/plan.ts';
import { readOdooGeography } from './read-odoo.ts';
import { readStoreGeography } from './read-store.ts';
import { resolveAddress } from './resolve.ts';

/** Countries and states: what every address, tax rate and shipping zone is built on. */
export const geography: Domain<StoreReader, OdooReader, StoreGeography, OdooGeography> = {
  name: 'geography',
  types: TYPES,
  readStore: readStoreGeography,
  readOdoo: readOdooGeography,
  plan: planGeography,
  resolve: resolveAddress,
  created: CREATED,
  usedIn: STATE_USES,
  requiredPermissions: REQUIRED_PERMISSIONS,
  mirror: {
    models: ROW_MODELS,
    rows: geographyRows,
    isUnavailable: (store, model, key) => isUnreadable(store, typeOf(model), key),
  },
  count: (facts) => ({ country: facts.countries.length, state: facts.states.length }),
};

function typeOf(model: string): string {
  return ROW_MODELS.find((each) => each.model === model)?.type ?? '';
}
