import type { Binding } from './memory.ts';
import type { Operation, RecordRef, Subject } from './operation.ts';

/** `keep` when it is bound to the record already, else `link`: remembered by us, not written in Odoo. */
export function bind(
  subject: Subject,
  record: RecordRef & { readonly id: number },
  rule: string,
  reason: string,
  { bindingOf }: { readonly bindingOf: (type: string, key: string) => Binding | undefined },
): Operation {
  const binding = bindingOf(subject.type, subject.key);
  if (binding?.odooId === record.id && binding.archivedAt === null)
    return { kind: 'keep', subject, record, rule, reason };
  if (binding === undefined) return { kind: 'link', subject, record, rule, reason };
  const before =
    binding.archivedAt === null ? `it was bound to record ${binding.odooId}` : 'the store has it again';
  return { kind: 'link', subject, record, rule, reason: `${reason}; ${before}` };
}
