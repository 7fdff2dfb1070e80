import { ConnectorError } from '../../core/errors.ts';
import { NO_COUNTS, type ProofKind } from '../../core/proof.ts';
import type { Backend, ProofEnd } from '../../database/port.ts';
import type { EngineServices, RecordServices } from '../ports.ts';
import type { ProgressSink } from '../run/progress.ts';
import type { ProofOutcome } from './proof-outcome.ts';
import { publishProofs } from './publish-proofs.ts';

/** A proof that somebody runs and waits for. */
export interface WaitedProof<Report> {
  readonly backend: Backend;
  readonly kind: ProofKind;
  readonly sample: number;
  readonly prove: () => Promise<Report>;
  readonly outcomeOf: (report: Report) => ProofOutcome;
}

/**
 * Carries out a proof of the command line, adds it to the history, a failed one too, and shows it in Odoo; one that could
 * not begin is no proof. That the history cannot be written is a warning: the result is worth more.
 */
export async function recordProof<Report>(
  { backend, kind, outcomeOf, prove, sample }: WaitedProof<Report>,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<Report> {
  const startedAt = services.now().toISOString();
  const asked = { backendId: backend.id, kind, origin: 'cli' as const, askedBy: null, sample };
  const record = async (end: ProofEnd) => {
    try {
      await services.database.proofs.record({ ...asked, askedAt: startedAt, startedAt }, end);
      await publishProofs(backend, services, onProgress);
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      onProgress({ step: 'warning', message: `The result could not be kept: ${error.message}` });
    }
  };
  let report: Report;
  try {
    report = await prove();
  } catch (error) {
    if (error instanceof ConnectorError && !NOT_BEGUN.has(error.code))
      await record(failedProof(error, services));
    throw error;
  }
  await record(finishedProof(outcomeOf(report), services));
  return report;
}

/** Nothing was asked of either server. */
const NOT_BEGUN: ReadonlySet<string> = new Set(['verify.sample', 'verify.last', 'backend.busy']);

export function finishedProof(outcome: ProofOutcome, { now }: Pick<RecordServices, 'now'>): ProofEnd {
  return { ...outcome, state: 'done', problem: null, endedAt: now().toISOString() };
}

export function failedProof(error: ConnectorError, { now }: Pick<RecordServices, 'now'>): ProofEnd {
  const { code, hint = null, message } = error;
  return {
    ...{ state: 'failed', endedAt: now().toISOString(), counts: NO_COUNTS, message, rows: [] },
    problem: { code, message, hint },
    facts: { currency: '', remarks: [], causes: [] },
  };
}
