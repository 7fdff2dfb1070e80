import { ConnectorError } from '../../core/errors.ts';
import type { Proof } from '../../database/port.ts';
import type { RecordServices } from '../ports.ts';
import { withAbandonedProofs } from './abandoned-proofs.ts';
import { stoppedProof } from './proof-ends.ts';

/** A check that was asked to stop, and whether nobody had asked before. */
export interface ProofStopAsked {
  readonly proof: Proof;
  readonly isNew: boolean;
}

/**
 * Stops a check: one that waits ends at once; of one that runs, its process is asked, whichever it is. It asks nothing
 * more, removes what it made, and records how far it came.
 *
 * @throws ConnectorError `proof.unknown`, `proof.not_running`
 */
export async function askToStopProof(id: number, services: RecordServices): Promise<ProofStopAsked> {
  const { proofs } = services.database;
  const isNew = await proofs.requestStop(id, services.now().toISOString());
  const isCancelled = await proofs.cancel(id, stoppedProof('user', null, services));
  const found = await proofs.get(id);
  if (found === null) throw unknownProof(id);
  const [proof = found] = await withAbandonedProofs([found], services);
  if (proof.endedAt !== null && !isCancelled) throw notRunning(proof);
  return { proof, isNew };
}

export function unknownProof(id: number): ConnectorError {
  return new ConnectorError({
    code: 'proof.unknown',
    message: `There is no check ${id}.`,
    hint: 'It may have been removed: the last 100 of each kind are kept. woo-odoo verify history lists them.',
  });
}

function notRunning({ id, message }: Proof): ConnectorError {
  return new ConnectorError({
    code: 'proof.not_running',
    message: `Check ${id} has ended already${message === null ? '.' : `: ${message}`}`,
    hint: 'There is nothing to stop.',
  });
}
