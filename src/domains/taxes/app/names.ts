/** What rows have that a tax in Odoo represents. */
export const X_TAXED = {
  percent: 'x_percent',
  rateCount: 'x_rate_count',
  /** The record in Odoo. */
  tax: 'x_tax_id',
} as const;

/** Tax classes of the store; those of shipping have the prefix `ship:` in their slug. */
export const X_TAX_CLASS = { model: 'x_woo_tax_class', slug: 'x_slug', ...X_TAXED } as const;

/** Taxes that fiscal positions turn the taxes of classes into. */
export const X_TAX = {
  model: 'x_woo_tax',
  key: 'x_key',
  class: 'x_class',
  included: 'x_included',
  compound: 'x_compound',
  ...X_TAXED,
} as const;

/** Areas with taxes of their own. */
export const X_POSITION = {
  model: 'x_woo_fiscal_position',
  key: 'x_key',
  place: 'x_place',
  mapping: 'x_mapping',
  /** The record in Odoo. */
  position: 'x_fiscal_position_id',
} as const;

/** Tax rates of the store. */
export const X_RATE = {
  model: 'x_woo_tax_rate',
  rateId: 'x_rate_id',
  /** The slug of its class. */
  class: 'x_class',
  /** The row of its class. */
  classRow: 'x_class_id',
  country: 'x_country',
  state: 'x_state',
  postcodes: 'x_postcodes',
  cities: 'x_cities',
  rate: 'x_rate',
  priority: 'x_priority',
  order: 'x_order',
  compound: 'x_compound',
  shipping: 'x_shipping',
  /** The record in Odoo. */
  tax: X_TAXED.tax,
  shippingTax: 'x_shipping_tax_id',
  limitation: 'x_limitation',
} as const;

/** Settings on which the store and Odoo must agree. */
export const X_CHECK = {
  model: 'x_woo_check',
  key: 'x_key',
  topic: 'x_topic',
  storeValue: 'x_store_value',
  odooValue: 'x_odoo_value',
  verdict: 'x_verdict',
  meaning: 'x_meaning',
  remedy: 'x_remedy',
  alignable: 'x_alignable',
  /** Whether a user lets syncs align the point. */
  align: 'x_align',
  /** Differing points come first. */
  rank: 'x_rank',
  /** What aligning writes, for the button. */
  alignment: 'x_alignment',
} as const;

/** What this domain adds to a backend. */
export const X_ON_BACKEND = {
  classCount: 'x_tax_class_count',
  rateCount: 'x_tax_rate_count',
  positionCount: 'x_fiscal_position_count',
  disagreementCount: 'x_disagreement_count',
  classes: 'x_tax_class_ids',
  checks: 'x_check_ids',
} as const;

/** What it adds to Odoo's taxes. */
export const X_ON_TAX = {
  classes: 'x_woo_tax_class_ids',
  taxes: 'x_woo_tax_ids',
  rates: 'x_woo_tax_rate_ids',
} as const;

/** What it adds to Odoo's fiscal positions. */
export const X_ON_POSITION = { rows: 'x_woo_fiscal_position_ids' } as const;
