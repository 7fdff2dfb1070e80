import { X_ROW } from '../../../core/app-names.ts';
import type { AppRowModel } from '../../../core/app-rows.ts';
import { COUNTRY_MODEL, STATE_MODEL } from '../models.ts';
import { X_COUNTRY, X_STATE } from './names.ts';

/** What the app shows of every binding, whatever it binds. */
const BINDING_COLUMNS = [X_ROW.status, X_ROW.rule, X_ROW.reason, X_ROW.created] as const;

const country: AppRowModel = {
  model: X_COUNTRY.model,
  type: 'country',
  columns: [X_ROW.name, X_COUNTRY.code, X_COUNTRY.country, ...BINDING_COLUMNS],
  keyFields: [X_COUNTRY.code],
  key: (values) => values[X_COUNTRY.code] ?? '',
  binding: { model: COUNTRY_MODEL, field: X_COUNTRY.country, written: false },
};

const state: AppRowModel = {
  model: X_STATE.model,
  type: 'state',
  columns: [X_ROW.name, X_STATE.code, X_STATE.countryCode, X_STATE.state, ...BINDING_COLUMNS, X_ROW.written],
  keyFields: [X_STATE.countryCode, X_STATE.code],
  key: (values) => `${values[X_STATE.countryCode] ?? ''}:${values[X_STATE.code] ?? ''}`,
  filters: [X_STATE.countryCode],
  binding: {
    ...{ model: STATE_MODEL, field: X_STATE.state, written: true },
    // A state of another country is ignored by the next sync.
    within: { field: 'country_id', type: 'country', key: X_STATE.countryCode },
  },
};

/** The app's models of this domain, in the order in which their rows are written: states point to countries. */
export const ROW_MODELS: readonly [country: AppRowModel, state: AppRowModel] = [country, state];
