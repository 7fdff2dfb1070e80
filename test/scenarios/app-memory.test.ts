import { afterEach, describe, expect, it } from 'vitest';
import { countOperations } from '../../src/core/plan.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { composeServices } from '../../src/compose.ts';
import { openTestDatabase } from '../testing/memory-database.ts';
import { rowOf, rowsOf } from '../testing/app-in-odoo.ts';
import { odooContents } from '../testing/odoo-contents.ts';
import { pair, startRig, type Rig, type RigOptions, only } from '../testing/rig.ts';
import { EACH_SERIES } from '../testing/series.ts';

let rig: Rig;
afterEach(async () => {
  await rig.close();
});

const quiet = () => undefined;

async function synced(options: RigOptions): Promise<Rig> {
  rig = await startRig({ app: true, ...options });
  const report = await rig.sync();
  expect(report.status, report.message).toBe('done');
  return rig;
}

const countsOf = (report: Awaited<ReturnType<Rig['sync']>>) =>
  countOperations(
    (report.plan?.domains ?? [])
      .filter(({ domain }) => domain === 'geography')
      .flatMap(({ operations }) => operations),
  );

describe.each(EACH_SERIES)('when our own database is lost, Odoo %s', (series) => {
  it('a new backend finds everything by its key, and nothing is there twice', async () => {
    const { odoo, woo } = await synced({ odoo: { series } });
    const before = odooContents(odoo);
    const database = await openTestDatabase();
    const engine = createEngine(only(composeServices(database, {})));
    try {
      const backend = await pair(engine, woo, odoo, { takeOver: true }, 'shop again');
      const report = await engine.sync(backend, {}, quiet);
      expect(report.status, report.message).toBe('done');
      expect(countsOf(report)).toMatchObject({ create: 0, update: 0, conflict: 0, link: 75 });
      expect(odooContents(odoo)).toEqual(before);
      // The new one goes on with the row and its list.
      expect(rowsOf(odoo, 'x_woo_backend')).toHaveLength(1);
      expect(rowsOf(odoo, 'x_woo_state')).toHaveLength(70);
      odoo.control.reset();
      expect((await engine.sync(backend, {}, quiet)).status).toBe('nothing');
      expect(odoo.control.counts().writes).toBe(2);
    } finally {
      await engine.close();
    }
  });

  it('what was last written is read from the rows of the app, so a change of the store is followed', async () => {
    const { odoo, woo, engine, backend, sync } = await synced({ odoo: { series } });
    const written = () => rowsOf(odoo, 'x_woo_state').map(({ x_written: text }) => text);
    const before = written();
    await forgetAll(rig);
    woo.control.putState('AL', { code: 'AL-01', name: 'Berati' });
    const id = odoo.control.resolve('__woo_sync__.state_AL_AL-02') ?? 0;
    odoo.control.write('res.country.state', [id], { name: 'Durrës, by a person' });
    const report = await engine.sync(await engine.getBackend(backend.id), {}, quiet);
    // The one still contains what was written, the other does not: only the rows can know.
    expect(countsOf(report)).toMatchObject({ update: 1, conflict: 1, create: 0 });
    const renamed = odoo.control.resolve('__woo_sync__.state_AL_AL-01') ?? 0;
    expect(rowOf(odoo, 'res.country.state', { id: renamed })['name']).toBe('Berati');
    expect(rowOf(odoo, 'res.country.state', { id })['name']).toBe('Durrës, by a person');
    // And nothing of it is lost by being used.
    expect(written().filter((text, index) => text !== before[index])).toEqual([
      '{"record":"__woo_sync__.state_AL_AL-01","values":{"code":"AL-01","name":"Berati"}}',
    ]);
    expect(countsOf(await sync())).toMatchObject({ update: 0, conflict: 1, create: 0, link: 0 });
  });
});

/** Our database without a word of what was bound and written, as a restored copy of Odoo makes it. */
async function forgetAll({ odoo, engine, backend }: Rig): Promise<void> {
  const [parameter] = odoo.control.records('ir.config_parameter', [['key', '=', 'database.uuid']]);
  const value = '5a5db0c5-0000-4000-8000-00000000c0b1';
  odoo.control.write('ir.config_parameter', [Number(parameter?.['id'])], { value });
  await engine.editBackend(backend.name, { acceptDatabase: true }, quiet);
}

describe.each(EACH_SERIES)("the backend's row, Odoo %s", (series) => {
  it('deleted in Odoo, is made again with everything under it, and the run reports it', async () => {
    const { odoo, sync } = await synced({ odoo: { series } });
    const old = rowOf(odoo, 'x_woo_backend').id;
    odoo.control.unlink('x_woo_backend', [old]);
    expect(rowsOf(odoo, 'x_woo_state')).toHaveLength(0);
    const report = await sync();
    expect(report.status, report.message).toBe('done');
    expect(report.message).toContain("the backend's row in Odoo had been deleted and was recreated");
    const row = rowOf(odoo, 'x_woo_backend');
    expect(row).toMatchObject({ x_message: report.message, x_state_count: 70 });
    expect(row.id).not.toBe(old);
    expect(rowsOf(odoo, 'x_woo_state', { x_backend_id: row.id })).toHaveLength(70);
    expect(await sync()).toMatchObject({ status: 'nothing', message: 'Nothing to do: both sides agree' });
  });

  it('follows a rename here, and archived in Odoo by hand it is active again', async () => {
    const { odoo, engine, backend } = await synced({ odoo: { series } });
    const renamed = await engine.editBackend(
      backend.name,
      { name: 'Corner shop', environment: 'production' },
      quiet,
    );
    odoo.control.write('x_woo_backend', [rowOf(odoo, 'x_woo_backend').id], { x_active: false });
    await engine.sync(renamed, {}, quiet);
    expect(rowOf(odoo, 'x_woo_backend')).toMatchObject({
      x_name: 'Corner shop',
      x_environment: 'production',
      x_active: true,
    });
    odoo.control.reset();
    expect((await engine.sync(renamed, {}, quiet)).status).toBe('nothing');
    expect(odoo.control.counts().writes).toBe(2);
  });
});

describe.each(EACH_SERIES)('a user without the Connector group, Odoo %s', (series) => {
  it('syncs the records of Odoo without the app, and the plan reports why', async () => {
    rig = await startRig({ odoo: { series }, app: 'denied' });
    const { odoo, sync, engine, backend } = rig;
    const plan = await engine.plan(backend, {}, quiet);
    expect(plan.odoo.app).toBe('denied');
    const report = await sync();
    expect(report.status, report.message).toBe('done');
    expect(report.plan?.odoo.app).toBe('denied');
    expect(rowsOf(odoo, 'x_woo_backend')).toEqual([]);
    const settings = report.plan?.domains.find(({ domain }) => domain === 'settings');
    expect(settings).toMatchObject({ operations: [] });
    expect(settings?.notes.map(({ code }) => code)).toContain('app_missing');
    expect((await sync()).status).toBe('nothing');

    odoo.control.joinGroup('connector', 'woo_connector.group_connector');
    const after = await sync();
    expect(after.status, after.message).toBe('done');
    expect(countsOf(after)).toMatchObject({ create: 0, keep: 75 });
    expect(rowsOf(odoo, 'x_woo_state', { x_status: 'bound' })).toHaveLength(70);
    expect((await sync()).status).toBe('nothing');
  });
});
