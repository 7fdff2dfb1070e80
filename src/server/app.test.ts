import { describe, expect, it } from 'vitest';
import { createMetrics } from './metrics.ts';
import { createApp } from './app.ts';
import { listen } from './listen.ts';
import type { Readiness } from '../service/service.ts';

const well: Readiness = {
  ...{ ready: true, database: 'ok', stopping: false, leads: true },
  ...{ queue: { waiting: 1, active: 2 }, odoos: [] },
};
const appOf = (readiness: () => Promise<Readiness>, metrics = createMetrics()) =>
  createApp({ readiness, metrics });

describe('the HTTP server', () => {
  it('lives, whatever else is', async () => {
    const answer = await appOf(() => Promise.reject(new Error('away'))).request('/healthz');
    expect([answer.status, await answer.json()]).toEqual([200, { alive: true }]);
  });

  it('shows whether it is ready, and why not', async () => {
    const ready = await appOf(() => Promise.resolve(well)).request('/readyz');
    const { ready: isReady, database, stopping: isStopping, leads, queue } = well;
    const state = { ready: isReady, database, stopping: isStopping, leads, queue };
    expect([ready.status, await ready.json()]).toEqual([200, state]);
    const stopping = { ...well, ready: false, stopping: true };
    const answer = await appOf(() => Promise.resolve(stopping)).request('/readyz');
    expect([answer.status, await answer.json()]).toEqual([503, { ...state, ready: false, stopping: true }]);
  });

  it('is asked for its health under its own names alone, and answers no addresses', async () => {
    const watch = {
      state: 'away',
      message: 'https://odoo.secret.example refused',
      since: '',
      answeredAt: null,
    } as const;
    const odoos = [{ ...watch, odooUrl: 'https://odoo.secret.example', odooDatabase: 'live' }];
    const app = createApp({
      readiness: () => Promise.resolve({ ...well, ready: false, database: 'full', odoos }),
      metrics: createMetrics(),
      hostNames: ['sync.example'],
    });
    const ask = (path: string, host: string) => app.request(`http://${host}${path}`, { headers: { host } });
    for (const path of ['/healthz', '/readyz']) {
      for (const host of ['sync.example', 'sync.example:8080', 'localhost:8080', '10.0.0.7', '[::1]:8080'])
        expect((await ask(path, host)).status, `${host}${path}`).not.toBe(421);
      expect((await ask(path, 'rebound.example')).status).toBe(421);
    }
    const answer = await ask('/readyz', 'localhost');
    expect(answer.status).toBe(503);
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({ ready: false, database: 'full' });
    expect(text).not.toContain('secret.example');
  });

  it('changes nothing, and reports nothing of what failed', async () => {
    const app = appOf(() => Promise.reject(new Error('canary')));
    const failed = await app.request('/readyz');
    expect(failed.status).toBe(500);
    expect(await failed.text()).not.toContain('canary');
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'])
      for (const path of ['/healthz', '/readyz', '/metrics', '/'])
        expect((await app.request(path, { method })).status, `${method} ${path}`).toBe(404);
  });

  it('names the port that is taken', async () => {
    const app = appOf(() => Promise.resolve(well));
    const first = await listen(app, { host: '127.0.0.1', port: 0 });
    const port = Number(new URL(first.url).port);
    await expect(listen(app, { host: '127.0.0.1', port })).rejects.toMatchObject({ code: 'http.port' });
    await first.close();
  });
});

describe('the figures', () => {
  it('count runs, operations, requests, questions and jobs', async () => {
    const metrics = createMetrics();
    const backend = { id: 'b1', name: 'shop' };
    const endpoint = { url: 'https://odoo.example', database: 'live' };
    const outcome = { domain: 'geography', type: 'state', message: null, odooId: 1 } as const;
    metrics.record({
      ...{ event: 'run_ended', backend, seconds: 2 },
      job: { backendId: 'b1', kind: 'sync', origin: 'odoo' },
      report: {
        ...{ runId: 1, status: 'done', message: '', kind: 'sync', storeRequests: 1, odooCalls: 1 },
        outcomes: [
          { ...outcome, key: 'A', status: 'applied' },
          { ...outcome, key: 'B', status: 'applied' },
        ],
      },
    });
    metrics.record({ event: 'polled', endpoint, answered: true });
    metrics.record({ event: 'polled', endpoint, answered: false });
    metrics.observe({ side: 'store', server: 'shop.example', milliseconds: 80, outcome: 'ok' });
    metrics.observe({ side: 'store', server: 'shop.example', milliseconds: 90, outcome: 'unreachable' });
    metrics.attach({
      depth: () => Promise.resolve({ waiting: 3, active: 2 }),
      pollAges: () => [{ endpoint, seconds: 4 }],
    });
    const answer = await appOf(() => Promise.resolve(well), metrics).request('/metrics');
    expect(answer.headers.get('content-type')).toContain('text/plain');
    const text = await answer.text();
    for (const line of [
      'woo_odoo_runs_total{backend="shop",kind="sync",origin="odoo",status="done"} 1',
      'woo_odoo_run_seconds_count{kind="sync"} 1',
      'woo_odoo_operations_total{domain="geography",outcome="applied"} 2',
      'woo_odoo_remote_request_seconds_count{side="store",server="shop.example"} 2',
      'woo_odoo_remote_errors_total{side="store",server="shop.example",reason="unreachable"} 1',
      'woo_odoo_polls_total{server="odoo.example",database="live",answered="false"} 1',
      'woo_odoo_odoo_up{server="odoo.example",database="live"} 0',
      'woo_odoo_poll_age_seconds{server="odoo.example",database="live"} 4',
      'woo_odoo_queue_jobs{state="waiting"} 3',
      'woo_odoo_queue_jobs{state="active"} 2',
    ])
      expect(text).toContain(`${line}\n`);
  });
});
