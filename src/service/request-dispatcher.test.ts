import { beforeEach, describe, expect, it } from 'vitest';
import type { PendingRequest } from '../engine/odoo-app/requests.ts';
import type { JobUnderWay, RunJob } from '../queue/port.ts';
import type { RunActivity, Database } from '../database/port.ts';
import { sampleBackend } from '../database/testing/samples.ts';
import { RequestDispatcher } from './request-dispatcher.ts';

const backend = sampleBackend();
const run = (id: number, over: Partial<RunActivity> = {}): RunActivity => ({
  ...{ id, status: 'done', requestNumber: null },
  ...over,
});

describe('which requests need a run', () => {
  let pushed: RunJob[];
  let underWay: JobUnderWay[];
  let after: RunActivity | undefined;
  let ticks: number;
  let dispatcher: RequestDispatcher;
  const activity = (of: RunActivity | undefined) => new Map(of === undefined ? [] : [[backend.id, of]]);

  beforeEach(() => {
    [pushed, underWay, after, ticks] = [[], [], undefined, 0];
    dispatcher = new RequestDispatcher({
      database: { runs: { activity: () => Promise.resolve(activity(after)) } as Database['runs'] },
      queue: {
        underWay: () => Promise.resolve(underWay),
        push: (job) => {
          pushed.push(job);
          return Promise.resolve(true);
        },
      },
      clock: { now: () => new Date(), ticks: () => ticks, sleep: () => Promise.resolve() },
      emit: () => undefined,
      pollMs: 1_000,
    });
  });
  const pending = (number: number, kind: PendingRequest['kind'] = 'sync'): PendingRequest => ({
    ...{ backend, number, kind },
  });
  /** Whether a run is asked for. `before`: what ran when Odoo was asked. */
  async function asked(request: PendingRequest, before: RunActivity | undefined = after): Promise<boolean> {
    pushed = [];
    await dispatcher.answer([request], activity(before));
    return pushed.length > 0;
  }
  const job = (state: JobUnderWay['state'], kind: JobUnderWay['kind'] = 'sync'): JobUnderWay => ({
    ...{ backendId: backend.id, kind, state },
  });

  it('one that nobody is concerned with', async () => {
    expect(await asked(pending(1))).toBe(true);
    expect(pushed).toEqual([{ backendId: backend.id, kind: 'sync', origin: 'odoo' }]);
    after = run(4);
    expect(await asked(pending(2, 'preview'))).toBe(true);
  });

  it('not one for which a job waits, but one of another kind', async () => {
    underWay = [job('waiting')];
    expect(await asked(pending(1))).toBe(false);
    expect(await asked(pending(1, 'preview'))).toBe(true);
  });

  it('not one whose job is about to begin, or begun and before its claim', async () => {
    underWay = [job('active')];
    expect(await asked(pending(1))).toBe(false);
    after = run(5, { status: 'running' });
    expect(await asked(pending(1))).toBe(false);
  });

  it('one pressed after the claim of the run under way, and not the one it answers', async () => {
    [underWay, after] = [[job('active')], run(5, { status: 'running', requestNumber: 1 })];
    expect(await asked(pending(1))).toBe(false);
    expect(await asked(pending(2))).toBe(true);
  });

  it('not one whose run may have ended while Odoo was asked', async () => {
    after = run(5, { requestNumber: 1 });
    expect(await asked(pending(1), run(4))).toBe(false);
    expect(await asked(pending(1), run(5, { status: 'running', requestNumber: 1 }))).toBe(false);
    expect(await asked(pending(1))).toBe(true);
  });

  it('one that its runs do not answer ever more seldom, a new one at once', async () => {
    const times: number[] = [];
    for (ticks = 0; ticks < 60_000; ticks += 1_000) if (await asked(pending(1))) times.push(ticks / 1_000);
    expect(times).toEqual([0, 1, 3, 7, 15, 31]);
    expect(await asked(pending(2))).toBe(true);
  });
});
