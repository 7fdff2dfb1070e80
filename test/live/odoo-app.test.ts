import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Resolution } from '../../src/core/domain.ts';
import type { Plan } from '../../src/core/plan.ts';
import { BACKEND, DONE, Live, STATE_MODEL, changes, created, stateOperations } from './live.ts';
import type { OdooRecord, OdooUser } from './odoo-user.ts';

// The app inside Odoo, with an administrator. The steps build on each other, in this order.
const MIRRORS = ['x_woo_country', 'x_woo_state', 'x_woo_setting'] as const;
const TEST_STATE = 'WOOTEST';

let live: Live;
let admin: OdooUser;
let settled: Plan;

beforeAll(async () => {
  live = await Live.open();
  admin = await live.administrator();
  const added = await live.addBackend();
  expect(added, added.err).toMatchObject({ code: DONE });
  // What a run that was cut off left.
  if ((await appState()) !== 'not_installed') await uninstall();
  await removeTestState();
});

afterAll(async () => {
  await live.run('backend', 'remove', BACKEND);
  if ((await appState()) !== 'not_installed') await uninstall();
  await removeTestState();
  await live.close();
});

/** Names the Odoo without the backend, which may be gone already. */
function place(): string[] {
  const { url, database, caFile } = live.target.odoo;
  const ca = caFile === undefined ? [] : ['--odoo-ca-file', caFile];
  return ['--odoo-url', url, '--odoo-database', database, ...ca];
}

async function appState(): Promise<unknown> {
  const { code, out, err } = await live.run('odoo-app', 'status', ...place(), '--json');
  expect(code, err).toBe(DONE);
  return (JSON.parse(out) as { state: unknown }).state;
}

async function uninstall(): Promise<void> {
  const { code, err } = await live.run('odoo-app', 'uninstall', '--yes', ...place());
  expect(code, err).toBe(DONE);
}

async function removeTestState(): Promise<void> {
  const left = await admin.searchRead(STATE_MODEL, [['code', '=', TEST_STATE]], ['code']);
  await admin.unlink(
    STATE_MODEL,
    left.map(({ id }) => id),
  );
}

async function backendRow(): Promise<OdooRecord> {
  const shown = await live.run('backend', 'show', BACKEND, '--json');
  const { id: uuid } = JSON.parse(shown.out) as { id: string };
  const rows = await admin.searchRead('x_woo_backend', [['x_uuid', '=', uuid]], []);
  expect(rows.length).toBe(1);
  return rows[0] as OdooRecord;
}

async function actions(): Promise<Record<string, number>> {
  const [app] = await live.connector.searchRead('x_woo_app', [], []);
  return app as unknown as Record<string, number>;
}

/** What the mirror holds, and when each row was last written. */
async function mirror(): Promise<OdooRecord[][]> {
  const { id } = await backendRow();
  const rows = MIRRORS.map((model) =>
    admin.searchRead(model, [['x_backend_id', '=', id]], ['x_name', 'x_active', 'write_date']),
  );
  return Promise.all(rows);
}

const idOf = (relation: unknown) => (Array.isArray(relation) ? (relation[0] as number) : null);

/** As a user sees the states: no matter which of them have which id. */
const natives = async () =>
  (await live.states()).map(({ id, name, code, country_id }) => [id, name, code, country_id]);

it('without the app a sync brings the states all the same', async () => {
  const { report } = await live.sync();
  expect(report.plan?.odoo.app).toBe('absent');
  expect(changes((await live.plan()).plan)).toEqual([]);
});

it('an administrator installs it, and the connector may use it', async () => {
  const { code, err } = await live.run('odoo-app', 'install', BACKEND);
  expect(code, err).toBe(DONE);
  expect(await appState()).toBe('current');
  const { plan } = await live.plan();
  expect(plan.odoo.app).toBe('ready');
  expect(changes(plan).filter(({ domain }) => domain === 'geography')).toEqual([]);
});

it('a sync brings a row of every country, state and setting, each bound once', async () => {
  const { report } = await live.sync();
  expect(report.outcomes.filter(({ status }) => status !== 'applied')).toEqual([]);
  expect(created(report.plan).filter(({ subject }) => subject.type === 'state')).toEqual([]);
  settled = (await live.plan()).plan;
  const row = await backendRow();
  expect(row).toMatchObject({ x_status: report.status, x_environment: 'staging', x_active: true });
  const [countries = [], states = [], settings = []] = await mirror();
  expect([countries.length, states.length]).toEqual([row['x_country_count'], row['x_state_count']]);
  expect(states.length).toBe(stateOperations(settled).length);
  expect(settings.length).toBeGreaterThan(50);

  const bound = await admin.searchRead(
    'x_woo_state',
    [['x_backend_id', '=', row.id]],
    ['x_state_id', 'x_status'],
  );
  const ids = bound.flatMap(({ x_status, x_state_id }) => (x_status === 'bound' ? [idOf(x_state_id)] : []));
  expect(ids).not.toContain(null);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBe(stateOperations(settled).filter(({ kind }) => kind === 'keep').length);
});

