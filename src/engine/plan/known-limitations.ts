import type { DomainPlan } from '../../core/plan.ts';
import type { Backend, SavedRow } from '../../database/port.ts';
import type { EngineServices } from '../ports.ts';
import { itemKey } from '../odoo-app/review-items.ts';
import { LIMITATION_LIST } from '../rows/limitation-facts.ts';

/** No store has more limitations than these; further ones would be news again. */
const MAX_KNOWN = 10_000;

/** What the last run listed as not supported by Odoo, by its key in that list. */
export type KnownLimitations = ReadonlyMap<string, Pick<SavedRow, 'label' | 'reason'>>;

/** Reads what earlier runs reported as not supported by Odoo. */
export async function knownLimitations(
  { id }: Pick<Backend, 'id'>,
  { database }: Pick<EngineServices, 'database'>,
): Promise<KnownLimitations> {
  const asked = { type: LIMITATION_LIST, sort: 'key', descending: false, limit: MAX_KNOWN } as const;
  const { rows } = await database.savedRows.page(id, asked);
  return new Map(rows.map((row) => [row.key, row]));
}

/** The plan with each limitation marked that was reported before and whose name and reason are the same. */
export function markKnown(plan: DomainPlan, known: KnownLimitations): DomainPlan {
  if (known.size === 0) return plan;
  const { domain } = plan;
  return {
    ...plan,
    operations: plan.operations.map((operation) => {
      if (operation.kind !== 'unsupported') return operation;
      const { reason, subject } = operation;
      const before = known.get(itemKey({ domain, ...subject }));
      const isSame = before?.label === subject.label && before.reason === reason;
      return isSame ? { ...operation, known: true } : operation;
    }),
  };
}
