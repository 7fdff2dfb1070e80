import { afterEach, describe, expect, it } from 'vitest';
import { savePlan } from '../../src/engine/plan/saved-plan.ts';
import type { PlanOptions } from '../../src/engine/plan/plan-result.ts';
import type { RunReport } from '../../src/engine/run/run-report.ts';
import { placeContents } from '../testing/odoo-contents.ts';
import { pair, startRig, type Rig, type RigOptions } from '../testing/rig.ts';

let rig: Rig;
afterEach(async () => {
  await rig.close();
});

const quiet = () => undefined;

async function start(options?: RigOptions) {
  rig = await startRig(options);
  return rig;
}

async function save(options: PlanOptions = {}): Promise<string> {
  const backend = await rig.engine.getBackend(rig.backend.name);
  return savePlan(await rig.engine.plan(backend, options, quiet), backend, options);
}

const apply = (text: string): Promise<RunReport> => rig.engine.applySaved(text, quiet);

describe('a saved plan', () => {
  it('is applied as a sync would, once, and recorded as a run', async () => {
    const { odoo, sync, database } = await start({ world: 'full' });
    const file = await save();
    const report = await apply(file);
    expect(report.status, report.message).toBe('done');
    expect(report.outcomes.every(({ status }) => status === 'applied')).toBe(true);
    expect(placeContents(odoo)).toHaveLength(odoo.control.records('res.country').length + 2775);
    expect(await database.runs.get(report.runId)).toMatchObject({ status: 'done' });
    expect((await sync()).status).toBe('nothing');
    // By now everything is there: nothing of the file would be planned again.
    odoo.control.reset();
    const again = await apply(file);
    expect(again).toMatchObject({ status: 'failed', error: { code: 'plan.moved_on' } });
    expect(odoo.control.counts()).toMatchObject({ writes: 0 });
    expect(await database.runs.get(again.runId)).toMatchObject({ status: 'failed' });
  });

  it('contains no secret and no time', async () => {
    const { odoo, database, backend } = await start();
    const first = await save();
    const secrets = await database.backends.secrets(backend.id);
    for (const secret of Object.values(secrets)) expect(first).not.toContain(secret);
    expect(first).not.toMatch(/\d{4}-\d\d-\d\dT/);
    expect(odoo.control.counts().changes).toBe(0);
    expect(await save()).toBe(first);
  });

  it('is compared with the backend as it is once the run has its lock', async () => {
    const { backend, database, odoo } = await start();
    const file = await save();
    const lock = database.lock.bind(database);
    // Another database is accepted between the look-up and the lock.
    Object.assign(database, {
      lock: async (locked: Parameters<typeof lock>[0]) => {
        const taken = await lock(locked);
        await database.backends.change(backend.id, { odooDatabaseUuid: null });
        return taken;
      },
    });
    odoo.control.reset();
    expect(await apply(file)).toMatchObject({ status: 'failed', error: { code: 'plan.foreign' } });
    expect(odoo.control.counts()).toMatchObject({ writes: 0 });
  });

  it('is refused when a value it would overwrite has changed', async () => {
    const { odoo, woo, sync } = await start();
    await sync();
    woo.control.putState('AL', { code: 'AL-01', name: 'Berati' });
    const file = await save();
    const id = odoo.control.resolve('__woo_sync__.state_AL_AL-01') ?? 0;
    odoo.control.write('res.country.state', [id], { name: 'Ours' });
    const report = await apply(file);
    expect(report).toMatchObject({ status: 'failed', error: { code: 'plan.moved_on' } });
    expect(report.message).toContain('AL:AL-01');
    expect(odoo.control.records('res.country.state', [['id', '=', id]])).toMatchObject([{ name: 'Ours' }]);
    // What it found when it was made is there again: it holds.
    odoo.control.write('res.country.state', [id], { name: 'Berat' });
    expect(await apply(file)).toMatchObject({ status: 'done' });
    expect(odoo.control.records('res.country.state', [['id', '=', id]])).toMatchObject([{ name: 'Berati' }]);
  });

  it('is refused when the store says something else by now', async () => {
    const { woo, odoo } = await start();
    const file = await save();
    woo.control.putState('AL', { code: 'AL-01', name: 'Berati' });
    odoo.control.reset();
    expect(await apply(file)).toMatchObject({ status: 'failed', error: { code: 'plan.moved_on' } });
    expect(odoo.control.counts().writes).toBe(0);
  });

  it('leaves what is new since it was made, and reports it in the run', async () => {
    const { woo, odoo, sync, database } = await start();
    await sync();
    woo.control.putState('LU', { code: 'LU-X', name: 'Éislek' });
    const file = await save();
    woo.control.putState('LU', { code: 'LU-Y', name: 'Guttland' });
    const report = await apply(file);
    expect(report, report.message).toMatchObject({ status: 'done', outcomes: [{ key: 'LU:LU-X' }] });
    const operations = await database.runs.operations(report.runId);
    expect(operations.find(({ operation }) => operation.subject.key === 'LU:LU-Y')).toMatchObject({
      status: 'skipped',
      message: expect.stringContaining('saved plan does not contain it') as string,
    });
    expect(odoo.control.resolve('__woo_sync__.state_LU_LU-Y')).toBeNull();
    expect((await sync()).outcomes).toMatchObject([{ key: 'LU:LU-Y', status: 'applied' }]);
  });

  it('remembers the options it was made with', async () => {
    const { odoo, sync } = await start();
    await sync();
    odoo.control.unlink('res.country.state', [odoo.control.resolve('__woo_sync__.state_AL_AL-01') ?? 0]);
    const report = await apply(await save({ recreateDeleted: true }));
    expect(report).toMatchObject({ status: 'done', outcomes: [{ key: 'AL:AL-01', status: 'applied' }] });
  });

  it('with nothing to do does nothing, whatever is new', async () => {
    const { odoo, sync, woo } = await start();
    await sync();
    const file = await save();
    expect(await apply(file)).toMatchObject({ status: 'nothing', outcomes: [] });
    woo.control.putState('LU', { code: 'LU-X', name: 'Éislek' });
    odoo.control.reset();
    expect(await apply(file)).toMatchObject({
      status: 'nothing',
      outcomes: [],
      message: 'The saved plan contains nothing to do; 1 new change was left out',
    });
    expect(odoo.control.counts().changes).toBe(0);
  });

  it('of another backend or database is refused before anything is asked', async () => {
    const { odoo, engine, woo, backend, database } = await start();
    const file = await save();
    odoo.control.reset();
    woo.control.reset();
    await database.backends.change(backend.id, { odooDatabaseUuid: 'c0ffee00-0000-4000-8000-00000000ffff' });
    await expect(apply(file)).rejects.toMatchObject({ code: 'plan.foreign' });
    await engine.removeBackend(backend.name, () => undefined);
    await pair(engine, woo, odoo, {}, 'another');
    odoo.control.reset();
    await expect(apply(file)).rejects.toMatchObject({ code: 'plan.foreign' });
    expect(odoo.control.counts().total).toBe(0);
  });

  it('is not applied beside a run of the same backend', async () => {
    const { database, backend, sync } = await start();
    const file = await save();
    const lock = await database.lock(backend);
    await expect(apply(file)).rejects.toMatchObject({ code: 'backend.busy' });
    await expect(sync()).rejects.toMatchObject({ code: 'backend.busy' });
    await lock.release();
    expect(await apply(file)).toMatchObject({ status: 'done' });
  });

  it('leaves rows of the app alone that changed after it was saved', async () => {
    const { odoo, woo, sync } = await start({ app: true });
    await sync();
    woo.control.putState('AL', { code: 'AL-01', name: 'Berati' });
    const file = await save();
    woo.control.setSetting('general', 'woocommerce_store_city', 'Elsewhere');
    const report = await apply(file);
    expect(report.status, report.message).toBe('done');
    expect(report.message).toContain('1 new change was left out');
    const city = odoo.control.records('x_woo_setting', [['x_key', '=', 'woocommerce_store_city']]);
    expect(city[0]?.['x_value']).not.toBe('Elsewhere');
    const berat = odoo.control.records('x_woo_state', [['x_code', '=', 'AL-01']]);
    expect(berat).toMatchObject([{ x_name: 'Berati' }]);
    // The next sync brings what was left.
    expect((await sync()).status).toBe('done');
    expect(odoo.control.records('x_woo_setting', [['x_value', '=', 'Elsewhere']])).toHaveLength(1);
  });
});
