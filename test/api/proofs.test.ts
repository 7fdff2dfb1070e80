import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DomainName } from '../../src/core/operation.ts';
import type { FeedEvent } from '../../src/server/events/feed.ts';
import { rowsOf } from '../testing/app-in-odoo.ts';
import { startRig, type Rig } from '../testing/rig.ts';
import { startApi, type ApiRig } from './api-rig.ts';

const DOMAINS: readonly DomainName[] = ['geography', 'taxes'];
let rig: Rig;
let api: ApiRig;
let path: string;
beforeAll(async () => {
  rig = await startRig({ domains: DOMAINS });
  await rig.sync();
  api = await startApi({}, rig);
  await api.setUp();
  await rig.engine.editBackend(rig.backend.id, { environment: 'production' }, () => undefined);
  path = `/backends/${rig.backend.id}/proofs`;
});
afterAll(async () => {
  await api.close();
  await rig.close();
});

const get = async (address: string) => (await api.admin.ask('GET', address)).json;
const run = () => rig.engine.runProofs(rig.backend.id, {}, () => undefined);
interface Row {
  readonly country: string;
  readonly state: string;
  readonly store: string | null;
  readonly odoo: string | null;
  readonly computations: readonly { readonly rows: readonly (readonly string[])[] }[];
}
const MODELS = ['res.partner', 'product.product', 'sale.order'];

describe('checks over the API', () => {
  it('of a production backend are asked for with a confirmation, by who may operate, and are audited', async () => {
    const refused = await api.admin.ask('POST', path, { kind: 'taxes' });
    expect([refused.status, refused.json['code']]).toEqual([409, 'verify.production']);
    const viewer = await api.signIn('vera', 'viewer');
    expect((await viewer.ask('POST', path, { kind: 'taxes', confirm: true })).status).toBe(403);
    expect((await api.admin.ask('POST', path, { kind: 'magic' })).status).toBe(400);
    const asked = await api.admin.ask('POST', path, { kind: 'taxes', sample: 60, confirm: true });
    expect([asked.status, asked.json['joined']]).toEqual([202, false]);
    expect(api.jobs.at(-1)).toMatchObject({ backendId: rig.backend.id, kind: 'proof' });
    const again = await api.admin.ask('POST', path, { kind: 'taxes', confirm: true });
    expect(again.json).toEqual({ id: asked.json['id'], joined: true });
    expect((await api.admin.ask('GET', '/audit')).text).toContain('proof.request');
  });

  it('find a tax that was edited in Odoo: causes, countries, rows by filter and page, and a table', async () => {
    const [tax] = rowsOf(rig.odoo, 'account.tax').filter(
      ({ amount, type_tax_use }) => type_tax_use === 'sale' && Number(amount) === 7.25,
    );
    const before = MODELS.map((model) => rowsOf(rig.odoo, model).length);
    rig.odoo.control.write('account.tax', [tax?.id ?? 0], { amount: 7 });
    const events: FeedEvent[] = [];
    const end = api.feed.listen((event) => void events.push(event));
    await api.feed.look();
    await run();
    await api.feed.look();
    end();
    expect(events).toContainEqual(expect.objectContaining({ event: 'proof', kind: 'taxes', state: 'done' }));
    expect(MODELS.map((model) => rowsOf(rig.odoo, model).length)).toEqual(before);
    const { items } = (await get(path)) as { items: { id: number; askedBy: string; state: string }[] };
    expect(items).toMatchObject([{ state: 'done', askedBy: expect.stringContaining('anna') as string }]);
    const id = items[0]?.id ?? 0;
    const details = await get(`/proofs/${id}`);
    expect(details).toMatchObject({ state: 'done', hasRows: true, problem: null });
    expect(JSON.stringify(details['causes'])).toContain('tax_changed');
    expect(details['countries']).toContainEqual(expect.objectContaining({ country: 'DE' }));
    const page = (query: string) =>
      get(`/proofs/${id}/rows?${query}`) as Promise<{
        items: Row[];
        total: number;
        nextCursor: string | null;
      }>;
    const all = await page('limit=500');
    const found = await page('state=differs&cause=tax_changed&country=US');
    expect(found.total).toBeGreaterThan(0);
    expect(new Set(found.items.map(({ state }) => state))).toEqual(new Set(['differs']));
    const [row] = found.items;
    expect(row?.computations.map(({ rows }) => rows.at(-1)?.at(-1))).toEqual([row?.store, row?.odoo]);
    expect(
      all.items.filter(({ state }) => state === 'equal').every((each) => each.computations.length === 0),
    ).toBe(true);
    const first = await page('sort=-place&limit=2');
    expect(first.nextCursor).not.toBeNull();
    expect((await page(`sort=-place&limit=2&cursor=${first.nextCursor ?? ''}`)).items).toHaveLength(2);
    const foreign = await page(`sort=place&limit=2&cursor=${first.nextCursor ?? ''}`);
    expect(foreign).toMatchObject({ code: 'request.invalid' });
    const { text } = await api.admin.ask('GET', `/proofs/${id}/rows.csv`);
    expect(text.trim().split('\r\n')).toHaveLength(all.total + 1);
    const status = (await get('/status'))['items'] as { state: string; proofs: { open: number }[] }[];
    expect(status[0]).toMatchObject({ state: 'needs_review', proofs: [{ kind: 'taxes', open: 1 }] });
    expect((await get('/proofs/9999'))['code']).toBe('proof.unknown');
    rig.odoo.control.write('account.tax', [tax?.id ?? 0], { amount: 7.25 });
    await api.admin.ask('POST', path, { kind: 'taxes', confirm: true });
    await run();
    const mended = (await get('/status'))['items'] as { proofs: { open: number }[] }[];
    expect(mended[0]?.proofs).toMatchObject([{ open: 0 }]);
  });
});
