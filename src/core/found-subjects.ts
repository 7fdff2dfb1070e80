import type { FoundSubject } from './domain.ts';
import type { Operation } from './operation.ts';

/** Whether a record in Odoo still represents the subject of an operation: not where it is archived or was deleted. */
export function hasRecord({ kind, target }: Operation): boolean {
  return kind !== 'archive' && kind !== 'unsupported' && target !== 'missing';
}

/**
 * Answers what represents a subject of some operations; see `PlanInput.found`. Only types that are asked for are looked
 * through: of 50,000 tax rates nobody asks.
 */
export function foundSubjects(
  operations: readonly Operation[],
): (type: string, key: string) => FoundSubject | null {
  const byType = new Map<string, ReadonlyMap<string, FoundSubject>>();
  return (type, key) => {
    const ofType = byType.get(type) ?? foundOfType(operations, type);
    byType.set(type, ofType);
    return ofType.get(key) ?? null;
  };
}

function foundOfType(operations: readonly Operation[], type: string): ReadonlyMap<string, FoundSubject> {
  const found = new Map<string, FoundSubject>();
  for (const operation of operations) {
    const { kind, record, subject } = operation;
    if (subject.type !== type || !hasRecord(operation)) continue;
    if (record?.id !== undefined) found.set(subject.key, { id: record.id, pending: false });
    else if (kind === 'create') found.set(subject.key, { id: null, pending: true });
  }
  return found;
}
