import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PEOPLE, rowOf } from '../testing/app-in-odoo.ts';
import { until } from '../testing/service-rig.ts';
import { onServer } from './database.ts';
import { Fleet } from './fleet.ts';

/** Two services on one database: one asks and schedules, and the other takes over when it goes. */
describe('the lead', () => {
  let fleet: Fleet;
  let members: Awaited<ReturnType<Fleet['member']>>[];

  beforeAll(async () => {
    fleet = await Fleet.start();
    members = [await fleet.member(), await fleet.member()];
    const [first] = members;
    if (first === undefined) return;
    await fleet.pairAll(1, first);
    const [backend] = fleet.backends;
    if (backend !== undefined)
      expect((await first.engine.sync(backend, {}, () => undefined)).status).toBe('done');
    for (const member of members) await fleet.serve(member, 'serve');
  });
  afterAll(async () => {
    await fleet.close();
  });

  const leaders = async () => {
    const leading: boolean[] = [];
    for (const { service } of members) leading.push((await service?.readiness())?.leads ?? false);
    return leading;
  };
  const row = () => rowOf(fleet.odoo, 'x_woo_backend');
  async function pressed(): Promise<void> {
    const action = 'woo_connector.action_request_sync';
    fleet.odoo.control.press(PEOPLE.seller.login, action, 'x_woo_backend', row().id);
    await until(() => row()['x_served_number'] === row()['x_request_number'], 'the request');
  }

  it('is one service, which alone asks Odoo', async () => {
    await until(async () => (await leaders()).filter(Boolean).length === 1, 'a leader');
    await until(() => fleet.events.some(({ event }) => event === 'polled'), 'the first question');
    fleet.odoo.control.reset();
    const begun = performance.now();
    await sleep(2_000);
    // Half a second lies between two questions.
    const questions = (performance.now() - begun) / 500;
    const { by } = fleet.odoo.control.counts();
    // Once a minute it also reports that it is alive.
    const { 'ir.actions.server.run': reports = 0, ...asked } = by;
    expect(Object.keys(asked)).toEqual(['x_woo_backend.search_read']);
    expect(reports).toBeLessThanOrEqual(1);
    expect(by['x_woo_backend.search_read']).toBeLessThanOrEqual(questions + 2);
    await pressed();
    expect((await leaders()).filter(Boolean)).toHaveLength(1);
  });

  it('is lost with the connection that holds it, and found again', async () => {
    const before = fleet.events.length;
    await onServer(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'
        and classid = 2003791619::oid and database = (select oid from pg_database where datname = current_database())`,
      fleet.databaseUrl,
    );
    await until(
      () => fleet.events.slice(before).some((event) => event.event === 'leading' && !event.leads),
      'the lead to be lost',
    );
    await until(async () => (await leaders()).filter(Boolean).length === 1, 'a new leader');
    await pressed();
  });

  it('passes on when its service stops', async () => {
    const at = (await leaders()).indexOf(true);
    await members[at]?.service?.stop();
    await until(async () => (await leaders())[1 - at] === true, 'the other to lead');
    await pressed();
    const faults = fleet.events.flatMap((event) => (event.event === 'fault' ? [event.where] : []));
    expect(faults.filter((where) => where !== 'the lead')).toEqual([]);
  });
});
