import { afterEach, describe, expect, it } from 'vitest';
import { OdooUser } from '../live/odoo-user.ts';
import { EACH_SERIES, once } from '../testing/series.ts';
import { PEOPLE } from '../testing/app-in-odoo.ts';
import { openForm, type OpenForm, type Shown } from '../testing/live-widget.ts';
import { ServiceRig, until } from '../testing/service-rig.ts';

let at: ServiceRig;

const SHOWN = [
  ...['x_request_number', 'x_served_number', 'x_state', 'x_activity', 'x_unanswered', 'x_message'],
  ...['x_last_run_id', 'x_busy', 'x_service'],
];

/** The form of the backend as the seller has it open, read over RPC with the seller's rights. */
async function openAsSeller(): Promise<OpenForm> {
  const { url, database } = at.rig.odoo;
  const { login, password } = PEOPLE.seller;
  const seller = await OdooUser.signIn({ url, database, caFile: undefined }, { login, secret: password });
  const form = openForm(async (fields) => {
    const [row] = await seller.searchRead('x_woo_backend', [], [...(fields ?? SHOWN)]);
    return row ?? {};
  });
  await form.reload();
  return form;
}

const press = (button: 'sync' | 'preview') => {
  const action = `woo_connector.action_request_${button}`;
  return at.rig.odoo.control.press(PEOPLE.seller.login, action, 'x_woo_backend', at.row().id);
};

const notification = (message: string, type: string) => ({
  tag: 'display_notification',
  params: {
    title: at.rig.backend.name,
    message: expect.stringContaining(message) as string,
    type,
    // Closing nothing makes the page load the record again.
    next: { type: 'ir.actions.act_window_close' },
  },
});

describe.each(EACH_SERIES)('the form of a backend, Odoo %s', (series) => {
  afterEach(async () => {
    await at.close();
  });

  it('reports that no service is answering, and how to start one', async () => {
    at = await ServiceRig.start({ odoo: { series } });
    const form = await openAsSeller();
    expect(form.shown()).toMatchObject({ text: 'No run in progress', x_unanswered: false, x_state: 'done' });
    expect(press('sync')).toMatchObject(notification('Start it on the computer where', 'warning'));
    await form.reload();
    expect(form.shown()).toMatchObject({
      text: 'Requested, but the connector service is not responding',
      x_unanswered: true,
      x_busy: false,
      x_service: 'Not running: it has never been seen',
    });
    // A service that stopped counts as gone when the time of its next report has passed.
    at.rig.odoo.control.write('x_woo_backend', [at.row().id], { x_seen_until: '2026-01-01 00:00:00' });
    expect(press('preview')).toMatchObject(notification('The sync was requested, but', 'warning'));
  });

  it('shows running, progress and the end while it stays open', async () => {
    at = await ServiceRig.start({ odoo: { series } });
    const { odoo, woo } = at.rig;
    await at.serve();
    await until(() => typeof at.row()['x_seen'] === 'string', 'the service to report');
    const form = await openAsSeller();
    expect(form.waits()).toBe(30_000);
    woo.control.putState('AL', { code: 'AL-X1', name: 'Berati' });
    odoo.control.fault({
      only: { model: 'x_woo_state', call: 'search_read' },
      action: { kind: 'delay', ms: 500 },
    });
    expect(press('sync')).toMatchObject(notification('appear on this form', 'success'));
    await form.reload();
    expect(form.waits()).toBe(2_000);
    // The buttons rest from the press on, not only when the run has begun.
    expect(form.shown()).toMatchObject({ x_busy: true });
    expect(form.shown()['x_service']).toMatch(/^Running: last seen \d+ s ago$/u);
    const seen = new Set<unknown>([form.shown()['text']]);
    await until(async () => {
      await form.pass();
      seen.add(form.shown()['text']);
      return form.waits() === 30_000;
    }, 'the end on the form');
    expect([...seen]).toEqual(
      expect.arrayContaining([
        'Requested: the run will start within seconds',
        'Running',
        'No run in progress',
      ]),
    );
    await at.answered();
    const run = await at.latest();
    expect(form.shown()).toMatchObject({
      x_state: 'done',
      x_message: run.message,
      x_served_number: 1,
      x_busy: false,
    });
    // It loads the record where something has changed, and else reads six values.
    expect(form.loads()).toBeLessThanOrEqual(4);
    expect(at.faults()).toEqual([]);
  });

  it('shows an interrupted run as interrupted as soon as its lease has run out', async () => {
    at = await ServiceRig.start({ odoo: { series } });
    const lease = (until: string) => {
      const values = { x_status: 'running', x_lease_token: 'a', x_lease_until: until, x_progress: 'reading' };
      at.rig.odoo.control.write('x_woo_backend', [at.row().id], values);
    };
    const form = await openAsSeller();
    lease('2999-01-01 00:00:00');
    await form.pass();
    expect(form.shown()).toMatchObject({ x_state: 'running', text: 'Running: reading' });
    lease('2026-01-01 00:00:00');
    await form.pass();
    expect(form.shown()).toMatchObject({
      x_state: 'interrupted',
      text: 'The last run was interrupted; the next run will complete its work',
    });
    expect((await at.rig.sync()).status).toBe('nothing');
    await form.pass();
    expect(form.shown()).toMatchObject({ x_state: 'nothing', text: 'No run in progress' });
  });
});

once.describe("the app's script", () => {
  const row = (over: Shown = {}): Shown => ({
    ...{ x_request_number: 1, x_served_number: 0, x_state: 'done', x_activity: 'Requested' },
    ...{ x_unanswered: false, x_message: false, ...over },
  });

  it('reads nothing while its tab is hidden, and reloads nothing that a user is editing', async () => {
    let now = row();
    const form = openForm(() => Promise.resolve(now));
    await form.reload();
    form.hide(true);
    await form.pass();
    expect(form.reads()).toBe(0);
    form.hide(false);
    await form.pass();
    expect([form.reads(), form.loads()]).toEqual([1, 0]);
    now = row({ x_state: 'running', x_activity: 'Running' });
    form.edit(true);
    await form.pass();
    expect(form.loads()).toBe(0);
    form.edit(false);
    await form.pass();
    expect([form.loads(), form.shown()['text']]).toEqual([1, 'Running']);
  });

  it('goes on when Odoo cannot be reached, and stops with the form', async () => {
    let away = false;
    const form = openForm(() => (away ? Promise.reject(new Error('away')) : Promise.resolve(row())));
    await form.reload();
    away = true;
    await form.pass();
    expect(form.waits()).toBe(2_000);
    form.close();
    expect(form.waits()).toBeNull();
  });
});
