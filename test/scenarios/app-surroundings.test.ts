import { afterEach, describe, expect, it } from 'vitest';
import { countOperations } from '../../src/core/plan.ts';
import { startStore } from '../../sandbox/index.ts';
import { rowOf, rowsOf } from '../testing/app-in-odoo.ts';
import { odooContents } from '../testing/odoo-contents.ts';
import { pair, startRig, type Rig } from '../testing/rig.ts';
import { shrinkToSmallWorld } from '../testing/small-world.ts';
import { EACH_SERIES } from '../testing/series.ts';

let rig: Rig;
afterEach(async () => {
  await rig.close();
});

const quiet = () => undefined;

describe.each(EACH_SERIES)('several backends on one Odoo, Odoo %s', (series) => {
  it('have rows of their own, share what was made, and leave each other alone', async () => {
    rig = await startRig({ odoo: { series }, app: true });
    const { odoo, engine, sync, backend } = rig;
    const german = await startStore({ language: 'de' });
    shrinkToSmallWorld(german);
    try {
      german.control.putState('AL', { code: 'AL-01', name: 'Berat auf Deutsch' });
      await sync();
      const natives = odooContents(odoo);
      const second = await pair(engine, german, odoo, {}, 'zweiter');
      const report = await engine.sync(second, {}, quiet);
      expect(report.status, report.message).toBe('done');
      expect(odooContents(odoo)).toEqual(natives);
      const [one, two] = [backend, second].map(({ id }) => rowOf(odoo, 'x_woo_backend', { x_uuid: id }).id);
      const rows = (id = 0) => rowsOf(odoo, 'x_woo_state', { x_backend_id: id, x_code: 'AL-01' });
      expect(rows(one)).toMatchObject([{ x_name: 'Berat', x_created: true }]);
      expect(rows(two)).toMatchObject([{ x_name: 'Berat auf Deutsch', x_created: true, x_written: false }]);
      expect(rows(one)[0]?.['x_state_id']).toBe(rows(two)[0]?.['x_state_id']);
      expect((await engine.sync(second, {}, quiet)).status).toBe('nothing');
      expect((await sync()).status).toBe('nothing');

      // What vanishes in one store is archived under its backend alone.
      german.control.removeState('AL', 'AL-01');
      expect((await engine.sync(second, {}, quiet)).status).toBe('done');
      expect(rows(two)).toMatchObject([{ x_active: false }]);
      expect(rows(one)).toMatchObject([{ x_active: true }]);
      expect(odooContents(odoo)).toEqual(natives);
      expect((await sync()).status).toBe('nothing');
    } finally {
      await german.close();
    }
  });
});

describe.each(EACH_SERIES)('several companies, Odoo %s', (series) => {
  it('the same store may be paired once with each; every call names the company', async () => {
    rig = await startRig({ odoo: { series }, app: true });
    const { odoo, woo, engine, sync } = rig;
    await sync();
    const company = odoo.control.addCompany('Second company', 'DE', ['connector']);
    const natives = odooContents(odoo);
    await expect(pair(engine, woo, odoo, {}, 'again')).rejects.toMatchObject({ code: 'backend.exists' });
    odoo.control.reset();
    const second = await pair(engine, woo, odoo, { companyId: company }, 'second');
    expect(second).toMatchObject({ odooCompanyId: company, odooCompanyName: 'Second company' });
    const report = await engine.sync(second, {}, quiet);
    expect(report.status, report.message).toBe('done');
    const operations = report.plan?.domains.find(({ domain }) => domain === 'geography')?.operations ?? [];
    expect(countOperations(operations)).toMatchObject({ create: 0, update: 0, conflict: 0, link: 75 });
    expect(odooContents(odoo)).toEqual(natives);
    const calls = odoo.control.log().filter(({ context }) => context?.['allowed_company_ids'] !== undefined);
    expect(calls.length).toBeGreaterThan(8);
    for (const { context } of calls)
      expect(context).toMatchObject({ allowed_company_ids: [company], lang: 'en_US', active_test: false });
    expect((await engine.sync(second, {}, quiet)).status).toBe('nothing');
    expect((await sync()).status).toBe('nothing');
  });
});

