import type { Proof, Run } from '../../database/port.ts';
import type { Progress } from '../../engine/run/progress.ts';

/** What is published: that a run or a check began or ended, what a run is doing, and that a user decided something about rows. */
export type FeedEvent =
  | {
      readonly event: 'run';
      readonly backendId: string;
      readonly run: number;
      readonly status: Run['status'];
    }
  | {
      readonly event: 'proof';
      readonly backendId: string;
      readonly proof: number;
      readonly kind: Proof['kind'];
      readonly state: Proof['state'];
    }
  | { readonly event: 'progress'; readonly backendId: string; readonly progress: Progress }
  | { readonly event: 'rows'; readonly backendId: string };

export type FeedListener = (event: FeedEvent) => void;

/** As much of a run as the feed compares. */
export type Activity = ReadonlyMap<string, Pick<Run, 'id' | 'status'>>;

/** As much of a proof as the feed compares. */
export type ProofActivity = ReadonlyMap<string, Pick<Proof, 'id' | 'kind' | 'state'>>;

/**
 * Lets any number of listeners follow the runs and checks of all processes with one look at the database a second, and none while
 * nobody listens. What a run of this very process does is published as it happens.
 */
export class RunFeed {
  readonly #activity: () => Promise<Activity>;
  readonly #everyMs: number;
  readonly #listeners = new Set<FeedListener>();
  readonly #proofs: () => Promise<ProofActivity>;
  #known: Activity = new Map();
  #knownProofs: ProofActivity | undefined;
  #timer: NodeJS.Timeout | undefined;
  #looking = false;

  constructor(
    activity: () => Promise<Activity>,
    everyMs = 1000,
    proofs: () => Promise<ProofActivity> = () => Promise.resolve(new Map()),
  ) {
    this.#activity = activity;
    this.#everyMs = everyMs;
    this.#proofs = proofs;
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
      this.#knownProofs = undefined;
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
      await this.#lookAtProofs();
    } catch {
      // See above.
    } finally {
      this.#looking = false;
    }
  }

  async #lookAtProofs(): Promise<void> {
    const now = await this.#proofs();
    const before = this.#knownProofs;
    this.#knownProofs = now;
    if (before === undefined) return;
    for (const [backendId, { id: proof, kind, state }] of now) {
      const known = before.get(backendId);
      if (known?.id === proof && known.state === state) continue;
      this.publish({ event: 'proof', backendId, proof, kind, state });
    }
  }
}
