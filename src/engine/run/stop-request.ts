import { STOPPED_BY_USER } from '../../core/cancellation.ts';
import type { ProgressSink } from './progress.ts';

/** How long a stop takes to reach a run or check at most, whatever process carries it out. */
const LOOK_MS = 1000;

/** The signal that stops a run or a check: that of its process, or a user's request, which any process may take. */
export class StopRequest {
  /** Aborted by either of them; its reason is the cause, see `stopCause`. */
  readonly signal: AbortSignal;
  readonly #asked = new AbortController();
  readonly #everyMs: number;

  constructor(ofProcess: AbortSignal | undefined, everyMs = LOOK_MS) {
    this.#everyMs = everyMs;
    const own = this.#asked.signal;
    this.signal = ofProcess === undefined ? own : AbortSignal.any([ofProcess, own]);
  }

  /** Looks for a request in the record of what runs, until the returned function is called. */
  watch(isRequested: () => Promise<boolean>, onProgress: ProgressSink): () => void {
    let isLooking = false;
    const look = async () => {
      if (isLooking || this.signal.aborted) return;
      isLooking = true;
      try {
        if (!(await isRequested())) return;
        this.#asked.abort(STOPPED_BY_USER);
        onProgress({ step: 'stopping' });
      } catch {
        // The next look tries again; a database that is gone ends the run at its next write.
      } finally {
        isLooking = false;
      }
    };
    const timer = setInterval(() => void look(), this.#everyMs);
    timer.unref();
    return () => clearInterval(timer);
  }
}
