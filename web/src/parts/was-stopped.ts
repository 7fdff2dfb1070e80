import type { Proof, Run } from '../api/types.ts';

/** Whether a run ended because it was stopped, by a user or with its process. */
export const wasStopped = ({ problem }: Pick<Run, 'problem'>): boolean => problem?.code === 'run.stopped';

/** The same of a check: it compared only a part. */
export const checkWasStopped = ({ problem }: Pick<Proof, 'problem'>): boolean =>
  problem?.code === 'verify.stopped';
