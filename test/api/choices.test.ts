import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ODOO_USERS } from '../../sandbox/index.ts';
import { rowOf } from '../testing/app-in-odoo.ts';
import { startRig, type Rig } from '../testing/rig.ts';
import { startApi, type ApiRig } from './api-rig.ts';

let rig: Rig;
let api: ApiRig;

async function start(app: boolean | 'denied'): Promise<void> {
  rig = await startRig({ app, domains: ['geography', 'settings', 'currency', 'taxes', 'payments'] });
  api = await startApi({}, rig);
  await api.setUp();
  await rig.sync();
}
const end = async () => {
  await api.close();
  await rig.close();
};

const rows = '/backends/shop/rows';
const items = (json: Record<string, unknown>) => json['items'] as Record<string, unknown>[];
const hesse = () => rig.odoo.control.resolve('base.state_de_he') ?? 0;
const bavaria = () => rowOf(rig.odoo, 'x_woo_state', { x_country_code: 'DE', x_code: 'DE-BY' });
const choose = (path: string, recordId: number | null) =>
  api.admin.ask('PUT', `${rows}/${path}/choice`, { recordId });

describe('a choice over the API', () => {
  beforeAll(() => start(true));
  afterAll(end);

  it('is the same field as in the Odoo app; the next sync applies it, and takes it back', async () => {
    const before = (await api.admin.ask('GET', `${rows}/state/DE:DE-BY`)).json;
    const chosen = await choose('state/DE:DE-BY', hesse());
    expect(chosen.json, chosen.text).toMatchObject({
      ...{ status: 'pending', remedy: 'Run SYNC METADATA.' },
      record: { model: 'res.country.state', id: hesse() },
    });
    expect(bavaria()['x_choice_id']).toBe(hesse());
    expect((await rig.sync()).message).toMatch(/^1 linked/u);
    expect(bavaria()).toMatchObject({ x_state_id: hesse(), x_rule: 'choice' });
    expect((await api.admin.ask('GET', `${rows}/state/DE:DE-BY`)).json).toMatchObject({
      ...{ status: 'in_sync', rule: 'choice', matchedBy: 'Chosen by a user.' },
      record: { id: hesse() },
    });
    // A choice that changes nothing is settled by the next sync too.
    await choose('state/DE:DE-BY', hesse());
    expect((await rig.sync()).outcomes).toEqual([]);
    expect((await api.admin.ask('GET', `${rows}/state/DE:DE-BY`)).json).toMatchObject({ status: 'in_sync' });
    await choose('state/DE:DE-BY', null);
    expect(bavaria()['x_choice_id']).toBe(false);
    await rig.sync();
    const after = (await api.admin.ask('GET', `${rows}/state/DE:DE-BY`)).json;
    expect(after['record']).toEqual(before['record']);
    const { text } = await api.admin.ask('GET', '/audit');
    expect(text).toContain(`"detail":"state DE:DE-BY: ${hesse()}"`);
  });

  it('of a state is offered among those of its country', async () => {
    const country = async (key: string) =>
      ((await api.admin.ask('GET', `${rows}/country/${key}`)).json['record'] as { id: number }).id;
    const offered = items((await api.admin.ask('GET', `${rows}/state/DE:DE-BY/records`)).json);
    const germany = await country('DE');
    const inGermany = rig.odoo.control.records('res.country.state', [['country_id', '=', germany]]);
    expect(offered.map(({ id }) => id).toSorted()).toEqual(inGermany.map(({ id }) => id).toSorted());
    // One of another country is not found by its name either.
    const found = (await api.admin.ask('GET', `${rows}/state/DE:DE-BY/records?search=California`)).json;
    expect(items(found)).toEqual([]);
  });

  it('of a journal is offered among those that take money', async () => {
    const offered = await api.admin.ask('GET', `${rows}/payment_gateway/bacs/records`);
    expect(items(offered.json).length, offered.text).toBeGreaterThan(0);
    const [bank] = items(
      (await api.admin.ask('GET', `${rows}/payment_gateway/bacs/records?search=Bank`)).json,
    );
    expect((await choose('payment_gateway/bacs', bank?.['id'] as number)).status).toBe(200);
    await rig.sync();
    expect((await api.admin.ask('GET', `${rows}/payment_gateway/bacs`)).json).toMatchObject({
      ...{
        status: 'in_sync',
        record: {
          model: 'account.journal',
          id: bank?.['id'],
          label: expect.stringContaining('Bank') as string,
        },
      },
    });
  });

  it('of a row with a number as its key, and of an item to review, finds its row', async () => {
    const [tax] = items((await api.admin.ask('GET', `${rows}/tax_rate/1/records?search=15`)).json);
    expect((await choose('tax_rate/1', tax?.['id'] as number)).status).toBe(200);
    expect(rowOf(rig.odoo, 'x_woo_tax_rate', { x_rate_id: 1 })['x_choice_id']).toBe(tax?.['id']);
    await choose('tax_rate/1', null);
    const { id: germany } = rowOf(rig.odoo, 'res.country', { code: 'DE' });
    const [twin = 0] = rig.odoo.control.create('res.country.state', [
      { name: 'Twin', code: 'T1', country_id: germany },
      { name: 'Twin', code: 'T2', country_id: germany },
    ]);
    rig.woo.control.putState('DE', { code: 'DE-TW', name: 'Twin' });
    await rig.sync();
    const key = encodeURIComponent('geography state DE:DE-TW');
    expect((await api.admin.ask('GET', `${rows}/review/${key}`)).json).toMatchObject({ status: 'review' });
    expect((await choose(`review/${key}`, twin)).json).toMatchObject({ type: 'state', status: 'pending' });
    expect((await api.admin.ask('GET', `${rows}/review/${key}`)).json).toMatchObject({ status: 'pending' });
    await rig.sync();
    expect((await api.admin.ask('GET', `${rows}/review/${key}`)).json['code']).toBe('rows.unknown');
    expect((await api.admin.ask('GET', `${rows}/state/DE:DE-TW`)).json).toMatchObject({
      record: { id: twin },
    });
  });

  it('that is not possible is refused, and nothing is written', async () => {
    const [setting] = items((await api.admin.ask('GET', `${rows}/setting?limit=1`)).json);
    for (const [path, recordId, code, status] of [
      ['state/DE:DE-BY', 999_999, 'choice.unknown_record', 422],
      ['state/XX:XX', 1, 'rows.unknown', 404],
      [`setting/${encodeURIComponent(setting?.['key'] as string)}`, 1, 'choice.not_possible', 422],
      ['state/DE:DE-BY', -1, 'request.invalid', 400],
    ] as const) {
      const answer = await choose(path, recordId);
      expect([answer.json['code'], answer.status], path).toEqual([code, status]);
    }
    const viewer = await api.signIn('vera', 'viewer');
    const refused = await viewer.ask('PUT', `${rows}/state/DE:DE-BY/choice`, { recordId: hesse() });
    expect(refused.json['code']).toBe('account.not_allowed');
    viewer.forgetCsrf();
    const bare = await viewer.ask('PUT', `${rows}/state/DE:DE-BY/choice`, { recordId: hesse() });
    expect(bare.json['code']).toBe('account.csrf');
    expect(bavaria()['x_choice_id']).toBe(false);
    // A row of another installation is not written either.
    rig.odoo.control.write('x_woo_backend', [rowOf(rig.odoo, 'x_woo_backend', {}).id], {
      x_installation_id: 'other',
    });
    const other = await choose('state/DE:DE-BY', hesse());
    expect([other.status, other.json['code']]).toEqual([409, 'app.other_installation']);
  });
});

