import { setTimeout as sleepFor } from 'node:timers/promises';
import { openQueue } from '../../src/queue/open.ts';
import type { RunQueue } from '../../src/queue/port.ts';
import type { ServiceClock } from '../../src/service/clock.ts';
import type { ServiceEvent } from '../../src/service/events.ts';
import { startService, type Service } from '../../src/service/service.ts';
import type { Webhook } from '../../src/webhook/port.ts';
import type { SandboxStore } from '../../sandbox/index.ts';
import { PEOPLE, rowOf } from './app-in-odoo.ts';
import { startRig, type Rig, type RigOptions } from './rig.ts';

/** How often the service under test asks Odoo for pressed buttons. */
export const POLL_MS = 200;

export const REAL_CLOCK: ServiceClock = {
  now: () => new Date(),
  ticks: () => performance.now(),
  sleep: (milliseconds, signal) => sleepFor(milliseconds, undefined, { signal }).catch(() => undefined),
};

export const SHARED = process.env['TEST_DATABASE_URL'] !== undefined;

/** Three countries instead of 250: the service does the same with them, sooner. */
export function shrinkStore(woo: SandboxStore): void {
  const kept = new Set(['AL', 'BR', 'DE']);
  for (const { code } of woo.control.data().countries) if (!kept.has(code)) woo.control.removeCountry(code);
}

/** A rig with a service over it that can be stopped and started. */
export class ServiceRig {
  readonly rig: Rig;
  readonly events: ServiceEvent[] = [];
  service: Service | undefined;
  #queue: RunQueue | undefined;

  private constructor(rig: Rig) {
    this.rig = rig;
  }

  /** Pairs a small store with an Odoo that has the app, and syncs once, by hand. */
  static async start(options: RigOptions = {}): Promise<ServiceRig> {
    const rig = await startRig({
      app: true,
      world: 'full',
      odoo: { countries: ['AL', 'BR', 'DE'] },
      ...options,
    });
    shrinkStore(rig.woo);
    const report = await rig.sync();
    if (report.status !== 'done') throw new Error(`the first sync ended ${report.status}: ${report.message}`);
    return new ServiceRig(rig);
  }

  /** Over a pair that is synced already. */
  static over(rig: Rig): ServiceRig {
    return new ServiceRig(rig);
  }

  async serve(webhook?: Webhook): Promise<Service> {
    const { engine, database } = this.rig;
    const emit = (event: ServiceEvent) => void this.events.push(event);
    this.#queue = await openQueue(database.sql, (error) =>
      emit({ event: 'fault', where: 'the queue', error }),
    );
    const settings = { role: 'serve', runsAtOnce: 2, pollMs: POLL_MS, graceMs: 20_000 } as const;
    const parts = { engine, database, queue: this.#queue, clock: REAL_CLOCK, emit, settings, webhook };
    return (this.service = await startService(parts));
  }

  async stop(): Promise<void> {
    await this.service?.stop();
    this.service = undefined;
  }

  async close(): Promise<void> {
    await this.stop();
    await this.rig.close();
  }

  /** The backend's row in the app. */
  row() {
    return rowOf(this.rig.odoo, 'x_woo_backend');
  }

  press(button: 'sync' | 'preview', login: string = PEOPLE.seller.login): void {
    const action = `woo_connector.action_request_${button}`;
    this.rig.odoo.control.press(login, action, 'x_woo_backend', this.row().id);
  }

  /** Resolves when every request was answered. */
  async answered(): Promise<void> {
    await until(() => {
      const row = this.row();
      return row['x_served_number'] === row['x_request_number'] && row['x_lease_token'] === false;
    }, 'the request to be answered');
    // The run is reported in Odoo before its record is closed.
    await until(async () => (await this.latest()).status !== 'running', 'the run to end');
  }

  async latest() {
    const [run] = await this.rig.database.runs.list({ backendId: this.rig.backend.id, limit: 1 });
    if (run === undefined) throw new Error('there is no run');
    return run;
  }

  faults(): ServiceEvent[] {
    return this.events.filter(({ event }) => event === 'fault' || event === 'run_refused');
  }
}

/** Looks again and again; a slow machine gets time, a quick one loses none. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string,
  timeoutMs = 90_000,
): Promise<void> {
  const end = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`waited ${timeoutMs / 1000} s in vain for ${what}`);
    await sleepFor(10);
  }
}

/**
 * Measures how long a busy machine keeps this process from running, in milliseconds: a limit of time does not include
 * it. The process's own work is not excused. The function that is returned ends the measurement.
 */
export function measureDelay(): () => number {
  const tickMs = 50;
  const cpuBefore = process.cpuUsage();
  let late = 0;
  let last = performance.now();
  const tick = () => {
    const now = performance.now();
    late += Math.max(0, now - last - tickMs);
    last = now;
  };
  const timer = setInterval(tick, tickMs);
  return () => {
    clearInterval(timer);
    tick();
    const { user, system } = process.cpuUsage(cpuBefore);
    return Math.max(0, late - (user + system) / 1_000);
  };
}
