import type { LineWrite } from '../../../core/operation.ts';
import type { TaxBooking } from '../match/tax-booking.ts';
import { repartitionExternalId, type RepartitionPart } from '../models.ts';

const PARTS: readonly { part: RepartitionPart; field: string; type: 'base' | 'tax' }[] = [
  { part: 'invoice_base', field: 'invoice_repartition_line_ids', type: 'base' },
  { part: 'invoice_tax', field: 'invoice_repartition_line_ids', type: 'tax' },
  { part: 'refund_base', field: 'refund_repartition_line_ids', type: 'base' },
  { part: 'refund_tax', field: 'refund_repartition_line_ids', type: 'tax' },
];

/** The lines of a new tax: all of it is booked on one account, with invoices and refunds, under the tags of its booking. */
export function repartitionLines(
  companyId: number,
  taxKey: string,
  { lines }: Pick<TaxBooking, 'lines'>,
): LineWrite[] {
  return PARTS.map(({ part, field, type }) => {
    const { accountId, tagIds } = lines[part];
    return {
      field,
      externalId: repartitionExternalId(companyId, taxKey, part),
      values: {
        repartition_type: type,
        factor_percent: '100',
        'account_id/.id': accountId === null ? '' : String(accountId),
        ...(tagIds.length > 0 && { 'tag_ids/.id': tagIds.join(',') }),
      },
    };
  });
}
