import { STOPPED, stopCause, type StopCause } from '../../core/cancellation.ts';
import { ConnectorError } from '../../core/errors.ts';
import { agreementOf, NO_COUNTS, type PROOF_STOPPED } from '../../core/proof.ts';
import type { Proof, ProofEnd } from '../../database/port.ts';
import type { RecordServices } from '../ports.ts';
import type { Proved, StoppedAt } from './compare-each.ts';
import type { ProofOutcome } from './proof-outcome.ts';

type Clock = Pick<RecordServices, 'now'>;

/** How a proof ended. */
export interface EndedProof<Report> {
  readonly end: ProofEnd;
  /** Set for one that reached its end. */
  readonly report?: Report;
  /** Why it did not: what a server answered, or a stop. */
  readonly error?: ConnectorError;
  readonly stoppedBy: StopCause | null;
}

/** Carries out a proof, whose stop and expected failures are ends as well. */
export async function endOf<Report>(
  prove: () => Promise<Proved<Report>>,
  outcomeOf: (report: Report) => ProofOutcome,
  stop: AbortSignal,
  clock: Clock,
): Promise<EndedProof<Report>> {
  try {
    const { report, stoppedAt } = await prove();
    const outcome = outcomeOf(report);
    if (stoppedAt !== null) return stopped(stop, { outcome, stoppedAt }, clock);
    return { end: finishedProof(outcome, clock), report, stoppedBy: null };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    // What a read was refused for may have become the failure of a domain meanwhile.
    if (error.code === STOPPED || stop.aborted) return stopped(stop, null, clock);
    return { end: failedProof(error, clock), error, stoppedBy: null };
  }
}

function stopped(stop: AbortSignal, reached: Reached | null, clock: Clock): EndedProof<never> {
  const stoppedBy = stopCause(stop) ?? 'process';
  const end = stoppedProof(stoppedBy, reached, clock);
  return {
    end,
    error: new ConnectorError({ code: CODE, message: `${end.message ?? ''}.`, hint: HINT }),
    stoppedBy,
  };
}

/** Written out, so that the list of error codes finds its texts. */
const CODE: typeof PROOF_STOPPED = 'verify.stopped';

export function finishedProof(outcome: ProofOutcome, { now }: Clock): ProofEnd {
  return { ...outcome, state: 'done', problem: null, endedAt: now().toISOString() };
}

export function failedProof(error: ConnectorError, { now }: Clock): ProofEnd {
  const { code, hint = null, message } = error;
  return { ...NOTHING, endedAt: now().toISOString(), message, problem: { code, message, hint } };
}

/** A fault of the program, which is thrown as well. */
export function internalFailure(clock: Clock): ProofEnd {
  const error = new ConnectorError({
    code: 'verify.internal',
    message: 'An internal error ended the check.',
    hint: "The service's log shows it; please report it.",
  });
  return failedProof(error, clock);
}

/** How far a proof came before its stop. */
interface Reached {
  readonly outcome: ProofOutcome;
  readonly stoppedAt: StoppedAt;
}

/** `reached`: null where it had compared nothing. What it compared is kept, and replaces no complete result. */
export function stoppedProof(by: StopCause, reached: Reached | null, { now }: Clock): ProofEnd {
  const how = by === 'user' ? 'Stopped by a user' : 'Interrupted';
  const message = `${how} ${reached === null ? BEFORE_ALL : placeOf(reached)}`;
  const problem = { code: CODE, message, hint: HINT };
  return { ...NOTHING, ...reached?.outcome, endedAt: now().toISOString(), message, problem };
}

const BEFORE_ALL = 'before anything was compared';

function placeOf({ outcome, stoppedAt: { done, total } }: Reached): string {
  const { compared } = agreementOf(outcome.counts);
  if (compared === 0) return BEFORE_ALL;
  return `after ${done} of ${total} addresses: ${outcome.message}`;
}

const HINT = 'The last complete check still counts. Run the check again for a complete result.';

/** Of a command whose process was killed: nobody knows when. */
export function abandonedProof({ askedAt, startedAt }: Pick<Proof, 'askedAt' | 'startedAt'>): ProofEnd {
  const message = 'The process of the check ended before the check had finished';
  const hint = 'What it left in Odoo is removed by the next check, or by: woo-odoo verify taxes --clean';
  return {
    ...{ ...NOTHING, endedAt: startedAt ?? askedAt, message },
    problem: { code: CODE, message, hint },
  };
}

const NOTHING = {
  ...{ state: 'failed' as const, counts: NO_COUNTS, rows: [] },
  facts: { currency: '', remarks: [], causes: [] },
};
