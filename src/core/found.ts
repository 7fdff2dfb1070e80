import type { FoundSubject } from './domain.ts';
import type { Operation } from './operation.ts';
import { subjectName } from './operation.ts';

/** What stands for the subjects of some operations, by subject name; see `PlanInput.found`. */
export function foundSubjects(operations: Iterable<Operation>): ReadonlyMap<string, FoundSubject> {
  const found = new Map<string, FoundSubject>();
  for (const { kind, record, subject, rule } of operations) {
    // The record of a deleted one is known by a number that stands for nothing any more.
    if (kind === 'archive' || kind === 'unsupported' || rule === 'deleted') continue;
    if (record?.id !== undefined) found.set(subjectName(subject), { id: record.id, pending: false });
    else if (kind === 'create') found.set(subjectName(subject), { id: null, pending: true });
  }
  return found;
}
