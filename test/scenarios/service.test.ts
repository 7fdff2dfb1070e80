import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PEOPLE, rowOf, rowsOf } from '../testing/app-in-odoo.ts';
import { measureDelay, POLL_MS, ServiceRig, until } from '../testing/service-rig.ts';

/** A PostgreSQL server of the tests shares the cores with them and with the checks of CI, and its waits are no delay of this process. */
const ANSWER_MS = process.env['TEST_DATABASE_URL'] === undefined ? 1_000 : 5_000;

/** The buttons in Odoo, answered by a service: one after the other, on one pair of servers. */
describe('the service answers', () => {
  let at: ServiceRig;
  beforeAll(async () => {
    at = await ServiceRig.start();
    await at.serve();
    await until(() => at.events.some(({ event }) => event === 'polled'), 'the first question');
  });
  afterAll(async () => {
    await at.close();
    expect(at.faults()).toEqual([]);
  });

  const state = (code: string) => at.rig.odoo.control.records('res.country.state', [['code', '=', code]]);

  it('a press: it runs within the polling time and a second, and is reported with its operations', async () => {
    const { woo, odoo } = at.rig;
    woo.control.putState('AL', { code: 'AL-X1', name: 'Berati' });
    // The run shows for a moment, at the first read after its claim.
    odoo.control.fault({
      only: { model: 'x_woo_state', call: 'search_read' },
      action: { kind: 'delay', ms: 400 },
    });
    const pressed = performance.now();
    const delayed = measureDelay();
    at.press('sync');
    await until(() => at.row()['x_status'] === 'running', 'the run to begin');
    expect(performance.now() - pressed).toBeLessThan(POLL_MS + ANSWER_MS + delayed());
    await at.answered();
    const run = await at.latest();
    expect(run).toMatchObject({ kind: 'sync', origin: 'odoo', status: 'done', requestNumber: 1 });
    expect(at.row()).toMatchObject({
      ...{ x_request_number: 1, x_served_number: 1, x_status: 'done', x_message: run.message },
      x_country_count: 3,
    });
    const shownRun = rowOf(odoo, 'x_woo_run', { x_number: run.id });
    expect(shownRun).toMatchObject({ x_kind: 'sync', x_status: 'done', x_message: run.message });
    expect(shownRun['x_started']).not.toBe(false);
    expect(shownRun['x_ended']).not.toBe(false);
    expect(at.row()['x_last_run_id']).toBe(shownRun.id);
    const operations = rowsOf(odoo, 'x_woo_operation').filter(({ x_run_id: of }) => of === shownRun.id);
    expect(operations.map(({ x_key: key, x_outcome: outcome }) => [key, outcome])).toEqual([
      ['AL:AL-X1', 'applied'],
    ]);
    expect(state('AL-X1')).toHaveLength(1);
  });

  it('a preview: planned and told, and nothing applied', async () => {
    const { woo, odoo, database } = at.rig;
    woo.control.putState('AL', { code: 'AL-X2', name: 'Durresi' });
    const synced = at.row()['x_last_sync'];
    at.press('preview');
    await at.answered();
    const run = await at.latest();
    expect(run).toMatchObject({ kind: 'preview', origin: 'odoo', status: 'done' });
    expect(run.message).toContain('1 create');
    expect(
      (await database.runs.operations(run.id)).filter(({ status }) => status === 'planned'),
    ).toHaveLength(1);
    const shownRun = rowOf(odoo, 'x_woo_run', { x_number: run.id });
    expect(shownRun).toMatchObject({ x_kind: 'preview', x_status: 'done' });
    const operations = rowsOf(odoo, 'x_woo_operation').filter(({ x_run_id: of }) => of === shownRun.id);
    expect(operations.map(({ x_outcome: outcome }) => outcome)).toEqual(['planned']);
    expect(state('AL-X2')).toEqual([]);
    expect(at.row()['x_last_sync']).toBe(synced);
    expect(at.row()).toMatchObject({ x_country_count: 3 });
  });

  it('a press during a run: it runs after it', async () => {
    const { odoo, database, backend } = at.rig;
    const before = (await database.runs.list({ backendId: backend.id, limit: 99 })).length;
    odoo.control.fault({
      only: { model: 'x_woo_state', call: 'search_read' },
      action: { kind: 'delay', ms: 700 },
    });
    at.press('sync');
    await until(() => at.row()['x_status'] === 'running', 'the run to begin');
    at.press('preview');
    at.press('sync');
    await at.answered();
    const runs = await database.runs.list({ backendId: backend.id, limit: 99 });
    expect(runs.length - before).toBe(2);
    const [second, first] = runs;
    expect(second?.requestNumber).toBe((first?.requestNumber ?? 0) + 2);
    // A sync that waits is not turned into a preview, and one run answers both.
    expect(second?.kind).toBe('sync');
    expect((first?.endedAt ?? '') <= (second?.startedAt ?? '')).toBe(true);
  });

  it('a run by hand answers what was pressed before it, and nothing runs twice', async () => {
    const { database, backend, sync } = at.rig;
    await at.stop();
    at.press('sync');
    expect((await sync()).status).toBe('nothing');
    const [byHand] = await database.runs.list({ backendId: backend.id, limit: 1 });
    await at.serve();
    await sleep(POLL_MS * 4);
    expect((await at.latest()).id).toBe(byHand?.id);
    expect(byHand).toMatchObject({ origin: 'cli', requestNumber: at.row()['x_request_number'] });
  });

  it('what was pressed while it was down', async () => {
    await at.stop();
    at.press('sync');
    const pressed = at.row()['x_request_number'];
    await sleep(POLL_MS * 2);
    expect(at.row()['x_served_number']).toBe(Number(pressed) - 1);
    await at.serve();
    await at.answered();
    expect(await at.latest()).toMatchObject({ origin: 'odoo', requestNumber: pressed });
  });

  it('what the API was asked for, also by a process that is gone', async () => {
    const { backend, database, woo } = at.rig;
    woo.control.putState('AL', { code: 'AL-X9', name: 'Kavaja' });
    const before = (await at.latest()).id;
    // As the API records it; the queue of the process that did is lost.
    await database.askedRuns.put({ backendId: backend.id, kind: 'sync', askedAt: new Date().toISOString() });
    await until(async () => (await database.askedRuns.list()).length === 0, 'the request to be answered');
    expect(await at.latest()).toMatchObject({ kind: 'sync', origin: 'api', status: 'done' });
    expect(state('AL-X9')).toHaveLength(1);
    await database.askedRuns.put({
      backendId: backend.id,
      kind: 'preview',
      askedAt: new Date().toISOString(),
    });
    await until(async () => (await database.askedRuns.list()).length === 0, 'the preview to be answered');
    expect(await at.latest()).toMatchObject({ kind: 'preview', origin: 'api' });
    // Each was run once, and nobody is notified of what a preview found: it is for the person who asked.
    expect((await at.latest()).id).toBe(before + 2);
  });

  it('a corrected binding, with the next press', async () => {
    const { odoo } = at.rig;
    const row = rowOf(odoo, 'x_woo_state', { x_code: 'AL-X1' });
    const [other] = odoo.control.create('res.country.state', [
      {
        name: 'Another Berat',
        code: 'AL-OTHER',
        country_id: rowOf(odoo, 'res.country', { code: 'AL' }).id,
      },
    ]);
    odoo.control.writeAs(PEOPLE.manager.login, 'x_woo_state', row.id, { x_choice_id: other ?? 0 });
    at.press('sync', PEOPLE.manager.login);
    await at.answered();
    expect(rowOf(odoo, 'x_woo_state', { x_code: 'AL-X1' })).toMatchObject({
      x_state_id: other,
      x_choice_id: other,
    });
  });

  it('nothing, when nothing is pressed: one small call to Odoo per polling time', async () => {
    const { odoo, woo } = at.rig;
    await sleep(POLL_MS * 2);
    odoo.control.reset();
    woo.control.reset();
    const begun = performance.now();
    await sleep(POLL_MS * 10);
    const polls = (performance.now() - begun) / POLL_MS;
    const { total, by, writes } = odoo.control.counts();
    // Once a minute, and so at most once here, it reports that it is alive.
    const { 'ir.actions.server.run': reports = 0, ...asked } = by;
    expect(Object.keys(asked)).toEqual(['x_woo_backend.search_read']);
    expect(reports).toBeLessThanOrEqual(1);
    expect(writes).toBe(0);
    expect(total).toBeLessThanOrEqual(Math.ceil(polls) + 1);
    expect(total).toBeGreaterThanOrEqual(2);
    expect(woo.control.counts().total).toBe(0);
  });

  it('when the store is away, with a failure that reports it', async () => {
    const { woo, odoo } = at.rig;
    woo.control.fault({ action: { kind: 'status', status: 503 }, always: true });
    at.press('sync');
    await at.answered();
    expect(await at.latest()).toMatchObject({ status: 'failed' });
    expect(at.row()).toMatchObject({ x_status: 'failed' });
    expect(String(at.row()['x_message'])).toContain('503');
    woo.control.clearFaults();
    at.press('sync');
    await at.answered();
    expect(at.row()['x_status']).toBe('nothing');
    expect(rowsOf(odoo, 'x_woo_run', { x_status: 'failed' })).toHaveLength(1);
  });

  it('when Odoo comes back, and asks it seldom while it is away', async () => {
    const { odoo, database } = at.rig;
    const watch = async () => (await database.watches.list())[0];
    await until(async () => (await watch())?.state === 'ok', 'Odoo to answer');
    odoo.control.reset();
    odoo.control.fault({ action: { kind: 'cut' }, always: true });
    await until(async () => (await watch())?.state === 'away', 'Odoo to be away');
    at.press('sync');
    expect((await at.service?.readiness())?.odoos).toMatchObject([
      { state: 'away', message: expect.stringContaining(odoo.url) as string },
    ]);
    const before = odoo.control.counts().total;
    const begun = performance.now();
    await sleep(POLL_MS * 8);
    // 2, 4, 8 … polling times lie between two questions.
    expect(odoo.control.counts().total - before).toBeLessThan((performance.now() - begun) / POLL_MS / 2);
    odoo.control.clearFaults();
    await at.answered();
    expect(await watch()).toMatchObject({ state: 'ok', message: null });
    const changes = at.events.flatMap((each) => (each.event === 'odoo_changed' ? [each.watch.state] : []));
    expect(changes.slice(-2)).toEqual(['away', 'ok']);
  });

  it('when Odoo goes away in the middle of a run, once it is back', async () => {
    const { odoo, woo } = at.rig;
    woo.control.putState('AL', { code: 'AL-X3', name: 'Elbasani' });
    odoo.control.reset();
    odoo.control.fault({ only: { call: 'load' }, action: { kind: 'cut' }, always: true });
    at.press('sync');
    const number = at.row()['x_request_number'];
    // From its first write on nothing gets through, whatever else the run and others reported before.
    await odoo.control.struck(1);
    odoo.control.fault({ only: { model: 'ir.actions.server' }, action: { kind: 'cut' }, always: true });
    await until(async () => {
      const run = await at.latest();
      return run.requestNumber === number && run.status !== 'running';
    }, 'the run to break off');
    expect(at.row()['x_served_number']).toBe(Number(number) - 1);
    odoo.control.clearFaults();
    await at.answered();
    expect(state('AL-X3')).toHaveLength(1);
    expect(await at.latest()).toMatchObject({ origin: 'odoo', requestNumber: number, status: 'done' });
  });
});
