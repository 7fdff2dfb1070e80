import type { Binding } from './memory.ts';
import type { ExistingRecord, KeepOperation, LinkOperation, Subject } from './operation.ts';
import type { Rule } from './rules.ts';

/** By what a record was found for a subject. */
export interface Finding {
  readonly rule: Rule;
  readonly reason: string;
  /** Set where a user chose the record in the app. */
  readonly decidedBy?: 'user' | undefined;
}

/** By what a record is found that a user chose. */
export const CHOSEN = { rule: 'choice', reason: 'chosen by a user', decidedBy: 'user' } as const;

/** `keep` when it is bound to the record already, else `link`: remembered by the connector, not written in Odoo. */
export function bind(
  subject: Subject,
  record: ExistingRecord,
  { decidedBy, reason, rule }: Finding,
  { bindingOf }: { readonly bindingOf: (type: string, key: string) => Binding | undefined },
): KeepOperation | Extract<LinkOperation, { readonly record: ExistingRecord }> {
  const binding = bindingOf(subject.type, subject.key);
  const found = { subject, record, rule, ...(decidedBy && { decidedBy }) };
  if (binds(binding, record)) return { kind: 'keep', ...found, reason };
  if (binding === undefined) return { kind: 'link', ...found, reason };
  const before =
    binding.archivedAt === null ? `it was bound to record ${binding.odooId}` : 'the store lists it again';
  return { kind: 'link', ...found, reason: `${reason}; ${before}` };
}

/** Whether a binding is open, and to this record. */
export function binds(binding: Binding | undefined, record: ExistingRecord): boolean {
  return binding?.odooId === record.id && binding.archivedAt === null;
}
