import { ConnectorError } from '../../core/errors.ts';
import type { Proof } from '../../database/port.ts';
import type { RecordServices } from '../ports.ts';
import { abandonedProof } from './proof-ends.ts';

/**
 * Checks as they are shown: one whose command was killed is shown as it will be recorded. Those of the service wait for
 * it, and are begun again. Nothing is written.
 */
export async function withAbandonedProofs(
  list: readonly Proof[],
  { database }: Pick<RecordServices, 'database'>,
): Promise<Proof[]> {
  const running = new Set(list.flatMap(({ id, state }) => (state === 'running' ? [id] : [])));
  if (running.size === 0) return [...list];
  const left = new Set<number>();
  for (const { id, processLock } of await database.proofs.ofCommands())
    if (running.has(id) && !(await database.isLocked(processLock))) left.add(id);
  return Promise.all(
    list.map(async (proof) => {
      if (!left.has(proof.id)) return proof;
      // It may have come to its own end between the two looks.
      const now = await database.proofs.get(proof.id);
      if (now !== null && now.state !== 'running') return now;
      const { counts, endedAt, facts, message, problem, state } = abandonedProof(proof);
      return { ...proof, state, endedAt, counts, message, problem, facts };
    }),
  );
}

/** Ends the checks whose command was killed. */
export async function endAbandonedProofs({ database }: Pick<RecordServices, 'database'>): Promise<void> {
  const { proofs } = database;
  for (const { id, processLock } of await proofs.ofCommands()) {
    const lock = await takeOver(processLock, database);
    if (lock === null) continue;
    try {
      const proof = await proofs.get(id);
      if (proof !== null) await proofs.end(id, abandonedProof(proof));
    } finally {
      await lock.release();
    }
  }
}

/** The lock of a command that was killed; null while its process lives. */
async function takeOver(processLock: string, database: RecordServices['database']) {
  try {
    return await database.lock({ id: processLock, name: processLock });
  } catch (error) {
    if (error instanceof ConnectorError && error.code === 'backend.busy') return null;
    throw error;
  }
}
