import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { STOPPED_BY_USER } from '../../src/core/cancellation.ts';
import { PEOPLE, rowOf, rowsOf } from '../testing/app-in-odoo.ts';
import { startRig, type Rig } from '../testing/rig.ts';
import { rate } from './taxes/small-shop.ts';
import { EACH_SERIES } from '../testing/series.ts';

let rig: Rig;
afterEach(async () => {
  await rig.close();
});

const row = () => rowOf(rig.odoo, 'x_woo_backend');

function press(button: 'sync' | 'preview', login: string = PEOPLE.seller.login): void {
  rig.odoo.control.press(login, `woo_connector.action_request_${button}`, 'x_woo_backend', row().id);
}

const inMinutes = (minutes: number) =>
  new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');

async function synced(series: 17 | 18 | 19): Promise<Rig> {
  rig = await startRig({ odoo: { series }, app: true });
  expect((await rig.sync()).status).toBe('done');
  return rig;
}

describe.each(EACH_SERIES)('the buttons, Odoo %s', (series) => {
  it('move the request number, whoever of the group presses; the next sync answers it', async () => {
    const { sync } = await synced(series);
    expect(row()).toMatchObject({ x_request_number: 0, x_served_number: 0 });
    press('sync');
    press('preview');
    press('sync', PEOPLE.manager.login);
    expect(row()).toMatchObject({
      x_request_number: 3,
      x_served_number: 0,
      // A sync that waits is not turned into a preview.
      x_request_kind: 'sync',
      x_request_user_id: PEOPLE.manager.id,
    });
    expect(() => {
      press('sync', 'employee');
    }).toThrow();
    expect(row()['x_request_number']).toBe(3);
    await sync();
    expect(row()).toMatchObject({ x_request_number: 3, x_served_number: 3 });
    await sync();
    expect(row()).toMatchObject({ x_request_number: 3, x_served_number: 3 });
  });

  it('are answered by a run that a user stops before it has signed in, and stay for one whose process ends', async () => {
    const { backend, engine, odoo } = await synced(series);
    press('sync');
    const run = (reason: unknown) =>
      engine.runJob(
        backend.id,
        { kind: 'sync', origin: 'odoo', stop: AbortSignal.abort(reason) },
        () => undefined,
      );
    expect((await run('the process ends')).error?.code).toBe('run.stopped');
    expect(row()).toMatchObject({ x_request_number: 1, x_served_number: 0, x_lease_token: false });

    odoo.control.reset();
    const stopped = await run(STOPPED_BY_USER);
    expect(stopped.message).toMatch(/^Stopped by a user/u);
    expect(row()).toMatchObject({ x_request_number: 1, x_served_number: 1, x_lease_token: false });
    // The claim and the end.
    expect(odoo.control.counts().writes).toBe(2);
  });

  it('pressed during a run, after its claim, is not lost', async () => {
    const { sync, odoo } = await synced(series);
    press('sync');
    // The run has been claimed when it looks at the app's rows.
    odoo.control.fault({
      only: { model: 'x_woo_state', call: 'search_read' },
      action: { kind: 'delay', ms: 300 },
    });
    const running = sync();
    await expect.poll(() => row()['x_status'], { interval: 5 }).toBe('running');
    press('preview');
    expect(row()).toMatchObject({ x_request_number: 2, x_served_number: 0, x_status: 'running' });
    expect((await running).status).toBe('nothing');
    expect(row()).toMatchObject({ x_request_number: 2, x_served_number: 1, x_status: 'nothing' });
    await sync();
    expect(row()).toMatchObject({ x_request_number: 2, x_served_number: 2 });
  });

  it('nothing that people write on the row is believed but the request', async () => {
    const { sync, odoo, woo, backend } = await synced(series);
    odoo.control.write('x_woo_backend', [row().id], {
      x_store_url: 'http://127.0.0.1:9/elsewhere',
      x_environment: 'production',
      x_name: 'Renamed in Odoo',
      x_served_number: 40,
    });
    const report = await sync();
    expect(report.status, report.message).toBe('nothing');
    expect(row()).toMatchObject({
      x_store_url: woo.url,
      x_environment: 'staging',
      x_name: backend.name,
      // Never lower than it was.
      x_served_number: 40,
    });
    // And a press counts on from there.
    press('sync');
    expect(row()['x_request_number']).toBe(41);
  });
});

