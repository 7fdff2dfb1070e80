import type { FieldValues, ManagedRecord } from './memory.ts';
import type { FieldChange } from './operation.ts';
import { canonicalText } from './text.ts';

/** What to do with the fields of a record that the connector created. */
export type FieldDecision =
  | { readonly kind: 'keep' }
  | { readonly kind: 'update'; readonly changes: readonly FieldChange[] }
  | { readonly kind: 'conflict'; readonly changes: readonly FieldChange[]; readonly reason: string };

/**
 * Compares the store's value, Odoo's value and what was last written, field by field:
 * equal → keep; Odoo still has what was written (or what a write under way was about to put there) → update; changed by
 * a user, or the last write not known → conflict, unless the policy lets the store win.
 */
export function decideFields(
  desired: FieldValues,
  found: FieldValues,
  memory: Pick<ManagedRecord, 'written' | 'intended'> | undefined,
  policy: 'keep' | 'store_wins',
): FieldDecision {
  const changes = Object.entries(desired)
    .map(([field, to]) => ({ field, from: found[field] ?? '', to }))
    .filter(({ from, to }) => from !== to && canonicalText(from) !== canonicalText(to));
  if (changes.length === 0) return { kind: 'keep' };
  if (policy === 'store_wins') return { kind: 'update', changes };

  const known = memory?.written ?? memory?.intended ?? null;
  if (known === null) {
    return {
      kind: 'conflict',
      changes,
      reason: "it differs from the store, and the connector's last write is not known",
    };
  }
  const touched = changes.filter(
    ({ field, from }) =>
      !matchesRemembered(memory?.written, field, from) && !matchesRemembered(memory?.intended, field, from),
  );
  if (touched.length === 0) return { kind: 'update', changes };
  const fields = touched.map((change) => change.field).join(', ');
  return { kind: 'conflict', changes, reason: `${fields} changed in Odoo after the connector's last write` };
}

function matchesRemembered(values: FieldValues | null | undefined, field: string, value: string): boolean {
  const remembered = values?.[field];
  return remembered !== undefined && canonicalText(remembered) === canonicalText(value);
}
