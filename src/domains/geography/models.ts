import type { RecordUse } from '../../core/domain.ts';

export const COUNTRY_MODEL = 'res.country';
export const STATE_MODEL = 'res.country.state';

/** Where Odoo's own models and those of its apps point to states (read in the sources of 17, 18 and 19). */
export const STATE_USES: readonly RecordUse[] = [
  { model: 'res.partner', field: 'state_id', kind: 'one' },
  { model: 'res.bank', field: 'state', kind: 'one' },
  { model: 'crm.lead', field: 'state_id', kind: 'one' },
  { model: 'account.fiscal.position', field: 'state_ids', kind: 'many' },
  { model: 'delivery.carrier', field: 'state_ids', kind: 'many' },
];
