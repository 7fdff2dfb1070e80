import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

const quiet = () => undefined;
const preview = async () => {
  const { runId } = await rig.engine.runJob(rig.backend.id, { kind: 'preview', origin: 'api' }, quiet);
  return runId;
};
const apply = () => rig.engine.runJob(rig.backend.id, { kind: 'apply', origin: 'api' }, quiet);
const get = async (run: number) => (await api.admin.ask('GET', `/runs/${run}`)).json;
const states = () => rig.odoo.control.records('res.country.state').length;

describe('a preview', () => {
  it('shows what it would change, and may be discarded once', async () => {
    const run = await preview();
    const { json } = await api.admin.ask('GET', `/runs/${run}`);
    expect(json).toMatchObject({ preview: { state: 'open', appliedRun: null, problem: null } });
    const counts = json['counts'] as { domain: string; kind: string; status: string; count: number }[];
    const all = await rig.database.runs.operations(run);
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
    expect(counts).toContainEqual(
      expect.objectContaining({ domain: 'geography', kind: 'create', status: 'planned' }),
    );
    const viewer = await api.signIn('vera', 'viewer');
    for (const path of [`/runs/${run}/apply`, `/runs/${run}/discard`]) {
      expect((await viewer.ask('POST', path)).json['code']).toBe('account.not_allowed');
      const foreign = await api.admin.ask('POST', path, undefined, { origin: 'https://evil.example' });
      expect(foreign.json['code']).toBe('account.origin');
    }
    expect((await api.admin.ask('POST', `/runs/${run}/discard`)).json).toMatchObject({ state: 'discarded' });
    const late = await api.admin.ask('POST', `/runs/${run}/apply`);
    expect([late.status, late.json['code']]).toEqual([409, 'plan.not_open']);
  });

  it('is refused where anything would not be the same, and nothing is written', async () => {
    const run = await preview();
    const before = states();
    // Somebody makes one of the states by hand meanwhile.
    const [made] = (await rig.database.runs.operations(run)).filter(
      ({ operation }) => operation.kind === 'create' && operation.subject.type === 'state',
    );
    const { fields = {}, references = {} } = made?.operation.write ?? {};
    rig.odoo.control.create('res.country.state', [
      {
        ...{ name: fields['name'] ?? '', code: fields['code'] ?? '' },
        country_id: Number(references['country_id/.id']),
      },
    ]);
    expect((await api.admin.ask('POST', `/runs/${run}/apply`)).status).toBe(202);
    const report = await apply();
    expect(report).toMatchObject({ status: 'failed', error: { code: 'plan.moved_on' } });
    expect(await get(run)).toMatchObject({
      preview: { state: 'refused', appliedRun: report.runId, problem: { code: 'plan.moved_on' } },
    });
    expect(states()).toBe(before + 1);
    const again = await api.admin.ask('POST', `/runs/${run}/apply`);
    expect([again.status, again.json['code']]).toEqual([409, 'plan.not_open']);
  });

  it('is applied exactly as it was shown, asked for once per key', async () => {
    const run = await preview();
    const jobs = api.jobs.length;
    const ask = () => api.admin.ask('POST', `/runs/${run}/apply`, undefined, { 'idempotency-key': 'a1' });
    const answers = [await ask(), await ask()];
    expect(answers.map(({ status, json }) => [status, json['joined']])).toEqual([
      [202, false],
      [202, false],
    ]);
    expect(api.jobs.slice(jobs)).toEqual([{ backendId: rig.backend.id, kind: 'apply', origin: 'api' }]);
    // A service that was killed finds it in the database.
    expect(await rig.database.previews.asked()).toEqual([{ runId: run, backendId: rig.backend.id }]);
    const planned = (await rig.database.runs.operations(run)).filter(({ status }) => status === 'planned');
    const report = await apply();
    expect(report.outcomes.filter(({ status }) => status === 'applied').length).toBeGreaterThan(0);
    expect(report.outcomes).toHaveLength(planned.length);
    expect(await get(run)).toMatchObject({ preview: { state: 'applied', appliedRun: report.runId } });
    expect(await get(report.runId)).toMatchObject({ kind: 'sync', origin: 'api', appliesPreview: run });
    await expect(apply()).rejects.toMatchObject({ code: 'plan.not_asked' });
    const { text } = await api.admin.ask('GET', '/audit');
    expect(text).toContain('"action":"preview.apply"');
    expect(text).toContain('"action":"preview.discard"');
  });

  it('is refused at once where a sync has changed something since, and for another database', async () => {
    const run = await preview();
    await rig.database.backends.change(rig.backend.id, { odooCompanyId: 999 });
    const other = await api.admin.ask('POST', `/runs/${run}/apply`);
    expect([other.status, other.json['code']]).toEqual([409, 'plan.foreign']);
    await rig.database.backends.change(rig.backend.id, { odooCompanyId: rig.backend.odooCompanyId });
    const sync = await api.admin.ask('POST', `/runs/${run - 1}/apply`);
    expect([sync.status, sync.json['code']]).toEqual([422, 'plan.no_preview']);
    expect((await api.admin.ask('POST', '/runs/99999/apply')).json['code']).toBe('run.unknown');
  });

  it('may be tried again where only a server prevented it', async () => {
    const run = await preview();
    await api.admin.ask('POST', `/runs/${run}/apply`);
    const { odooSecret, ...keys } = await rig.database.backends.secrets(rig.backend.id);
    await rig.database.backends.change(rig.backend.id, {}, { ...keys, odooSecret: 'wrong' });
    expect((await apply()).status).toBe('failed');
    expect(await get(run)).toMatchObject({
      preview: { state: 'open', problem: { code: 'odoo.sign_in_refused' } },
    });
    const { items } = (await api.admin.ask('GET', '/runs?status=failed&limit=1')).json as { items: object[] };
    expect(items).toMatchObject([
      { problem: { code: 'odoo.sign_in_refused', hint: expect.any(String) as unknown } },
    ]);
    await rig.database.backends.change(rig.backend.id, {}, { ...keys, odooSecret });
    await api.admin.ask('POST', `/runs/${run}/apply`);
    expect((await apply()).status).toBe('nothing');
    expect(await get(run)).toMatchObject({ preview: { state: 'applied', problem: null } });
  });
});
