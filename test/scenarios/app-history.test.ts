import { afterEach, describe, expect, it } from 'vitest';
import { composeServices } from '../../src/compose.ts';
import { createEngine } from '../../src/engine/engine.ts';
import type { SandboxOdoo } from '../../sandbox/index.ts';
import { APP_NAME } from '../../src/odoo/app/names.ts';
import { PEOPLE, releasedApp, rowOf, rowsOf } from '../testing/app-in-odoo.ts';
import { only, pair, startRig, type Rig } from '../testing/rig.ts';
import { EACH_SERIES } from '../testing/series.ts';

let rig: Rig;
afterEach(async () => {
  await rig.close();
});

const REFUSED = /not allowed|has no '(read|write|unlink)' access|enough access rights/u;

const daysAgo = (days: number) =>
  new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 19).replace('T', ' ');

/** Runs of days ago with these numbers, each with `operations` lines. */
function putRuns(
  odoo: SandboxOdoo,
  backend: number,
  numbers: readonly number[],
  days: number,
  operations = 2,
) {
  const runs = odoo.control.create(
    'x_woo_run',
    numbers.map((number) => ({
      ...{ x_name: `Run ${number}`, x_backend_id: backend, x_number: number, x_kind: 'sync' },
      ...{ x_status: 'nothing', x_started: daysAgo(days), x_ended: daysAgo(days) },
    })),
  );
  const lines = runs.flatMap((run) =>
    Array.from({ length: operations }, (_, at) => ({ x_name: `line ${at}`, x_run_id: run })),
  );
  if (lines.length > 0) odoo.control.create('x_woo_operation', lines);
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);
const numbersIn = (odoo: SandboxOdoo, backend: number) =>
  rowsOf(odoo, 'x_woo_run', { x_backend_id: backend }).map((row) => Number(row['x_number']));
const strayLines = (odoo: SandboxOdoo) => {
  const runs = new Set(rowsOf(odoo, 'x_woo_run').map(({ id }) => id));
  return rowsOf(odoo, 'x_woo_operation').filter((line) => !runs.has(Number(line['x_run_id'])));
};

/** A synced backend, as the app shows it, and what a sync without changes costs. */
async function synced(series: 17 | 18 | 19) {
  rig = await startRig({ odoo: { series }, app: true });
  expect((await rig.sync()).status).toBe('done');
  // Numbers go on above the highest, so that there is space for older runs.
  rig.odoo.control.write('x_woo_run', [rowOf(rig.odoo, 'x_woo_run').id], { x_number: 900 });
  await rig.sync();
  const { odooCalls } = await rig.sync();
  return { ...rig, backend: rowOf(rig.odoo, 'x_woo_backend').id, odooCalls };
}

