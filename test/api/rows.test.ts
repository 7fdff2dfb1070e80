import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { taxesDomain } from '../../src/domains/taxes/index.ts';
import { STORE_KEYS } from '../../sandbox/index.ts';
import { rowOf } from '../testing/app-in-odoo.ts';
import { startRig, type Rig } from '../testing/rig.ts';
import { startApi, type ApiRig } from './api-rig.ts';

interface Row {
  readonly type: string;
  readonly key: string;
  readonly label: string;
  readonly status: string;
  readonly values: Record<string, string>;
  readonly record: { model: string; id: number; label: string; url: string } | null;
  readonly matchedBy: string;
  readonly reason: string;
  readonly remedy: string;
  readonly candidates: { id: number }[];
  readonly since: string;
  readonly left: { by: string } | null;
}

interface List {
  readonly type: string;
  readonly total: number;
  readonly statuses: Record<string, number>;
  readonly filters: string[];
  readonly choiceModel: string | null;
}

let rig: Rig;
let api: ApiRig;

async function start(app: boolean): Promise<void> {
  rig = await startRig({
    app,
    domains: ['geography', 'settings', 'currency', 'taxes', 'shipping', 'payments'],
  });
  api = await startApi({}, rig);
  await api.setUp();
}
const end = async () => {
  await api.close();
  await rig.close();
};

const ask = async (path: string) => (await api.admin.ask('GET', `/backends/shop/rows${path}`)).json;
const page = async (path: string) =>
  (await ask(path)) as unknown as {
    items: Row[];
    total: number;
    nextCursor: string | null;
  };
const lists = async () => (await ask(''))['items'] as List[];
const list = async (type: string) => (await lists()).find((each) => each.type === type);
const preview = () => rig.engine.runJob(rig.backend.id, { kind: 'preview', origin: 'api' }, () => undefined);

