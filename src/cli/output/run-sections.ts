import { isChange, needsReview } from '../../core/operation.ts';
import type { RunOperation } from '../../database/port.ts';
import { safe } from './terminal.ts';

/** Operations of one kind with one outcome. Those that share their reason stand together and show it once. */
export interface Section {
  readonly entries: readonly RunOperation[];
  readonly sharedReason: string | null;
}

/** What needs attention comes first; otherwise the order of the plan stays. */
export function sections(entries: readonly RunOperation[]): Section[] {
  const counts = new Map<string, number>();
  for (const entry of entries) counts.set(likeness(entry), (counts.get(likeness(entry)) ?? 0) + 1);
  const isShared = (entry: RunOperation) => (counts.get(likeness(entry)) ?? 0) > 1;
  const gathered = Map.groupBy(entries, (entry) => {
    const { kind, subject } = entry.operation;
    return isShared(entry) ? likeness(entry) : JSON.stringify([kind, subject.type, outcome(entry)]);
  });
  return [...gathered.values()]
    .map((group) => ({
      entries: group,
      sharedReason: group.every(isShared) && group[0] !== undefined ? reason(group[0]) : null,
    }))
    .sort((a, b) => Number(a.entries.every(isGood)) - Number(b.entries.every(isGood)));
}

function likeness(entry: RunOperation): string {
  const { kind, subject } = entry.operation;
  return JSON.stringify([kind, subject.type, outcome(entry), reason(entry)]);
}

/** `1122 Duarte (DUA)`; the name only where Odoo has another one than the store. */
export function recordText({ operation, odooId }: RunOperation): string {
  const { record, subject } = operation;
  const id = odooId ?? record?.id;
  const name = record?.label === undefined || record.label === subject.label ? '' : record.label;
  return safe(`${id ?? ''} ${name}`);
}

/** Odoo's own words where there are some, else the rule and reason of the plan. */
export function reason({ operation, message }: RunOperation): string {
  return safe(message ?? `${operation.rule}: ${operation.reason}`);
}

/** What became of it, in a word or two. */
export function outcome({ operation, status }: RunOperation): string {
  if (needsReview(operation)) return 'to review';
  return operation.kind === 'unsupported' ? 'reported' : status;
}

/** Whether nobody has to look at it. */
export function isGood({ operation, status }: RunOperation): boolean {
  return status === 'applied' || (status === 'kept' && !isChange(operation) && !needsReview(operation));
}
