import { ConnectorError } from '../core/errors.ts';
import { openCausesOf } from '../core/proof.ts';
import type { Database, Proof } from '../database/port.ts';
import type { Engine } from '../engine/engine.ts';
import type { JobOutcome, RunJob } from '../queue/port.ts';
import type { ServiceClock } from './clock.ts';
import type { EmitEvent } from './events.ts';

export interface ProofJobParts {
  readonly engine: Pick<Engine, 'runProofs'>;
  readonly database: Pick<Database, 'backends' | 'proofNotices'>;
  readonly clock: Pick<ServiceClock, 'now'>;
  readonly emit: EmitEvent;
  /** Whether somebody is notified of what checks find. */
  readonly notifies: boolean;
  /** Proofs in hand end early, in order, when it is aborted. */
  readonly stop: AbortSignal;
}

/** Carries out the proofs of a backend that were asked for; what is left waits in the database. */
export async function doProofJob(
  { backendId }: Pick<RunJob, 'backendId'>,
  parts: ProofJobParts,
): Promise<JobOutcome> {
  const { database, emit, engine, stop } = parts;
  const done: Proof[] = [];
  const backend = await database.backends.find(backendId);
  // Removed while the job waited.
  if (backend === null || backend.removedAt !== null) return 'done';
  if (stop.aborted) return 'again';
  try {
    const { stopped } = await engine.runProofs(
      backend.id,
      {
        stop,
        onProof: (proof) => {
          emit({ event: 'proof', backend, proof });
          if (proof.state === 'done') done.push(proof);
        },
      },
      (progress) => {
        if (progress.step === 'warning') emit({ event: 'run_warning', backend, message: progress.message });
        else emit({ event: 'run_progress', backend, progress });
      },
    );
    return stopped ? 'again' : 'done';
  } catch (error) {
    // Somebody runs the backend: what was asked for still waits.
    if (error instanceof ConnectorError && error.code === 'backend.busy') return 'later';
    emit({ event: 'fault', where: 'a check', error });
    return 'done';
  } finally {
    for (const proof of done) await recordState(proof, parts);
  }
}

async function recordState({ backendId, facts, id, kind }: Proof, parts: ProofJobParts): Promise<void> {
  const { clock, database, notifies: notify } = parts;
  const state = openCausesOf(facts.causes).length > 0 ? 'differ' : 'agree';
  const notice = { backendId, kind, state, proofId: id } as const;
  await database.proofNotices.report(notice, { notify, at: clock.now().toISOString() });
}
