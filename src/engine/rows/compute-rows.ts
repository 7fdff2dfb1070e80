import type { AppRow, AppRowsInput } from '../../core/app-rows.ts';
import type { DomainPlan } from '../../core/plan.ts';
import type { RunOutcome } from '../../database/port.ts';
import type { DomainSnapshot } from '../plan/plan-result.ts';
import { RecordIndex } from '../run/record-index.ts';

/**
 * The rows of one domain, given what became of its operations: each is computed when it is asked for. What needs them
 * shares one pass, since there may be 50,000. Without outcomes: the rows that a plan expects.
 *
 * @param written see `AppRowsInput`; for lists that do not show it, nothing
 */
export function computeRows(
  plan: DomainPlan,
  { planned }: Pick<DomainSnapshot, 'planned'>,
  outcomes: readonly RunOutcome[],
  backendId: string,
  written: AppRowsInput<unknown>['written'] = () => null,
): Iterable<AppRow> {
  const ids = new RecordIndex().addFound(plan.operations).addMade(outcomes);
  return planned.rows({
    operations: plan.operations,
    kept: plan.kept,
    agreements: plan.agreements ?? [],
    backendId,
    recordId: (type, key) => ids.get({ type, key }) ?? null,
    written,
  });
}
