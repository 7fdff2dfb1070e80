/*
 * Names in Odoo that more than one layer writes or reads. A constant that starts with `X_` names a model of the app and its
 * fields as Odoo knows them (`x_…`); those of one domain are in its `app/names.ts`, those of backends and runs in
 * `src/odoo/app/fields.ts`. No other file spells such a name (`test/app-names.test.ts`).
 */

/** What rows of several models have: the backend, and how the row is matched to a record in Odoo. */
export const X_ROW = {
  name: 'x_name',
  backend: 'x_backend_id',
  active: 'x_active',
  vanishedOn: 'x_vanished_on',
  /** The record that a user chose; never written by the connector. */
  choice: 'x_choice_id',
  status: 'x_status',
  rule: 'x_rule',
  reason: 'x_reason',
  /** The record was created by the connector. */
  created: 'x_created',
  /** What the connector last wrote into a record it created. */
  written: 'x_written',
} as const;

/** One operation of a run. */
export const X_OPERATION = {
  model: 'x_woo_operation',
  name: 'x_name',
  run: 'x_run_id',
  domain: 'x_domain',
  kind: 'x_kind',
  type: 'x_type',
  key: 'x_key',
  rule: 'x_rule',
  reason: 'x_reason',
  outcome: 'x_outcome',
  message: 'x_message',
  /** `account.tax,17` */
  record: 'x_record',
} as const;

/** One item of the list To Review. */
export const X_REVIEW = {
  model: 'x_woo_review',
  name: 'x_name',
  domain: 'x_domain',
  type: 'x_type',
  key: 'x_key',
  reason: 'x_reason',
  candidates: 'x_candidates',
  record: 'x_record',
} as const;
