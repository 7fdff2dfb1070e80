import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '../../src/database/port.ts';
import { PEOPLE, rowsOf } from '../testing/app-in-odoo.ts';
import { until } from '../testing/service-rig.ts';
import { Fleet } from './fleet.ts';

const BACKENDS = 50;
const LONG_MS = 150_000;

/** One service that asks and schedules, and two workers, over one database. */
describe('fifty backends', { timeout: 180_000 }, () => {
  let fleet: Fleet;
  let members: Awaited<ReturnType<Fleet['member']>>[];

  beforeAll(async () => {
    fleet = await Fleet.start();
    members = [await fleet.member(), await fleet.member(), await fleet.member()];
    if (members[0] !== undefined) await fleet.pairAll(BACKENDS, members[0]);
  }, 120_000);
  afterAll(async () => {
    await fleet.close();
  }, 60_000);

  async function runs(): Promise<Run[]> {
    return (await members[0]?.database.runs.list({ limit: 1_000 })) ?? [];
  }
  const rows = () => rowsOf(fleet.odoo, 'x_woo_backend');
  const perBackend = (all: readonly Run[]) => [...Map.groupBy(all, ({ backendId }) => backendId).values()];

  it('are each synced once by their schedules', async () => {
    const [first] = members;
    for (const { id: backendId } of fleet.backends) {
      const timing = { cron: null, everyMinutes: 24 * 60, timeZone: 'UTC' };
      // Made days ago, with several times missed since.
      const createdAt = new Date(Date.now() - 5 * 24 * 60 * 60_000).toISOString();
      await first?.database.schedules.put({ backendId, kind: 'sync', ...timing, createdAt, servedAt: null });
    }
    for (const [index, member] of members.entries())
      await fleet.serve(member, index === 0 ? 'serve' : 'worker');
    await until(
      async () => (await runs()).filter(({ status }) => status !== 'running').length >= BACKENDS,
      'all scheduled runs',
      LONG_MS,
    );
    const all = await runs();
    expect(all).toHaveLength(BACKENDS);
    expect(new Set(all.map(({ backendId }) => backendId)).size).toBe(BACKENDS);
    expect(all.filter(({ status }) => !['done', 'nothing'].includes(status))).toEqual([]);
    expect(new Set(all.map(({ origin }) => origin))).toEqual(new Set(['schedule']));
    expect(rows()).toHaveLength(BACKENDS);
  });

  it('are each run once more when all buttons are pressed, and asked for with one call', async () => {
    fleet.odoo.control.reset();
    const press = ({ id }: { id: number }) =>
      fleet.odoo.control.press(PEOPLE.seller.login, 'woo_connector.action_request_sync', 'x_woo_backend', id);
    rows().forEach(press);
    await until(
      () => rows().every((row) => row['x_served_number'] === row['x_request_number']),
      'all requests',
      LONG_MS,
    );
    await until(async () => (await runs()).every(({ status }) => status !== 'running'), 'all runs to end');
    const asked = (await runs()).filter(({ origin }) => origin === 'odoo');
    expect(asked).toHaveLength(BACKENDS);
    expect(new Set(asked.map(({ backendId }) => backendId)).size).toBe(BACKENDS);
    expect(asked.map(({ requestNumber }) => requestNumber)).toEqual(asked.map(() => 1));
    const polls = fleet.odoo.control
      .log()
      .filter(
        ({ model, args }) => model === 'x_woo_backend' && JSON.stringify(args).includes('x_request_number'),
      );
    expect(polls.length).toBeGreaterThan(0);
    for (const { args } of polls) expect(JSON.stringify(args)).toContain(fleet.backends.at(-1)?.id);
  });

  it('never ran twice at once, and one of the services led', async () => {
    for (const all of perBackend(await runs())) {
      const ordered = all.toSorted((a, b) => a.id - b.id);
      for (const [index, run] of ordered.slice(1).entries())
        expect((ordered[index]?.endedAt ?? '') <= run.startedAt, `run ${run.id}`).toBe(true);
    }
    expect(fleet.events.filter(({ event }) => event === 'fault' || event === 'run_refused')).toEqual([]);
    const leading = fleet.events.filter((event) => event.event === 'leading' && event.leads);
    expect(leading).toHaveLength(1);
  });
});
