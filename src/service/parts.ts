import type { Engine } from '../engine/engine.ts';
import type { RunQueue } from '../queue/port.ts';
import type { Database } from '../database/port.ts';
import type { Webhook } from '../webhook/port.ts';
import type { ServiceClock } from './clock.ts';
import type { EmitEvent } from './events.ts';

export interface ServiceParts {
  readonly engine: Engine;
  readonly database: Database;
  readonly queue: RunQueue;
  readonly clock: ServiceClock;
  readonly emit: EmitEvent;
  readonly settings: ServiceSettings;
  /** Absent: nobody is notified. */
  readonly webhook?: Webhook | undefined;
}

export interface ServiceSettings {
  /** `serve` also polls, schedules and notifies, when no other does; `worker` only takes runs. */
  readonly role: 'serve' | 'worker';
  readonly runsAtOnce: number;
  readonly pollMs: number;
  /** How long a stop waits for the runs in hand. */
  readonly graceMs: number;
}