it('the next sync writes no row', async () => {
  const before = await mirror();
  const { plan } = await live.plan();
  expect(changes(plan)).toEqual([]);
  expect(plan.domains.map(({ appRows }) => appRows)).toEqual(
    plan.domains.map(() => ({ create: 0, update: 0, vanished: 0 })),
  );
  const { report } = await live.sync();
  expect(report.outcomes.filter(({ status }) => status === 'applied')).toEqual([]);
  expect(await mirror()).toEqual(before);
});

it('the backend is served by one run of one installation at a time', async () => {
  const { x_claim_action: claim = 0, x_finish_action: finish = 0 } = await actions();
  const { id, x_installation_id: installation, x_served_number: served } = await backendRow();
  expect(installation).toMatch(/\S/u);
  const press = (action: number, context: Readonly<Record<string, unknown>>) =>
    live.connector.press(action, 'x_woo_backend', id, context);
  const asked = { token: 'live-suite', lease_seconds: 120, take_request: false };

  expect(await press(claim, { woo_claim: { ...asked, installation: 'another installation' } })).toMatchObject(
    {
      tag: 'woo_busy',
      params: { reason: 'other_installation' },
    },
  );
  expect(await press(claim, { woo_claim: { ...asked, installation } })).toMatchObject({ tag: 'woo_claimed' });
  const refused = await live.run('sync', BACKEND);
  const finished = {
    token: asked.token,
    served_number: served,
    status: 'idle',
    message: '',
    counts: {},
    run: null,
  };
  expect(await press(finish, { woo_finish: finished })).toMatchObject({ tag: 'woo_finished' });
  expect(refused.code).toBe(1);
  expect(refused.out + refused.err).toContain('in progress');
  await live.sync();
});

it('the button asks for a sync, and the next run serves it', async () => {
  const { id, x_request_number: asked, x_served_number: served } = await backendRow();
  await admin.press((await actions())['x_request_sync_action'] ?? 0, 'x_woo_backend', id);
  const pressed = await backendRow();
  expect(Number(pressed['x_request_number'])).toBe(Math.max(Number(asked), Number(served)) + 1);
  expect(pressed).toMatchObject({ x_request_kind: 'sync', x_served_number: served });
  expect(idOf(pressed['x_request_user_id'])).toBe(admin.uid);
  await live.sync();
  expect(await backendRow()).toMatchObject({
    x_request_number: pressed['x_request_number'],
    x_served_number: pressed['x_request_number'],
    x_lease_token: false,
  });
});

it("a user's choice stands, until it is taken back", async () => {
  const [bound] = await admin.searchRead(
    'x_woo_state',
    [
      ['x_backend_id', '=', (await backendRow()).id],
      ['x_status', '=', 'bound'],
      ['x_created', '=', false],
    ],
    ['x_state_id', 'x_country_code', 'x_code'],
  );
  if (bound === undefined) throw new Error('no state of Odoo itself is bound');
  const before = idOf(bound['x_state_id']);
  const [native] = await admin.searchRead(STATE_MODEL, [['id', '=', before]], ['country_id']);
  const country_id = idOf(native?.['country_id']);
  const choice = await admin.create(STATE_MODEL, {
    name: 'Chosen by a person',
    code: TEST_STATE,
    country_id,
  });
  const boundTo = async () => {
    const [row] = await admin.searchRead('x_woo_state', [['id', '=', bound.id]], ['x_state_id']);
    return idOf(row?.['x_state_id']);
  };

  await admin.write('x_woo_state', bound.id, { x_choice_id: choice });
  await live.sync();
  expect(await boundTo()).toBe(choice);
  expect(changes((await live.plan()).plan)).toEqual([]);
  const address = ['--country', String(bound['x_country_code']), '--state', String(bound['x_code'])];
  const resolved = await live.run('resolve', 'address', BACKEND, ...address, '--json');
  expect((JSON.parse(resolved.out) as Resolution[])[1]).toMatchObject({
    status: 'found',
    record: { id: choice },
  });

  await admin.write('x_woo_state', bound.id, { x_choice_id: false });
  await live.sync();
  expect(await boundTo()).toBe(before);
  await removeTestState();
});

it('an uninstall leaves the states alone, and after a new install nothing is made twice', async () => {
  const states = await natives();
  const rows = (await mirror()).map(({ length }) => length);
  await uninstall();
  expect(await appState()).toBe('not_installed');
  await expect(live.connector.searchRead('x_woo_backend', [], ['id'])).rejects.toThrow();
  expect(await natives()).toEqual(states);
  expect(changes((await live.sync()).report.plan)).toEqual([]);

  const { code, err } = await live.run('odoo-app', 'install', BACKEND);
  expect(code, err).toBe(DONE);
  const { report } = await live.sync();
  expect(created(report.plan).filter(({ domain }) => domain === 'geography')).toEqual([]);
  expect((await mirror()).map(({ length }) => length)).toEqual(rows);
  expect(await natives()).toEqual(states);
  expect(changes((await live.plan()).plan)).toEqual([]);
});

it('nothing printed contains a secret', () => {
  live.expectNoSecrets();
});
