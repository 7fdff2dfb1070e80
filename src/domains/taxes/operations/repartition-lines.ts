import type { LineWrite } from '../../../core/operation.ts';
import { repartitionExternalId, type RepartitionPart } from '../models.ts';

const PARTS: readonly { part: RepartitionPart; field: string; type: 'base' | 'tax' }[] = [
  { part: 'invoice_base', field: 'invoice_repartition_line_ids', type: 'base' },
  { part: 'invoice_tax', field: 'invoice_repartition_line_ids', type: 'tax' },
  { part: 'refund_base', field: 'refund_repartition_line_ids', type: 'base' },
  { part: 'refund_tax', field: 'refund_repartition_line_ids', type: 'tax' },
];

/** The lines of a new tax: all of it is booked on one account, with invoices and refunds. */
export function repartitionLines(companyId: number, taxKey: string, accountId: number): LineWrite[] {
  return PARTS.map(({ part, field, type }) => ({
    field,
    externalId: repartitionExternalId(companyId, taxKey, part),
    values: {
      repartition_type: type,
      factor_percent: '100',
      'account_id/.id': type === 'tax' ? String(accountId) : '',
    },
  }));
}
