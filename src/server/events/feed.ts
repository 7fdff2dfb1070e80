import type { Run } from '../../database/port.ts';
import type { Progress } from '../../engine/run/progress.ts';

/** What is published of runs: that one began or ended, and what one is doing. */
export type FeedEvent =
  | {
      readonly event: 'run';
      readonly backendId: string;
      readonly run: number;
      readonly status: Run['status'];
    }
  | { readonly event: 'progress'; readonly backendId: string; readonly progress: Progress };

export type FeedListener = (event: FeedEvent) => void;

/** As much of a run as the feed compares. */
export type Activity = ReadonlyMap<string, Pick<Run, 'id' | 'status'>>;

/**
 * Lets any number of listeners follow the runs of all processes with one look at the database a second, and none while
 * nobody listens. What a run of this very process does is published as it happens.
 */
export class RunFeed {
  readonly #activity: () => Promise<Activity>;
  readonly #everyMs: number;
  readonly #listeners = new Set<FeedListener>();
  #known: Activity = new Map();
  #timer: NodeJS.Timeout | undefined;
  #looking = false;

  constructor(activity: () => Promise<Activity>, everyMs = 1000) {
    this.#activity = activity;
    this.#everyMs = everyMs;
  }

  /** Listens until the returned function is called. What is known of each backend comes first. */
  listen(listener: FeedListener): () => void {
    this.#listeners.add(listener);
    for (const [backendId, { id: run, status }] of this.#known)
      listener({ event: 'run', backendId, run, status });
    if (this.#timer === undefined) {
      this.#timer = setInterval(() => void this.look(), this.#everyMs);
      this.#timer.unref();
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
      this.#known = new Map();
    };
  }

  publish(event: FeedEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** Looks once. A failure is left to the next look: `/readyz` reports a database that cannot be read. */
  async look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    try {
      const now = await this.#activity();
      for (const [backendId, { id: run, status }] of now) {
        const before = this.#known.get(backendId);
        if (before?.id === run && before.status === status) continue;
        this.publish({ event: 'run', backendId, run, status });
      }
      this.#known = now;
    } catch {
      // See above.
    } finally {
      this.#looking = false;
    }
  }
}
