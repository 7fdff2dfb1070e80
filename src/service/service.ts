import type { QueueDepth } from '../queue/port.ts';
import type { OdooWatch } from '../database/port.ts';
import { watchDatabase } from './database-health.ts';
import type { EmitEvent } from './events.ts';
import { Leader } from './leader.ts';
import type { Poller } from './poller.ts';
import { doProofJob } from './proof-job.ts';
import { doJob } from './worker.ts';
import type { ServiceParts } from './parts.ts';

/** The state of a service, for whoever watches it. */
export interface Readiness {
  readonly ready: boolean;
  /** `full`: nothing can be recorded until somebody frees space; no run begins. */
  readonly database: 'ok' | 'full' | 'unreachable';
  readonly stopping: boolean;
  readonly leads: boolean;
  readonly queue: QueueDepth | null;
  readonly odoos: readonly OdooWatch[];
}

/** A service that runs. */
export interface Service {
  readiness(): Promise<Readiness>;
  /** Null while this process does not lead. */
  pollAges(): ReturnType<Poller['ages']>;
  depth(): Promise<QueueDepth>;
  /** Takes nothing new, lets the runs in hand finish their batch and be recorded, and returns. */
  stop(): Promise<void>;
}

/** Starts the worker, and what a leader does. Returns when it works. */
export async function startService(parts: ServiceParts): Promise<Service> {
  const { engine, database, queue, clock, settings, webhook } = parts;
  const health = watchDatabase(database, clock);
  const emit: EmitEvent = (event) => {
    health.hear(event);
    parts.emit(event);
  };
  const stopping = new AbortController();
  const stop = stopping.signal;
  emit({ event: 'started', role: settings.role, runsAtOnce: settings.runsAtOnce });
  const worker = { engine, database, clock, emit, stop, notifies: webhook !== undefined };
  await queue.work(settings.runsAtOnce, (job) => {
    const { kind } = job;
    return kind === 'proof' ? doProofJob(job, worker) : doJob({ ...job, kind }, worker);
  });
  const leader = settings.role === 'serve' ? new Leader({ ...parts, emit }, stop) : undefined;
  const leading = leader?.run();
  let stopped: Promise<void> | undefined;

  async function end(): Promise<void> {
    emit({ event: 'stopping' });
    stopping.abort();
    await queue.stop(settings.graceMs);
    await leading;
    emit({ event: 'stopped' });
  }

  async function readiness(): Promise<Readiness> {
    const state = { stopping: stop.aborted, leads: leader?.leads ?? false };
    try {
      const [depth, odoos] = [await queue.depth(), await database.watches.list()];
      const writable = await health.look();
      const ready = !stop.aborted && writable === 'ok';
      return { ready, database: writable, ...state, queue: depth, odoos };
    } catch (error) {
      emit({ event: 'fault', where: 'readiness', error });
      return { ready: false, database: 'unreachable', ...state, queue: null, odoos: [] };
    }
  }

  return {
    readiness,
    pollAges: () => leader?.pollAges() ?? [],
    depth: () => queue.depth(),
    stop: () => (stopped ??= end()),
  };
}
