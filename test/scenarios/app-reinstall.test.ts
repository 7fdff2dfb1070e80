import { afterEach, describe, expect, it } from 'vitest';
import { DOMAIN_NAMES } from '../../src/core/operation.ts';
import { countOperations } from '../../src/core/plan.ts';
import { APP_VERSION } from '../../src/odoo/app/build.ts';
import { APP_NAME } from '../../src/odoo/app/names.ts';
import {
  PARTS,
  PEOPLE,
  appContents,
  appFile,
  installApp,
  releasedApp,
  rowOf,
  rowsOf,
} from '../testing/app-in-odoo.ts';
import { odooContents } from '../testing/odoo-contents.ts';
import { startRig, type Rig } from '../testing/rig.ts';
import { EACH_SERIES } from '../testing/series.ts';

let rig: Rig;
afterEach(async () => {
  await rig.close();
});

const MIRRORS = ['x_woo_country', 'x_woo_state', 'x_woo_setting'] as const;

async function synced(series: 17 | 18 | 19): Promise<Rig> {
  rig = await startRig({ odoo: { series }, app: true });
  expect((await rig.sync()).status).toBe('done');
  return rig;
}

describe.each(EACH_SERIES)('the app, Odoo %s', (series) => {
  it('uninstalled, synced without, installed again, synced: natives intact, nothing twice, every row there', async () => {
    const { odoo, sync } = await synced(series);
    const natives = odooContents(odoo);
    const rows = appContents(odoo);

    odoo.control.uninstallApp(APP_NAME);
    expect(odooContents(odoo)).toEqual(natives);
    const without = await sync();
    expect(without.status, without.message).toBe('nothing');
    expect(without.plan?.odoo.app).toBe('absent');
    const geography = without.plan?.domains.find(({ domain }) => domain === 'geography');
    expect(countOperations(geography?.operations ?? [])).toMatchObject({ keep: 75, create: 0 });
    const missing = without.plan?.domains
      .flatMap(({ notes }) => notes)
      .find(({ code }) => code === 'app_missing');
    expect(missing?.hint).toContain('woo-odoo odoo-app install');
    // Without the app there is no name of the connector left that could point at the rows of another.
    const left = rowsOf(odoo, 'ir.model.data', { module: APP_NAME });
    expect(left).toEqual([]);

    installApp(odoo);
    const report = await sync();
    expect(report.status, report.message).toBe('done');
    expect(odooContents(odoo)).toEqual(natives);
    expect(appContents(odoo)).toEqual(rows);
    for (const model of MIRRORS) {
      // Rows are known by their key: no external id of one is there that could outlive it.
      expect(odoo.control.externalIds(model)).toEqual({});
    }
    odoo.control.reset();
    expect((await sync()).status).toBe('nothing');
    expect(odoo.control.counts().writes).toBe(2);
  });

  it('still brings natives while it is away', async () => {
    const { odoo, woo, sync } = await synced(series);
    odoo.control.uninstallApp(APP_NAME);
    woo.control.putState('AL', { code: 'AL-99', name: 'New county' });
    woo.control.putState('AL', { code: 'AL-01', name: 'Berati' });
    const without = await sync();
    expect(without.status, without.message).toBe('done');
    const made = odoo.control.resolve('__woo_sync__.state_AL_AL-99') ?? 0;
    expect(rowOf(odoo, 'res.country.state', { id: made })['name']).toBe('New county');
    installApp(odoo);
    await sync();
    expect(rowOf(odoo, 'x_woo_state', { x_country_code: 'AL', x_code: 'AL-99' })).toMatchObject({
      x_state_id: made,
      x_created: true,
    });
    const renamed = rowOf(odoo, 'x_woo_state', { x_country_code: 'AL', x_code: 'AL-01' });
    expect(String(renamed['x_written'])).toContain('"name":"Berati"');
  });

  it('of an earlier version is reported where it lacks something, and does the rest', async () => {
    rig = await startRig({ odoo: { series }, domains: DOMAIN_NAMES });
    const { odoo, sync } = rig;
    odoo.control.installApp(appFile(series, '1.1.0', PARTS.slice(0, 4)));
    odoo.control.joinGroup('connector', `${APP_NAME}.group_connector`);
    // From then on the backend has its row.
    await sync({ domains: ['geography'] });
    const { plan } = await sync();
    const failures = plan?.domains.flatMap(({ domain, failure }) =>
      failure ? [[domain, failure.code]] : [],
    );
    expect(failures).toEqual(['currency', 'shipping', 'payments'].map((name) => [name, 'app.too_old']));
    expect(plan?.domains.find(({ domain }) => domain === 'shipping')?.failure).toMatchObject({
      message: expect.stringMatching(/\(1[789]\.0\.1\.1\.0\) lacks what shipping needs/u) as string,
      hint: expect.stringContaining('odoo-app upgrade') as string,
    });
    odoo.control.installApp(appFile(series));
    const upgraded = await sync();
    expect(upgraded.plan?.domains.some(({ failure }) => failure !== undefined)).toBe(false);
  });

  it('without the actions that a sync needs stops it, and shows how to bring it up to date', async () => {
    const { odoo, sync } = await synced(series);
    const app = rowOf(odoo, 'x_woo_app');
    odoo.control.write('x_woo_app', [app.id], { x_version: `${series}.0.1.2.0`, x_rows_action: false });
    odoo.control.reset();
    const report = await sync();
    expect(report.status).toBe('failed');
    expect(report.error).toMatchObject({ code: 'app.too_old' });
    expect(report.error?.hint).toContain('woo-odoo odoo-app upgrade');
    expect(report.message).toContain('1.2.0');
    expect(odoo.control.counts().writes).toBe(0);
  });

  it('upgraded keeps rows and choices, and the next sync writes none', async () => {
    const { odoo, sync } = await synced(series);
    const bavaria = () => rowOf(odoo, 'x_woo_state', { x_country_code: 'DE', x_code: 'DE-BY' });
    const hesse = odoo.control.resolve('base.state_de_he') ?? 0;
    odoo.control.writeAs(PEOPLE.manager.login, 'x_woo_state', bavaria().id, { x_choice_id: hesse });
    await sync();
    const rows = appContents(odoo);
    const before = bavaria();
    const [major = '', ...rest] = APP_VERSION.split('.');
    odoo.control.installApp(appFile(series, [Number(major) + 1, ...rest].join('.')));
    expect(appContents(odoo)).toEqual(rows);
    expect(bavaria()).toEqual(before);
    expect(bavaria()['x_choice_id']).toBe(hesse);
    odoo.control.reset();
    const report = await sync();
    expect(report.status, report.message).toBe('nothing');
    expect(odoo.control.counts().writes).toBe(2);
  });

  it('from version 1.4.0 as it was released keeps every row and choice, and takes the new labels', async () => {
    rig = await startRig({ odoo: { series }, app: true });
    const { odoo, sync } = rig;
    odoo.control.uninstallApp(APP_NAME);
    odoo.control.installApp(releasedApp(series));
    for (const [login, group] of MEMBERS) odoo.control.joinGroup(login, `${APP_NAME}.${group}`);
    expect((await sync()).status).toBe('done');
    const bavaria = () => rowOf(odoo, 'x_woo_state', { x_country_code: 'DE', x_code: 'DE-BY' });
    const hesse = odoo.control.resolve('base.state_de_he') ?? 0;
    odoo.control.writeAs(PEOPLE.manager.login, 'x_woo_state', bavaria().id, { x_choice_id: hesse });
    expect((await sync()).status).toBe('done');
    const rows = appContents(odoo);
    const labelOf = () =>
      rowOf(odoo, 'ir.model.fields', { model: 'x_woo_backend', name: 'x_served_number' })[
        'field_description'
      ];
    expect(labelOf()).toBe('Served Number');

    odoo.control.installApp(appFile(series));
    expect(labelOf()).toBe('Completed Request');
    expect(rowOf(odoo, 'x_woo_app')['x_version']).toBe(`${series}.0.${APP_VERSION}`);
    expect(appContents(odoo)).toEqual(rows);
    expect(bavaria()['x_choice_id']).toBe(hesse);
    // What only the new views need is filled once.
    const first = await sync();
    expect(first.status, first.message).toBe('done');
    odoo.control.reset();
    const report = await sync();
    expect(report.status, report.message).toBe('nothing');
    expect(odoo.control.counts().writes).toBe(2);
  });
});

const MEMBERS = [
  [PEOPLE.seller.login, 'group_user'],
  [PEOPLE.manager.login, 'group_manager'],
  ['connector', 'group_connector'],
] as const;