describe('rows without the app', () => {
  beforeAll(() => start(false));
  afterAll(end);

  it('are empty before the first run, and there after a preview', async () => {
    expect((await lists()).every(({ total }) => total === 0)).toBe(true);
    expect(await page('/tax_rate')).toMatchObject({ items: [], total: 0, nextCursor: null });
    await preview();
    expect(await list('state')).toMatchObject({
      filters: ['country_code'],
      choiceModel: 'res.country.state',
    });
    expect((await list('state'))?.statuses['pending']).toBeGreaterThan(50);
    expect((await list('tax_rate'))?.total).toBe(rig.woo.control.data().taxRates.length);
    for (const type of ['country', 'setting', 'tax_class', 'fiscal_position', 'check', 'shipping_zone'])
      expect((await list(type))?.total, type).toBeGreaterThan(0);
    for (const type of ['shipping_method', 'payment_gateway', 'currency', 'review'])
      expect((await list(type))?.total, type).toBeGreaterThan(0);
  });

  it('follow what a sync applied, and keep since when it is so', async () => {
    await rig.sync();
    expect((await list('state'))?.statuses['pending']).toBeUndefined();
    const found = await page('/state?filter=country_code:DE&search=bay');
    expect(found.total).toBe(1);
    const [bavaria] = found.items;
    expect(bavaria).toMatchObject({
      ...{ key: 'DE:DE-BY', label: 'Bavaria', status: 'in_sync' },
      record: { model: 'res.country.state', url: expect.stringContaining('/web#id=') as string },
    });
    expect(bavaria?.matchedBy).not.toBe('');
    const rates = (await page('/tax_rate?limit=50')).items;
    expect(rates.filter(({ record }) => record?.label === '')).toEqual([]);
    const save = vi.spyOn(rig.database.savedRows, 'save');
    await rig.sync();
    await preview();
    // Rates that keep their tax are only counted in the plan; their rows are whole.
    expect((await page('/tax_rate?limit=50')).items).toEqual(rates);
    expect(save.mock.calls.map(([, { type }, rows]) => [type, rows.map(({ key }) => key)])).toEqual([]);
    save.mockRestore();
    expect((await ask('/state/DE:DE-BY'))['since']).toBe(bavaria?.since);
  });

  it('that changed are written, and no other', async () => {
    const [zone] = (await page('/shipping_zone')).items;
    const before = (await page('/state?filter=country_code:DE')).items;
    const state = rig.woo.control.data().countries.find(({ code }) => code === 'DE')?.states[0];
    rig.woo.control.putState('DE', { code: state?.code ?? '', name: 'Somewhere else' });
    const save = vi.spyOn(rig.database.savedRows, 'save');
    await rig.sync();
    const written = save.mock.calls.flatMap(([, , rows]) => rows.map(({ key }) => key));
    save.mockRestore();
    expect(written.filter((key) => key.includes(':'))).toContain(`DE:${state?.code ?? ''}`);
    expect(written.length).toBeLessThan(5);
    const after = (await page('/state?filter=country_code:DE')).items;
    expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key));
    expect((await page('/shipping_zone')).items[0]).toEqual(zone);
    // A state that the store lists no more goes.
    rig.woo.control.removeState('DE', state?.code ?? '');
    await rig.sync();
    expect((await page('/state?filter=country_code:DE')).total).toBe(before.length - 1);
  });

  it('are paged, sorted, filtered and searched in the database', async () => {
    const all: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const next: { items: Row[]; nextCursor: string | null; total: number } = await page(
        `/tax_rate?limit=13&sort=-rate${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      all.push(...next.items.map(({ key }) => key));
      cursor = next.nextCursor;
    }
    const rates = rig.woo.control.data().taxRates;
    expect(new Set(all).size).toBe(rates.length);
    const rateOf = new Map(rates.map(({ id, rate }) => [String(id), Number(rate)]));
    const sorted = all.map((key) => rateOf.get(key) ?? 0);
    expect(sorted).toEqual([...sorted].sort((a, b) => b - a));
    const us = await page('/tax_rate?filter=country:US&limit=500');
    expect(us.total).toBe(rates.filter(({ country }) => country === 'US').length);
    expect(us.items).toHaveLength(us.total);
    const { items: countries } = await ask('/tax_rate/values?filter=country');
    expect(countries).toContainEqual({ value: 'US', count: us.total });
    // A sign that means anything to the database is a sign to search for; names of records in Odoo are searched too.
    expect((await page('/country?search=%25')).total).toBe(0);
    const named = await page(`/tax_rate?search=${encodeURIComponent(us.items[0]?.record?.label ?? 'none')}`);
    expect(named.items.map(({ key }) => key)).toContain(us.items[0]?.key);
    for (const [path, code] of [
      ['/tax_rate?filter=nope:1', 'rows.query'],
      ['/tax_rate?sort=nope', 'rows.query'],
      ['/tax_rate?cursor=nope', 'rows.query'],
      ['/nope', 'rows.unknown_type'],
      ['/state/XX:XX', 'rows.unknown'],
      ['/state?status=nope', 'request.invalid'],
    ] as const)
      expect((await ask(path))['code'], path).toBe(code);
  });

  it('show what needs review with its candidates and remedy, until somebody leaves it', async () => {
    // Two states of Odoo's have the name that the store gives to one.
    const { id: germany } = rowOf(rig.odoo, 'res.country', { code: 'DE' });
    rig.odoo.control.create('res.country.state', [
      { name: 'Twin', code: 'T1', country_id: germany },
      { name: 'Twin', code: 'T2', country_id: germany },
    ]);
    rig.woo.control.putState('DE', { code: 'DE-TW', name: 'Twin' });
    await rig.sync();
    const { items } = await page('/review?limit=500');
    const row = items.find(({ values }) => values['type'] !== 'note');
    expect(row).toMatchObject({ status: 'review', reason: expect.stringMatching(/\S/u) as string });
    expect(row?.remedy).not.toBe('');
    expect(row?.candidates).toHaveLength(2);
    const path = `/backends/shop/rows/review/${encodeURIComponent(row?.key ?? '')}/left`;
    const viewer = await api.signIn('vera', 'viewer');
    expect((await viewer.ask('PUT', path)).json['code']).toBe('account.not_allowed');
    expect((await api.admin.ask('PUT', path)).json).toMatchObject({
      status: 'left',
      left: { by: 'user:anna' },
    });
    const about = await ask(`/${row?.values['type']}/${encodeURIComponent(row?.values['key'] ?? '')}`);
    expect(about).toMatchObject({ status: 'left' });
    await rig.sync();
    expect((await list('review'))?.statuses).toMatchObject({ left: 1 });
    expect((await api.admin.ask('DELETE', path)).json).toMatchObject({ status: 'review', left: null });
    const settled = await api.admin.ask('PUT', '/backends/shop/rows/state/DE:DE-BY/left');
    expect([settled.status, settled.json['code']]).toEqual([409, 'rows.not_waiting']);
  });

  it('hold no secret of a setting', async () => {
    const { text } = await api.admin.ask('GET', '/backends/shop/rows/setting?limit=500');
    expect(text).toContain('woocommerce_calc_taxes');
    for (const { consumerKey, consumerSecret } of Object.values(STORE_KEYS)) {
      expect(text).not.toContain(consumerKey);
      expect(text).not.toContain(consumerSecret);
    }
    for (const { key, values } of (await page('/setting?limit=500')).items)
      if (/password|secret|api_?key|token/iu.test(key))
        expect(values['value'], key).not.toMatch(/^[\w+/=-]{16,}$/u);
  });

  it('go with the backend', async () => {
    await api.admin.ask('DELETE', '/backends/shop');
    expect(await rig.database.savedRows.sets(rig.backend.id)).toEqual([]);
    expect(await rig.database.savedRows.count(rig.backend.id, { type: 'state' })).toBe(0);
  });
});

describe('rows with the app', () => {
  beforeAll(() => start(true));
  afterAll(end);

  it('are the same, and each row is computed once: in a preview, and in a sync', async () => {
    const computing = vi.spyOn(taxesDomain.mirror, 'rows');
    const previewed = await preview();
    expect(computing).toHaveBeenCalledTimes(1);
    const toWrite = previewed.plan?.domains.find(({ domain }) => domain === 'taxes')?.appRows?.create;
    expect(toWrite).toBeGreaterThan(rig.woo.control.data().taxRates.length);
    expect((await list('tax_rate'))?.total).toBe(rig.woo.control.data().taxRates.length);
    await rig.sync();
    expect(computing).toHaveBeenCalledTimes(2);
    expect((await list('tax_rate'))?.total).toBe(rig.odoo.control.records('x_woo_tax_rate').length);
    expect((await list('review'))?.statuses['review']).toBe(
      rig.odoo.control.records('x_woo_review', [['x_active', '=', true]]).length,
    );
    const states = rig.odoo.control.records('x_woo_state', [['x_status', '=', 'bound']]);
    expect((await list('state'))?.statuses['in_sync']).toBe(states.length);
  });
});
