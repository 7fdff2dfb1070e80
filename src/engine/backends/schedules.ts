import { checkTiming, nextTimes, type Timing } from '../../core/schedule.ts';
import type { Backend, Schedule } from '../../database/port.ts';
import type { RecordServices } from '../ports.ts';

/** A schedule with its backend and the times that come next. */
export interface PlannedTimes {
  readonly backend: Pick<Backend, 'id' | 'name'>;
  readonly schedule: Schedule;
  readonly next: readonly Date[];
}

const MAX_SHOWN = 3;

/** @throws ConnectorError `schedule.…`, `backend.unknown` */
export async function setSchedule(
  nameOrId: string,
  kind: Schedule['kind'],
  timing: Timing,
  services: RecordServices,
): Promise<PlannedTimes> {
  checkTiming(timing);
  const { backends, schedules } = services.database;
  const backend = await backends.get(nameOrId);
  const { cron, everyMinutes, timeZone } = timing;
  const createdAt = services.now().toISOString();
  const schedule = { backendId: backend.id, kind, cron, everyMinutes, timeZone, createdAt, servedAt: null };
  await schedules.put(schedule);
  return withTimes(schedule, backend, services.now());
}

/** False when the backend had none of this kind. */
export async function removeSchedule(
  nameOrId: string,
  kind: Schedule['kind'],
  services: RecordServices,
): Promise<boolean> {
  const backend = await services.database.backends.get(nameOrId);
  return services.database.schedules.remove(backend.id, kind);
}

export async function listSchedules(services: RecordServices): Promise<PlannedTimes[]> {
  const [backends, schedules] = [
    await services.database.backends.list(),
    await services.database.schedules.list(),
  ];
  const now = services.now();
  return backends.flatMap((backend) =>
    schedules
      .filter(({ backendId }) => backendId === backend.id)
      .map((schedule) => withTimes(schedule, backend, now)),
  );
}

/** Times that were missed are served as soon as a service runs, so the next time never lies in the past. */
function withTimes(schedule: Schedule, { id, name }: Backend, now: Date): PlannedTimes {
  const served = new Date(schedule.servedAt ?? schedule.createdAt);
  const next = nextTimes(schedule, served, MAX_SHOWN);
  const missed = next[0] !== undefined && next[0] < now;
  const shown = missed ? [now, ...nextTimes(schedule, now, MAX_SHOWN - 1)] : next;
  return { backend: { id, name }, schedule, next: shown };
}
