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
  /** The company of its backend, where choices depend on it. */
  company: 'x_company_id',
  /** The record that a user chose; never written by the connector. */
  choice: 'x_choice_id',
  status: 'x_status',
  rule: 'x_rule',
  reason: 'x_reason',
  /** The record was created by the connector. */
  created: 'x_created',
  /** What the connector last wrote into a record it created. */
  written: 'x_written',
  /** Computed with every change of a field that users may not change; refuses theirs. */
  guard: 'x_guard',
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

/** What items of To Review have as their domain that a check of both servers found; those of syncs name a domain. */
export const PROOF_DOMAIN = 'proof';

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
  /** What a user reads: one sentence. */
  summary: 'x_summary',
  /** What is at stake, by which the list is grouped. */
  stake: 'x_stake',
  /** The row of the app about the same: its model, and its key with a line per field. */
  rowModel: 'x_row_model',
  rowKey: 'x_row_key',
  /** A user leaves it as it is; and what the last run knew of that. */
  left: 'x_left',
  leftSynced: 'x_left_synced',
  leftBy: 'x_left_user_id',
  leftOn: 'x_left_on',
} as const;
