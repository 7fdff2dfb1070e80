import { ConnectorError } from '../core/errors.ts';
import type { Backend, Notice, NoticeState, Run, Database } from '../database/port.ts';
import type { Notification, Webhook } from '../webhook/port.ts';
import type { ServiceClock } from './clock.ts';
import type { EmitEvent } from './events.ts';

export interface NotifierParts {
  readonly database: Pick<Database, 'notices' | 'runs' | 'backends'>;
  readonly webhook: Webhook;
  readonly clock: ServiceClock;
  readonly emit: EmitEvent;
}

const LOOK_MS = 2_000;
const FIRST_WAIT_MS = 10_000;
const MAX_WAIT_MS = 60 * 60_000;
/** With the waits above: about nine hours. */
const MAX_TRIES = 15;

const EVENTS: Readonly<Record<Exclude<NoticeState, 'ok'>, Notification['event']>> = {
  failed: 'run.failed',
  review: 'run.needs_review',
  drift: 'run.drift',
};

/** Delivers what is to be notified by now; answers how many milliseconds it may rest. */
export async function deliverNotices(parts: NotifierParts): Promise<number> {
  const { database, clock } = parts;
  for (const notice of await database.notices.due(clock.now().toISOString())) await deliver(notice, parts);
  return LOOK_MS;
}

async function deliver(notice: Notice, { database, webhook, clock, emit }: NotifierParts): Promise<void> {
  const { state, runId } = notice;
  const [backend, run] = [await database.backends.find(notice.backendId), await database.runs.get(runId)];
  if (state === 'ok' || backend === null || run === null) return database.notices.settled(notice);
  const notified = { event: 'notified', backend, state, runId } as const;
  try {
    await webhook.send(notificationOf(state, backend, run, clock.now()));
    await database.notices.settled(notice);
    emit({ ...notified, givenUp: false });
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    const givenUp = notice.tries + 1 >= MAX_TRIES;
    const wait = Math.min(FIRST_WAIT_MS * 2 ** notice.tries, MAX_WAIT_MS);
    if (givenUp) await database.notices.settled(notice);
    else await database.notices.postponed(notice, new Date(clock.now().getTime() + wait).toISOString());
    emit({ ...notified, failure: error.message, givenUp });
  }
}

function notificationOf(
  state: Exclude<NoticeState, 'ok'>,
  backend: Backend,
  run: Run,
  at: Date,
): Notification {
  const { id, name, environment } = backend;
  const { kind, status, message, startedAt, endedAt } = run;
  return {
    event: EVENTS[state],
    id: `${id}.${run.id}.${state}`,
    at: at.toISOString(),
    backend: { id, name, environment },
    run: { id: run.id, kind, status, message: message ?? '', startedAt, endedAt },
  };
}
