import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import { composeServices } from '../../src/compose.ts';
import type { RunJob } from '../../src/queue/port.ts';
import type { ServiceEvent } from '../../src/service/events.ts';
import { lookAtSchedules } from '../../src/service/scheduler.ts';
import { openTestDatabase } from '../testing/memory-database.ts';
import type { Backend, Database } from '../../src/database/port.ts';
import { SECRETS, sampleBackend } from '../../src/database/testing/samples.ts';
import { openPostgresDatabase } from '../postgres/database.ts';
import { REAL_CLOCK, SHARED } from '../testing/service-rig.ts';

/** Schedules over the real store, under a clock that is moved by hand. */
describe('schedules', () => {
  let database: Database;
  let engine: Engine;
  let backend: Backend;
  let now = new Date('2026-11-25T00:30:00Z');
  let asked: RunJob[];
  let emitted: ServiceEvent[];

  beforeAll(async () => {
    database = SHARED ? await openPostgresDatabase() : await openTestDatabase();
    engine = createEngine({ ...composeServices(database, {}), now: () => now });
  });
  afterAll(() => engine.close());
  beforeEach(async () => {
    for (const { backendId, kind } of await database.schedules.list())
      await database.schedules.remove(backendId, kind);
    backend = sampleBackend();
    await database.backends.add(backend, SECRETS);
    [asked, emitted] = [[], []];
    now = new Date('2026-11-25T00:30:00Z');
  });

  const clock = { ...REAL_CLOCK, now: () => now };
  const queue = {
    push: (job: RunJob) => {
      asked.push(job);
      return Promise.resolve(true);
    },
  };
  /** A look at a time; answers what was asked for since the last one, and how long to rest. */
  async function lookAt(time: string): Promise<{ asked: RunJob[]; rest: number }> {
    now = new Date(time);
    asked = [];
    const rest = await lookAtSchedules({ database, queue, clock, emit: (event) => emitted.push(event) });
    return { asked, rest };
  }
  const hourly = { cron: '0 * * * *', everyMinutes: null, timeZone: 'UTC' };
  const sync = (): RunJob => ({ backendId: backend.id, kind: 'sync', origin: 'schedule' });

  it('asks at the time, not before and not twice', async () => {
    const planned = await engine.setSchedule(backend.name, 'sync', hourly);
    expect(planned.next.map((time) => time.toISOString().slice(11, 16))).toEqual(['01:00', '02:00', '03:00']);
    const early = await lookAt('2026-11-25T00:59:58Z');
    expect(early).toEqual({ asked: [], rest: 2_000 });
    expect((await lookAt('2026-11-25T01:00:00Z')).asked).toEqual([sync()]);
    expect(await lookAt('2026-11-25T01:00:01Z')).toEqual({ asked: [], rest: 5_000 });
    expect((await lookAt('2026-11-25T02:00:01Z')).asked).toEqual([sync()]);
    expect(emitted).toMatchObject([{ event: 'asked', backend: { name: backend.name } }, { event: 'asked' }]);
  });

  it('makes up for missed times once', async () => {
    await engine.setSchedule(backend.name, 'sync', hourly);
    await lookAt('2026-11-25T01:00:00Z');
    // Nobody looked for three days.
    expect((await lookAt('2026-11-28T09:17:00Z')).asked).toEqual([sync()]);
    expect((await lookAt('2026-11-28T09:17:05Z')).asked).toEqual([]);
    expect((await lookAt('2026-11-28T10:00:00Z')).asked).toEqual([sync()]);
  });

  it('goes on when the clock is set back, and when it jumps ahead', async () => {
    await engine.setSchedule(backend.name, 'sync', { cron: null, everyMinutes: 10, timeZone: 'UTC' });
    expect((await lookAt('2026-11-25T00:40:00Z')).asked).toEqual([sync()]);
    // Two hours back: it must not wait for two hours and ten minutes.
    expect((await lookAt('2026-11-24T22:40:00Z')).asked).toEqual([]);
    expect((await lookAt('2026-11-24T22:49:59Z')).asked).toEqual([]);
    expect((await lookAt('2026-11-24T22:50:00Z')).asked).toEqual([sync()]);
    // A year ahead: once.
    expect((await lookAt('2027-11-25T00:00:00Z')).asked).toEqual([sync()]);
    expect((await lookAt('2027-11-25T00:00:01Z')).asked).toEqual([]);
  });

  it('keeps the hour of the wall over a change of clocks', async () => {
    now = new Date('2026-10-24T12:00:00Z');
    await engine.setSchedule(backend.name, 'sync', {
      cron: '0 6 * * *',
      everyMinutes: null,
      timeZone: 'Europe/Berlin',
    });
    expect((await lookAt('2026-10-25T04:00:00Z')).asked).toEqual([]);
    expect((await lookAt('2026-10-25T05:00:00Z')).asked).toEqual([sync()]);
  });

  it('checks without applying, beside the syncs', async () => {
    await engine.setSchedule(backend.name, 'sync', hourly);
    await engine.setSchedule(backend.name, 'check', { cron: null, everyMinutes: 30, timeZone: 'UTC' });
    expect((await lookAt('2026-11-25T01:00:00Z')).asked).toEqual([sync(), { ...sync(), kind: 'preview' }]);
    expect((await lookAt('2026-11-25T01:30:00Z')).asked).toEqual([{ ...sync(), kind: 'preview' }]);
    expect(await engine.removeSchedule(backend.name, 'check')).toBe(true);
    expect((await lookAt('2026-11-25T02:00:00Z')).asked).toEqual([sync()]);
  });

  it('asks again after a kill between asking and remembering, and not for removed backends', async () => {
    await engine.setSchedule(backend.name, 'sync', hourly);
    const dying = {
      ...database,
      schedules: { ...database.schedules, served: () => Promise.reject(new Error('killed')) },
    };
    now = new Date('2026-11-25T01:00:00Z');
    const parts = { queue, clock, emit: () => undefined };
    await expect(lookAtSchedules({ ...parts, database: dying })).rejects.toThrow('killed');
    expect(asked).toEqual([sync()]);
    expect((await lookAt('2026-11-25T01:00:10Z')).asked).toEqual([sync()]);
    await database.backends.change(backend.id, { removedAt: 'now' });
    expect((await lookAt('2026-11-25T02:00:00Z')).asked).toEqual([]);
  });

  it('shows the next times of what was missed as now', async () => {
    await engine.setSchedule(backend.name, 'sync', hourly);
    now = new Date('2026-11-25T07:15:00Z');
    const [planned] = (await engine.listSchedules()).filter(({ backend: of }) => of.id === backend.id);
    expect(planned?.next.map((time) => time.toISOString().slice(11, 16))).toEqual([
      '07:15',
      '08:00',
      '09:00',
    ]);
    const status = (await engine.status()).find(({ backend: of }) => of.id === backend.id);
    expect(status).toMatchObject({ lastRun: null, odoo: null, schedules: [{ schedule: { kind: 'sync' } }] });
  });
});
