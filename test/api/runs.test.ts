import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ODOO_USERS, STORE_KEYS } from '../../sandbox/index.ts';
import { createRestApi } from '../../src/server/api/index.ts';
import { startRig, type Rig } from '../testing/rig.ts';
import { startApi, type ApiRig } from './api-rig.ts';

let rig: Rig;
let api: ApiRig;
beforeAll(async () => {
  rig = await startRig({ app: true });
  api = await startApi({}, rig);
  await api.setUp();
});
afterAll(async () => {
  await api.close();
  await rig.close();
});

const items = (json: Record<string, unknown>) => json['items'] as Record<string, unknown>[];

describe('backends over the API', () => {
  it('are shown without a secret', async () => {
    const { text, json } = await api.admin.ask('GET', '/backends');
    expect(items(json)).toMatchObject([{ name: 'shop', storeUrl: rig.woo.url, environment: 'staging' }]);
    for (const secret of [
      STORE_KEYS.readOnly.consumerKey,
      STORE_KEYS.readOnly.consumerSecret,
      ODOO_USERS.connector.apiKey,
    ])
      expect(text).not.toContain(secret);
    expect((await api.admin.ask('GET', '/backends/nope')).json).toMatchObject({
      ...{ status: 404, code: 'backend.unknown' },
    });
  });

  it('are tested, changed and scheduled, and the audit list reports it without a value', async () => {
    const test = await api.admin.ask('POST', '/backends/shop/test');
    expect(test.json).toMatchObject({
      ...{ store: { ok: true }, odoo: { ok: true, version: '18.0' } },
      app: { state: 'ready', current: true },
    });
    const wrong = await api.admin.ask('PATCH', '/backends/shop', { odooSecret: 'canary-secret' });
    expect([wrong.status, wrong.json['code']]).toEqual([502, 'odoo.sign_in_refused']);
    const changed = await api.admin.ask('PATCH', '/backends/shop', { environment: 'production' });
    expect(changed.json).toMatchObject({ environment: 'production', name: 'shop' });
    const set = await api.admin.ask('PUT', '/backends/shop/schedules/sync', { everyMinutes: 30 });
    expect(set.json).toMatchObject({ kind: 'sync', everyMinutes: 30, timeZone: 'UTC' });
    const bad = await api.admin.ask('PUT', '/backends/shop/schedules/sync', { cron: 'often' });
    expect(bad.json['code']).toBe('schedule.cron');
    const status = await api.admin.ask('GET', '/status');
    expect(items(status.json)[0]).toMatchObject({ schedules: [{ everyMinutes: 30 }] });
    expect((await api.admin.ask('DELETE', '/backends/shop/schedules/sync')).json).toEqual({ removed: true });
    // Stored credentials go to the servers they were given for.
    for (const change of [{ storeUrl: 'http://evil.example' }, { odooUrl: 'http://evil.example' }]) {
      const answer = await api.admin.ask('PATCH', '/backends/shop', change);
      expect(answer.json['code']).toBe('request.secret_needed');
    }
    const { text } = await api.admin.ask('GET', '/audit');
    expect(text).toContain('"action":"backend.edit"');
    expect(text).not.toContain('canary-secret');
  });

  it('are paired and removed', async () => {
    const other = { ...STORE_KEYS.readOnly, storeUrl: rig.woo.url, odooUrl: rig.odoo.url };
    const body = {
      ...{ consumerKey: other.consumerKey, consumerSecret: other.consumerSecret, name: 'shop' },
      ...{ storeUrl: other.storeUrl, odooUrl: other.odooUrl, odooDatabase: rig.odoo.database },
      ...{ odooLogin: ODOO_USERS.connector.login, odooSecret: ODOO_USERS.connector.apiKey },
    };
    const twice = await api.admin.ask('POST', '/backends', body);
    expect([twice.status, twice.json['code']]).toEqual([409, 'backend.exists']);
    const odd = await api.admin.ask('POST', '/backends', { ...body, password: 'x' });
    expect(odd.json['code']).toBe('request.invalid');
    const removed = await api.admin.ask('DELETE', '/backends/shop');
    expect(removed.json).toMatchObject({ name: 'shop', row: 'archived' });
    rig.woo.control.behave({ version: '6.9.4' });
    const old = await api.admin.ask('POST', '/backends', body);
    expect(old.json).toMatchObject({ code: 'store.too_old' });
    rig.woo.control.behave({ version: '11.0.1' });
    const again = await api.admin.ask('POST', '/backends', { ...body, environment: 'production' });
    expect(again.json, again.text).toMatchObject({ id: rig.backend.id, name: 'shop' });
  });
});

