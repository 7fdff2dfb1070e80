import type { Operation, RecordRef, Subject } from '../../../core/operation.ts';
import type { PlanContext } from './context.ts';

/**
 * The operation for an object whose record is known: `keep` when it is bound to it already, else `link`. A link writes
 * nothing in Odoo; it is remembered, so that a later change of mind of the matcher is seen and said.
 */
export function bindOperation(
  subject: Subject,
  record: RecordRef & { readonly id: number },
  match: { readonly rule: string; readonly reason: string },
  context: PlanContext,
): Operation {
  const binding = context.bindings.get(`${subject.type} ${subject.key}`);
  const { rule, reason } = match;
  if (binding?.odooId === record.id && binding.archivedAt === null)
    return { kind: 'keep', subject, record, rule, reason };
  if (binding === undefined) return { kind: 'link', subject, record, rule, reason };
  const before =
    binding.archivedAt === null ? `it was bound to record ${binding.odooId}` : 'the store lists it again';
  return { kind: 'link', subject, record, rule, reason: `${reason}; ${before}` };
}
