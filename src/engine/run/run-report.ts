import type { Plan } from '../../core/plan.ts';
import type { RunOutcome } from '../../database/port.ts';
import type { RunJournal } from './run-journal.ts';
import type { RunRequest } from './run-request.ts';
import type { RunResult } from './summary.ts';

/** What a door shows of a finished run; everything else is in the run record. */
export interface RunReport extends RunResult {
  readonly runId: number;
  readonly kind: RunRequest['kind'];
  /** Absent when neither side could be reached. With a saved plan: without the changes that the file does not contain. */
  readonly plan?: Plan;
  /** What became of the changes; operations that were kept are not listed. */
  readonly outcomes: readonly RunOutcome[];
  readonly storeRequests: number;
  readonly odooCalls: number;
}

export function reportOf(journal: RunJournal, result: RunResult): RunReport {
  const plan = journal.planWithRows;
  return {
    runId: journal.runId,
    kind: journal.kind,
    ...result,
    ...(plan && { plan }),
    outcomes: journal.outcomes,
    ...journal.roundTrips,
  };
}
