import { counted } from './counted.ts';
import { nounOf, pluralOf } from './nouns.ts';
import type { Note } from './plan.ts';

/** Below this share of the last complete read, missing objects are taken for an incomplete read, not for removals. */
const SUSPICIOUS_SHARE = 0.9;

/** Whether a list is so much shorter than last time that it is taken for an incomplete read. */
export function isListTooShort(now: number, last: number): boolean {
  return now < last * SUSPICIOUS_SHARE;
}

/**
 * Whether removals of a type may be planned: not when the store's list came back empty or under 90% of last time,
 * unless the user allowed it. Then a review note explains why.
 */
export function removalsBlocked(
  type: string,
  now: number,
  last: number | undefined,
  vanished: number,
  allowed: boolean,
): Note | null {
  if (allowed || vanished === 0) return null;
  if (now > 0 && (last === undefined || !isListTooShort(now, last))) return null;
  return {
    level: 'review',
    code: 'removals_blocked',
    message:
      `The store returned suspiciously few ${pluralOf(nounOf(type))}: ${numberOf(now)}, after ${numberOf(last)} last time. ` +
      `${missing(type, vanished)} left unchanged.`,
    hint: 'If they were really removed from the store, run: woo-odoo sync --allow-removals',
  };
}

/** The note on removals of a type that were left out because another list of the same domain is incomplete. */
export function removalsBlockedToo(type: string, vanished: number): Note {
  return {
    level: 'review',
    code: 'removals_blocked',
    message: `${missing(type, vanished)} left unchanged, too.`,
  };
}

const numberOf = (count: number | undefined) => count?.toLocaleString('en-US') ?? 'an unknown number';

/** `1 missing tax class was`, `3 missing states were` */
function missing(type: string, count: number): string {
  const noun = nounOf(type);
  return counted(count, `missing ${noun} was`, `missing ${pluralOf(noun)} were`);
}
