import type { FieldValues } from '../../../core/memory.ts';
import type { Operation } from '../../../core/operation.ts';
import { ORDER_TYPE, POSITION_MODEL } from '../models.ts';
import type { PlanContext } from '../match/context.ts';
import type { PositionOrder } from '../position-order/position-order.ts';

/** What is remembered of a position that was moved: the sequence that it had before the connector moved it first. */
export const SEQUENCE_BEFORE = 'sequence before';

/** The moves of positions of the chart, where the policy or a user in the app agreed to them. */
export function orderOperations({ consent, moves }: PositionOrder, { managed }: PlanContext): Operation[] {
  if (consent === 'ask') return [];
  return moves.map(({ position: { externalId = '', id, name, sequence }, to }): Operation => ({
    kind: 'update',
    subject: { type: ORDER_TYPE, key: externalId, label: name },
    record: { model: POSITION_MODEL, id, externalId, label: name },
    rule: 'position order',
    reason:
      'Odoo takes the first fiscal position by sequence: those that require a VAT number come first, then those of the store, then the general ones of the chart of accounts',
    changes: [{ field: 'sequence', from: String(sequence), to: String(to) }],
    write: {
      fields: { sequence: String(to) },
      references: {},
      derived: { [SEQUENCE_BEFORE]: firstSequence(sequence, managed.get(externalId)?.written ?? {}) },
    },
  }));
}

/** Where it is still where the connector put it, what it had before that counts. */
function firstSequence(sequence: number, written: FieldValues): string {
  const now = String(sequence);
  return (written['sequence'] === now ? written[SEQUENCE_BEFORE] : undefined) ?? now;
}