describe.each(EACH_SERIES)('old runs in the app, Odoo %s', (series) => {
  it('go with their operations, in no call more: all but those of 90 days and the newest 50', async () => {
    const { odoo, sync, backend, odooCalls } = await synced(series);
    const [other = 0] = odoo.control.create('x_woo_backend', [{ x_name: 'other', x_uuid: 'other' }]);
    putRuns(odoo, other, range(1, 60), 400);
    putRuns(odoo, backend, range(1, 60), 91);
    const report = await sync();
    expect(report).toMatchObject({ status: 'nothing', odooCalls });
    // The four of today are among the newest 50.
    expect(numbersIn(odoo, backend).filter((number) => number < 900)).toEqual(range(15, 60));
    expect(numbersIn(odoo, backend)).toHaveLength(50);
    expect(numbersIn(odoo, other)).toEqual(range(1, 60));
    expect(strayLines(odoo)).toEqual([]);
    expect(rowOf(odoo, 'x_woo_backend', { id: backend })['x_last_run_id']).toBeTruthy();
    expect(rig.warnings).toEqual([]);
    await sync();
    expect(numbersIn(odoo, backend)).toHaveLength(50);
  });

  it('stay while they are young, however many there are, and without a date', async () => {
    const { odoo, sync, backend } = await synced(series);
    putRuns(odoo, backend, range(1, 80), 89, 0);
    const [undated] = odoo.control.create('x_woo_run', [{ x_name: 'Run 0', x_backend_id: backend }]);
    await sync();
    expect(numbersIn(odoo, backend)).toHaveLength(85);
    expect(rowOf(odoo, 'x_woo_run', { id: undated })).toBeDefined();
  });

  it('go in the course of several runs where there are many, the oldest first', async () => {
    const { odoo, sync, backend } = await synced(series);
    putRuns(odoo, backend, range(1, 350), 200, 1);
    const oldest = async () => {
      expect((await sync()).status).toBe('nothing');
      return Math.min(...numbersIn(odoo, backend));
    };
    expect(await oldest()).toBe(201);
    expect(await oldest()).toBe(350 - (50 - 5) + 1);
    expect(await oldest()).toBe(350 - (50 - 6) + 1);
  });

  it('go with no more than 5,000 operations at a time, but one run at least', async () => {
    const { odoo, sync, backend } = await synced(series);
    putRuns(odoo, backend, [1], 200, 6000);
    putRuns(odoo, backend, range(2, 4), 200, 2000);
    putRuns(odoo, backend, range(5, 60), 200, 0);
    const oldest = async () => {
      await sync();
      return Math.min(...numbersIn(odoo, backend));
    };
    expect(await oldest()).toBe(2);
    expect(await oldest()).toBe(4);
    expect(await oldest()).toBe(60 - (50 - 6) + 1);
  });

  it('are gone once after a lost answer', async () => {
    const { odoo, sync, backend } = await synced(series);
    putRuns(odoo, backend, range(1, 60), 91);
    odoo.control.fault({ only: { context: 'woo_finish' }, action: { kind: 'lostAnswer' } });
    expect((await sync()).status).toBe('nothing');
    expect(numbersIn(odoo, backend)).toHaveLength(50);
    expect(strayLines(odoo)).toEqual([]);
  });

  it('stay with a warning where Odoo refuses, and the run is as it was; the next one removes them', async () => {
    const { odoo, sync, backend } = await synced(series);
    putRuns(odoo, backend, range(1, 60), 91);
    const access = odoo.control.resolve(`${APP_NAME}.access_x_woo_run_connector`) ?? 0;
    odoo.control.write('ir.model.access', [access], { perm_unlink: false });
    expect((await sync()).status).toBe('nothing');
    expect(rig.warnings).toEqual([expect.stringMatching(/^Old runs in the Odoo app could not be removed/u)]);
    expect(numbersIn(odoo, backend)).toHaveLength(64);
    expect(rowOf(odoo, 'x_woo_backend')).toMatchObject({ x_status: 'nothing', x_lease_token: false });
    odoo.control.write('ir.model.access', [access], { perm_unlink: true });
    await sync();
    expect(numbersIn(odoo, backend)).toHaveLength(50);
  });

  it('stay in an app of an earlier version', async () => {
    rig = await startRig({ odoo: { series }, app: true });
    const { odoo, sync } = rig;
    odoo.control.uninstallApp(APP_NAME);
    odoo.control.installApp(releasedApp(series));
    odoo.control.joinGroup('connector', `${APP_NAME}.group_connector`);
    expect((await sync()).status).toBe('done');
    const backend = rowOf(odoo, 'x_woo_backend').id;
    putRuns(odoo, backend, range(-60, -1), 91);
    await sync();
    expect(numbersIn(odoo, backend)).toHaveLength(62);
    expect(rig.warnings).toEqual([]);
  });

  it('are kept for as long as the settings name', async () => {
    const { odoo, woo, sync, backend } = await synced(series);
    putRuns(odoo, backend, range(1, 20), 10);
    await sync();
    expect(numbersIn(odoo, backend)).toHaveLength(24);
    const keepRuns = { days: 9, count: 5 };
    const engine = createEngine(only(composeServices(rig.database, { odoo: { keepRuns } })));
    await engine.sync(await engine.getBackend(rig.backend.id), {}, () => undefined);
    expect(numbersIn(odoo, backend)).toHaveLength(5);
    expect(woo.control.log().length).toBeGreaterThan(0);
  });
});

describe.each(EACH_SERIES)('who may delete runs in the app, Odoo %s', (series) => {
  it('is Managers of the company, and nobody anything else', async () => {
    rig = await startRig({ odoo: { series }, app: true });
    const { odoo, woo, engine, sync } = rig;
    await sync();
    const company = odoo.control.addCompany('Second company', 'DE', ['connector']);
    const second = await pair(engine, woo, odoo, { companyId: company }, 'second');
    await engine.sync(second, {}, () => undefined);
    const [ours, theirs] = [1, company].map((id) => {
      const owner = rowOf(odoo, 'x_woo_backend', { x_company_id: id }).id;
      return rowOf(odoo, 'x_woo_run', { x_backend_id: owner }).id;
    }) as [number, number];
    const [line] = rowsOf(odoo, 'x_woo_operation', { x_run_id: theirs });
    const remove = (login: string, model: string, id: number) => () => {
      odoo.control.unlinkAs(login, model, [id]);
    };
    const { manager, seller } = PEOPLE;
    expect(remove(seller.login, 'x_woo_run', ours)).toThrow(REFUSED);
    for (const login of [manager.login, 'admin']) {
      expect(remove(login, 'x_woo_run', theirs)).toThrow(REFUSED);
      expect(remove(login, 'x_woo_operation', line?.id ?? 0)).toThrow(REFUSED);
      for (const model of ['x_woo_backend', 'x_woo_state', 'x_woo_review'])
        expect(remove(login, model, rowsOf(odoo, model)[0]?.id ?? 0), model).toThrow(REFUSED);
    }
    remove(manager.login, 'x_woo_run', ours)();
    expect(rowsOf(odoo, 'x_woo_run').map(({ id }) => id)).toEqual([theirs]);
    expect(rowsOf(odoo, 'x_woo_operation', { x_run_id: ours })).toEqual([]);
    // The backend goes on without the run it named last.
    expect((await sync()).status).toBe('nothing');
  });
});
