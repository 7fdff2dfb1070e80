import { ConnectorError } from '../../core/errors.ts';
import type { ProofKind } from '../../core/proof.ts';
import type { Backend, BackendLock, ProofEnd } from '../../database/port.ts';
import type { EngineServices } from '../ports.ts';
import { withBackendLock } from '../run/lock.ts';
import type { ProgressSink } from '../run/progress.ts';
import { StopRequest } from '../run/stop-request.ts';
import { endAbandonedProofs } from './abandoned-proofs.ts';
import type { Proved } from './compare-each.ts';
import { endOf, internalFailure } from './proof-ends.ts';
import type { ProofOutcome } from './proof-outcome.ts';
import { publishProofs } from './publish-proofs.ts';
import { checkSample } from './sample.ts';

/** A proof that somebody runs and waits for. */
export interface WaitedProof<Report> {
  readonly backend: Backend;
  readonly kind: ProofKind;
  readonly sample: number;
  /** The end of the process; any process may ask for a stop besides. */
  readonly stop: AbortSignal | undefined;
  readonly prove: (services: EngineServices, stop: AbortSignal) => Promise<Proved<Report>>;
  readonly outcomeOf: (report: Report) => ProofOutcome;
}

/**
 * Carries out a proof of the command line: in the history from its beginning, so that it can be stopped from elsewhere,
 * with its result, a failure too, and shown in Odoo. One at a time for each backend, except orders, which only reads. That the
 * history cannot be written is a warning: the result is worth more.
 *
 * @throws ConnectorError `verify.sample`, `verify.last`, `backend.busy` before it begins; `verify.stopped`, and what asking the servers throws
 */
export async function recordProof<Report>(
  waited: WaitedProof<Report>,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<Report> {
  const { backend, kind, sample } = waited;
  checkSample(kind, sample);
  const work = (own: EngineServices) => carryOut(waited, own, onProgress);
  return kind === 'orders' ? work(services) : withBackendLock(backend, services, work);
}

async function carryOut<Report>(
  waited: WaitedProof<Report>,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<Report> {
  const { backend, outcomeOf, prove } = waited;
  const { proofs } = services.database;
  const kept = await warningUnlessKept(onProgress, () => begin(waited, services));
  const stop = new StopRequest(waited.stop);
  const endWatch = kept && stop.watch(() => proofs.isStopRequested(kept.id), onProgress);
  const record = async (end: ProofEnd) => {
    if (kept === null) return;
    await warningUnlessKept(onProgress, () => proofs.end(kept.id, end));
    await publishProofs(backend, services, onProgress);
  };
  try {
    const proving = () => prove(services, stop.signal);
    const { end, error, report } = await endOf(proving, outcomeOf, stop.signal, services).finally(endWatch);
    await record(end);
    if (report === undefined) throw error ?? new Error('the proof ended without a report');
    return report;
  } catch (error) {
    if (!(error instanceof ConnectorError)) await record(internalFailure(services)).catch(() => undefined);
    throw error;
  } finally {
    await kept?.lock.release();
  }
}

interface KeptProof {
  readonly id: number;
  /** Shows others that its process lives. */
  readonly lock: BackendLock;
}

async function begin<Report>(
  { backend, kind, sample }: WaitedProof<Report>,
  services: EngineServices,
): Promise<KeptProof> {
  const { database } = services;
  await endAbandonedProofs(services);
  const processLock = services.newId();
  const lock = await database.lock({ id: processLock, name: backend.name });
  const startedAt = services.now().toISOString();
  const asked = { backendId: backend.id, kind, sample, origin: 'cli', askedBy: null } as const;
  try {
    return {
      id: await database.proofs.start({ ...asked, askedAt: startedAt, startedAt, processLock }),
      lock,
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Null after a warning. */
async function warningUnlessKept<T>(onProgress: ProgressSink, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    onProgress({ step: 'warning', message: `The result could not be kept: ${error.message}` });
    return null;
  }
}
