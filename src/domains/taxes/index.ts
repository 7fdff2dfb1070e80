import type { Domain } from '../../core/domain.ts';
import type { OdooReader } from '../../odoo/port.ts';
import type { StoreReader } from '../../woocommerce/port.ts';
import type { OdooTaxes, StoreTaxes } from './facts.ts';
import { CREATED } from './created.ts';
import { explainTax } from './explain/explain.ts';
import { ROW_MODELS } from './app/row-models.ts';
import { taxRows } from './app/rows.ts';
import { REQUIRED_PERMISSIONS } from './permissions.ts';
import { resolveTaxRate } from './resolve.ts';
import { planTaxes, TYPES } from './plan.ts';
import { rememberedSettings } from './remembered-settings.ts';
import { proveTaxes } from './proof/proof.ts';
import { readOdooTaxes } from './read-odoo.ts';
import { readStoreTaxes } from './read-store.ts';

/** Tax classes, rates and settings: what both platforms need to calculate the same tax. */
export const taxesDomain: Domain<StoreReader, OdooReader, StoreTaxes, OdooTaxes> = {
  name: 'taxes',
  types: TYPES,
  after: ['geography'],
  readStore: readStoreTaxes,
  readOdoo: readOdooTaxes,
  plan: planTaxes,
  compares: true,
  resolve: resolveTaxRate,
  explain: explainTax,
  proveTaxes,
  requiredPermissions: REQUIRED_PERMISSIONS,
  created: CREATED,
  mirror: { models: ROW_MODELS, rows: taxRows },
  remembered: rememberedSettings,
  count: ({ classFaults = [], classes, faults, rates }) => ({
    tax_class: classes.length + classFaults.length,
    tax_rate: rates.length + faults.length,
  }),
};