describe.each(EACH_SERIES)('claiming, Odoo %s', (series) => {
  it('refuses the row of another installation, and writes nothing', async () => {
    const { sync, odoo } = await synced(series);
    odoo.control.write('x_woo_backend', [row().id], { x_installation_id: randomUUID() });
    const before = row();
    odoo.control.reset();
    const report = await sync();
    expect(report).toMatchObject({ status: 'failed', error: { code: 'app.other_installation' } });
    expect(odoo.control.counts().changes).toBe(0);
    expect(row()).toEqual(before);
  });

  it('refuses while another run has the lease, and takes over one that has run out', async () => {
    const { sync, odoo } = await synced(series);
    const lease = (until: string) => {
      const leased = { x_lease_token: 'other', x_lease_until: until, x_status: 'running' };
      odoo.control.write('x_woo_backend', [row().id], leased);
    };
    lease(inMinutes(3));
    odoo.control.reset();
    const refused = await sync();
    expect(refused).toMatchObject({ status: 'failed', error: { code: 'app.busy', retryable: true } });
    expect(odoo.control.counts().changes).toBe(0);
    expect(row()).toMatchObject({ x_lease_token: 'other', x_status: 'running' });

    lease(inMinutes(-1));
    expect((await sync()).status).toBe('nothing');
    expect(row()).toMatchObject({ x_lease_token: false, x_lease_until: false, x_status: 'nothing' });
  });

  it('a run whose claim was taken over reports it, and does not end the other', async () => {
    const { sync, odoo } = await synced(series);
    odoo.control.fault({
      only: { model: 'x_woo_state', call: 'search_read' },
      action: { kind: 'delay', ms: 300 },
    });
    const running = sync();
    await expect.poll(() => row()['x_status'], { interval: 5 }).toBe('running');
    const theirs = { x_lease_token: 'theirs', x_lease_until: inMinutes(5) };
    odoo.control.write('x_woo_backend', [row().id], theirs);
    const report = await running;
    expect(report.status).toBe('partial');
    expect(report.message).toContain('another run has taken over the backend "shop"');
    expect(row()).toMatchObject({ ...theirs, x_status: 'running' });
    expect(rowsOf(odoo, 'x_woo_run')).toHaveLength(1);
  });

  it('a run whose claim was taken over writes nothing more', async () => {
    const { sync, odoo, woo } = await synced(series);
    woo.control.putState('AL', { code: 'AL-01', name: 'Berati' });
    woo.control.setSetting('general', 'woocommerce_currency', 'EUR');
    odoo.control.fault({
      only: { model: 'x_woo_state', call: 'search_read' },
      action: { kind: 'delay', ms: 300 },
    });
    const running = sync();
    await expect.poll(() => row()['x_status'], { interval: 5 }).toBe('running');
    odoo.control.write('x_woo_backend', [row().id], {
      x_lease_token: 'theirs',
      x_lease_until: inMinutes(5),
    });
    odoo.control.reset();
    const report = await running;
    expect(report, report.message).toMatchObject({ status: 'failed', error: { code: 'app.claim_lost' } });
    expect(odoo.control.counts().changes).toBe(0);
    odoo.control.write('x_woo_backend', [row().id], { x_lease_until: inMinutes(-1) });
    expect((await sync()).status).toBe('done');
    expect((await sync()).status).toBe('nothing');
  });

  it('a run whose claim was taken over writes no records of other domains either', async () => {
    const domains = ['geography', 'settings', 'taxes'] as const;
    rig = await startRig({ odoo: { series }, app: true, domains, world: 'small' });
    const { sync, odoo, woo } = rig;
    await sync();
    woo.control.putState('AL', { code: 'AL-01', name: 'Berati' });
    woo.control.putRate(rate(9_001, 'MX', '11.0000'));
    odoo.control.fault({
      only: { model: 'x_woo_state', call: 'search_read' },
      action: { kind: 'delay', ms: 300 },
    });
    const running = sync();
    await expect.poll(() => row()['x_status'], { interval: 5 }).toBe('running');
    const theirs = { x_lease_token: 'theirs', x_lease_until: inMinutes(5) };
    odoo.control.write('x_woo_backend', [row().id], theirs);
    odoo.control.reset();
    const report = await running;
    expect(report, report.message).toMatchObject({ status: 'failed', error: { code: 'app.claim_lost' } });
    expect(odoo.control.log().filter(({ call }) => call === 'load')).toEqual([]);
    expect(odoo.control.counts().changes).toBe(0);
    // Both domains had something to write, and write it once the claim is free.
    odoo.control.write('x_woo_backend', [row().id], { x_lease_until: inMinutes(-1) });
    odoo.control.reset();
    await sync();
    const loaded = odoo.control.log().flatMap(({ call, model }) => (call === 'load' ? [model] : []));
    expect(loaded).toEqual(expect.arrayContaining(['res.country.state', 'account.tax']));
  });

  it('a run that breaks off leaves the row free, with what went wrong', async () => {
    const { sync, odoo, woo } = await synced(series);
    press('sync');
    woo.control.fault({ always: true, action: { kind: 'status', status: 500 } });
    const report = await sync();
    expect(report.status).toBe('failed');
    expect(row()).toMatchObject({ x_status: 'failed', x_lease_token: false, x_message: report.message });
    // It was answered, with a failure; to try again is for a user.
    expect(row()).toMatchObject({ x_request_number: 1, x_served_number: 1 });
    expect(rowOf(odoo, 'x_woo_run', { x_number: report.runId })).toMatchObject({ x_status: 'failed' });
    const first = rowOf(odoo, 'x_woo_run', { x_number: 1 });
    expect(row()['x_last_sync']).toBe(first['x_ended']);
    woo.control.clearFaults();
    expect((await sync()).status).toBe('nothing');
  });
});
