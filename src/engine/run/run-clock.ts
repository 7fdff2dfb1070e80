import type { DomainName } from '../../core/operation.ts';
import type { DomainTime, DomainTimes } from '../../core/domain-times.ts';
import type { Progress, ProgressSink } from './progress.ts';

/**
 * How long a run reads and writes each domain, measured by what it reports anyway. Domains are read side by side, and rows
 * of the app are written for several at once, so the times of all may be more than the run took.
 */
export class RunClock {
  readonly #now: () => Date;
  readonly #begun = new Map<string, number>();
  readonly #times = new Map<DomainName, DomainTime>();

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** The same sink, with the clock listening. */
  listenTo(onProgress: ProgressSink): ProgressSink {
    return (progress) => {
      this.#note(progress);
      onProgress(progress);
    };
  }

  /** In milliseconds; a domain that was neither read nor written is absent. */
  get times(): DomainTimes {
    return Object.fromEntries(this.#times);
  }

  #note(progress: Progress): void {
    if (progress.step === 'reading') {
      const { domain, done, side } = progress;
      const passed = this.#between(`${domain} ${side}`, done);
      this.#add(domain, side === 'store' ? { storeMs: passed } : { odooMs: passed });
    }
    if (progress.step === 'writing') {
      const { domain, done, model, total } = progress;
      const name = `${domain} ${model}`;
      const passed = this.#between(name, true);
      // More of the same follows.
      if (done < total) this.#between(name, false);
      this.#add(domain, { writeMs: passed });
    }
  }

  /** Begins a span, or ends it and returns its length. */
  #between(name: string, ends: boolean): number {
    const now = this.#now().getTime();
    const begun = this.#begun.get(name);
    if (ends) this.#begun.delete(name);
    else this.#begun.set(name, now);
    return ends && begun !== undefined ? Math.max(0, now - begun) : 0;
  }

  #add(domain: DomainName, more: Partial<DomainTime>): void {
    const { storeMs, odooMs, writeMs } = this.#times.get(domain) ?? { storeMs: 0, odooMs: 0, writeMs: 0 };
    this.#times.set(domain, {
      storeMs: storeMs + (more.storeMs ?? 0),
      odooMs: odooMs + (more.odooMs ?? 0),
      writeMs: writeMs + (more.writeMs ?? 0),
    });
  }
}