describe('a sync over the API', () => {
  it('is asked for once per key, whatever is repeated', async () => {
    const before = api.jobs.length;
    const ask = (key: string, kind = 'sync') =>
      api.admin.ask('POST', '/backends/shop/runs', { kind }, { 'idempotency-key': key });
    const answers = [await ask('k1'), await ask('k1'), await ask('k1')];
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(api.jobs.slice(before)).toEqual([{ backendId: rig.backend.id, kind: 'sync', origin: 'api' }]);
    const reused = await ask('k1', 'preview');
    expect([reused.status, reused.json['code']]).toEqual([422, 'request.key_reused']);
    // Somebody else's key of the same text is another one.
    const operator = await api.signIn('otto', 'operator');
    await operator.ask('POST', '/backends/shop/runs', { kind: 'sync' }, { 'idempotency-key': 'k1' });
    expect(api.jobs).toHaveLength(before + 2);
    const unknown = await api.admin.ask('POST', '/backends/nope/runs', {}, { 'idempotency-key': 'k2' });
    expect(unknown.status).toBe(404);
    // What failed was not kept: the same key may be used again.
    expect((await ask('k2')).status).toBe(202);
    // A process that died while it answered: repeated at once, and a minute later.
    const put = vi
      .spyOn(rig.database.accounts.keptAnswers, 'end')
      .mockImplementation(() => new Promise(() => undefined));
    void ask('k3');
    await vi.waitFor(() => expect(put).toHaveBeenCalled(), 30_000);
    put.mockRestore();
    expect((await ask('k3')).json['code']).toBe('request.under_way');
    api.time.now = new Date(api.time.now.getTime() + 61_000);
    expect((await ask('k3')).status).toBe(202);
  });

  it('is carried out by the service as one of the origin "api"', async () => {
    const report = await rig.engine.runJob(rig.backend.id, { kind: 'sync', origin: 'api' }, () => undefined);
    expect(report.status).toBe('done');
    const { json } = await api.admin.ask('GET', '/runs?backend=shop&limit=1');
    expect(items(json)).toMatchObject([{ id: report.runId, origin: 'api', status: 'done' }]);
    expect(json['nextCursor']).toBe(report.runId);
    const older = await api.admin.ask('GET', `/runs?backend=shop&cursor=${report.runId}`);
    expect(older.json).toEqual({ items: [], nextCursor: null });
    const one = await api.admin.ask('GET', `/runs/${report.runId}`);
    expect(one.json).toMatchObject({ id: report.runId, notes: expect.any(Array) as unknown });
    expect((await api.admin.ask('GET', '/runs/999999')).json['code']).toBe('run.unknown');
  });

  it('shows what it changed and how long each domain took, and is found by kind and outcome', async () => {
    const [run] = await rig.database.runs.list({ limit: 1 });
    const all = await rig.database.runs.operations(run?.id ?? 0);
    const count = (status: string) => all.filter((each) => each.status === status).length;
    const { json } = await api.admin.ask('GET', `/runs/${run?.id}`);
    const conflicts = all.filter(({ operation }) => operation.kind === 'conflict');
    expect(json).toMatchObject({ changes: count('applied'), failures: 0, review: conflicts.length });
    expect(count('applied')).toBeGreaterThan(0);
    const times = json['times'] as { domain: string; storeMs: number }[];
    expect(times.map(({ domain }) => domain)).toEqual(run?.domains);
    const found = async (query: string) =>
      items((await api.admin.ask('GET', `/runs?${query}`)).json).map(({ id }) => id);
    expect(await found('kind=sync&status=done')).toEqual([run?.id]);
    expect(await found('kind=preview')).toEqual([]);
    expect(await found('status=failed')).toEqual([]);
    expect((await api.admin.ask('GET', '/runs?status=odd')).json['code']).toBe('request.invalid');
  });

  it('leads to each record in Odoo, and shows what one is created with', async () => {
    const [run] = await rig.database.runs.list({ limit: 1 });
    const { json } = await api.admin.ask('GET', `/runs/${run?.id}/operations?kind=link&limit=1`);
    expect(items(json)).toMatchObject([
      { remedy: '', record: { url: expect.stringContaining(`${rig.odoo.url}/web#id=`) as unknown } },
    ]);
    const made = await api.admin.ask('GET', `/runs/${run?.id}/operations?kind=create&limit=1`);
    expect(items(made.json)).toMatchObject([{ values: { name: expect.any(String) as unknown } }]);
  });

  it('lists its changes page by page, filtered and searched in the database', async () => {
    const [run] = await rig.database.runs.list({ limit: 1 });
    const all = await rig.database.runs.operations(run?.id ?? 0);
    const seen: unknown[] = [];
    let cursor = '';
    do {
      const { json } = await api.admin.ask('GET', `/runs/${run?.id}/operations?limit=7${cursor}`);
      seen.push(...items(json).map(({ key }) => key));
      cursor = typeof json['nextCursor'] === 'number' ? `&cursor=${json['nextCursor']}` : '';
    } while (cursor !== '');
    expect(seen).toEqual(all.map(({ operation }) => operation.subject.key));
    const states = all.filter(({ operation }) => operation.kind === 'create');
    const created = await api.admin.ask('GET', `/runs/${run?.id}/operations?kind=create&limit=1000`);
    expect(items(created.json)).toHaveLength(states.length);
    const [first] = states;
    const part = first?.operation.subject.label.slice(0, 4).toUpperCase() ?? '';
    const found = await api.admin.ask(
      'GET',
      `/runs/${run?.id}/operations?search=${encodeURIComponent(part)}&limit=1000`,
    );
    expect(items(found.json).map(({ key }) => key)).toContain(first?.operation.subject.key);
    const none = await api.admin.ask('GET', `/runs/${run?.id}/operations?search=${encodeURIComponent('%')}`);
    expect(items(none.json)).toEqual([]);
  });

  it('is exported as CSV, every operation a line', async () => {
    const [run] = await rig.database.runs.list({ limit: 1 });
    const all = await rig.database.runs.operations(run?.id ?? 0);
    const { text, headers } = await api.admin.ask('GET', `/runs/${run?.id}/operations.csv`);
    expect(headers.get('content-disposition')).toBe(`attachment; filename="run-${run?.id}.csv"`);
    expect(text.trimEnd().split('\r\n')).toHaveLength(all.length + 1);
    const file = await api.admin.ask('GET', `/runs/${run?.id}/operations.json`);
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename="run-${run?.id}.json"`);
    const operations = JSON.parse(file.text) as { key: string }[];
    expect(operations.map(({ key }) => key)).toEqual(all.map(({ operation }) => operation.subject.key));
  });
});

describe('questions over the API', () => {
  it('show which record an address corresponds to', async () => {
    const { json } = await api.admin.ask('POST', '/backends/shop/resolve', {
      ...{ domain: 'geography', values: { country: 'DE', state: 'DE-BE' } },
    });
    expect(items(json)).toMatchObject([
      { field: 'country', status: 'found', record: { model: 'res.country' } },
      { field: 'state', status: 'found', record: { model: 'res.country.state' } },
    ]);
    const odd = await api.admin.ask('POST', '/backends/shop/explain', { domain: 'geography', values: {} });
    expect(odd.status).toBe(422);
  });
});

describe('the events', () => {
  const open = async (stop: AbortController) => {
    const answer = await api.app.request('/api/v1/events', {
      headers: { host: 'localhost', cookie: api.admin.cookie() },
      signal: stop.signal,
    });
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    return async (expected: string) => {
      while (!text.includes(expected)) {
        const part = await reader?.read();
        if (part === undefined || part.done) throw new Error(`the stream ended before ${expected}: ${text}`);
        text += part.value;
      }
      return text;
    };
  };

  it('show runs and their progress to a hundred listeners, with one look at the database for all', async () => {
    const stop = new AbortController();
    const { runs } = rig.database;
    const look = vi.spyOn(runs, 'activity');
    const readers = await Promise.all(Array.from({ length: 100 }, () => open(stop)));
    await Promise.all(readers.map((read) => read('event: run')));
    const before = look.mock.calls.length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(look.mock.calls.length - before).toBeLessThan(20);
    api.feed.publish({ event: 'progress', backendId: rig.backend.id, progress: { step: 'connecting' } });
    const texts = await Promise.all(readers.map((read) => read('event: progress')));
    expect(texts[99]).toContain(`{"backendId":"${rig.backend.id}","progress":{"step":"connecting"}}`);
    stop.abort();
    look.mockRestore();
  });

  it('end when who reads them may not any more', async () => {
    const vera = await api.signIn('vera', 'viewer');
    const { feed } = api;
    const rest = createRestApi({ ...api.parts, feed }, 30);
    const stop = new AbortController();
    const answer = await new Hono().route('/api/v1', rest).request('/api/v1/events', {
      headers: { host: 'localhost', cookie: vera.cookie() },
      signal: stop.signal,
    });
    const reader = answer.body?.getReader();
    await reader?.read();
    await api.admin.ask('PATCH', '/users/vera', { disabled: true });
    let ended = false;
    while (!ended) ended = (await reader?.read())?.done ?? true;
    expect(ended).toBe(true);
  });

  it('end with the service', async () => {
    const stop = new AbortController();
    const read = await open(stop);
    await read('event: hello');
    api.stop.abort();
    await expect(read('never')).rejects.toThrow('the stream ended');
  });
});

describe('what is decided for one run', () => {
  const quiet = () => undefined;
  const states = Array.from({ length: 170 }, (_, at) => ({ code: `LU-${at}`, name: `Distrikti ${at}` }));

  it('comes with the request, for a preview and for the sync that applies it, and for no later run', async () => {
    const { odoo, woo, engine, backend, database } = rig;
    woo.control.putCountry({ code: 'LU', name: 'Luxembourg', states });
    const made = () => odoo.control.records('res.country.state', [['code', '=like', 'LU-%']]).length;
    const run = async (kind: 'sync' | 'preview', choices?: unknown) => {
      const asked = await api.admin.ask('POST', '/backends/shop/runs', {
        kind,
        ...(choices !== undefined && { choices }),
      });
      expect(asked.status, asked.text).toBe(202);
      const report = await engine.runJob(backend.id, { kind, origin: 'api' }, quiet);
      await database.askedRuns.answered({ backendId: backend.id, kind }, api.time.now.toISOString());
      return report;
    };
    await run('sync');
    expect(made()).toBe(0);

    const preview = await run('preview', { createStates: ['LU'] });
    expect(made()).toBe(0);
    expect((await database.previews.get(preview.runId))?.options).toMatchObject({
      createStates: ['LU'],
    });
    await api.admin.ask('POST', `/runs/${preview.runId}/apply`);
    const applied = await engine.runJob(backend.id, { kind: 'apply', origin: 'api' }, quiet);
    expect(applied.status, applied.message).toBe('done');
    expect(made()).toBe(170);

    // No later run has it.
    for (const kind of ['sync', 'preview'] as const)
      expect(await database.askedRuns.choices({ backendId: backend.id, kind })).toEqual({});
    const odd = await api.admin.ask('POST', '/backends/shop/runs', { choices: { createStates: ['Kosovo'] } });
    expect([odd.status, odd.json['code']]).toEqual([400, 'request.invalid']);
  });

  it('states that Odoo brings later are found and replaced over the API', async () => {
    const { odoo, engine, backend } = rig;
    const [luxembourg] = odoo.control.records('res.country', [['code', '=', 'LU']]);
    const [id = 0] = odoo.control.create('res.country.state', [
      { code: 'ZZ', name: 'Distrikti 7', country_id: Number(luxembourg?.['id']) },
    ]);
    odoo.control.setExternalId('l10n_lu.state_zz', 'res.country.state', id);
    const viewer = await api.signIn('rina', 'viewer');
    for (const method of ['GET', 'POST'] as const)
      expect((await viewer.ask(method, '/backends/shop/replacements')).status).toBe(403);
    const found = await api.admin.ask('GET', '/backends/shop/replacements');
    expect(items(found.json)).toMatchObject([{ type: 'state', key: 'LU:LU-7', by: { id } }]);
    const done = await api.admin.ask('POST', '/backends/shop/replacements');
    expect(done.json).toMatchObject({ replaced: [{ key: 'LU:LU-7', by: { id } }], left: [] });
    expect((await api.admin.ask('GET', '/audit')).text).toContain('"action":"states.rebind"');
    await engine.runJob(backend.id, { kind: 'sync', origin: 'api' }, quiet);
    expect((await api.admin.ask('GET', '/backends/shop/replacements')).json).toEqual({ items: [] });
  });
});
