/**
 * How an object of the store and its record in Odoo stand:
 *
 * - `in_sync`: both sides agree
 * - `pending`: a sync would change something
 * - `review`: a user must decide
 * - `left`: a user decided to leave it as it is
 * - `unsupported`: Odoo has no equivalent
 * - `failed`: Odoo refused it in the last run
 * - `differs`, `unknown`: a point on which both sides should agree, and do not, or it cannot be known
 */
export const ROW_STATUSES = [
  'in_sync',
  'pending',
  'review',
  'left',
  'unsupported',
  'failed',
  'differs',
  'unknown',
] as const;
export type RowStatus = (typeof ROW_STATUSES)[number];
