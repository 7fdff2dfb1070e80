import type { Run } from '../database/port.ts';

/** What a worker is asked to do. It names the backend alone: everything else is read when the run begins. */
export interface RunJob {
  readonly backendId: string;
  /** `apply`: what a preview showed; `proof`: checks that were asked for. Which ones is in the database. */
  readonly kind: Run['kind'] | 'apply' | 'proof';
  readonly origin: Exclude<Run['origin'], 'cli'>;
}

/** A job whose work is a run. */
export type SyncJob = RunJob & { readonly kind: Exclude<RunJob['kind'], 'proof'> };

/**
 * What became of a job. `later`: somebody else runs the backend, so it is put back for a moment; `again`: the process is
 * asked to stop, so another one (or this one's successor) takes it up at once.
 */
export type JobOutcome = 'done' | 'later' | 'again';

/** A job that nobody has finished yet. */
export interface JobUnderWay {
  readonly backendId: string;
  readonly kind: RunJob['kind'];
  readonly state: 'waiting' | 'active';
}

/** How many jobs wait and how many are worked on, over all processes. */
export interface QueueDepth {
  readonly waiting: number;
  readonly active: number;
}

/**
 * Shares the work out between processes. It may be lost at any time without harm: what is to be done is known from the
 * requests in Odoo, the schedules and the records of runs, and is pushed again.
 */
export interface RunQueue {
  /** Asks for a run. False when one of the same backend and kind waits already: that one will do. */
  push(job: RunJob): Promise<boolean>;
  /** Every job that waits or is worked on. */
  underWay(): Promise<JobUnderWay[]>;
  depth(): Promise<QueueDepth>;
  /** Takes jobs, at most `atOnce` at the same time and one per backend over all processes. */
  work(atOnce: number, handle: (job: RunJob) => Promise<JobOutcome>): Promise<void>;
  /** Takes no more jobs, and waits for those in hand. */
  stop(graceMs: number): Promise<void>;
}

/** Told about faults of the queue itself; it goes on by itself. */
export type QueueFault = (error: Error) => void;
