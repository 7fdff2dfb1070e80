import { Cron } from 'croner';
import { ConnectorError } from './errors.ts';

/** When something is done again and again. */
export interface Timing {
  /** Five fields (minute, hour, day, month, weekday), or six with seconds in front; null with `everyMinutes`. */
  readonly cron: string | null;
  readonly everyMinutes: number | null;
  /** A name of the tz database. Clocks that are changed there are followed. */
  readonly timeZone: string;
}

const MINUTE_MS = 60_000;
/** The longest time between two times: longer is a cron expression's business. */
const MAX_MINUTES = 60 * 24 * 31;

/** Checks what a user entered. @throws ConnectorError `schedule.cron`, `schedule.minutes`, `schedule.time_zone` */
export function checkTiming({ cron, everyMinutes, timeZone }: Timing): void {
  if (!isTimeZone(timeZone))
    throw new ConnectorError({
      code: 'schedule.time_zone',
      message: `There is no time zone ${JSON.stringify(timeZone)}.`,
      hint: 'Use a name of the tz database: UTC, Europe/Berlin, America/New_York.',
    });
  if (
    everyMinutes !== null &&
    !(Number.isInteger(everyMinutes) && everyMinutes >= 1 && everyMinutes <= MAX_MINUTES)
  )
    throw new ConnectorError({
      code: 'schedule.minutes',
      message: `Every ${everyMinutes} minutes cannot be kept.`,
      hint: `A whole number from 1 to ${MAX_MINUTES} can.`,
    });
  if (cron !== null && cronOf(cron, timeZone).nextRun(new Date(0)) === null)
    throw unfitCron(cron, 'it names no time that ever comes');
}

/** The times that follow a moment, ascending. Fewer than asked for when there are no more. */
export function nextTimes({ cron, everyMinutes, timeZone }: Timing, after: Date, count: number): Date[] {
  if (cron !== null) return cronOf(cron, timeZone).nextRuns(count, after);
  const step = (everyMinutes ?? 1) * MINUTE_MS;
  return Array.from({ length: count }, (_, index) => new Date(after.getTime() + step * (index + 1)));
}

/** What a moment means for a schedule. `restart`: the clock went back behind the time that was served last. */
export type Due = 'due' | 'not_yet' | 'restart';

/**
 * Whether a schedule is due. However many times were missed since it was served last, they are one: the caller serves it
 * now and remembers now. A clock that was set back would leave the schedule waiting for a time long past; then it begins
 * anew from the present.
 */
export function judgeDue(timing: Timing, handledAt: Date, now: Date): Due {
  if (handledAt.getTime() > now.getTime()) return 'restart';
  const [next] = nextTimes(timing, handledAt, 1);
  return next !== undefined && next.getTime() <= now.getTime() ? 'due' : 'not_yet';
}

function cronOf(pattern: string, timezone: string): Cron {
  try {
    return new Cron(pattern, { timezone, paused: true, mode: '5-or-6-parts' });
  } catch (error) {
    throw unfitCron(pattern, error instanceof Error ? error.message : 'unreadable');
  }
}

function unfitCron(pattern: string, why: string): ConnectorError {
  return new ConnectorError({
    code: 'schedule.cron',
    message: `The cron expression ${JSON.stringify(pattern)} is unfit: ${why}.`,
    hint: 'Five fields: minute, hour, day of month, month, day of week. "0 6 * * 1-5" is six in the morning, Monday to Friday.',
  });
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name !== '';
  } catch {
    return false;
  }
}
