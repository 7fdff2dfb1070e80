import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DomainName } from '../../src/core/operation.ts';
import { PROOF_KINDS } from '../../src/core/proof.ts';
import { openQueue } from '../../src/queue/open.ts';
import type { JobUnderWay, RunJob } from '../../src/queue/port.ts';
import { dispatchAskedRuns } from '../../src/service/asked-runs.ts';
import type { ServiceEvent } from '../../src/service/events.ts';
import { lookAtSchedules } from '../../src/service/scheduler.ts';
import { startService } from '../../src/service/service.ts';
import type { Notification } from '../../src/webhook/port.ts';
import { rowsOf } from '../testing/app-in-odoo.ts';
import { startRig, type Rig } from '../testing/rig.ts';
import { REAL_CLOCK, until } from '../testing/service-rig.ts';

const DOMAINS: readonly DomainName[] = ['geography', 'taxes', 'shipping', 'payments', 'currency'];
const HOURLY = { cron: null, everyMinutes: 60, timeZone: 'UTC', servedAt: null } as const;

describe('checks by schedule', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig({ domains: DOMAINS, world: 'small' });
    await rig.sync();
  });
  afterAll(() => rig.close());
  afterEach(async () => {
    await rig.database.schedules.remove(rig.backend.id, 'verify');
    for (const { id } of await rig.database.proofs.open()) {
      await rig.database.proofs.begin(id, 'then');
      await rig.engine.runProofs(rig.backend.id, {}, () => undefined);
    }
  });

  const plan = (createdAt: Date) =>
    rig.database.schedules.put({
      ...{ backendId: rig.backend.id, kind: 'verify', ...HOURLY, createdAt: createdAt.toISOString() },
    });
  const open = async () => (await rig.database.proofs.open()).map(({ kind, origin }) => `${kind} ${origin}`);
  const ALL = PROOF_KINDS.map((kind) => `${kind} schedule`);

  /** A queue that only notes what is asked for. */
  function noting(underWay: JobUnderWay[] = []) {
    const pushed: RunJob[] = [];
    const push = (job: RunJob) => {
      pushed.push(job);
      return Promise.resolve(true);
    };
    return { pushed, queue: { push, underWay: () => Promise.resolve(underWay) } };
  }

  it('ask for each kind once, whatever time has passed, and for a job to carry them out', async () => {
    const now = new Date('2026-11-29T12:00:00Z');
    await plan(new Date('2026-11-29T08:30:00Z'));
    const events: ServiceEvent[] = [];
    const { pushed, queue } = noting();
    const look = (at: Date) =>
      lookAtSchedules({
        ...{ database: rig.database, queue, emit: (event) => void events.push(event) },
        clock: { ...REAL_CLOCK, now: () => at },
      });
    await look(now);
    await look(now);
    expect(await open()).toEqual(ALL);
    expect(pushed).toEqual([{ backendId: rig.backend.id, kind: 'proof', origin: 'schedule' }]);
    expect(events).toMatchObject([{ event: 'asked', job: { kind: 'proof' }, joined: false }]);
    // Those that still wait will do, an hour later.
    await look(new Date('2026-11-29T13:00:01Z'));
    expect(await open()).toEqual(ALL);
    expect(pushed).toHaveLength(2);
  });

  it('that no job is concerned with get one, however often the queue is lost', async () => {
    const { database } = rig;
    const idle = noting();
    await dispatchAskedRuns({ database, queue: idle.queue });
    expect(idle.pushed, 'nothing is asked for').toEqual([]);
    await database.proofs.ask({
      ...{ backendId: rig.backend.id, kind: 'orders', origin: 'schedule', askedBy: null, sample: 5 },
      askedAt: 'then',
    });
    const lost = noting();
    await dispatchAskedRuns({ database, queue: lost.queue });
    expect(lost.pushed).toEqual([{ backendId: rig.backend.id, kind: 'proof', origin: 'api' }]);
    const job = { backendId: rig.backend.id, kind: 'proof' } as const;
    for (const state of ['waiting', 'active'] as const) {
      const busy = noting([{ ...job, state }]);
      await dispatchAskedRuns({ database, queue: busy.queue });
      expect(busy.pushed, state).toEqual([]);
    }
    const other = noting([{ ...job, kind: 'sync', state: 'waiting' }]);
    await dispatchAskedRuns({ database, queue: other.queue });
    expect(other.pushed, 'a sync is no check').toHaveLength(1);
  });

  it('are carried out by the service, which notifies of what they find', async () => {
    for (const { id } of rowsOf(rig.odoo, 'account.tax').filter(({ amount }) => Number(amount) === 19))
      rig.odoo.control.write('account.tax', [id], { amount: 18 });
    await plan(new Date(Date.now() - 2 * 60 * 60_000));
    const [events, sent]: [ServiceEvent[], Notification[]] = [[], []];
    const { database, engine } = rig;
    const service = await startService({
      ...{ engine, database, clock: REAL_CLOCK, emit: (event) => void events.push(event) },
      queue: await openQueue(database.sql, () => undefined),
      settings: { role: 'serve', runsAtOnce: 1, pollMs: 1_000, graceMs: 20_000 },
      webhook: {
        send: (notification) => {
          sent.push(notification);
          return Promise.resolve();
        },
      },
    });
    await until(() => sent.length > 0, 'a notification').finally(() => service.stop());
    expect(sent[0]).toMatchObject({ event: 'check.differs', check: { kind: 'taxes' } });
    const history = await engine.listProofs({ backendId: rig.backend.id, kind: 'taxes', limit: 1 });
    expect(history).toMatchObject([{ origin: 'schedule', state: 'done' }]);
    expect(events.filter(({ event }) => event === 'fault')).toEqual([]);
  });
});
