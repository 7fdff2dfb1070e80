import { ConnectorError } from '../core/errors.ts';
import type { Database } from '../database/port.ts';
import type { ServiceClock } from './clock.ts';
import type { EmitEvent, ServiceEvent } from './events.ts';

/** How long a write that succeeded counts; an idle database is not to be written more often. */
const GOOD_MS = 60_000;
/** How soon one that failed is tried again. */
const BAD_MS = 2_000;

export interface DatabaseHealth {
  /** Whether the database can be written. @throws what a write throws for other reasons than a full disk */
  look(): Promise<'ok' | 'full'>;
  /** Learns from what failed elsewhere that the disk is full. */
  readonly hear: EmitEvent;
}

/**
 * Whether there is space to write: tried when somebody asks, and not more often than makes sense. A full disk shows with the
 * next question once any write failed for it, and so does its end.
 */
export function watchDatabase(
  database: Pick<Database, 'tryWrite'>,
  clock: Pick<ServiceClock, 'ticks'>,
): DatabaseHealth {
  let last: { readonly state: 'ok' | 'full'; readonly at: number } | undefined;
  let looking: Promise<'ok' | 'full'> | undefined;

  async function tryNow(): Promise<'ok' | 'full'> {
    const state = await database.tryWrite().then(
      () => 'ok' as const,
      (error: unknown) => {
        if (isFull(error)) return 'full' as const;
        throw error;
      },
    );
    last = { state, at: clock.ticks() };
    return state;
  }

  return {
    look() {
      const age = last === undefined ? Infinity : clock.ticks() - last.at;
      if (last !== undefined && age < (last.state === 'ok' ? GOOD_MS : BAD_MS))
        return Promise.resolve(last.state);
      return (looking ??= tryNow().finally(() => (looking = undefined)));
    },
    hear(event) {
      if (isFull(errorOf(event))) last = { state: 'full', at: clock.ticks() };
    },
  };
}

function errorOf(event: ServiceEvent): unknown {
  if (event.event === 'fault' || event.event === 'run_refused') return event.error;
  return event.event === 'run_ended' ? event.report.error : undefined;
}

function isFull(error: unknown): boolean {
  return error instanceof ConnectorError && error.code === 'database.full';
}
