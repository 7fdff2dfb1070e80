import { ConnectorError } from '../core/errors.ts';
import { openCausesOf } from '../core/proof.ts';
import type {
  Backend,
  Database,
  Notice,
  NoticeState,
  Proof,
  ProofNotice,
  ProofNoticeState,
  Run,
} from '../database/port.ts';
import type { Notification, RunNotification, Webhook } from '../webhook/port.ts';
import type { ServiceClock } from './clock.ts';
import type { EmitEvent, ServiceEvent } from './events.ts';

export interface NotifierParts {
  readonly database: Pick<Database, 'notices' | 'runs' | 'backends' | 'proofNotices' | 'proofs'>;
  readonly webhook: Webhook;
  readonly clock: ServiceClock;
  readonly emit: EmitEvent;
}

const LOOK_MS = 2_000;
const FIRST_WAIT_MS = 10_000;
const MAX_WAIT_MS = 60 * 60_000;
/** With the waits above: about nine hours. */
const MAX_TRIES = 15;

const EVENTS: Readonly<Record<Exclude<NoticeState, 'ok'>, RunNotification['event']>> = {
  failed: 'run.failed',
  review: 'run.needs_review',
  drift: 'run.drift',
};

/** Delivers what is to be notified by now; answers how many milliseconds it may rest. */
export async function deliverNotices(parts: NotifierParts): Promise<number> {
  const { database, clock } = parts;
  const now = clock.now().toISOString();
  for (const notice of await database.notices.due(now)) await deliverRun(notice, parts);
  for (const notice of await database.proofNotices.due(now)) await deliverCheck(notice, parts);
  return LOOK_MS;
}

async function deliverRun(notice: Notice, parts: NotifierParts): Promise<void> {
  const { clock, database } = parts;
  const { state, runId } = notice;
  const [backend, run] = [await database.backends.find(notice.backendId), await database.runs.get(runId)];
  if (state === 'ok' || backend === null || run === null) return database.notices.settled(notice);
  await deliver(
    { notice, table: database.notices, notification: notificationOf(state, backend, run, clock.now()) },
    { event: 'notified', backend, state, runId },
    parts,
  );
}

async function deliverCheck(notice: ProofNotice, parts: NotifierParts): Promise<void> {
  const { clock, database } = parts;
  const { proofId, state } = notice;
  const [backend, proof] = [
    await database.backends.find(notice.backendId),
    await database.proofs.get(proofId),
  ];
  if (backend === null || proof === null) return database.proofNotices.settled(notice);
  await deliver(
    { notice, table: database.proofNotices, notification: ofCheck(state, backend, proof, clock.now()) },
    { event: 'notified', backend, state, proofId },
    parts,
  );
}

interface Delivery<Kept> {
  readonly notice: Kept;
  readonly table: {
    settled(notice: Kept): Promise<void>;
    postponed(notice: Kept, nextAt: string): Promise<void>;
  };
  readonly notification: Notification;
}

/** Taken by the receiver, and not recorded so yet because the database cannot be written: not to be sent with every look. */
const delivered = new Set<string>();

/** Sends one; where it is not taken, it is tried again ever later, and given up in the end. */
async function deliver<Kept extends { readonly tries: number }>(
  { notice, notification, table }: Delivery<Kept>,
  notified: Omit<NotifiedEvent, 'failure' | 'givenUp'>,
  { clock, emit, webhook }: NotifierParts,
): Promise<void> {
  try {
    if (!delivered.has(notification.id)) {
      await webhook.send(notification);
      emit({ ...notified, givenUp: false });
    }
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    const givenUp = notice.tries + 1 >= MAX_TRIES;
    const wait = Math.min(FIRST_WAIT_MS * 2 ** notice.tries, MAX_WAIT_MS);
    if (givenUp) await table.settled(notice);
    else await table.postponed(notice, new Date(clock.now().getTime() + wait).toISOString());
    emit({ ...notified, failure: error.message, givenUp });
    return;
  }
  delivered.add(notification.id);
  await table.settled(notice);
  delivered.delete(notification.id);
}

type NotifiedEvent = Extract<ServiceEvent, { readonly event: 'notified' }>;

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

function ofCheck(
  state: ProofNoticeState,
  { environment, id, name }: Backend,
  { endedAt, facts, id: proofId, kind, message }: Proof,
  at: Date,
): Notification {
  return {
    event: state === 'differ' ? 'check.differs' : 'check.agrees',
    id: `${id}.check.${proofId}.${state}`,
    at: at.toISOString(),
    backend: { id, name, environment },
    check: {
      ...{ id: proofId, kind, message: message ?? '', endedAt },
      causes: openCausesOf(facts.causes).map(({ cause, reason, remedy, results }) => ({
        ...{ cause, reason, remedy, places: results },
      })),
    },
  };
}
