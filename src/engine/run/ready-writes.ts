import type { DomainPlan } from '../../core/plan.ts';
import { rightLacking } from '../plan/rights.ts';
import { labelsIn } from './labels.ts';
import type { RecordIndex } from './record-index.ts';
import type { RunJournal } from './run-journal.ts';
import type { WriteGroup, WriteOperation } from './write-groups.ts';

/** The writes of a group that may be sent, and those that must not, with the reason. */
export interface ReadyWrites {
  readonly ready: readonly WriteOperation[];
  readonly skipped: readonly { readonly operation: WriteOperation; readonly why: string }[];
}

/** @param failed the records that this run could not write: labels by external id */
export function readyWrites(
  { operations }: WriteGroup,
  { missingRights }: DomainPlan,
  failed: ReadonlyMap<string, string>,
  journal: Pick<RunJournal, 'planResult' | 'records'>,
): ReadyWrites {
  const [firstFailed] = failed.values();
  const called = labelsIn(journal.planResult?.plan);
  const archives = operations.some(({ kind }) => kind === 'archive');
  const ready: WriteOperation[] = [];
  const barred: ReadyWrites['skipped'][number][] = [];
  const waiting: ReadyWrites['skipped'][number][] = [];
  for (const operation of operations) {
    // A note of the plan names a right that the user lacks, once for all of its operations.
    const right = rightLacking(operation, missingRights);
    if (right !== undefined) barred.push({ operation, why: `the user may not ${right.purpose} in Odoo` });
    else if (!archives) {
      const missing = missingFor(operation, failed, journal.records, called);
      if (missing === undefined) ready.push(operation);
      else waiting.push({ operation, why: `${missing} is missing` });
    } else if (firstFailed === undefined) ready.push(operation);
    // What could not be written may still need it; the next run sees whether it does.
    else waiting.push({ operation, why: `"${firstFailed}" could not be written and may still need it` });
  }
  return { ready, skipped: [...barred, ...waiting] };
}

/** What a record that the operation refers to and that does not exist is called. */
function missingFor(
  { after, write: { links = {}, lines = [] } }: WriteOperation,
  failed: ReadonlyMap<string, string>,
  records: RecordIndex,
  called: (name: string) => string,
): string | undefined {
  const failedFirst = after === undefined ? undefined : failed.get(after);
  if (failedFirst !== undefined) return `"${failedFirst}"`;
  const [missing] = [links, ...lines.map((line) => line.links ?? {})].flatMap(
    (each) => records.columnsOf(each).missing,
  );
  return missing === undefined ? undefined : called(missing);
}
