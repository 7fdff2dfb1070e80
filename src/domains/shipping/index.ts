import type { Domain } from '../../core/domain.ts';
import type { OdooReader } from '../../odoo/port.ts';
import type { StoreReader } from '../../woocommerce/port.ts';
import { explainShipping } from './explain/explain.ts';
import type { OdooShipping, StoreShipping } from './facts.ts';
import { CREATED } from './created.ts';
import { ROW_MODELS } from './app/mirror-models.ts';
import { isUnavailable, shippingRows } from './app/rows.ts';
import { METHOD_TYPE } from './models.ts';
import { REQUIRED_PERMISSIONS } from './permissions.ts';
import { CLASS_TYPE, countClasses, ZONE_TYPE } from './match/freeze.ts';
import { planShipping, TYPES } from './plan.ts';
import { proveShipping } from './proof/proof.ts';
import { countMethods } from './operations/removals.ts';
import { readOdooShipping } from './read-odoo.ts';
import { releasedTaxes } from './releases.ts';
import { readStoreShipping } from './read-store.ts';
import { findUnknownCarriers } from './own-records.ts';
import { findTwinCarriers } from './twins.ts';
import { resolveShipping } from './resolve.ts';

/** Zones, methods and classes: what the store offers to send a basket with, as carriers of Odoo. */
export const shippingDomain: Domain<StoreReader, OdooReader, StoreShipping, OdooShipping> = {
  name: 'shipping',
  types: TYPES,
  after: ['geography', 'taxes'],
  readStore: readStoreShipping,
  readOdoo: readOdooShipping,
  plan: planShipping,
  releases: releasedTaxes,
  resolve: resolveShipping,
  explain: (question, input) => Promise.resolve(explainShipping(question, input)),
  proveShipping,
  requiredPermissions: REQUIRED_PERMISSIONS,
  created: CREATED,
  ownRecords: { findUnknown: findUnknownCarriers, findTwins: findTwinCarriers },
  mirror: { models: ROW_MODELS, rows: shippingRows, isUnavailable },
  count: (facts) => ({
    [ZONE_TYPE]: facts.zones.length + facts.faults.filter(({ kind }) => kind === 'zone').length,
    [METHOD_TYPE]: countMethods(facts),
    [CLASS_TYPE]: countClasses(facts),
  }),
};
