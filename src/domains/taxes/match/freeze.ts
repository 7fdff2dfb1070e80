import type { Note } from '../../../core/plan.ts';
import { removalsBlocked } from '../../../core/removals.ts';
import type { Operation } from '../../../core/operation.ts';
import type { StoreTaxPolicy } from '../facts.ts';
import { TAX_RATE_ROWS } from '../app/row-models.ts';
import type { PlanContext } from './context.ts';
import { refOf } from './match-tax.ts';
import { rateSubject, RATE_TYPE } from '../operations/rates.ts';

/** Why everything is left as it is. */
export interface Freeze {
  /** On the operations of rates. */
  readonly rule: 'switched off' | 'short list';
  readonly reason: string;
  readonly note: Note;
}

/**
 * Whether taxes are left as they are: while the store has switched them off, and while its list of rates is too short to
 * be believed. What is charged at a place hangs on all its rates together, so that a missing one must not only keep what
 * was made for it: it must not change what the others come to.
 */
export function findFreeze({ enabled }: StoreTaxPolicy, context: PlanContext): Freeze | null {
  if (!enabled) {
    return {
      rule: 'switched off',
      reason: 'taxes are switched off in the store',
      note: {
        level: 'info',
        code: 'removals_blocked',
        message: 'Taxes are switched off in the store. What was made in Odoo for them is left as it is.',
        hint: 'Where they are switched off for good, archive the taxes and fiscal positions in Odoo by hand.',
      },
    };
  }
  const note = shortList(context);
  if (note === null) return null;
  return { rule: 'short list', reason: 'the list of rates is too short to be believed', note };
}

function shortList({ input: { memory, mirror, policy, store } }: PlanContext): Note | null {
  const listed = store.rates.length + store.faults.length;
  const bound = memory.bindings.filter(({ archivedAt, type }) => type === RATE_TYPE && archivedAt === null);
  // After the loss of our database the rows of the app know how many there were.
  const shown = mirror?.rows.get(TAX_RATE_ROWS.model)?.filter(({ active }) => active) ?? [];
  const last = memory.lastCounts[RATE_TYPE] ?? Math.max(bound.length, shown.length);
  const note = removalsBlocked(RATE_TYPE, listed, last, Math.max(0, last - listed), policy.allowRemovals);
  return (
    note && {
      ...note,
      message: `${note.message} Taxes and fiscal positions were left, too, since the rates of a place belong together.`,
    }
  );
}

/** The rates with what they were bound to. Nothing is made and nothing archived. */
export function planFrozen({ reason, rule }: Freeze, context: PlanContext): Operation[] {
  const { classNames, input, taxes } = context;
  return input.store.rates.map((rate): Operation => {
    const binding = context.bindingOf(RATE_TYPE, String(rate.id));
    const tax = binding?.archivedAt === null ? taxes.get(binding.odooId) : undefined;
    const subject = rateSubject(rate, classNames.get(rate.taxClass) ?? rate.taxClass);
    return { kind: 'keep', subject, ...(tax && { record: refOf(tax), frozen: true }), rule, reason };
  });
}

/** Whether the row of a rate is left as it is: what was bound goes on being bound. */
export function isFrozen({ frozen }: Operation): boolean {
  return frozen === true;
}
