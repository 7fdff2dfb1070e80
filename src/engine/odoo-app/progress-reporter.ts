import { renewLease, type AppLease } from './lease.ts';
import type { Backend } from '../../database/port.ts';
import type { OdooSession } from '../ports.ts';
import type { Progress, ProgressSink } from '../run/progress.ts';

/** A run that is done sooner shows its domains alone; a longer one shows where it is, and that it lives. */
export const REPORT_AFTER_MS = 15_000;

/**
 * Shows a long run's progress on the backend's row in Odoo, which prolongs its lease as well. It reports between calls
 * and never beside one: Odoo would repeat a transaction whose row another one locks.
 */
export class ProgressReporter {
  readonly #lease: AppLease;
  readonly #backend: Backend;
  readonly #now: () => Date;
  #reportedAt: number;
  #progress = '';
  #reporting: Promise<void> | undefined;
  /** Reading is over: from the first write on it reports before writes alone. */
  #writes = false;

  constructor(lease: AppLease, backend: Backend, now: () => Date) {
    [this.#lease, this.#backend, this.#now] = [lease, backend, now];
    this.#reportedAt = now().getTime();
  }

  /** The sink, heard by it too. */
  listenTo(sink: ProgressSink): ProgressSink {
    return (progress) => {
      this.#progress = describe(progress) || this.#progress;
      sink(progress);
    };
  }

  /**
   * The session; before a write, and before a read while nothing has been written yet, it reports where the run is, when
   * that was not reported for long.
   */
  reportingOn(odoo: OdooSession): OdooSession {
    return {
      ...odoo,
      searchRead: async (...ask) => {
        if (!this.#writes) await this.#report();
        return odoo.searchRead(...ask);
      },
      load: async (...ask) => {
        this.#writes = true;
        await this.#report();
        return odoo.load(...ask);
      },
    };
  }

  /** @throws ConnectorError `app.claim_lost` */
  async #report(): Promise<void> {
    const now = this.#now().getTime();
    if (Math.abs(now - this.#reportedAt) < REPORT_AFTER_MS) return;
    // Of several calls at once one reports, and all of them wait until the claim is known to be ours.
    this.#reporting ??= renewLease(this.#lease, this.#progress, this.#backend)
      .then(() => {
        this.#reportedAt = now;
      })
      .finally(() => {
        this.#reporting = undefined;
      });
    await this.#reporting;
  }
}

function describe(progress: Progress): string {
  switch (progress.step) {
    case 'reading':
      return `reading ${progress.domain}`;
    case 'planned':
      return `planned ${progress.domain}`;
    case 'writing':
      return `writing ${progress.domain}: ${progress.done} of ${progress.total} in ${progress.model}`;
    default:
      return '';
  }
}
