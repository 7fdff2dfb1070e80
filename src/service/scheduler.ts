import { DEFAULT_SAMPLES, PROOF_KINDS } from '../core/proof.ts';
import { judgeDue, nextTimes } from '../core/schedule.ts';
import type { RunJob, RunQueue } from '../queue/port.ts';
import type { Schedule, Database } from '../database/port.ts';
import type { ServiceClock } from './clock.ts';
import type { EmitEvent } from './events.ts';

export interface SchedulerParts {
  readonly database: Pick<Database, 'schedules' | 'backends' | 'proofs'>;
  readonly queue: Pick<RunQueue, 'push'>;
  readonly clock: ServiceClock;
  readonly emit: EmitEvent;
}

/** Schedules change and clocks jump while nobody looks; after this the next look is taken in any case. */
const MAX_REST_MS = 5_000;

/**
 * Asks for the runs whose time has come; answers after how many milliseconds to look again. A run is asked for before its
 * time is remembered as served: a kill in between asks twice, which is one run, instead of never.
 */
export async function lookAtSchedules(parts: SchedulerParts): Promise<number> {
  const { database, clock } = parts;
  let rest = MAX_REST_MS;
  for (const schedule of await database.schedules.list()) {
    const now = clock.now();
    const { backendId, kind } = schedule;
    const served = new Date(schedule.servedAt ?? schedule.createdAt);
    const due = judgeDue(schedule, served, now);
    if (due === 'due') await askForRun(schedule, parts);
    if (due !== 'not_yet') await database.schedules.served(backendId, kind, now.toISOString());
    const [next] = nextTimes(schedule, due === 'not_yet' ? served : now, 1);
    if (next !== undefined) rest = Math.min(rest, Math.max(0, next.getTime() - now.getTime()));
  }
  return rest;
}

const JOBS = { sync: 'sync', check: 'preview', verify: 'proof' } as const;

async function askForRun(
  { backendId, kind }: Schedule,
  { clock, database, queue, emit }: SchedulerParts,
): Promise<void> {
  if (kind === 'verify')
    for (const proof of PROOF_KINDS)
      await database.proofs.ask({
        ...{ backendId, kind: proof, origin: 'schedule', askedBy: null, sample: DEFAULT_SAMPLES[proof] },
        askedAt: clock.now().toISOString(),
      });
  const job: RunJob = { backendId, kind: JOBS[kind], origin: 'schedule' };
  const joined = !(await queue.push(job));
  const backend = await database.backends.find(backendId);
  emit({ event: 'asked', backend: { id: backendId, name: backend?.name ?? backendId }, job, joined });
}
