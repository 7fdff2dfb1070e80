import type { Operation } from '../../../core/operation.ts';
import { ORDER_TYPE, POSITION_MODEL } from '../models.ts';
import type { PositionOrder } from '../position-order/position-order.ts';

/** The moves of positions of the chart, where the policy or a user in the app agreed to them. */
export function orderOperations({ consent, moves }: PositionOrder): Operation[] {
  if (consent === 'ask') return [];
  return moves.map(({ position: { externalId = '', id, name, sequence }, to }): Operation => ({
    kind: 'update',
    subject: { type: ORDER_TYPE, key: externalId, label: name },
    record: { model: POSITION_MODEL, id, externalId, label: name },
    rule: 'position order',
    reason:
      'Odoo takes the first fiscal position by sequence: those that require a VAT number come first, then those of the store, then the general ones of the chart of accounts',
    changes: [{ field: 'sequence', from: String(sequence), to: String(to) }],
    write: { fields: { sequence: String(to) }, references: {} },
  }));
}
