import type { RunQueue } from '../queue/port.ts';
import type { Database } from '../database/port.ts';

export interface AskedRunParts {
  readonly database: Pick<Database, 'askedRuns' | 'previews' | 'proofs'>;
  readonly queue: Pick<RunQueue, 'push' | 'underWay'>;
}

const LOOK_MS = 2_000;

/**
 * Pushes what the API, a schedule or a sync asked for and no job is concerned with: the queue that contained it was lost with its process.
 * Answers how many milliseconds it may rest.
 */
export async function dispatchAskedRuns({ database, queue }: AskedRunParts): Promise<number> {
  const [runs, previews] = [await database.askedRuns.list(), await database.previews.asked()];
  const proofs = new Set((await database.proofs.open()).map(({ backendId }) => backendId));
  const asked = [
    ...runs,
    ...previews.map(({ backendId }) => ({ backendId, kind: 'apply' as const })),
    ...[...proofs].map((backendId) => ({ backendId, kind: 'proof' as const })),
  ];
  if (asked.length === 0) return LOOK_MS;
  const underWay = await queue.underWay();
  for (const { backendId, kind } of asked)
    if (!underWay.some((job) => job.backendId === backendId && job.kind === kind))
      await queue.push({ backendId, kind, origin: 'api' });
  return LOOK_MS;
}
