/** `check`: plans without applying, and reports drift; `verify`: proves that both servers agree. */
export type ScheduleKind = 'sync' | 'check' | 'verify';

/** When a backend is synced, looked at or verified by itself. */
export interface Schedule {
  readonly backendId: string;
  readonly kind: ScheduleKind;
  /** Five fields, or six with seconds; null with `everyMinutes`. */
  readonly cron: string | null;
  readonly everyMinutes: number | null;
  /** A name of the tz database, in which the cron expression is meant. */
  readonly timeZone: string;
  readonly createdAt: string;
  /** When it was last acted upon; times before that are done with. ISO. */
  readonly servedAt: string | null;
}

export interface ScheduleTable {
  /** Those of backends in use, by backend and kind. */
  list(): Promise<Schedule[]>;
  /** Makes or replaces the schedule of a backend and kind. */
  put(schedule: Schedule): Promise<void>;
  /** False when there was none. */
  remove(backendId: string, kind: Schedule['kind']): Promise<boolean>;
  served(backendId: string, kind: Schedule['kind'], servedAt: string): Promise<void>;
}
