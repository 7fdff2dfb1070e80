import { describe, expect, it } from 'vitest';
import { ConnectorError } from '../core/errors.ts';
import type { RunReport } from '../engine/run/run-report.ts';
import type { ServiceEvent } from '../service/events.ts';
import { createLog } from './logger.ts';
import { createScrubber } from './scrub.ts';

function logOf(events: readonly ServiceEvent[], secrets: readonly string[] = []): Record<string, unknown>[] {
  const lines: string[] = [];
  const scrubber = createScrubber();
  for (const secret of secrets) scrubber.hide(secret);
  const emit = createLog({ level: 'debug', write: (line) => lines.push(line), scrubber });
  events.forEach(emit);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

const backend = { id: 'b0000000-0000-4000-8000-000000000001', name: 'shop' };
const job = { backendId: backend.id, kind: 'sync', origin: 'odoo' } as const;
const report: RunReport = {
  ...{ runId: 7, status: 'done', message: '3 changes applied', kind: 'sync', outcomes: [] },
  ...{ storeRequests: 17, odooCalls: 15 },
};

describe('the log', () => {
  it('is a line of JSON per event, with the ids of backend and run', () => {
    const [began, ended] = logOf([
      { event: 'run_began', backend, job },
      { event: 'run_ended', backend, job, report, seconds: 1.5 },
    ]);
    expect(began).toMatchObject({
      level: 'info',
      event: 'run_began',
      backend: backend.id,
      backendName: 'shop',
    });
    expect(ended).toMatchObject({
      ...{ event: 'run_ended', backend: backend.id, run: 7, status: 'done', seconds: 1.5 },
      msg: '3 changes applied',
    });
    expect(ended?.['time']).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  it('is as loud as the matter', () => {
    const levels = logOf([
      { event: 'run_ended', backend, job, report: { ...report, status: 'failed' }, seconds: 1 },
      { event: 'run_ended', backend, job, report: { ...report, status: 'partial' }, seconds: 1 },
      { event: 'polled', endpoint: { url: 'https://odoo.example', database: 'live' }, answered: true },
      { event: 'fault', where: 'polling', error: new Error('a fault') },
    ]).map(({ level }) => level);
    expect(levels).toEqual(['error', 'warn', 'debug', 'error']);
  });

  it('shows no secret, however it gets there', () => {
    const known = 'pa55-canary "wörd"/&+';
    const spellings = [known, encodeURIComponent(known), Buffer.from(known).toString('base64')];
    const lookalikes = [
      'ck_0123456789abcdef0123456789abcdef01234567',
      'https://key-canary:word-canary@shop.example/wp-json',
      'postgresql://woo:db-canary@db.example/woo',
      'https://shop.example/wp-json?consumer_secret=query-canary&x=1',
      'Authorization: Bearer header-canary-0123456789',
    ];
    const failure = (text: string) =>
      new ConnectorError({ code: 'x.y', message: `The server said: ${text}`, cause: new Error(text) });
    const texts = [...spellings, ...lookalikes];
    const events = texts.flatMap((text): ServiceEvent[] => [
      { event: 'run_warning', backend, message: text },
      { event: 'run_warning', backend: { id: backend.id, name: text }, message: 'named so' },
      { event: 'run_refused', backend, job, error: failure(text) },
      { event: 'fault', where: 'the queue', error: new Error(text) },
      {
        event: 'run_ended',
        backend,
        job,
        report: { ...report, message: text, error: failure(text) },
        seconds: 1,
      },
      { event: 'notified', backend, state: 'failed', runId: 1, failure: text, givenUp: false },
      {
        event: 'odoo_changed',
        watch: {
          ...{
            odooUrl: text,
            odooDatabase: 'live',
            state: 'away',
            answeredAt: null,
            since: 'then',
            message: text,
          },
        },
        retrySeconds: 5,
      },
    ]);
    const lines = logOf(events, [known]);
    expect(lines).toHaveLength(events.length);
    const everything = JSON.stringify(lines);
    expect(everything).toContain('***');
    expect(everything).toContain('shop.example');
    for (const spelling of [...spellings, 'canary', 'ck_0123']) expect(everything).not.toContain(spelling);
  });

  it('never blots a whole log out for a secret of two letters', () => {
    const [line] = logOf([{ event: 'run_warning', backend, message: 'a warning about an answer' }], ['an']);
    expect(line?.['msg']).toBe('a warning about an answer');
  });
});
