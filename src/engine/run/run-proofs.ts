import { ConnectorError } from '../../core/errors.ts';
import { NO_COUNTS, type ProofKind } from '../../core/proof.ts';
import type { Backend, Proof, ProofEnd } from '../../database/port.ts';
import { endAbandonedProofs } from '../proof/abandoned-proofs.ts';
import type { Proved } from '../proof/compare-each.ts';
import { removeLeftovers } from '../proof/odoo-probe.ts';
import { endOf, finishedProof, internalFailure, stoppedProof, type EndedProof } from '../proof/proof-ends.ts';
import {
  outcomeOfOrders,
  outcomeOfShipping,
  outcomeOfTaxes,
  type ProofOutcome,
} from '../proof/proof-outcome.ts';
import { publishProofs } from '../proof/publish-proofs.ts';
import type { EngineServices } from '../ports.ts';
import { verifyOrders } from '../queries/verify-orders.ts';
import { verifyShipping } from '../queries/verify-shipping.ts';
import { verifyTaxes } from '../queries/verify-taxes.ts';
import { withOdoo } from '../sessions.ts';
import { withBackendLock } from './lock.ts';
import type { ProgressSink } from './progress.ts';
import { StopRequest } from './stop-request.ts';

/** What is heard of proofs while a job carries them out. */
export interface ProofJob {
  /** After the question in hand nothing more is asked, what was made is removed, and the proof waits for the next job. */
  readonly stop?: AbortSignal | undefined;
  /** One has begun, or ended. */
  readonly onProof?: ((proof: Proof) => void) | undefined;
}

/** A proof that was begun so often, each time by a process that was killed, is not begun again. */
const MAX_ATTEMPTS = 3;

/** What was switched off in the store cannot differ: nobody has to look. */
const NOTHING_TO_COMPARE: ReadonlySet<string> = new Set(['verify.taxes_off', 'verify.shipping_off']);

interface Proving {
  readonly backend: Backend;
  readonly sample: number;
  readonly stop: AbortSignal;
  readonly services: EngineServices;
  readonly onProgress: ProgressSink;
}

const PROOFS: Readonly<Record<ProofKind, (proving: Proving) => Promise<Proved<ProofOutcome>>>> = {
  taxes: async ({ backend, onProgress, sample, services, stop }) =>
    outcomeBy(outcomeOfTaxes, await verifyTaxes(backend, { sample, stop }, services, onProgress)),
  shipping: async ({ backend, onProgress, sample, services, stop }) =>
    outcomeBy(outcomeOfShipping, await verifyShipping(backend, { sample, stop }, services, onProgress)),
  orders: async ({ backend, onProgress, sample, services, stop }) =>
    outcomeBy(outcomeOfOrders, await verifyOrders(backend, { last: sample, stop }, services, onProgress)),
};

function outcomeBy<Report>(
  outcomeOf: (report: Report) => ProofOutcome,
  { report, stoppedAt }: Proved<Report>,
): Proved<ProofOutcome> {
  return { report: outcomeOf(report), stoppedAt };
}

/**
 * Carries out the proofs of a backend that were asked for, the oldest first, and those that a killed process began. Each
 * has the backend to itself, and is shown in Odoo.
 *
 * @returns whether a stop of the process ended it early: then what is left still waits. A check that a user stops has ended
 * @throws ConnectorError `backend.busy`, `backend.unknown`
 */
export async function runProofs(
  backendId: string,
  job: ProofJob,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<{ readonly stopped: boolean }> {
  const backend = await services.database.backends.get(backendId);
  const done = new Set<number>();
  await endAbandonedProofs(services);
  for (;;) {
    const open = await services.database.proofs.open();
    const next = open.find((proof) => proof.backendId === backend.id && !done.has(proof.id));
    if (next === undefined) return { stopped: false };
    if (job.stop?.aborted === true) return { stopped: true };
    done.add(next.id);
    const stopped = await withBackendLock(backend, services, async (locked) => {
      const isStopped = await runProof(backend, next, job, locked, onProgress);
      if (!isStopped) await publishProofs(backend, locked, onProgress);
      return isStopped;
    });
    if (stopped) return { stopped: true };
  }
}

/** Answers whether a stop of the process interrupted it. */
async function runProof(
  backend: Backend,
  proof: Proof,
  { onProof = () => undefined, stop: ofProcess }: ProofJob,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<boolean> {
  const { proofs } = services.database;
  const { id, kind, sample } = proof;
  const report = async () => {
    const now = await proofs.get(id);
    if (now !== null) onProof(now);
  };
  if (!(await proofs.begin(id, services.now().toISOString()))) return false;
  await report();
  if (await proofs.isStopRequested(id)) {
    await removeLeft(backend, services, onProgress);
    await proofs.end(id, stoppedProof('user', null, services));
    await report();
    return false;
  }
  const stop = new StopRequest(ofProcess);
  const endWatch = stop.watch(() => proofs.isStopRequested(id), onProgress);
  const prove = () => {
    if (proof.attempts >= MAX_ATTEMPTS) throw interruptedTooOften();
    return PROOFS[kind]({ backend, sample, stop: stop.signal, services, onProgress });
  };
  try {
    const ended = await endOf(
      async () => prove(),
      (outcome) => outcome,
      stop.signal,
      services,
    );
    if (ended.stoppedBy === 'process') {
      await proofs.requeue(id);
      return true;
    }
    await proofs.end(id, withoutSubject(ended, services));
  } catch (error) {
    if (!(error instanceof ConnectorError))
      await proofs.end(id, internalFailure(services)).catch(() => undefined);
    throw error;
  } finally {
    endWatch();
  }
  await report();
  return false;
}

/** What a killed process left in Odoo of a check that a user stops before it is begun again. */
async function removeLeft(
  backend: Backend,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<void> {
  try {
    await withOdoo(backend, services, onProgress, (odoo) => removeLeftovers(odoo, backend.id));
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    onProgress({ step: 'warning', message: `What the check left in Odoo stays there: ${error.message}` });
  }
}

/** What was switched off in the store since has nothing to compare. */
function withoutSubject({ end, error }: EndedProof<ProofOutcome>, services: EngineServices): ProofEnd {
  if (error === undefined || !NOTHING_TO_COMPARE.has(error.code)) return end;
  return finishedProof(nothingToCompare(error), services);
}

const nothingToCompare = ({ message }: ConnectorError): ProofOutcome => ({
  ...{ counts: NO_COUNTS, message, rows: [] },
  facts: { currency: '', remarks: [], causes: [] },
});

const interruptedTooOften = () =>
  new ConnectorError({
    code: 'verify.interrupted',
    message: `The check was begun ${MAX_ATTEMPTS} times, and its process ended each time before it had finished.`,
    hint: 'Give a smaller number of addresses, or look in the log for why the service is restarted.',
  });
