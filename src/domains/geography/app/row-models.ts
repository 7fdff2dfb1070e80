import type { AppRowModel } from '../../../core/app-rows.ts';
import { COUNTRY_MODEL, STATE_MODEL } from '../models.ts';

/** What the app shows of every binding, whatever it binds. */
const BINDING_COLUMNS = ['x_status', 'x_rule', 'x_reason', 'x_created'] as const;

const country: AppRowModel = {
  model: 'x_woo_country',
  type: 'country',
  columns: ['x_name', 'x_code', 'x_country_id', ...BINDING_COLUMNS],
  keyFields: ['x_code'],
  key: (values) => values['x_code'] ?? '',
  binding: { model: COUNTRY_MODEL, field: 'x_country_id', written: false },
};

const state: AppRowModel = {
  model: 'x_woo_state',
  type: 'state',
  columns: ['x_name', 'x_code', 'x_country_code', 'x_state_id', ...BINDING_COLUMNS, 'x_written'],
  keyFields: ['x_country_code', 'x_code'],
  key: (values) => `${values['x_country_code'] ?? ''}:${values['x_code'] ?? ''}`,
  binding: { model: STATE_MODEL, field: 'x_state_id', written: true },
};

/** The app's models of this domain, in the order in which their rows are written: states point to countries. */
export const ROW_MODELS: readonly [country: AppRowModel, state: AppRowModel] = [country, state];
