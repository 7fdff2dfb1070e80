import type { Note } from './plan.ts';

/** Below this share of the last complete read, what is missing is taken for a reading fault, not for removals. */
const SUSPICIOUS_SHARE = 0.9;

/**
 * Says whether removals of a type may be planned: not when the store's list came back empty or under 90% of last time,
 * unless a person allowed it. A review note then says so.
 */
export function removalsBlocked(
  type: string,
  now: number,
  last: number | undefined,
  vanished: number,
  allowed: boolean,
): Note | null {
  if (allowed || vanished === 0) return null;
  if (now > 0 && (last === undefined || now >= last * SUSPICIOUS_SHARE)) return null;
  return {
    level: 'review',
    code: 'removals_blocked',
    message:
      `The store listed ${now} of type ${type}, after ${last ?? 'an unknown number'} last time; ` +
      `the ${vanished} that are missing were left as they are.`,
    hint: 'If the store really lost them, run: woo-odoo sync --allow-removals',
  };
}

/** Says that removals of a type were left out because another list of the same domain is not believed. */
export function removalsBlockedToo(type: string, vanished: number): Note {
  return {
    level: 'review',
    code: 'removals_blocked',
    message: `The ${vanished} of type ${type} that are missing were left as they are, too.`,
  };
}
