import { setTimeout as sleep } from 'node:timers/promises';
import pLimit, { type LimitFunction } from 'p-limit';
import type { JobOutcome, JobUnderWay, QueueFault, RunJob, RunQueue } from './port.ts';

/** A backend that somebody else runs (the command line) is tried again after this. */
const BUSY_MS = 1_000;

type Handle = (job: RunJob) => Promise<JobOutcome>;

/**
 * The queue of the embedded database: within the one service that leads and in memory, since what is to be done is known
 * from Odoo, the schedules and the records of runs, and is pushed again after a start. Runs of one backend follow each
 * other by a limit of one per backend; a limit over all of them delays the rest.
 */
export function openLocalQueue(onFault: QueueFault): RunQueue {
  /** Jobs that wait, by backend and kind: a request during a run waits behind it, and more of them are one. */
  const waiting = new Map<string, RunJob>();
  const active = new Set<RunJob>();
  const inHand = new Set<Promise<void>>();
  const lanes = new Map<string, LimitFunction>();
  const stopped = new AbortController();
  const started = Promise.withResolvers<{ slots: LimitFunction; handle: Handle }>();

  function push(job: RunJob): boolean {
    const key = `${job.backendId} ${job.kind}`;
    if (stopped.signal.aborted || waiting.has(key)) return false;
    waiting.set(key, job);
    const lane = lanes.get(job.backendId) ?? pLimit(1);
    lanes.set(job.backendId, lane);
    void lane(async () => {
      const { slots, handle } = await started.promise;
      await slots(() => take(key, handle));
    }).finally(() => {
      if (lane.activeCount + lane.pendingCount === 0) lanes.delete(job.backendId);
    });
    return true;
  }

  async function take(key: string, handle: Handle): Promise<void> {
    const job = waiting.get(key);
    if (job === undefined || stopped.signal.aborted) return;
    waiting.delete(key);
    active.add(job);
    const work = run(job, handle);
    inHand.add(work);
    await work;
    inHand.delete(work);
  }

  async function run(job: RunJob, handle: Handle): Promise<void> {
    let outcome: JobOutcome = 'done';
    try {
      outcome = await handle(job);
    } catch (error) {
      report(error as Error);
    } finally {
      active.delete(job);
    }
    if (outcome === 'again') push(job);
    if (outcome === 'later') void pushLater(job);
  }

  /** A listener that fails must not keep the job active: nobody would run this backend any more. */
  function report(error: Error): void {
    try {
      onFault(error);
    } catch {
      // There is nobody left to report to.
    }
  }

  async function pushLater(job: RunJob): Promise<void> {
    await sleep(BUSY_MS, undefined, { signal: stopped.signal }).catch(() => undefined);
    push(job);
  }

  return {
    push: (job) => Promise.resolve(push(job)),
    underWay: () =>
      Promise.resolve([...underWay(waiting.values(), 'waiting'), ...underWay(active, 'active')]),
    depth: () => Promise.resolve({ waiting: waiting.size, active: active.size }),
    work: (atOnce, handle) => {
      started.resolve({ slots: pLimit(atOnce), handle });
      return Promise.resolve();
    },
    stop: async (graceMs) => {
      stopped.abort();
      waiting.clear();
      const over = new AbortController();
      await Promise.race([
        Promise.allSettled(inHand),
        sleep(graceMs, undefined, { signal: over.signal }).catch(() => undefined),
      ]);
      over.abort();
    },
  };
}

function underWay(jobs: Iterable<RunJob>, state: JobUnderWay['state']): JobUnderWay[] {
  return [...jobs].map(({ backendId, kind }) => ({ backendId, kind, state }));
}
