import type { DomainPlan } from '../../core/plan.ts';
import { rightLacking } from '../plan/rights.ts';
import type { RecordIndex } from './record-index.ts';
import type { WriteGroup, WriteOperation } from './write-groups.ts';

/** The writes of a group that may be sent, and those that must not, with the reason. */
export interface ReadyWrites {
  readonly ready: readonly WriteOperation[];
  readonly skipped: readonly { readonly operation: WriteOperation; readonly why: string }[];
}

/** @param failed the external ids of the records that this run could not write */
export function readyWrites(
  { operations }: WriteGroup,
  { missingRights }: DomainPlan,
  failed: ReadonlySet<string>,
  records: RecordIndex,
): ReadyWrites {
  const [firstFailed] = failed;
  const archives = operations.some(({ kind }) => kind === 'archive');
  const ready: WriteOperation[] = [];
  const barred: ReadyWrites['skipped'][number][] = [];
  const waiting: ReadyWrites['skipped'][number][] = [];
  for (const operation of operations) {
    // A note of the plan names a right that the user lacks, once for all of its operations.
    const right = rightLacking(operation, missingRights);
    if (right !== undefined) barred.push({ operation, why: `the user may not ${right.purpose} in Odoo` });
    else if (!archives) {
      const missing = missingFor(operation, failed, records);
      if (missing === undefined) ready.push(operation);
      else waiting.push({ operation, why: `${missing} is missing` });
    } else if (firstFailed === undefined) ready.push(operation);
    // What could not be written may still need it; the next run sees whether it does.
    else waiting.push({ operation, why: `${firstFailed} could not be written and may still need it` });
  }
  return { ready, skipped: [...barred, ...waiting] };
}

/** The name of a record that the operation refers to and that does not exist. */
function missingFor(
  { after, write: { links = {}, lines = [] } }: WriteOperation,
  failed: ReadonlySet<string>,
  records: RecordIndex,
): string | undefined {
  if (after !== undefined && failed.has(after)) return after;
  return [links, ...lines.map((line) => line.links ?? {})]
    .flatMap((each) => records.columnsOf(each).missing)
    .at(0);
}
