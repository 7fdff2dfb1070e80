import type { Note } from '../../../core/plan.ts';
import { removalsBlocked } from '../../../core/removals.ts';
import type { StoreShipping } from '../facts.ts';
import type { PlanContext } from './context.ts';

/** The subject type of zones, which have no counterpart in Odoo and are counted. */
export const ZONE_TYPE = 'shipping_zone';

/** The same of shipping classes. */
export const CLASS_TYPE = 'shipping_class';

/** Why everything is left as it is. */
export interface Freeze {
  /** On the operations. */
  readonly rule: 'switched off' | 'zone unreadable' | 'short list';
  readonly reason: string;
  readonly note: Note;
}

/**
 * Whether shipping is left as it is: while the store has switched it off, and while its zones are not all known. A zone
 * that is missing must not only keep its carriers: it must not let those of others into its places.
 */
export function findFreeze({ input: { memory, policy, store } }: PlanContext): Freeze | null {
  if (!store.policy.shippingEnabled) {
    return {
      rule: 'switched off',
      reason: 'shipping is switched off in the store',
      note: {
        level: 'info',
        code: 'removals_blocked',
        message:
          'Shipping is switched off in the store. The delivery methods created for it in Odoo are left unchanged.',
        hint: 'If it stays switched off, archive the delivery methods in Odoo by hand.',
      },
    };
  }
  const fault = store.faults.find(({ kind }) => kind === 'zone');
  if (fault !== undefined) {
    const which = fault.id === null ? 'A shipping zone' : `The shipping zone ${fault.id}`;
    return {
      rule: 'zone unreadable',
      reason: 'a zone of the store is invalid, and the addresses it covers are unknown',
      note: {
        level: 'review',
        code: 'removals_blocked',
        message: `${which} of the store is invalid (${fault.field}: ${fault.message}). Delivery methods were left unchanged, because zones depend on each other.`,
        hint: 'Correct it in the store (WooCommerce, Settings, Shipping).',
      },
    };
  }
  const lastZones = memory.lastCounts[ZONE_TYPE];
  const missing = Math.max(0, (lastZones ?? 0) - store.zones.length);
  const note = removalsBlocked(ZONE_TYPE, store.zones.length, lastZones, missing, policy.allowRemovals);
  if (note !== null) return { rule: 'short list', reason: 'the store returned suspiciously few zones', note };
  // Without classes no method would have a cost for them: that is believed of a store that never had any.
  const lastClasses = memory.lastCounts[CLASS_TYPE] ?? 0;
  const none =
    countClasses(store) > 0
      ? null
      : removalsBlocked(CLASS_TYPE, 0, lastClasses, lastClasses, policy.allowRemovals);
  return (
    none && {
      rule: 'short list',
      reason: 'the store returned suspiciously few shipping classes',
      note: none,
    }
  );
}

/** How many shipping classes the store listed, those that could not be understood included. */
export function countClasses({ classes, faults }: Pick<StoreShipping, 'classes' | 'faults'>): number {
  return classes.length + faults.filter(({ kind }) => kind === 'class').length;
}
