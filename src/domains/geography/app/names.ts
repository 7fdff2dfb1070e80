/** Countries of the store. */
export const X_COUNTRY = {
  model: 'x_woo_country',
  code: 'x_code',
  /** The record in Odoo. */
  country: 'x_country_id',
} as const;

/** States of the store. */
export const X_STATE = {
  model: 'x_woo_state',
  code: 'x_code',
  countryCode: 'x_country_code',
  /** The row of its country. */
  countryRow: 'x_woo_country_id',
  /** The country in Odoo of that row, chosen or found. */
  country: 'x_country_id',
  /** The record in Odoo. */
  state: 'x_state_id',
} as const;

/** What this domain adds to a backend. */
export const X_ON_BACKEND = { countryCount: 'x_country_count', stateCount: 'x_state_count' } as const;

/** What it adds to Odoo's states. */
export const X_ON_STATE = { rows: 'x_woo_state_ids' } as const;
