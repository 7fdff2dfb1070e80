import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ConnectorError } from '../../src/core/errors.ts';
import { faultId, faultMessage } from '../../src/core/fault-id.ts';
import { createLog } from '../../src/log/logger.ts';
import { createScrubber } from '../../src/log/scrub.ts';
import { createMetrics } from '../../src/server/metrics.ts';
import { NO_COUNTS } from '../../src/core/proof.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { RunReport } from '../../src/engine/run/run-report.ts';
import type { SyncJob } from '../../src/queue/port.ts';
import type { ServiceEvent } from '../../src/service/events.ts';
import { deliverNotices } from '../../src/service/notifier.ts';
import { doProofJob } from '../../src/service/proof-job.ts';
import { doJob } from '../../src/service/worker.ts';
import { openTestDatabase } from '../testing/memory-database.ts';
import type { Backend, Database, Proof } from '../../src/database/port.ts';
import { SECRETS, sampleBackend } from '../../src/database/testing/samples.ts';
import { openWebhook } from '../../src/webhook/transport.ts';
import { openPostgresDatabase } from '../postgres/database.ts';
import { REAL_CLOCK, SHARED } from '../testing/service-rig.ts';

interface Received {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

const SECRET = 'the shared secret of both';

/** Who is notified of the status of backends: the worker's part, the store, and the way to a receiver. */
describe('notifications', () => {
  let database: Database;
  let receiver: Server;
  let url: string;
  let backend: Backend;
  const received: Received[] = [];
  let answer: number;
  let now: Date;
  let emitted: ServiceEvent[];

  beforeAll(async () => {
    database = SHARED ? await openPostgresDatabase() : await openTestDatabase();
    receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
      request.on('end', () => {
        received.push({ headers: request.headers, body });
        response.writeHead(answer).end('a long answer that nobody reads');
      });
    }).listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook?key=canary`;
  });
  afterAll(async () => {
    receiver.closeAllConnections();
    receiver.close();
    await database.close();
  });
  beforeEach(async () => {
    received.length = 0;
    [answer, emitted] = [204, []];
    now = new Date('2026-11-25T12:00:00Z');
    backend = sampleBackend();
    await database.backends.add(backend, SECRETS);
  });

  const clock = { ...REAL_CLOCK, now: () => now };
  const emit = (event: ServiceEvent) => void emitted.push(event);

  /** A run that ends so, as the worker does it; what it does besides is no matter here. */
  async function run(
    end: Pick<RunReport, 'status'> & Partial<RunReport>,
    job: Partial<SyncJob> = {},
  ): Promise<number> {
    const kind = end.kind ?? 'sync';
    const asked: SyncJob = { backendId: backend.id, kind, origin: 'schedule', ...job };
    const startedAt = now.toISOString();
    const runId = await database.runs.start({
      backendId: backend.id,
      domains: ['geography'],
      startedAt,
      kind,
    });
    const message = `it ended ${end.status}`;
    const record = { status: end.status, message, storeRequests: 1, odooCalls: 1 };
    await database.runs.end(runId, { ...record, endedAt: startedAt });
    const runJob: Engine['runJob'] = () => Promise.resolve({ runId, kind, outcomes: [], ...record, ...end });
    const stop = new AbortController().signal;
    expect(await doJob(asked, { engine: { runJob }, database, clock, emit, notifies: true, stop })).toBe(
      'done',
    );
    return runId;
  }
  const deliver = () =>
    deliverNotices({ database, clock, emit, webhook: openWebhook({ url, secret: SECRET, now: clock.now }) });
  const events = () => received.map(({ body }) => (JSON.parse(body) as { event: string }).event);

  it('are signed, and show what happened', async () => {
    const runId = await run({ status: 'failed' });
    await deliver();
    expect(received).toHaveLength(1);
    const [{ headers, body } = { headers: {}, body: '' }] = received;
    const time = Math.floor(now.getTime() / 1000);
    const mac = createHmac('sha256', SECRET).update(`${time}.${body}`).digest('hex');
    expect(headers['x-woo-odoo-signature']).toBe(`t=${time},v1=${mac}`);
    expect(headers['content-type']).toBe('application/json');
    expect(JSON.parse(body)).toEqual({
      event: 'run.failed',
      id: `${backend.id}.${runId}.failed`,
      at: now.toISOString(),
      backend: { id: backend.id, name: backend.name, environment: 'production' },
      run: {
        ...{ id: runId, kind: 'sync', status: 'failed', message: 'it ended failed' },
        ...{ startedAt: now.toISOString(), endedAt: now.toISOString() },
      },
    });
  });

  it('come once per change, not once per run', async () => {
    for (const status of ['failed', 'failed', 'failed', 'partial', 'partial', 'done', 'failed'] as const) {
      await run({ status });
      await deliver();
    }
    expect(events()).toEqual(['run.failed', 'run.needs_review', 'run.failed']);
  });

  /** A run that `runJob` does not finish, as the worker does it. */
  async function failing(runJob: Engine['runJob'], kind: SyncJob['kind'] = 'sync'): Promise<void> {
    const stop = new AbortController().signal;
    const asked: SyncJob = { backendId: backend.id, kind, origin: 'schedule' };
    await doJob(asked, { engine: { runJob }, database, clock, emit, notifies: true, stop });
    await deliver();
  }

  it('report a run that was refused before it began, and record it', async () => {
    const full = new ConnectorError({ code: 'data.unwritable', message: 'No.', hint: 'Mend it.' });
    await failing(() => Promise.reject(full));
    now = new Date(now.getTime() + 1);
    await failing(() => Promise.reject(full));
    expect(events()).toEqual(['run.failed']);
    expect(await database.runs.list({ backendId: backend.id, limit: 9 })).toMatchObject([
      { status: 'failed', message: 'No.', code: 'data.unwritable', hint: 'Mend it.' },
      { status: 'failed' },
    ]);
    // A preview that somebody has discarded meanwhile is no failure.
    const gone = new ConnectorError({ code: 'plan.not_asked', message: 'None.' });
    await failing(() => Promise.reject(gone), 'apply');
    expect(await database.runs.list({ backendId: backend.id, limit: 9 })).toHaveLength(2);
  });

  it('report a run that an unforeseen error ended, by the number under which the log has it', async () => {
    const fault = { surprise: [1, { deep: true }] };
    const lines: string[] = [];
    const log = createLog({ level: 'info', write: (line) => lines.push(line), scrubber: createScrubber() });
    const metrics = createMetrics();
    let runId = 0;
    await failing(async () => {
      // As the engine records it.
      const startedAt = now.toISOString();
      runId = await database.runs.start({ backendId: backend.id, domains: [], startedAt });
      const message = faultMessage('Broken.', faultId(fault));
      const end = { status: 'failed', endedAt: startedAt, message, storeRequests: 0, odooCalls: 0 } as const;
      await database.runs.end(runId, end);
      throw fault as unknown as Error;
    });
    expect(received.map(({ body }) => (JSON.parse(body) as { run: { id: number } }).run.id)).toEqual([runId]);
    for (const event of emitted) {
      log(event);
      metrics.record(event);
    }
    const line = lines.find((each) => each.includes('run_refused')) ?? '';
    expect(JSON.parse(line)).toMatchObject({
      number: faultId(fault),
      stack: expect.stringContaining('surprise') as string,
    });
    expect(line).not.toContain('[object Object]');
    expect(received[0]?.body).toContain(faultId(fault));
    const figures = await metrics.render();
    expect(figures).toContain(
      'woo_odoo_runs_total{backend="' + backend.name + '",kind="sync",origin="schedule",status="failed"} 1',
    );
    expect(figures).toContain('woo_odoo_faults_total{where="a run"} 1');
  });

  it('are not sent again with every look while the database cannot record that they were', async () => {
    await run({ status: 'failed' });
    const full = new ConnectorError({ code: 'database.full', message: 'Full.' });
    const notices = { ...database.notices, settled: () => Promise.reject(full) };
    const parts = { clock, emit, webhook: openWebhook({ url, secret: SECRET, now: clock.now }) };
    for (let look = 0; look < 3; look += 1)
      await expect(deliverNotices({ ...parts, database: { ...database, notices } })).rejects.toBe(full);
    expect(events()).toEqual(['run.failed']);
    await deliver();
    await deliver();
    expect(events()).toEqual(['run.failed']);
    expect(await database.notices.due('9999')).toEqual([]);
  });

  it('reports drift that a check found, not what a user previews', async () => {
    await run({ status: 'done', kind: 'preview' }, { origin: 'odoo' });
    await run({ status: 'nothing', kind: 'preview' });
    await deliver();
    expect(events()).toEqual([]);
    await run({ status: 'done', kind: 'preview' });
    await run({ status: 'done', kind: 'preview' });
    await deliver();
    expect(events()).toEqual(['run.drift']);
  });

  it('are tried again, ever later, and delay nothing; what is over is not reported', async () => {
    answer = 500;
    await run({ status: 'failed' });
    await deliver();
    await deliver();
    expect(received).toHaveLength(1);
    now = new Date(now.getTime() + 10_000);
    await deliver();
    now = new Date(now.getTime() + 10_000);
    await deliver();
    expect(received).toHaveLength(2);
    const ids = received.map(({ body }) => (JSON.parse(body) as { id: string }).id);
    expect(new Set(ids).size).toBe(1);
    expect(emitted.at(-1)).toMatchObject({ event: 'notified', givenUp: false });
    expect(JSON.stringify(emitted)).not.toContain('canary');
    answer = 200;
    await run({ status: 'done' });
    now = new Date(now.getTime() + 60 * 60_000);
    await deliver();
    expect(received).toHaveLength(2);
  });

  it('are given up in the end', async () => {
    answer = 302;
    await run({ status: 'failed' });
    for (let hours = 0; hours < 40; hours += 1) {
      await deliver();
      now = new Date(now.getTime() + 60 * 60_000);
    }
    expect(received).toHaveLength(15);
    expect(emitted.at(-1)).toMatchObject({ event: 'notified', givenUp: true });
  });

  /** A check of the service that finds so many causes, as the worker does it. */
  async function check(causes: readonly string[], state: Proof['state'] = 'done'): Promise<number> {
    const { id } = await database.proofs.ask({
      ...{ backendId: backend.id, kind: 'taxes', origin: 'schedule', askedBy: null, sample: 60 },
      askedAt: now.toISOString(),
    });
    await database.proofs.begin(id, now.toISOString());
    await database.proofs.end(id, {
      ...{ state: state === 'failed' ? 'failed' : 'done', endedAt: now.toISOString(), counts: NO_COUNTS },
      ...{ message: 'what it found', problem: null, rows: [] },
      facts: {
        ...{ currency: 'USD', remarks: [] },
        causes: causes.map((cause) => ({
          ...{ cause, reason: 'It was edited.', remedy: 'Sync.', results: 2, examples: ['US CA'] },
        })),
      },
    });
    const runProofs: Engine['runProofs'] = async (_id, { onProof }) => {
      const proof = await database.proofs.get(id);
      if (proof !== null) onProof?.(proof);
      return { stopped: false };
    };
    const stop = new AbortController().signal;
    const parts = { engine: { runProofs }, database, clock, emit, notifies: true, stop };
    expect(await doProofJob({ backendId: backend.id }, parts)).toBe('done');
    return id;
  }

  it('show when checks begin to find differences, and when they no longer do', async () => {
    await check([]);
    // What Odoo does not support waits for nobody, and a check that failed is no statement.
    await check(['limitation']);
    await check([], 'failed');
    await deliver();
    expect(received).toEqual([]);
    const id = await check(['tax_changed', 'limitation']);
    await check(['tax_changed']);
    await check([], 'failed');
    await deliver();
    expect(received).toHaveLength(1);
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      event: 'check.differs',
      id: `${backend.id}.check.${id}.differ`,
      at: now.toISOString(),
      backend: { id: backend.id, name: backend.name, environment: 'production' },
      check: {
        ...{ id, kind: 'taxes', message: 'what it found', endedAt: now.toISOString() },
        causes: [{ cause: 'tax_changed', reason: 'It was edited.', remedy: 'Sync.', places: 2 }],
      },
    });
    expect(emitted.at(-1)).toMatchObject({ event: 'notified', state: 'differ', proofId: id });
    await check([]);
    await check([]);
    await deliver();
    expect(events()).toEqual(['check.differs', 'check.agrees']);
  });
});
