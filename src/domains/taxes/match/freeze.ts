import type { Note } from '../../../core/plan.ts';
import { removalsBlocked } from '../../../core/removals.ts';
import type { StoreTaxPolicy } from '../facts.ts';
import { RATE_TYPE } from '../models.ts';
import { TAX_RATE_ROWS } from '../app/row-models.ts';
import type { PlanContext } from './context.ts';

/** Why everything is left as it is. */
export interface Freeze {
  /** On the operations of rates. */
  readonly rule: 'switched off' | 'short list';
  readonly reason: string;
  readonly note: Note;
}

/**
 * Whether taxes are left as they are: while the store has switched them off, and while it returns suspiciously few
 * rates. What is charged at a place depends on all its rates together, so that a missing one must not only keep what was
 * created for it: it must not change the result of the others.
 */
export function findFreeze({ enabled }: StoreTaxPolicy, context: PlanContext): Freeze | null {
  if (!enabled) {
    return {
      rule: 'switched off',
      reason: 'taxes are switched off in the store',
      note: {
        level: 'info',
        code: 'removals_blocked',
        message:
          'Taxes are switched off in the store. The taxes and fiscal positions created for them in Odoo are left unchanged.',
        hint: 'If they stay switched off, archive the taxes and fiscal positions in Odoo by hand.',
      },
    };
  }
  const note = shortList(context);
  if (note === null) return null;
  return { rule: 'short list', reason: 'the store returned suspiciously few rates', note };
}

function shortList({ input: { memory, mirror, policy, store } }: PlanContext): Note | null {
  const listed = store.rates.length + store.faults.length;
  const bound = memory.bindings.filter(({ archivedAt, type }) => type === RATE_TYPE && archivedAt === null);
  // After the loss of the database the rows of the app know how many there were.
  const shown = mirror?.rows.get(TAX_RATE_ROWS.model)?.filter(({ active }) => active) ?? [];
  const last = memory.lastCounts[RATE_TYPE] ?? Math.max(bound.length, shown.length);
  const note = removalsBlocked(RATE_TYPE, listed, last, Math.max(0, last - listed), policy.allowRemovals);
  return (
    note && {
      ...note,
      message: `${note.message} Taxes and fiscal positions were left unchanged, too, because the rates of a place belong together.`,
    }
  );
}
