import { STOPPED } from '../../core/cancellation.ts';
import { ConnectorError } from '../../core/errors.ts';
import { NO_COUNTS, type ProofKind } from '../../core/proof.ts';
import type { Backend, Proof } from '../../database/port.ts';
import {
  outcomeOfOrders,
  outcomeOfShipping,
  outcomeOfTaxes,
  type ProofOutcome,
} from '../proof/proof-outcome.ts';
import { publishProofs } from '../proof/publish-proofs.ts';
import { failedProof, finishedProof } from '../proof/record-proof.ts';
import type { EngineServices } from '../ports.ts';
import { verifyOrders } from '../queries/verify-orders.ts';
import { verifyShippingLocked } from '../queries/verify-shipping.ts';
import { verifyTaxesLocked } from '../queries/verify-taxes.ts';
import { withBackendLock } from './lock.ts';
import type { ProgressSink } from './progress.ts';

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
  readonly stop: AbortSignal | undefined;
  readonly services: EngineServices;
  readonly onProgress: ProgressSink;
}

const PROOFS: Readonly<Record<ProofKind, (proving: Proving) => Promise<ProofOutcome>>> = {
  taxes: async ({ backend, onProgress, sample, services, stop }) =>
    outcomeOfTaxes(await verifyTaxesLocked(backend, { sample, stop }, services, onProgress)),
  shipping: async ({ backend, onProgress, sample, services, stop }) =>
    outcomeOfShipping(await verifyShippingLocked(backend, { sample, stop }, services, onProgress)),
  orders: async ({ backend, onProgress, sample, services }) =>
    outcomeOfOrders(await verifyOrders(backend, { last: sample }, services, onProgress)),
};

/**
 * Carries out the proofs of a backend that were asked for, the oldest first, and those that a killed process began. Each
 * has the backend to itself, and is shown in Odoo.
 *
 * @returns whether a stop ended it early: then what is left still waits
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

/** Answers whether a stop interrupted it. */
async function runProof(
  backend: Backend,
  proof: Proof,
  { onProof = () => undefined, stop }: ProofJob,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<boolean> {
  const { proofs } = services.database;
  const report = async () => {
    const now = await proofs.get(proof.id);
    if (now !== null) onProof(now);
  };
  if (!(await proofs.begin(proof.id, services.now().toISOString()))) return false;
  await report();
  try {
    if (proof.attempts >= MAX_ATTEMPTS) throw interruptedTooOften();
    const { kind, sample } = proof;
    const outcome = await PROOFS[kind]({ backend, sample, stop, services, onProgress });
    await proofs.end(proof.id, finishedProof(outcome, services));
  } catch (error) {
    if (!(error instanceof ConnectorError)) {
      await proofs.end(proof.id, failedProof(internal(), services)).catch(() => undefined);
      throw error;
    }
    if (error.code === STOPPED) {
      await proofs.requeue(proof.id);
      return true;
    }
    const end = NOTHING_TO_COMPARE.has(error.code)
      ? finishedProof(nothingToCompare(error), services)
      : failedProof(error, services);
    await proofs.end(proof.id, end);
  }
  await report();
  return false;
}

const nothingToCompare = ({ message }: ConnectorError): ProofOutcome => ({
  ...{ counts: NO_COUNTS, message, rows: [] },
  facts: { currency: '', remarks: [], causes: [] },
});

const internal = () =>
  new ConnectorError({
    code: 'verify.internal',
    message: 'An internal error ended the check.',
    hint: "The service's log shows it; please report it.",
  });

const interruptedTooOften = () =>
  new ConnectorError({
    code: 'verify.interrupted',
    message: `The check was begun ${MAX_ATTEMPTS} times, and its process ended each time before it had finished.`,
    hint: 'Give a smaller number of addresses, or look in the log for why the service is restarted.',
  });