describe.each(EACH_SERIES)('another language, Odoo %s', (series) => {
  it('of the Odoo user changes no plan, and no name is written in it', async () => {
    rig = await startRig({ odoo: { series }, app: true });
    const { odoo, engine, backend, sync } = rig;
    const english = await engine.plan(backend, {}, quiet);
    odoo.control.installLanguage('de_DE');
    odoo.control.write('res.users', [odoo.users.connector.id], { lang: 'de_DE' });
    const german = await engine.plan(backend, {}, quiet);
    expect(german).toEqual(english);
    const before = rowsOf(odoo, 'res.country');
    const report = await sync();
    expect(report.status, report.message).toBe('done');
    expect(rowsOf(odoo, 'res.country')).toEqual(before);
    for (const { context, changes } of odoo.control.log())
      if (changes > 0) expect(context).toMatchObject({ lang: 'en_US' });
    const germany = rowOf(odoo, 'res.country', { code: 'DE' });
    expect(germany).toMatchObject({ name: 'Germany', 'name@de_DE': 'Deutschland' });
    expect(rowOf(odoo, 'x_woo_country', { x_code: 'DE' })['x_name']).toBe('Germany');
    expect((await sync()).status).toBe('nothing');
  });
});

describe.each(EACH_SERIES)('a restored copy of the database, Odoo %s', (series) => {
  it('is refused with nothing written, until it is accepted', async () => {
    rig = await startRig({ odoo: { series }, app: true });
    const { odoo, engine, backend, sync } = rig;
    await sync();
    const [parameter] = odoo.control.records('ir.config_parameter', [['key', '=', 'database.uuid']]);
    odoo.control.write('ir.config_parameter', [Number(parameter?.['id'])], {
      value: '5a5db0c5-0000-4000-8000-00000000c0b1',
    });
    odoo.control.reset();
    const before = rowOf(odoo, 'x_woo_backend');
    const refused = await sync();
    expect(refused).toMatchObject({ status: 'failed', error: { code: 'odoo.other_database' } });
    expect(odoo.control.counts().changes).toBe(0);
    await expect(engine.plan(backend, {}, quiet)).rejects.toMatchObject({ code: 'odoo.other_database' });
    expect(rowOf(odoo, 'x_woo_backend')).toEqual(before);

    const accepted = await engine.editBackend(backend.name, { acceptDatabase: true }, quiet);
    const report = await engine.sync(accepted, {}, quiet);
    expect(report.status, report.message).toBe('done');
    const geography = report.plan?.domains.find(({ domain }) => domain === 'geography')?.operations ?? [];
    expect(countOperations(geography)).toMatchObject({ create: 0, update: 0, conflict: 0, link: 75 });
    // The copy holds our row already: it is the same backend's, and is used.
    expect(rowsOf(odoo, 'x_woo_backend')).toHaveLength(1);
    expect(rowsOf(odoo, 'x_woo_state')).toHaveLength(70);
    expect((await engine.sync(accepted, {}, quiet)).status).toBe('nothing');
  });
});

describe('another company of the same database', () => {
  it('may be set before the first sync; afterwards what is bound belongs to the company', async () => {
    rig = await startRig();
    const { backend, database, engine, odoo, sync } = rig;
    const other = odoo.control.addCompany('Third company', 'US', [odoo.users.connector.login]);
    const moveTo = (odooCompanyId: number) => engine.editBackend(backend.id, { odooCompanyId }, quiet);
    expect(await moveTo(other)).toMatchObject({ odooCompanyId: other, odooCompanyName: 'Third company' });
    expect(await moveTo(backend.odooCompanyId)).toMatchObject({ odooCompanyId: backend.odooCompanyId });
    await sync();
    await expect(moveTo(other)).rejects.toMatchObject({ code: 'backend.other_company' });
    expect(await database.backends.find(backend.id)).toMatchObject({ odooCompanyId: backend.odooCompanyId });
  });
});
