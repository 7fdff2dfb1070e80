import type { Operation } from './operation.ts';
import type { RowStatus } from './row-status.ts';

/** What to do, where no text of the domain reports it. */
export function remedyOf(status: RowStatus, operation: Operation | undefined): string {
  if (status === 'pending') return 'Run SYNC METADATA.';
  if (status === 'failed') return 'Correct what Odoo refused, then run SYNC METADATA.';
  if (status !== 'review') return '';
  return (operation?.candidates ?? []).length > 0
    ? 'Choose the record that represents it, or leave it as it is.'
    : 'Choose a record of Odoo, correct one of the two sides, or leave it as it is. Then run SYNC METADATA.';
}
