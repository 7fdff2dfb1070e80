import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import type { RunReport } from '../../src/engine/run/run-report.ts';
import type { RunJob } from '../../src/queue/port.ts';
import type { ServiceEvent } from '../../src/service/events.ts';
import { deliverNotices } from '../../src/service/notifier.ts';
import { doJob } from '../../src/service/worker.ts';
import { openTestDatabase } from '../testing/memory-database.ts';
import type { Backend, Database } from '../../src/database/port.ts';
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
    job: Partial<RunJob> = {},
  ): Promise<number> {
    const kind = end.kind ?? 'sync';
    const asked: RunJob = { backendId: backend.id, kind, origin: 'schedule', ...job };
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
});
