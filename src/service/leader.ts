import { dispatchAskedRuns } from './asked-runs.ts';
import { deliverNotices } from './notifier.ts';
import { Poller } from './poller.ts';
import { repeat } from './repeat.ts';
import { lookAtSchedules } from './scheduler.ts';
import type { ServiceParts } from './parts.ts';

/** How often a service that does not lead tries to, and one that leads makes sure that it still does. */
const LEAD_MS = 5_000;
/** How often runs of dead processes are looked for. Their jobs come back by themselves; this is for what is shown. */
const RECOVER_MS = 15_000;

/**
 * Of all services on one database one polls, schedules and notifies: two would ask every Odoo twice. The lead ends with
 * the connection that keeps it, so a dead leader's place is free at once.
 */
export class Leader {
  readonly #parts: ServiceParts;
  readonly #stop: AbortSignal;
  #poller: Poller | undefined;

  constructor(parts: ServiceParts, stop: AbortSignal) {
    this.#parts = parts;
    this.#stop = stop;
  }

  get leads(): boolean {
    return this.#poller !== undefined;
  }

  pollAges(): ReturnType<Poller['ages']> {
    return this.#poller?.ages() ?? [];
  }

  /** Tries to lead, and leads, until the service stops. */
  run(): Promise<void> {
    return repeat('the lead', () => this.#tryLead(), { ...this.#parts, stop: this.#stop });
  }

  async #tryLead(): Promise<number> {
    const lead = await this.#parts.database.lead();
    if (lead === null) return LEAD_MS;
    try {
      await this.#leadWhile(() => lead.check());
    } finally {
      await lead.release();
    }
    return this.#stop.aborted ? 0 : LEAD_MS;
  }

  async #leadWhile(check: () => Promise<void>): Promise<void> {
    const { clock, emit, engine, settings, webhook } = this.#parts;
    const lost = new AbortController();
    const stop = AbortSignal.any([this.#stop, lost.signal]);
    const poller = new Poller({ ...this.#parts, pollMs: settings.pollMs });
    this.#poller = poller;
    emit({ event: 'leading', leads: true });
    const again = (what: string, work: () => Promise<number>) => repeat(what, work, { clock, emit, stop });
    const duties = [
      again('polling', () => poller.look()),
      again('the schedules', () => lookAtSchedules(this.#parts)),
      again('requests of the API', () => dispatchAskedRuns(this.#parts)),
      again('interrupted runs', async () => {
        const runs = await engine.recover();
        if (runs > 0) emit({ event: 'recovered', runs });
        return RECOVER_MS;
      }),
      ...(webhook === undefined
        ? []
        : [again('notifications', () => deliverNotices({ ...this.#parts, webhook }))]),
    ];
    try {
      while (!stop.aborted) {
        await check();
        await clock.sleep(LEAD_MS, stop);
      }
    } finally {
      lost.abort();
      await Promise.all(duties);
      await poller.settled();
      this.#poller = undefined;
      emit({ event: 'leading', leads: false });
    }
  }
}
