import { PgBoss } from 'pg-boss';
import { z } from 'zod';
import { RUN_ORIGINS } from '../core/run-origin.ts';
import type { SqlExecutor } from '../database/port.ts';
import type { JobOutcome, JobUnderWay, QueueDepth, QueueFault, RunJob, RunQueue } from './port.ts';

/** The schema of the queue's own tables, beside ours. */
const SCHEMA = 'woo_queue';
const QUEUE = 'run';

/**
 * A worker is missed after this many seconds without a sign of life (it gives one every half of it), and the others look
 * for missed ones at this interval: together well under the minute within which a dead worker's run is taken up.
 */
const HEARTBEAT_SECONDS = 20;
const LOOK_SECONDS = 5;
/** A backend that somebody else runs (the command line) is tried again after this. */
const BUSY_SECONDS = 1;
/** How often a job is taken up again whose worker died or stopped. After that the next request or schedule counts. */
const RETRIES = 5;
/** Longer than any run; a dead worker is recognised by its heartbeat, not by this. */
const MAX_RUN_SECONDS = 24 * 60 * 60 - 1;

/** How often jobs of other processes are looked for. */
const JOB_POLL_SECONDS = 0.5;

const jobSchema: z.ZodType<RunJob> = z.object({
  backendId: z.string(),
  kind: z.enum(['sync', 'preview', 'apply', 'proof']),
  origin: z.enum(RUN_ORIGINS).exclude(['cli']),
});

const underWaySchema: z.ZodType<JobUnderWay> = z.object({
  backendId: z.string(),
  kind: z.enum(['sync', 'preview', 'apply', 'proof']),
  state: z.enum(['waiting', 'active']),
});

/** Thrown into the queue to have a job taken up again; it is no fault. */
class Requeue extends Error {}

/** Opens the queue: pg-boss over the connector's own connection to PostgreSQL. Its tables are made or brought up to date. */
export async function openBossQueue(sql: SqlExecutor, onFault: QueueFault): Promise<RunQueue> {
  const boss = new PgBoss({
    db: {
      executeSql: (text, values) => sql.execute(text, values),
    },
    schema: SCHEMA,
    backend: 'postgres',
    // Our own schedules know time zones, missed times and checks; see core/schedule.ts.
    schedule: false,
    superviseIntervalSeconds: LOOK_SECONDS,
    monitorIntervalSeconds: LOOK_SECONDS,
    maintenanceIntervalSeconds: 60 * 60,
    registerInstance: false,
    reindex: true,
    monitorVacuum: true,
  });
  // Without a listener an error event ends the process.
  boss.on('error', (error) => {
    if (error.message.startsWith(REQUEUED)) return;
    try {
      onFault(error);
    } catch {
      // An error thrown here would end the process, and there is nobody left to report to.
    }
  });
  await boss.start();
  await boss.createQueue(QUEUE, {
    // One waiting and one active per key: a request during a run waits behind it, and more of them are one.
    policy: 'stately',
    heartbeatSeconds: HEARTBEAT_SECONDS,
    expireInSeconds: MAX_RUN_SECONDS,
    retryLimit: RETRIES,
    retryDelay: 0,
    retentionSeconds: 24 * 60 * 60,
    deleteAfterSeconds: 60 * 60,
  });
  return new BossQueue(boss, sql);
}

const REQUEUED = 'given back';

class BossQueue implements RunQueue {
  readonly #boss: PgBoss;
  readonly #sql: SqlExecutor;
  readonly #workers: string[] = [];
  /** Backends whose jobs this process has in hand. */
  readonly #inHand = new Set<string>();

  constructor(boss: PgBoss, sql: SqlExecutor) {
    this.#boss = boss;
    this.#sql = sql;
  }

  push(job: RunJob): Promise<boolean> {
    return this.#send(job, 0);
  }

  async #send(job: RunJob, afterSeconds: number): Promise<boolean> {
    const { backendId, kind } = job;
    const id = await this.#boss.send(QUEUE, job, {
      singletonKey: `${backendId} ${kind}`,
      // A preview must not run beside a sync of the same backend either.
      group: { id: backendId },
      ...(afterSeconds > 0 && { startAfter: afterSeconds }),
    });
    for (const worker of this.#workers) this.#boss.notifyWorker(worker);
    return id !== null;
  }

  async underWay(): Promise<JobUnderWay[]> {
    const { rows } = await this.#sql.execute(
      `select data->>'backendId' as "backendId", data->>'kind' as kind,
        case when state = 'active' then 'active' else 'waiting' end as state
      from ${SCHEMA}.job where name = $1 and state <= 'active'`,
      [QUEUE],
    );
    return z.array(underWaySchema).parse(rows);
  }

  async depth(): Promise<QueueDepth> {
    const { rows } = await this.#sql.execute(
      `select count(*) filter (where state < 'active')::integer as waiting,
        count(*) filter (where state = 'active')::integer as active
      from ${SCHEMA}.job where name = $1`,
      [QUEUE],
    );
    return z.object({ waiting: z.int(), active: z.int() }).parse(rows[0]);
  }

  async work(atOnce: number, handle: (job: RunJob) => Promise<JobOutcome>): Promise<void> {
    const options = {
      pollingIntervalSeconds: JOB_POLL_SECONDS,
      localConcurrency: atOnce,
      groupConcurrency: 1,
      batchSize: 1,
    };
    const worker = await this.#boss.work<RunJob>(QUEUE, options, async (jobs) => {
      for (const { data } of jobs) {
        const job = jobSchema.parse(data);
        const outcome = await this.#handOut(job, handle);
        if (outcome === 'later') await this.#send(job, BUSY_SECONDS);
        if (outcome === 'again') throw new Requeue(REQUEUED);
      }
    });
    this.#workers.push(worker);
  }

  /**
   * Two fetches at the same moment do not see each other's jobs, so that both may bring one of the same backend. Within a
   * process the second is put back here; between processes the backend's own lock reports that it is busy.
   */
  async #handOut(job: RunJob, handle: (job: RunJob) => Promise<JobOutcome>): Promise<JobOutcome> {
    const { backendId } = job;
    if (this.#inHand.has(backendId)) return 'later';
    this.#inHand.add(backendId);
    try {
      return await handle(job);
    } finally {
      this.#inHand.delete(backendId);
    }
  }

  async stop(graceMs: number): Promise<void> {
    this.#workers.length = 0;
    await this.#boss.stop({ graceful: true, timeout: graceMs, close: false });
  }
}
