import type { Run } from '../../database/port.ts';
import type { RecordServices } from '../ports.ts';
import { ABANDONED } from '../run/abandoned-run.ts';

/**
 * Runs as they are shown: one that a killed process left open is shown as failed, as the next run of its backend (or the
 * service) will record it. Nothing is written and no lock is taken, so that who only looks keeps no run from beginning.
 */
export async function withAbandoned<Shown extends Run>(
  runs: readonly Shown[],
  { database }: Pick<RecordServices, 'database'>,
): Promise<Shown[]> {
  const open = new Set(runs.flatMap(({ backendId, status }) => (status === 'running' ? [backendId] : [])));
  const left = new Set<string>();
  for (const backendId of open) if (!(await database.isLocked(backendId))) left.add(backendId);
  return Promise.all(
    runs.map(async (run) => {
      if (run.status !== 'running' || !left.has(run.backendId)) return run;
      // It may have come to its own end between the two looks.
      const now = await database.runs.get(run.id);
      if (now !== null && now.status !== 'running') return { ...run, ...now };
      return { ...run, status: 'failed', message: ABANDONED };
    }),
  );
}
