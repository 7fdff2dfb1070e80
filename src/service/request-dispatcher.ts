import type { PendingRequest } from '../engine/odoo-app/requests.ts';
import type { JobUnderWay, RunJob, RunQueue } from '../queue/port.ts';
import type { RunActivity, Database } from '../database/port.ts';
import type { ServiceClock } from './clock.ts';
import type { EmitEvent } from './events.ts';

export interface DispatcherParts {
  readonly database: Pick<Database, 'runs'>;
  readonly queue: Pick<RunQueue, 'push' | 'underWay'>;
  readonly clock: ServiceClock;
  readonly emit: EmitEvent;
  readonly pollMs: number;
}

/** The longest wait before a request is tried again whose runs ended without answering it. */
const MAX_WAIT_MS = 5 * 60_000;

/** The newest run of each backend, by backend id. */
type Activity = ReadonlyMap<string, RunActivity>;

/**
 * Decides which requests need a run. Nothing is remembered that matters: a request waits in Odoo until a run has
 * answered it, so one that no job and no run is concerned with is asked for again, whatever was lost.
 */
export class RequestDispatcher {
  readonly #parts: DispatcherParts;
  readonly #tried = new Map<string, { number: number; times: number; notBefore: number }>();

  constructor(parts: DispatcherParts) {
    this.#parts = parts;
  }

  /** @param before what ran when Odoo was asked, since its answer is older than what is known now */
  async answer(pending: readonly PendingRequest[], before: Activity): Promise<void> {
    if (pending.length === 0) return;
    const { queue, database, emit } = this.#parts;
    const [underWay, after] = [await queue.underWay(), await database.runs.activity()];
    for (const request of pending) {
      const { backend, number, kind } = request;
      if (!needsJob(request, underWay, before.get(backend.id), after.get(backend.id))) continue;
      if (this.#mustWait(request)) continue;
      const job: RunJob = { backendId: backend.id, kind, origin: 'odoo' };
      const joined = !(await queue.push(job));
      emit({ event: 'asked', backend, job, request: number, joined });
    }
  }

  /**
   * A run that ends without answering its request (Odoo refused the claim, or went away before the end) leaves it
   * pending. It is tried again, but not with every poll.
   */
  #mustWait({ backend, number }: PendingRequest): boolean {
    const { clock, pollMs } = this.#parts;
    const now = clock.ticks();
    const known = this.#tried.get(backend.id);
    const times = known?.number === number ? known.times : 0;
    if (known !== undefined && times > 0 && now < known.notBefore) return true;
    const pause = times === 0 ? 0 : Math.min(pollMs * 2 ** times, MAX_WAIT_MS);
    this.#tried.set(backend.id, { number, times: times + 1, notBefore: now + pause });
    return false;
  }
}

function needsJob(
  { backend, number, kind }: PendingRequest,
  underWay: readonly JobUnderWay[],
  before: RunActivity | undefined,
  after: RunActivity | undefined,
): boolean {
  const jobs = underWay.filter(({ backendId }) => backendId === backend.id);
  if (jobs.some((job) => job.state === 'waiting' && job.kind === kind)) return false;
  if (after?.status === 'running') {
    // Before it claims the backend's row a run may still answer this request; then only later ones need another.
    return after.requestNumber !== null && number > after.requestNumber;
  }
  // About to begin.
  if (jobs.some(({ state }) => state === 'active')) return false;
  // A run ended while Odoo was being asked: whether it answered this is seen with the next question.
  return before?.id === after?.id && before?.status !== 'running';
}
