import type { FoundSubject } from './domain.ts';
import type { Operation } from './operation.ts';
import { subjectName } from './operation.ts';

/** Whether a record in Odoo still represents the subject of an operation: not where it is archived or was deleted. */
export function hasRecord({ kind, target }: Operation): boolean {
  return kind !== 'archive' && kind !== 'unsupported' && target !== 'missing';
}

/** What represents the subjects of some operations, by subject name; see `PlanInput.found`. */
export function foundSubjects(operations: Iterable<Operation>): ReadonlyMap<string, FoundSubject> {
  const found = new Map<string, FoundSubject>();
  for (const operation of operations) {
    if (!hasRecord(operation)) continue;
    const { kind, record, subject } = operation;
    if (record?.id !== undefined) found.set(subjectName(subject), { id: record.id, pending: false });
    else if (kind === 'create') found.set(subjectName(subject), { id: null, pending: true });
  }
  return found;
}
