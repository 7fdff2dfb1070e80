import type { Operation, RecordRef, RecordWrite } from '../../core/operation.ts';
import { compareText } from '../../core/plan.ts';
import { linkColumn } from './record-index.ts';

/** An operation that writes one record under its external id. */
export type WriteOperation = Operation & {
  readonly record: RecordRef & { readonly externalId: string };
  readonly write: RecordWrite;
};

/** Operations that go into the same `load()`: one model, one set of columns. */
export interface WriteGroup {
  readonly model: string;
  readonly columns: readonly string[];
  readonly operations: readonly WriteOperation[];
}

/**
 * The writes of a plan, grouped for `load()`, in the order of the subject types (countries before their states), so
 * that what a record refers to is there when it is written. What is archived goes last, in the opposite order: until
 * then something may still refer to it. Within a group the plan's order is kept.
 */
export function groupWrites(operations: readonly Operation[], types: readonly string[]): WriteGroup[] {
  const writes = operations.filter(isWrite);
  const retired = writes.filter(({ kind }) => kind === 'archive');
  const rest = writes.filter(({ kind }) => kind !== 'archive');
  return [
    ...types.flatMap((type) => groupsOf(rest, type)),
    ...types.toReversed().flatMap((type) => groupsOf(retired, type)),
  ];
}

function groupsOf(operations: readonly WriteOperation[], type: string): WriteGroup[] {
  const byShape = new Map<string, { model: string; columns: string[]; operations: WriteOperation[] }>();
  for (const operation of operations) {
    if (operation.subject.type !== type) continue;
    const { fields, references, links = {} } = operation.write;
    const columns = [
      ...Object.keys(fields),
      ...Object.keys(references),
      ...Object.keys(links).map(linkColumn),
    ].sort(compareText);
    const shape = [operation.record.model, ...columns].join(' ');
    const group = byShape.get(shape) ?? { model: operation.record.model, columns, operations: [] };
    group.operations.push(operation);
    byShape.set(shape, group);
  }
  return [...byShape.values()];
}

function isWrite(operation: Operation): operation is WriteOperation {
  return operation.write !== undefined && operation.record.externalId !== undefined;
}
