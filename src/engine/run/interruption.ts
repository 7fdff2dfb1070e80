import { STOPPED, stopCause, type StopCause } from '../../core/cancellation.ts';
import type { RunJournal } from './run-journal.ts';
import type { RunResult } from './summary.ts';

/** What ended the run early; null where it had reached its end anyway, or nothing stopped it. */
export function interruptedBy(journal: RunJournal, { error }: RunResult): StopCause | null {
  const cause = stopCause(journal.request.stop);
  if (cause === null) return null;
  const failures = (journal.planResult?.plan.domains ?? []).flatMap(({ failure }) => failure ?? []);
  const errors = [error, ...failures, ...journal.domainErrors.map((each) => each.error)];
  const isInterrupted =
    errors.some((each) => each?.code === STOPPED) ||
    journal.outcomes.some(({ isNotDone }) => isNotDone) ||
    journal.rows.isCutShort === true;
  return isInterrupted ? cause : null;
}