describe('a choice without the app', () => {
  it.each([false, 'denied'] as const)('is refused with what to do (%s)', async (app) => {
    await start(app);
    const answer = await choose('state/DE:DE-BY', hesse());
    expect([answer.status, answer.json['code']]).toEqual([409, 'choice.no_app']);
    expect(answer.json['hint']).toMatch(app === false ? /odoo-app install/u : /group Connector/u);
    await end();
  });
});

describe('an alignment over the API', () => {
  beforeAll(() => start(false));
  afterAll(end);

  it('is one write as an administrator, refused where it would be another one by now', async () => {
    const points = items((await api.admin.ask('GET', '/backends/shop/agreements')).json);
    const point = points.find(({ align }) => align !== null);
    const { to } = point?.['align'] as { to: string };
    const path = `/backends/shop/agreements/${point?.['key'] as string}/align`;
    const { login, password } = ODOO_USERS.admin;
    const viewer = await api.signIn('vera', 'viewer');
    const body = { to, login, secret: password };
    expect((await viewer.ask('POST', path, body)).json['code']).toBe('account.not_allowed');
    const other = await api.admin.ask('POST', path, { ...body, to: 'something else' });
    expect([other.status, other.json['code']]).toEqual([409, 'check.changed']);
    const plain = { to, login: ODOO_USERS.connector.login, secret: ODOO_USERS.connector.apiKey };
    expect((await api.admin.ask('POST', path, plain)).json['code']).toBe('check.not_allowed');
    const done = await api.admin.ask('POST', path, body);
    expect(done.json, done.text).toMatchObject({ aligned: true });
    expect((await api.admin.ask('POST', path, body)).json).toMatchObject({ aligned: false });
    const unknown = await api.admin.ask('POST', '/backends/shop/agreements/nope/align', body);
    expect([unknown.status, unknown.json['code']]).toEqual([404, 'check.unknown_point']);
    const { text } = await api.admin.ask('GET', '/audit');
    expect(text).toContain('"action":"agreement.align"');
    expect(text).not.toContain(`"${password}"`);
  });
});
