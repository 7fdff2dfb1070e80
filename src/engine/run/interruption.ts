import { NOT_DONE, STOPPED } from '../../core/cancellation.ts';
import type { RunJournal } from './run-journal.ts';
import type { RunResult } from './summary.ts';

/** Whether a stop of the process ended the run early. A run that had reached its end anyway was not interrupted. */
export function wasInterrupted(journal: RunJournal, { error }: RunResult): boolean {
  if (journal.request.stop?.aborted !== true) return false;
  const failures = (journal.planResult?.plan.domains ?? []).flatMap(({ failure }) => failure ?? []);
  const errors = [error, ...failures, ...journal.domainErrors.map((each) => each.error)];
  return (
    errors.some((each) => each?.code === STOPPED) ||
    journal.outcomes.some(({ message }) => message === NOT_DONE) ||
    journal.rows.refused.some((text) => text.includes(NOT_DONE))
  );
}
